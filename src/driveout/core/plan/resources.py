"""What one more of anything brings a hub: the season planned again with it."""

from contextlib import suppress
from dataclasses import dataclass, replace

from driveout.core.plan import sayings
from driveout.core.plan.again import A_MOMENT, Again, Change, NotFound, Patience, SeasonAgain
from driveout.core.plan.possible import Kind, Possibility, about, compared
from driveout.core.words import Employee, Nonsense, Plan, Saying, Season, Vehicle, Volunteer, Weekday

HOUR = 60
KRONER = 1000.0


@dataclass(frozen=True)
class HubPrices:
    """What one more of each would bring, a week, when the season is planned again with it.

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


def explain_hub(season: Season, plan: Plan, key: str, patience: Patience = A_MOMENT) -> HubPrices:
    """Prices of one more hour, van day, volunteer and 1,000 kr. at a hub. Raises Nonsense for an unknown hub."""
    if key not in {hub.key for hub in season.hubs}:
        raise Nonsense(f"“{key}” is not a hub of {season.name}.")
    again = SeasonAgain(season, plan, patience)
    mine = [opening for opening in plan.openings if opening.hub == key]
    tours = [tour for tour in plan.tours if tour.hub == key]
    prices = [
        _with_more(again, key, Kind.HOUR, sayings.ONE_HOUR, more_hours(key)),
        _best_van_day(again, season, key),
        _with_more(again, key, Kind.VOLUNTEER, sayings.ONE_VOLUNTEER, more_people(key)),
        _more_money(again, key),
    ]
    return HubPrices(
        hub=key, guests=sum(o.guests for o in mine), cost_kr=sum(t.cost_kr for t in tours),
        hours=sum(t.minutes for t in tours) / HOUR, openings=len(mine), prices=tuple(prices),
        assumptions=about(again), money_elsewhere=again.money * sum(t.cost_kr for t in tours),
    )  # fmt: skip


def more_hours(hub: str) -> Change:
    """One hour more a week for the hub's first employee."""

    def change(season: Season) -> Season:
        first = next((e for e in season.employees if e.hub == hub), None)
        people = tuple(
            replace(e, minutes_a_week=e.minutes_a_week + HOUR) if e is first else e for e in season.employees
        )
        return replace(season, employees=people)

    return change


def more_people(hub: str) -> Change:
    """One volunteer more, any weekday."""
    return lambda season: replace(
        season, volunteers=(*season.volunteers, Volunteer("one more volunteer", hub, tuple(Weekday)))
    )


def van_day(hub: str, day: Weekday) -> Change:
    """One van more on that weekday, with its driver."""

    def change(season: Season) -> Season:
        minutes = max((e.minutes_a_day for e in season.employees if e.hub == hub), default=8 * HOUR)
        driver = Employee("one more driver", hub, (day,), minutes, minutes)
        van = Vehicle("one more van", hub, (day,))
        return replace(season, vehicles=(*season.vehicles, van), employees=(*season.employees, driver))

    return change


def more_money(season: Season) -> Season:
    """1,000 kr. more a week for the whole programme."""
    budget = season.terms.budget_kr_a_week
    return replace(season, terms=replace(season.terms, budget_kr_a_week=None if budget is None else budget + KRONER))


def _more_money(again: SeasonAgain, hub: str) -> Possibility:
    """1,000 kr. of the hub's own: the week of most guests that it buys. What it may become is the whole programme's."""
    try:
        after = again.with_own_money(hub, KRONER)
    except NotFound:
        after = None
    if after is None:
        return Possibility(Kind.MONEY, sayings.money_more(KRONER), None)
    return compared(again, hub, Kind.MONEY, sayings.money_more(KRONER), after)


def _with_more(again: SeasonAgain, hub: str, kind: Kind, what: Saying, change: Change) -> Possibility:
    try:
        return compared(again, hub, kind, what, again.planned_with_more(change))
    except NotFound:
        return Possibility(kind, what, None)


def _best_van_day(again: SeasonAgain, season: Season, key: str) -> Possibility:
    """The weekday on which a van and its driver help most."""
    hub = next(hub for hub in season.hubs if hub.key == key)
    days = sorted({window.weekday for window in hub.workdays})
    tried: list[tuple[float, Weekday, Again]] = []
    for day in days:
        with suppress(NotFound):
            after = again.planned_with_more(van_day(key, day))
            if after is not None:
                tried.append((after.value, day, after))
    if not tried or again.before is None:
        return Possibility(Kind.VAN_DAY, sayings.van_day(None), False)
    _, day, after = max(tried, key=lambda t: (t[0], -t[1]))
    return compared(again, key, Kind.VAN_DAY, sayings.van_day(day), after)
