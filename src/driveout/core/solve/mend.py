"""A local search that mends a hub's week: two days are made anew while the others stay, till no two bring more."""

from itertools import combinations

from driveout.core.solve.crews import crew_can
from driveout.core.solve.day_sets import day_sets
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.hub_week import work_of
from driveout.core.solve.patience import OutOfTime, Patience
from driveout.core.solve.problem import Ints
from driveout.core.solve.week_search import search_weeks

NODES = 5_000_000  # for two days
FREE = 2
REACH = 0.3  # guests; sets of tours that lose more are not tried
LITTLE = 1e-6  # guests; less is no better week
ROUNDS = 20


def mended(
    state: HubState, losses: HubLosses, week: Ints, loss: float, patience: Patience, reach: float = REACH
) -> tuple[Ints, float] | None:
    """A better week (levels · V tour numbers) and its loss, or None where no two days can be bettered."""
    first, levels = loss, len(state.level_day)
    pairs = list(combinations(range(levels), min(FREE, levels)))
    waiting, rounds = list(pairs), 0
    while waiting and rounds < ROUNDS * len(pairs):
        free = waiting.pop(0)
        rounds += 1
        by_day = week.reshape(levels, state.vans)
        fixed = {level: by_day[level] for level in range(levels) if level not in free}
        sets = day_sets(state, losses, min(loss - LITTLE, reach), fixed, thinned=True)
        try:
            found = search_weeks(state, losses, sets, loss - LITTLE, 3, NODES, 0.0, None, patience)
        except OutOfTime:
            break
        for w in range(len(found.loss)):
            if crew_can(state.problem.crew, work_of(state.problem, state.tours, found.weeks[w])):
                week, loss = found.weeks[w], float(found.loss[w])
                waiting = [pair for pair in pairs if pair != free]
                break
    return (week, loss) if loss < first else None
