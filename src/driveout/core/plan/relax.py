"""A season in which only some wishes hold: what is dropped becomes free."""

from collections.abc import Set
from dataclasses import replace

from driveout.core.plan.wishes import Asked, asked_of
from driveout.core.words import Employee, Fairness, Season, Vehicle, Volunteer, Weekday, Wish, WishKind

PLENTY = 7  # of whatever was dropped: more than any day can use
LONG_WEEK = 7 * 24 * 60
EVERY_DAY = tuple(Weekday)


def relaxed(season: Season, kept: Set[Asked]) -> Season:
    """The season with every wish outside `kept` dropped."""
    gone = {asked.wish for asked in asked_of(season)} - {asked.wish for asked in kept}
    terms = season.terms
    if Wish(WishKind.BUDGET) in gone:
        terms = replace(terms, budget_kr_a_week=None)
    if Wish(WishKind.FLOOR) in gone:
        terms = replace(terms, fairness=Fairness.NONE)
    return replace(
        season,
        terms=terms,
        pins=tuple(pin for pin in season.pins if Wish(WishKind.PIN, pin.stop, pin.weekday) not in gone),
        forbidden=tuple(ban for ban in season.forbidden if Wish(WishKind.FORBID, ban.stop, ban.weekday) not in gone),
        stops=tuple(replace(s, visits_min=0) if Wish(WishKind.VISIT, s.key) in gone else s for s in season.stops),
        employees=_more_hours(season, gone),
        vehicles=season.vehicles + tuple(_vans(season, gone)),
        volunteers=season.volunteers + tuple(_volunteers(season, gone)),
    )


def _more_hours(season: Season, gone: Set[Wish]) -> tuple[Employee, ...]:
    longer = tuple(
        replace(e, minutes_a_week=LONG_WEEK) if Wish(WishKind.HOURS, hub=e.hub) in gone else e for e in season.employees
    )
    limit = {e.hub: e.minutes_a_day for e in season.employees}
    # A van without a driver is no help: dropping the limit on vans brings people for them.
    extra = tuple(
        Employee(f"another employee {n}", hub.key, EVERY_DAY, LONG_WEEK, limit.get(hub.key, 480))
        for hub in season.hubs
        if Wish(WishKind.VANS, hub=hub.key) in gone
        for n in range(PLENTY)
    )
    return longer + extra


def _vans(season: Season, gone: Set[Wish]) -> list[Vehicle]:
    return [
        Vehicle(f"another van {n}", hub.key, EVERY_DAY)
        for hub in season.hubs
        if Wish(WishKind.VANS, hub=hub.key) in gone
        for n in range(PLENTY)
    ]


def _volunteers(season: Season, gone: Set[Wish]) -> list[Volunteer]:
    return [
        Volunteer(f"another volunteer {n}", hub.key, EVERY_DAY, 99, 999)
        for hub in season.hubs
        if Wish(WishKind.VOLUNTEERS, hub=hub.key) in gone
        for n in range(PLENTY * 3)
    ]
