"""A season of whole weeks: chosen from those known, mended where it loses most, and in the end proven by listing every
week that could still be part of a better one."""

import numpy as np

from driveout.core.solve.master import Master
from driveout.core.solve.problem import Floats, Ints
from driveout.core.solve.search import ROUNDING, Search
from driveout.core.solve.weeks import Ask

FIRST_WITHIN = 0.1  # guests; how far below its hub's best a week is listed, doubled until that is the gap
STRAIGHT = 0.1  # guests; a proof so near is gone for at once
POOL_WEEKS, MOST_WEEKS = 300, 20_000
NODES, FINISH_NODES = 50_000_000, 500_000_000
ALL_WEEKS = 1e5  # guests; further below the best than any week can be
MASTER_NODES, LAST_NODES = 300, 200_000  # of the master in whole numbers: on the way, and to end the proof
FEW, MENDS = 0.25, 4  # share of the hubs that may be asked once more for one season, and how often
FIRST_NEAR = 0.25  # guests; how far below their best their weeks are asked for at first, doubled each time


def make_season(search: Search) -> None:
    """The master in whole numbers, over the weeks that could still be part of a better season."""
    master, duals = search.master, search.duals
    if not master.weeks or duals is None:
        return
    hubs, worth, best = _worths(search)
    slack = search.bound - search.value
    if search.best is None:
        slack = max(slack, 0.02 * abs(search.bound))
    chosen = [int(c) for c in np.flatnonzero(worth >= best[hubs] - slack - 1e-9)]
    known = search.best or ()
    found, _, _ = master.best(chosen, MASTER_NODES, search.patience, sure_to=search.spare / 2, known=known)
    search.take_plan(found)


def mend_season(search: Search) -> None:
    """Ask the few hubs where the season loses most for more of their weeks, with the hubs that may serve their stops
    instead, and choose again, as long as that helps and could be enough.

    A season loses where its hubs' best weeks do not go together: mostly a few hubs, that want one stop, or that had to
    take a cheaper week. To list everything as deep as these lose takes far longer than to ask them alone.
    """
    for turn in range(MENDS):
        if search.proven or search.best is None or search.duals is None:
            return
        lost, before = _lost(search), search.value
        some = _where_it_loses(search, lost, FIRST_NEAR * 2**turn)
        enough = search.bound - search.value - lost.sum() <= search.spare
        if not enough or len(some) > max(1.0, FEW * len(lost)):
            return
        search.master.add(search.ask_some(search.master.told(search.duals), Ask(most=POOL_WEEKS, nodes=NODES), some))
        make_season(search)
        if search.value <= before and turn:
            return


def _lost(search: Search) -> Floats:
    """(hubs,) how much less than its best (guests) each hub's week in the best season is worth, at the best prices."""
    hubs, worth, best = _worths(search)
    numbers = [search.master.number_of(week) for week in search.best or ()]
    return np.array([best[hubs[number]] - worth[number] for number in numbers])


def _where_it_loses(search: Search, lost: Floats, most: float) -> dict[int, float]:
    """The hubs without whose losses the season were near enough, and those that may serve one of their shared stops:
    how much less than its best week (guests, at most `most`) a hub's may be worth."""
    order = np.argsort(-lost, kind="stable")
    left = lost.sum() - np.cumsum(lost[order])
    joint, some = set(search.shared.shared), dict[int, float]()
    for h in (int(h) for h in order[: 1 + int(np.argmax(left <= search.spare / 4 + ROUNDING))]):
        near = min(most, float(lost[h]))
        some[h] = max(some.get(h, 0.0), near)
        mine = joint & set(search.problems[h].stops)
        for g, problem in enumerate(search.problems):
            if not mine.isdisjoint(problem.stops):
                some[g] = max(some.get(g, 0.0), near)
    return some


def _worths(search: Search) -> tuple[Ints, Floats, Floats]:
    """(weeks,) the hub and the worth of each at the best prices; (hubs,) the most that any of a hub is worth."""
    assert search.duals is not None
    master = search.master
    hubs, worth = np.array([week.hub for week in master.weeks]), master.worths(master.told(search.duals))
    best = np.full(len(search.problems), -np.inf)
    np.maximum.at(best, hubs, worth)
    return hubs, worth, best


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
        mend_season(search)
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
