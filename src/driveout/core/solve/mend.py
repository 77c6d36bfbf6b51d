"""A local search that mends a hub's week: some days are made anew while the others stay, till nothing brings more."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations

from driveout.core.solve.crews import crew_can
from driveout.core.solve.day_sets import day_sets
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.hub_week import work_of
from driveout.core.solve.patience import OutOfTime, Patience
from driveout.core.solve.problem import Ints
from driveout.core.solve.week_search import search_weeks

# How many days are made anew at a time, and guests: sets of tours that lose more are not tried. Drivers' hours are
# shared out over the week, so that two days alone may leave nothing to choose from where three do. THOROUGH is for a
# hub that is alone.
ONCE = ((3, 0.05), (2, 0.3))
THOROUGH = ((2, 0.15), (3, 0.05), (3, 0.1), (2, 0.3), (3, 0.3))
NODES = 20_000_000  # for some days
MOST = 12  # weeks looked at: the best of them may be more than the people can do
LITTLE = 1e-6  # guests; less is no better week
ROUNDS = 20


def mended(
    state: HubState, losses: HubLosses, week: Ints, loss: float, patience: Patience,
    steps: tuple[tuple[int, float], ...] = ONCE,
) -> tuple[Ints, float]:  # fmt: skip
    """The week (levels · V tour numbers) and its loss, better where some days could be bettered before time was up."""
    with suppress(OutOfTime):
        for free, reach in steps:
            for better in _better(state, losses, week, loss, free, reach, patience):
                week, loss = better
    return week, loss


def _better(
    state: HubState, losses: HubLosses, week: Ints, loss: float, free: int, reach: float, patience: Patience
) -> Iterator[tuple[Ints, float]]:
    """One better week after the other, by making `free` days anew, till no such days bring more. Raises OutOfTime."""
    levels = len(state.level_day)
    groups = list(combinations(range(levels), min(free, levels)))
    waiting, rounds = list(groups), 0
    while waiting and rounds < ROUNDS * len(groups):
        anew = waiting.pop(0)
        rounds += 1
        by_day = week.reshape(levels, state.vans)
        fixed = {level: by_day[level] for level in range(levels) if level not in anew}
        sets = day_sets(state, losses, min(loss - LITTLE, reach), fixed, thinned=True)
        found = search_weeks(state, losses, sets, loss - LITTLE, MOST, NODES, 0.0, None, patience)
        for w in range(len(found.loss)):
            if crew_can(state.problem.crew, work_of(state.problem, state.tours, found.weeks[w])):
                week, loss = found.weeks[w], float(found.loss[w])
                waiting = [group for group in groups if group != anew]
                yield week, loss
                break
