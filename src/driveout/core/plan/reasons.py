"""Why this many visits, and what one more of anything brings: exact counterfactuals, each a hub planned again."""

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from driveout.core.plan import sayings
from driveout.core.plan.again import Again, Change, HubAgain, NotFound, moved_guests
from driveout.core.words import (
    Employee,
    Fairness,
    Forbidden,
    Nonsense,
    Opening,
    Pin,
    Plan,
    Saying,
    Season,
    Stop,
    Vehicle,
    Volunteer,
    Weekday,
)

HOUR = 60
KRONER = 1000.0
NEARLY = 0.05  # guests; less is not shown


class Kind(StrEnum):
    """What is different in a possibility."""

    VISITS = "visits"
    NO_VISIT = "no visit"
    OTHER_DAYS = "other days"
    LENGTH = "length"
    HOUR = "hour"
    VAN_DAY = "van day"
    VOLUNTEER = "volunteer"
    MONEY = "money"
    MOVED = "moved"


@dataclass(frozen=True)
class Possibility:
    """Another plan for the hub in which something is different. Differences are a week; guests expected, averaged.

    `guests`: in this hub. `guests_elsewhere`: what its money, more or less, means for the other hubs at
    today's price of money. `in_all` is their sum. `moves`: (stop of this hub, guests won or lost).
    `amount`: how many visits, which weekday (Monday is 0) or how many minutes, for kinds that have one.
    `gap`: how much more could be possible, in the plan's objective; 0 where the week is proven best.
    `possible` False: no week of the hub keeps this wish beside the others; None: none was found, and none ruled out.
    The differences are then 0.
    """

    kind: Kind
    what: Saying
    possible: bool | None
    guests: float = 0.0
    guests_elsewhere: float = 0.0
    cost_kr: float = 0.0
    driving_minutes: int = 0
    moves: tuple[tuple[str, float], ...] = ()
    gap: float = 0.0
    amount: int | None = None

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
    openings: tuple[Opening, ...]
    why: Saying
    one_more: Possibility | None
    others: tuple[Possibility, ...]
    assumptions: Saying


@dataclass(frozen=True)
class HubPrices:
    """What one more of each would bring, a week, while other hubs keep their plan.

    `money_elsewhere`: guests that the hub's money would bring the others at today's price, were there no such hub.
    """

    hub: str
    guests: float
    cost_kr: float
    hours: float
    openings: int
    prices: tuple[Possibility, ...]
    assumptions: Saying
    money_elsewhere: float = 0.0


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
        title = sayings.visits(visits + 1)
        one_more = _possible(again, Kind.VISITS, title, _visits(name, visits + 1, visits + 1), visits + 1)
    others = [_possible(again, *alternative) for alternative in _alternatives(stop, mine)]
    return StopReasons(
        stop=name, hub=hub, visits=visits, guests=sum(o.guests for o in mine),
        openings=tuple(mine),
        why=_why(name, visits, one_more), one_more=one_more, others=tuple(others), assumptions=assumptions(again),
    )  # fmt: skip


def _visits(name: str, least: int, most: int) -> Change:
    def change(season: Season) -> Season:
        stops = tuple(replace(s, visits_min=least, visits_max=most) if s.name == name else s for s in season.stops)
        return replace(season, stops=stops)

    return change


def _alternatives(stop: Stop, mine: list[Opening]) -> list[tuple[Kind, Saying, Change, int | None]]:
    """Other possibilities that are asked for: no visit, other days, each other length."""
    days, visits = sorted({opening.weekday for opening in mine}), len(mine)
    found: list[tuple[Kind, Saying, Change, int | None]] = []
    if not visits:
        return found
    found.append((Kind.NO_VISIT, sayings.NO_VISIT, _never(stop.name), None))
    free = sorted({window.weekday for window in stop.windows} - set(days))
    if visits == 1:
        for day in free:
            found.append((Kind.OTHER_DAYS, sayings.instead(day, days[0]), _on(stop.name, {day}, 1), int(day)))
    elif len(free) >= visits:
        found.append((Kind.OTHER_DAYS, sayings.OTHER_DAYS, _on(stop.name, set(free), visits), None))
    for length in sorted(set(stop.lengths) - {opening.minutes for opening in mine}):
        found.append((Kind.LENGTH, sayings.open_for(length), _length(stop.name, visits, length), length))
    return found


def _never(name: str) -> Change:
    """No visit, also where one is pinned."""

    def change(season: Season) -> Season:
        season = _visits(name, 0, 0)(season)
        return replace(season, pins=tuple(pin for pin in season.pins if pin.stop != name))

    return change


def _on(name: str, days: set[Weekday], visits: int) -> Change:
    """So many visits, on these weekdays only."""

    def change(season: Season) -> Season:
        season = _visits(name, visits, visits)(season)
        others = tuple(ban for ban in season.forbidden if ban.stop != name)
        gone = tuple(Forbidden(name, day) for day in Weekday if day not in days)
        pins = tuple(pin for pin in season.pins if pin.stop != name)
        return replace(season, forbidden=others + gone, pins=pins)

    return change


def _length(name: str, visits: int, minutes: int) -> Change:
    """Open for so long. What is locked stays on its day, and at its hour where the hall is open for that long then."""

    def change(season: Season) -> Season:
        season = _visits(name, visits, visits)(season)
        stops = tuple(replace(s, lengths=(minutes,)) if s.name == name else s for s in season.stops)
        hall = {stop.name: stop for stop in stops}
        step = season.terms.leg_step_minutes
        pins = tuple(lasting(hall[name], pin, minutes, step) if pin.stop == name else pin for pin in season.pins)
        return replace(season, stops=stops, pins=pins)

    return change


def lasting(stop: Stop, pin: Pin, minutes: int, step: int) -> Pin:
    """A pin when its opening is to last so long; starts fall on `step` minutes. What is stored is the same."""
    starts = pin.starts
    if (
        starts is None
        or starts % step
        or not any(
            w.weekday == pin.weekday and w.opens <= starts and starts + minutes <= w.closes for w in stop.windows
        )
    ):
        return replace(pin, starts=None, minutes=None)
    return replace(pin, minutes=None if pin.minutes is None else minutes)


def _possible(again: HubAgain, kind: Kind, what: Saying, change: Change, amount: int | None = None) -> Possibility:
    return possible(again, kind, what, change, amount)[0]


def possible(
    again: HubAgain, kind: Kind, what: Saying, change: Change, amount: int | None = None
) -> tuple[Possibility, tuple[Opening, ...]]:
    """The hub planned again under a change: what differs, and the week's openings (none where there is no week)."""
    try:
        after = again.plan_again(change)
    except NotFound:
        return Possibility(kind, what, None, amount=amount), ()
    return replace(_compared(again, kind, what, after), amount=amount), after.openings if after else ()


def _compared(
    again: HubAgain, kind: Kind, what: Saying, after: Again | None, *, own_money: bool = False
) -> Possibility:
    before = again.before
    if before is None:  # with nothing to compare with, nothing can be said
        return Possibility(kind, what, None)
    if after is None:
        return Possibility(kind, what, False)
    kroner = after.cost_kr - before.cost_kr
    guests, elsewhere = after.guests - before.guests, 0.0 if own_money else -again.money * kroner
    if after.gap > NEARLY:
        what = sayings.not_proven(what, None if _weighed(again.season) else guests + elsewhere + after.gap)
    return Possibility(
        kind, what, True, guests, elsewhere, kroner, after.driving_minutes - before.driving_minutes,
        moved_guests(before.guests_by_stop(), after.guests_by_stop()), after.gap,
    )  # fmt: skip


def _weighed(season: Season) -> bool:
    """Does the planner weigh other things than guests and kroner? Then its objective is not a number of guests."""
    moved = season.terms.change_price_guests and season.earlier
    return bool(season.terms.fairness is Fairness.PROPORTIONAL or moved or any(s.weight != 1 for s in season.stops))


def _why(name: str, visits: int, more: Possibility | None) -> Saying:
    if more is None:
        return sayings.as_often_as_may_be(name, visits)
    if not more.possible:
        return sayings.not_found(name, visits) if more.possible is None else sayings.no_room(name, visits)
    return sayings.one_more(name, visits, more.moves, more.cost_kr, more.guests_elsewhere, more.in_all)


def assumptions(again: HubAgain) -> Saying:
    """What every figure about this hub rests on."""
    stops = again.season.stops
    return sayings.assumptions(sum(stop.belief.known == "learned" for stop in stops), len(stops), again.money)


def explain_hub(season: Season, plan: Plan, name: str) -> HubPrices:
    """Prices of one more hour, van day, volunteer and 1,000 kr. at a hub. Raises Nonsense for an unknown hub."""
    if name not in {hub.name for hub in season.hubs}:
        raise Nonsense(f"“{name}” is not a hub of {season.name}.")
    again = HubAgain(season, plan, name)
    mine = [opening for opening in plan.openings if opening.hub == name]
    tours = [tour for tour in plan.tours if tour.hub == name]
    prices = [
        _with_more(again, Kind.HOUR, sayings.ONE_HOUR, _more_hours(name)),
        _best_van_day(again, season, name),
        _with_more(again, Kind.VOLUNTEER, sayings.ONE_VOLUNTEER, _more_people(name)),
        _more_money(again),
    ]
    return HubPrices(
        hub=name, guests=sum(o.guests for o in mine), cost_kr=sum(t.cost_kr for t in tours),
        hours=sum(t.minutes for t in tours) / HOUR, openings=len(mine), prices=tuple(prices),
        assumptions=assumptions(again), money_elsewhere=again.money * sum(t.cost_kr for t in tours),
    )  # fmt: skip


def _more_money(again: HubAgain) -> Possibility:
    """1,000 kr. of the hub's own: the week of most guests that it buys."""
    after = again.with_own_money(KRONER)
    return _compared(again, Kind.MONEY, sayings.money_more(KRONER), after, own_money=True)


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


def _with_more(again: HubAgain, kind: Kind, what: Saying, change: Change) -> Possibility:
    try:
        return _compared(again, kind, what, again.plan_with_more(change))
    except NotFound:
        return Possibility(kind, what, None)


def _best_van_day(again: HubAgain, season: Season, name: str) -> Possibility:
    """The weekday on which a van and its driver help most."""
    hub = next(hub for hub in season.hubs if hub.name == name)
    days = sorted({window.weekday for window in hub.workdays})
    tried: list[tuple[float, Weekday, Again]] = []
    for day in days:
        with suppress(NotFound):
            after = again.plan_with_more(_van_day(name, day))
            if after is not None:
                tried.append((after.objective, day, after))
    if not tried or again.before is None:
        return Possibility(Kind.VAN_DAY, sayings.van_day(None), False)
    _, day, after = max(tried, key=lambda t: (t[0], -t[1]))
    return _compared(again, Kind.VAN_DAY, sayings.van_day(day), after)
