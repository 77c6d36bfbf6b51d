"""A good week by rounding a hub's linear program, where its best is far: the tour driven most is kept, and so on.

The program is solved again after each tour that is kept, with new tours where they pay; tours that the people cannot
do beside those kept are left out. Some ten solves give a week, which mending then brings close to the best.
"""

import numpy as np

from driveout.core.solve.crews import crew_can
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.hub_week import by_level, work_of
from driveout.core.solve.patience import Patience
from driveout.core.solve.problem import Floats, Ints

LITTLE = 1e-6  # share of a tour
MOST_SOLVES = 60


def dive(state: HubState, worths: tuple[Floats, Floats, Floats], patience: Patience) -> Ints | None:
    """A week (levels · V) that the people can do, or None where nothing is driven. `worths`: as the program was last
    solved at. Raises OutOfTime."""
    lp = state.lp
    kept: list[int] = []
    with lp.held() as hold:
        for _ in range(MOST_SOLVES):
            share = lp.point()[2]
            share[kept] = 0.0
            near = np.flatnonzero(share > LITTLE)
            chosen = -1
            for tour in near[np.lexsort((near, -share[near]))]:
                able = crew_can(state.problem.crew, work_of(state.problem, state.tours, [*kept, int(tour)]))
                hold(int(tour), 1.0 if able else 0.0)
                if able:
                    chosen = int(tour)
                    break
            if not len(near):
                break
            if lp.fits(*worths, patience):
                kept += [chosen] if chosen >= 0 else []
                continue
            if chosen >= 0:  # it does not fit beside the others after all
                hold(chosen, 0.0)
            if chosen < 0 or not lp.fits(*worths, patience):
                break
    return by_level(state, np.array(sorted(kept), np.int64)) if kept else None
