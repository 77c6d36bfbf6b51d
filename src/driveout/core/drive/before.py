"""Whoever was to drive and host goes on doing it, where the repaired day allows: the planner knows hours, not people.

It fills vans and crews in the order of the season where several could do. On a day when something breaks nobody should
be moved for nothing, so each tour asks for its people of this morning, and gets them unless somebody else needs them
more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from driveout.core.words import Opening, Plan, Season, Tour

Keys = frozenset[str]


def as_before(plan: Plan, day: Season, again: Plan) -> Plan:
    """`again` with the vans and people of `plan` wherever `day` (see `one_day`) still has them and they can do it.

    Openings keep their stops and times. What was right by the rules stays right by them.
    """
    was = _was(plan, again)
    vans = _chosen(again, lambda t: _van(day, was.get(t.key)), lambda t: frozenset({t.vehicle}))
    drivers = _chosen(again, lambda t: _driver(day, was.get(t.key), t), lambda t: frozenset({t.employee}))
    days = {t.weekday for t in again.tours}
    hosts = {(o.hub, o.stop): o.volunteers for o in plan.openings if o.weekday in days}
    on = {t.key: [o for o in again.openings if o.tour == t.key] for t in again.tours}
    crews = {tour: _crew(day, openings, hosts) for tour, openings in on.items()}
    people = _chosen(again, lambda t: _all(crews[t.key].values()), lambda t: _all(o.volunteers for o in on[t.key]))
    return replace(
        again,
        tours=tuple(replace(t, vehicle=min(vans[t.key]), employee=min(drivers[t.key])) for t in again.tours),
        openings=tuple(
            replace(o, volunteers=crews[o.tour][o.stop]) if people[o.tour] == _all(crews[o.tour].values()) else o
            for o in again.openings
        ),
    )


def _was(plan: Plan, again: Plan) -> dict[str, Tour]:
    """The tour of this morning that each new one shares most stops with; each of them once."""
    stops = {t.key: {o.stop for o in plan.openings if o.tour == t.key} for t in plan.tours}
    pairs = [
        (len(stops[old.key] & {o.stop for o in again.openings if o.tour == new.key}), new.key, old)
        for new in again.tours
        for old in plan.tours
        if (old.hub, old.weekday) == (new.hub, new.weekday)
    ]
    found: dict[str, Tour] = {}
    for shared, new, old in sorted(pairs, key=lambda pair: -pair[0]):  # of equals, in the order of the day
        if shared and new not in found and old not in found.values():
            found[new] = old
    return found


def _van(day: Season, old: Tour | None) -> Keys:
    known = {(van.hub, van.key) for van in day.vehicles}
    return frozenset({old.vehicle}) if old and (old.hub, old.vehicle) in known else frozenset()


def _driver(day: Season, old: Tour | None, new: Tour) -> Keys:
    """Who drove it, if their hours are enough for the new tour."""
    free = {(e.hub, e.key) for e in day.employees if new.minutes <= min(e.minutes_a_day, e.minutes_a_week)}
    return frozenset({old.employee}) if old and (old.hub, old.employee) in free else frozenset()


def _crew(
    day: Season, openings: list[Opening], hosts: Mapping[tuple[str, str], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Each opening's own hosts as far as they can come, and the planner's for the rest; the planner's where that is
    more than somebody can do."""
    free = {(v.hub, v.key): min(v.openings_a_day, v.openings_a_week) for v in day.volunteers}
    found = {}
    for o in openings:
        kept = [who for who in hosts.get((o.hub, o.stop), ()) if (o.hub, who) in free][: len(o.volunteers)]
        found[o.stop] = (*kept, *[who for who in o.volunteers if who not in kept][: len(o.volunteers) - len(kept)])
    count = Counter((o.hub, who) for o in openings for who in found[o.stop])
    fits = all(free.get(who, 0) >= many for who, many in count.items())
    return found if fits else {o.stop: o.volunteers for o in openings}


def _all(keys: Iterable[Iterable[str]]) -> Keys:
    return frozenset(key for some in keys for key in some)


def _chosen(again: Plan, wish: Callable[[Tour], Keys], given: Callable[[Tour], Keys]) -> dict[str, Keys]:
    """What each tour gets: its wish, unless another of its hub holds on to the same; then what the planner gave."""
    hub = {t.key: t.hub for t in again.tours}
    plain = {t.key: given(t) for t in again.tours}
    wished = {t.key: wish(t) for t in again.tours}
    taken = {tour: wished[tour] or plain[tour] for tour in plain}
    while clash := _clash(taken, hub, plain):
        taken[clash] = plain[clash]
    return taken


def _clash(taken: Mapping[str, Keys], hub: Mapping[str, str], plain: Mapping[str, Keys]) -> str:
    """A tour whose wish stands in another's way; empty when there is none."""
    for one, keys in taken.items():
        others = (other for other in taken if other != one and hub[other] == hub[one])
        if keys != plain[one] and any(keys & taken[other] for other in others):
            return one
    return ""
