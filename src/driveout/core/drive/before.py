"""Whoever was to drive and host goes on doing it, where the repaired day allows: the planner knows hours, not people.

It fills vans and crews in the order of the season where several could do. On a day when something breaks nobody should
be moved for nothing: of all the ways in which the day can be manned, the one that leaves most people where they were
this morning, and then calls out the fewest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from driveout.core.solve.crews import Work, share_openings
from driveout.core.solve.problem import Crew
from driveout.core.words import Employee, Plan, Season, Tour, Vehicle, Volunteer

Helper = TypeVar("Helper", Vehicle, Employee, Volunteer)
# A person who stays is worth more than all that follows; then, who is called out; then, what the planner chose.
STAYS, CALLED_OUT, CHOSEN, CANNOT = 1.0, 0.02, 0.0001, -1e6


def as_before(plan: Plan, day: Season, again: Plan) -> Plan:
    """`again` with the vans and people of `plan` wherever `day` (see `one_day`) still has them and they can do it.

    Openings keep their stops and times. What was right by the rules stays right by them.
    """
    was = _was(plan, again)
    tours: dict[str, Tour] = {}
    hosts: dict[str, tuple[str, ...]] = {}
    for hub in dict.fromkeys(tour.hub for tour in again.tours):
        mine = [tour for tour in again.tours if tour.hub == hub]
        vans = _shared(mine, _of(hub, day.vehicles), lambda t: t.vehicle, was, lambda van, tour: True)
        drivers = _shared(mine, _of(hub, day.employees), lambda t: t.employee, was, _can_drive)
        tours |= {t.key: replace(t, vehicle=vans[t.key], employee=drivers[t.key]) for t in mine}
        hosts |= _hosts(plan, again, mine, _of(hub, day.volunteers))
    return replace(
        again,
        tours=tuple(tours[t.key] for t in again.tours),
        openings=tuple(replace(o, volunteers=hosts.get(o.stop, o.volunteers)) for o in again.openings),
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


def _of(hub: str, those: Sequence[Helper]) -> list[Helper]:
    return [one for one in those if one.hub == hub]


def _can_drive(employee: Employee, tour: Tour) -> bool:
    return tour.minutes <= min(employee.minutes_a_day, employee.minutes_a_week)


def _shared(
    tours: Sequence[Tour],
    free: Sequence[Helper],
    has: Callable[[Tour], str],
    was: Mapping[str, Tour],
    can: Callable[[Helper, Tour], bool],
) -> dict[str, str]:
    """Tour → its van or driver, each on one tour. The planner's choice is one way to do it, so there is one."""
    before = {t.key: has(was[t.key]) if t.key in was else "" for t in tours}
    worth = [
        [_worth(one.key, (before[t.key],), (has(t),)) if can(one, t) else CANNOT for one in free] for t in tours
    ]  # fmt: skip
    rows, columns = linear_sum_assignment(np.array(worth), maximize=True)
    return {tours[row].key: free[column].key for row, column in zip(rows, columns, strict=True)}


def _hosts(plan: Plan, again: Plan, tours: Sequence[Tour], free: Sequence[Volunteer]) -> dict[str, tuple[str, ...]]:
    """Stop → who is at its opening of these tours, those of this morning first."""
    day = tours[0].weekday
    openings = [[o for o in again.openings if o.tour == t.key] for t in tours]
    before = {(o.hub, o.stop): o.volunteers for o in plan.openings if o.weekday == day}
    there = {o.stop: before.get((o.hub, o.stop), ()) for on in openings for o in on}
    work = tuple(Work(day, 0, tuple(len(o.volunteers) for o in on)) for on in openings)
    crew = Crew((), tuple((1 << day, v.openings_a_day, v.openings_a_week) for v in free), ())
    worth = [[_worth(v.key, there[o.stop], o.volunteers) for on in openings for o in on] for v in free]
    shared = share_openings(crew, work, worth=np.array(worth), call_out=CALLED_OUT)
    if shared is None:  # the planner found a way, so there is one; should there be none, that way stands
        return {}
    return {
        o.stop: _in_turn([free[v].key for v in people], there[o.stop], o.volunteers)
        for on, given in zip(openings, shared, strict=True)
        for o, people in zip(on, given, strict=True)
    }


def _worth(key: str, before: Sequence[str], chosen: Sequence[str]) -> float:
    return STAYS * (key in before) + CHOSEN * (key in chosen)


def _in_turn(keys: Sequence[str], *known: Sequence[str]) -> tuple[str, ...]:
    """In the order of this morning, then in the planner's, then in that of the season."""
    order = [key for some in known for key in some]
    return tuple(sorted(keys, key=lambda key: order.index(key) if key in order else len(order)))
