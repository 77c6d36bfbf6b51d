"""Why this many visits, and what one more of anything brings: exact counterfactuals, each a hub planned again."""

from dataclasses import dataclass, replace

from driveout.core.plan.again import Again, Change, HubAgain, moved_guests
from driveout.core.words import (
    Employee,
    Forbidden,
    Nonsense,
    Opening,
    Plan,
    Season,
    Stop,
    Vehicle,
    Volunteer,
    Weekday,
    clock,
)

HOUR = 60
KRONER = 1000.0


@dataclass(frozen=True)
class Possibility:
    """Another plan for the hub in which something is different. Differences are a week; guests expected, averaged.

    `guests`: in this hub. `guests_elsewhere`: what its money, more or less, means for the other hubs at
    today's price of money. `in_all` is their sum. `moves`: (stop of this hub, guests won or lost).
    `possible` False: no week of the hub keeps this wish beside the others; the differences are then 0.
    """

    what: str
    possible: bool
    guests: float = 0.0
    guests_elsewhere: float = 0.0
    cost_kr: float = 0.0
    driving_minutes: int = 0
    moves: tuple[tuple[str, float], ...] = ()

    @property
    def in_all(self) -> float:
        return self.guests + self.guests_elsewhere


@dataclass(frozen=True)
class StopReasons:
    """A stop's reasons. `why` is a sentence; `one_more` None when it is visited as often as it may be."""

    stop: str
    hub: str
    visits: int
    guests: float
    openings: tuple[str, ...]
    why: str
    one_more: Possibility | None
    others: tuple[Possibility, ...]
    assumptions: str


@dataclass(frozen=True)
class HubPrices:
    """What one more of each would bring, a week, while other hubs keep their plan."""

    hub: str
    guests: float
    cost_kr: float
    hours: float
    openings: int
    prices: tuple[Possibility, ...]
    assumptions: str


def explain_stop(season: Season, plan: Plan, name: str) -> StopReasons:
    """Reasons for one stop, by planning its hub again. Raises Nonsense for a stop that is not in the season."""
    stop = next((stop for stop in season.stops if stop.name == name), None)
    if stop is None:
        raise Nonsense(f"“{name}” is not a stop of {season.name}.")
    mine = [opening for opening in plan.openings if opening.stop == name]
    hub = mine[0].hub if mine else stop.hubs[0]
    again = HubAgain(season, plan, hub)
    visits = len(mine)
    one_more = None
    if visits < 2:
        title = "one visit a week" if visits == 0 else "two visits a week"
        one_more = _possible(again, title, _visits(name, visits + 1, visits + 1))
    others = [_possible(again, what, change) for what, change in _alternatives(stop, mine)]
    return StopReasons(
        stop=name, hub=hub, visits=visits, guests=sum(o.guests for o in mine),
        openings=tuple(f"{o.weekday.english} {clock(o.starts)}–{clock(o.ends)}" for o in mine),
        why=_why(name, visits, one_more), one_more=one_more, others=tuple(others), assumptions=_assumptions(again),
    )  # fmt: skip


def _visits(name: str, least: int, most: int) -> Change:
    def change(season: Season) -> Season:
        stops = tuple(replace(s, visits_min=least, visits_max=most) if s.name == name else s for s in season.stops)
        return replace(season, stops=stops)

    return change


def _alternatives(stop: Stop, mine: list[Opening]) -> list[tuple[str, Change]]:
    """Other possibilities that are asked for: no visit, other days, each other length."""
    days, visits = {opening.weekday for opening in mine}, len(mine)
    found: list[tuple[str, Change]] = []
    if not visits:
        return found
    found.append(("no visit", _visits(stop.name, 0, 0)))
    if len({window.weekday for window in stop.windows} - days) >= visits:

        def elsewhere(season: Season) -> Season:
            season = _visits(stop.name, visits, visits)(season)
            gone = tuple(Forbidden(stop.name, day) for day in sorted(days))
            pins = tuple(pin for pin in season.pins if pin.stop != stop.name)
            return replace(season, forbidden=season.forbidden + gone, pins=pins)

        found.append(("other weekdays", elsewhere))
    for length in sorted(set(stop.lengths) - {opening.minutes for opening in mine}):
        found.append((f"open for {length} minutes", _length(stop.name, visits, length)))
    return found


def _length(name: str, visits: int, minutes: int) -> Change:
    def change(season: Season) -> Season:
        season = _visits(name, visits, visits)(season)
        stops = tuple(replace(s, lengths=(minutes,)) if s.name == name else s for s in season.stops)
        return replace(season, stops=stops)

    return change


def _possible(again: HubAgain, what: str, change: Change) -> Possibility:
    return _compared(again, what, again.plan_again(change))


def _compared(again: HubAgain, what: str, after: Again | None, *, own_money: bool = False) -> Possibility:
    before = again.before
    if after is None or before is None:
        return Possibility(what, False)
    kroner = after.cost_kr - before.cost_kr
    return Possibility(
        what, True, after.guests - before.guests, 0.0 if own_money else -again.money * kroner, kroner,
        after.driving_minutes - before.driving_minutes, moved_guests(before.guests_by_stop(), after.guests_by_stop()),
    )  # fmt: skip


def _why(name: str, visits: int, one_more: Possibility | None) -> str:
    often = ("not visited", "visited once a week", "visited twice a week")[min(visits, 2)]
    if one_more is None:
        return f"{name} is {often}, which is as often as a stop may be."
    if not one_more.possible:
        return f"{name} is {often}. One visit more cannot be fitted in beside the other wishes."
    lost = [f"{stop} ({guests:+.1f})" for stop, guests in one_more.moves if stop != name and guests < 0]
    won = next((guests for stop, guests in one_more.moves if stop == name), 0.0)
    gives = f"One visit more would meet {won:.1f} guests there"
    if lost:
        gives += f" and displace {', '.join(lost)}"
    if abs(one_more.guests_elsewhere) >= 0.05:
        gives += f"; {one_more.cost_kr:+,.0f} kr. means {one_more.guests_elsewhere:+.1f} elsewhere"
    return f"{name} is {often}. {gives}: {one_more.in_all:+.1f} guests in all."


def _assumptions(again: HubAgain) -> str:
    season = again.season
    learned = sum(stop.belief.known == "learned" for stop in season.stops)
    demand = "Demand is assumed." if not learned else f"Demand is learned at {learned} of {len(season.stops)} stops."
    money = (
        "" if again.money == 0 else f" Money is worth {1000 * again.money:.1f} guests per 1,000 kr. in the programme."
    )
    return f"{demand}{money} Each line is the hub planned again and proven best."


def explain_hub(season: Season, plan: Plan, name: str) -> HubPrices:
    """Prices of one more hour, van day, volunteer and 1,000 kr. at a hub. Raises Nonsense for an unknown hub."""
    if name not in {hub.name for hub in season.hubs}:
        raise Nonsense(f"“{name}” is not a hub of {season.name}.")
    again = HubAgain(season, plan, name)
    mine = [opening for opening in plan.openings if opening.hub == name]
    tours = [tour for tour in plan.tours if tour.hub == name]
    prices = [
        _possible(again, "one employee hour more", _more_hours(name)),
        _best_van_day(again, season, name),
        _possible(again, "one volunteer more, any weekday", _more_people(name)),
        _more_money(again),
    ]
    return HubPrices(
        hub=name, guests=sum(o.guests for o in mine), cost_kr=sum(t.cost_kr for t in tours),
        hours=sum(t.minutes for t in tours) / HOUR, openings=len(mine), prices=tuple(prices),
        assumptions=_assumptions(again),
    )  # fmt: skip


def _more_money(again: HubAgain) -> Possibility:
    """1,000 kr. of the hub's own: the week of most guests that it buys."""
    after, proven = again.with_own_money(KRONER)
    what = f"{KRONER:,.0f} kr. more a week"
    return _compared(again, what if proven else f"{what} (at least)", after, own_money=True)


def _more_hours(hub: str) -> Change:
    def change(season: Season) -> Season:
        first = next((e for e in season.employees if e.hub == hub), None)
        people = tuple(
            replace(e, minutes_a_week=e.minutes_a_week + HOUR) if e is first else e for e in season.employees
        )
        return replace(season, employees=people)

    return change


def _more_people(hub: str) -> Change:
    return lambda season: replace(
        season, volunteers=(*season.volunteers, Volunteer("one more volunteer", hub, tuple(Weekday)))
    )


def _van_day(hub: str, day: Weekday) -> Change:
    def change(season: Season) -> Season:
        minutes = max((e.minutes_a_day for e in season.employees if e.hub == hub), default=8 * HOUR)
        driver = Employee("one more driver", hub, (day,), minutes, minutes)
        van = Vehicle("one more van", hub, (day,))
        return replace(season, vehicles=(*season.vehicles, van), employees=(*season.employees, driver))

    return change


def _best_van_day(again: HubAgain, season: Season, name: str) -> Possibility:
    """The weekday on which a van and its driver help most."""
    hub = next(hub for hub in season.hubs if hub.name == name)
    days = sorted({window.weekday for window in hub.workdays})
    tried: list[tuple[float, Weekday, Again]] = []
    for day in days:
        after = again.plan_again(_van_day(name, day))
        if after is not None:
            tried.append((after.objective, day, after))
    if not tried or again.before is None:
        return Possibility("one van day more", False)
    _, day, after = max(tried, key=lambda t: (t[0], -t[1]))
    return _compared(again, f"one van day more, with its driver ({day.english})", after)
