"""From tours back to a hub's week: what it brings, costs and asks of people."""

from collections.abc import Sequence

import numpy as np

from driveout.core.solve.crews import Work
from driveout.core.solve.hub_lp import DEAR
from driveout.core.solve.hub_state import HubState, state_of
from driveout.core.solve.listing import Tours
from driveout.core.solve.problem import HubProblem, HubWeek, Ints


def lp_point(state: HubState, hub: int) -> HubWeek:
    """The LP's own solution as a column: fractions of patterns and tours."""
    problem, lp = state.problem, state.lp
    none, patterns, tours = lp.point()
    gain: dict[int, float] = {}
    guests: dict[int, float] = {}
    serves: dict[int, float] = {}
    fixed = -float((tours * state.tours.loss).sum())
    for at in np.flatnonzero(patterns > 1e-9):
        (i, p, k), share = lp.pattern_index[at], float(patterns[at])
        stop = problem.stops[i]
        gain[stop] = gain.get(stop, 0.0) + share * float(problem.gain[i, p, k])
        guests[stop] = guests.get(stop, 0.0) + share * float(problem.guests[i, p, k])
        serves[stop] = serves.get(stop, 0.0) + share
        fixed += share * float(problem.fixed[i, p, k])
    fixed += float((none * np.maximum(problem.unserved, -DEAR)).sum())
    cost = float((tours * state.tours.cost).sum())
    return HubWeek(hub, (), tuple(gain.items()), tuple(guests.items()), fixed, cost, tuple(serves.items()))


def by_level(state: HubState, tours: Ints) -> Ints:
    """A week's tours as the search writes them: (levels · V,) by weekday, −1 for a van left idle."""
    week = np.full((len(state.level_day), state.vans), -1, np.int64)
    for level, day in enumerate(state.level_day):
        mine = tours[state.tours.day[tours] == day]
        week[level, : len(mine)] = mine
    return week.reshape(-1)


def tours_of(problems: Sequence[HubProblem], weeks: Sequence[HubWeek]) -> list[Tours]:
    """What each hub drives in its week, listed in this process."""
    return [
        state_of(problem).tours.take(np.array([t for _, t in week.tours], np.int64))
        for problem, week in zip(problems, weeks, strict=True)
    ]


def work_of(problem: HubProblem, tours: Tours, week: Sequence[int] | Ints) -> tuple[Work, ...]:
    """What a week asks of its crew."""
    return tuple(
        Work(
            int(tours.day[t]), int(tours.minutes[t]), tuple(int(problem.volunteers[i]) for i in tours.stop[t] if i >= 0)
        )
        for t in week
        if t >= 0
    )


def week_of(state: HubState, hub: int, week: Ints) -> HubWeek:
    """A week of tours (numbers in the listing, −1 for a van left idle) with all that it brings and costs."""
    problem, tours = state.problem, state.tours
    driven = sorted(int(t) for t in week if t >= 0)
    visits: dict[tuple[int, int], list[int]] = {}
    for t in driven:
        for i, k in zip(tours.stop[t], tours.length[t], strict=True):
            if i >= 0:
                visits.setdefault((int(i), int(k)), []).append(int(tours.day[t]))
    cost = float(tours.cost[driven].sum())
    fixed = -float(tours.loss[driven].sum())
    gain, guests, served = [], [], set()
    for (i, k), days in sorted(visits.items()):
        p = problem.patterns.index(tuple(sorted(days)))
        gain.append((problem.stops[i], float(problem.gain[i, p, k])))
        guests.append((problem.stops[i], float(problem.guests[i, p, k])))
        fixed += float(problem.fixed[i, p, k])
        served.add(i)
    fixed += sum(float(problem.unserved[i]) for i in range(len(problem.stops)) if i not in served)
    serves = tuple((problem.stops[i], 1.0) for i in sorted(served))
    return HubWeek(hub, tuple((int(tours.day[t]), t) for t in driven), tuple(gain), tuple(guests), fixed, cost, serves)
