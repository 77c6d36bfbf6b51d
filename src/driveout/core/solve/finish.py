"""The last step: list every week that could still be part of a better season, and choose once more."""

import numpy as np

from driveout.core.solve.master import Master
from driveout.core.solve.search import Search
from driveout.core.solve.weeks import Ask

FIRST_WITHIN = 0.1  # guests; how far below its hub's best a week is listed, doubled until that is the gap
STRAIGHT = 0.1  # guests; a proof so near is gone for at once
POOL_WEEKS, MOST_WEEKS = 300, 20_000
FINISH_NODES = 500_000_000
ALL_WEEKS = 1e5  # guests; further below the best than any week can be
MASTER_NODES, LAST_NODES = 300, 200_000  # of the master in whole numbers: on the way, and to end the proof


def make_season(search: Search) -> None:
    """The master in whole numbers, over the weeks that could still be part of a better season."""
    master, duals = search.master, search.duals
    if not master.weeks or duals is None:
        return
    prices = master.told(duals)
    worth = master.worths(prices)
    hubs = np.array([week.hub for week in master.weeks])
    best = np.full(len(search.problems), -np.inf)
    np.maximum.at(best, hubs, worth)
    slack = search.bound - search.value
    if search.best is None:
        slack = max(slack, 0.02 * abs(search.bound))
    chosen = [int(c) for c in np.flatnonzero(worth >= best[hubs] - slack - 1e-9)]
    known = search.best or ()
    found, _, _ = master.best(chosen, MASTER_NODES, search.patience, sure_to=search.spare / 2, known=known)
    search.take_plan(found)


def deepen(search: Search, within: float, most: int, nodes: int) -> tuple[float, bool]:
    """List every week within so many guests of its hub's best and solve over them.

    A season better than ours by more than is asked for uses no week further below its hub's best than these prices'
    bound is above that. Returns that distance, and whether all lists were complete: once `within` passes the
    distance, and they were, nothing so much better is left outside.
    """
    assert search.duals is not None
    ask = Ask(within=within, most=most, nodes=FINISH_NODES)
    answers = search.ask_weeks(search.master.told(search.duals), ask)
    bound = search.master.bound(search.duals, sum(a.best for a in answers))
    final = Master(search.shared, len(search.problems))
    final.add(week for answer in answers for week in answer.weeks)
    final.add(search.best or ())
    # A season that uses a week outside its hub's list is worth at most this.
    outside = max((bound - (a.best - a.complete_to) for a in answers), default=-np.inf)
    every = range(len(final.weeks))
    found, _, ceiling = final.best(every, nodes, search.patience, sure_to=search.spare, known=search.best or ())
    search.take_plan(found)
    search.master.add(final.weeks)
    search.bound = min(search.bound, bound, max(ceiling, outside, search.value))
    search.try_harder(answers)
    return bound - search.value - search.spare, not any(a.cut for a in answers)


def finish(search: Search) -> bool:
    """Deepen until the gap is closed: first a little, for a better plan, then as far as the proof needs.

    False if lists grew too long to go on; True when the plan is proven, or when there is none.
    """
    within, most, nodes = FIRST_WITHIN, POOL_WEEKS, MASTER_NODES
    if (near := search.bound - search.value - search.spare) <= STRAIGHT:
        within, most, nodes = max(near, 1e-6) + 1e-7, MOST_WEEKS, LAST_NODES
    while within < ALL_WEEKS:
        if search.proven:
            return True
        before, all_listed = (search.value, search.bound), within
        distance, complete = deepen(search, within, most, nodes)
        search.look_up()
        nothing_new = not complete and most == MOST_WEEKS and before == (search.value, search.bound)
        master_spent = complete and nodes == LAST_NODES and all_listed >= distance
        if nothing_new or master_spent:
            return search.proven
        if distance <= 4 * within:
            within, most, nodes = max(distance, 1e-6) + 1e-7, MOST_WEEKS, LAST_NODES
        else:
            within, most = 2 * within, min((2 if complete else 8) * most, MOST_WEEKS)
    return True
