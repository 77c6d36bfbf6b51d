"""A hub's week at given prices: enumerated, not branched."""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from driveout.core.solve.any_day import without_days
from driveout.core.solve.branching import Branched, best_of, branch
from driveout.core.solve.crews import crew_can
from driveout.core.solve.day_sets import DaySets, day_sets
from driveout.core.solve.diving import dive
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState, state_of
from driveout.core.solve.hub_week import lp_point, week_of, work_of
from driveout.core.solve.mend import ONCE, THOROUGH, mended
from driveout.core.solve.patience import ENDLESS, OutOfTime, Patience
from driveout.core.solve.problem import Floats, HubProblem, HubWeek, Ints, Prices
from driveout.core.solve.week_search import Compared, Found, search_weeks

FIRST_EPS = 0.04  # guests a week; grows until a plan is found
WIDEN, WIDEN_DEAR = 1.6, 1.25  # after a search that was cheap, and after one that cost
CHEAP = 5_000_000  # sets of a day that were looked at
LARGEST_EPS, NEARLY = 1e5, 1e-9
DEEP_NODES, FEW = 20_000_000, 10
SPREAD = 0.1  # guests; how much worse than the best a week may be that is handed in beside it
RICH, ROUNDING = 0.01, 1e-7  # guests; how far above a known week's loss a search still looks, at the least
STRAIGHT = 1.5  # times the first ε: a known week that is no further off decides how far to look
FIRST, FIRST_OF_SEVERAL = 6, 40  # so many times fewer nodes before anything else is tried
UNDRIVEN = (10, 0)  # minutes a week: for tours that employees can share out, and then for the bound
NOTHING = Found(np.zeros((0, 0), np.int64), np.zeros(0), np.zeros(0, np.int64), np.zeros(0, bool), 0.0, 0)
MOST_LOST = 5.0  # guests; how far below its LP the best week is looked for where none is known


@dataclass(frozen=True)
class Ask:
    """How hard to look. `within`: list every plan this far (guests) below the hub's best; `most` plans; `nodes`: sets
    of a day that may be looked at (some hundred million a second).

    `expect`: how far below its LP the hub's best was last time; the search starts there. `known`: what some week of the
    hub is worth at these prices; weeks much worse than the best are then not asked for. `grow`: how long the list may
    become while it holds only weeks that the hub's people cannot do. `compared`: which weeks need not be listed beside
    a better one. `branches`: whether the best may also be looked for by branching, which takes longer, to `sure_to`
    guests. `seconds`: how long it may take once the linear program is solved; None as long as all.
    """

    within: float = 0.0
    expect: float = 0.0
    known: float = -np.inf
    most: int = 40
    nodes: int = 100_000_000
    grow: int = 20_000
    compared: Compared | None = None
    branches: bool = False
    sure_to: float = 1e-9
    seconds: float | None = None


@dataclass(frozen=True, eq=False)
class HubAnswer:
    """`lp` and `best`: no plan of this hub is worth more at these prices (best ≤ lp). `weeks`, best first, with
    `worth` each. `complete_to`: every plan worth more than this is among the weeks, or no better than one that is as
    cheap at the same shared stops. `cut`: nodes or room ran out before all that was asked for was listed."""

    lp: float
    best: float
    weeks: tuple[HubWeek, ...]
    worth: tuple[float, ...]
    complete_to: float
    cut: bool = False

    @property
    def impossible(self) -> bool:
        """Was everything looked at, and no week found that keeps the hub's wishes?"""
        return not self.weeks and self.complete_to <= self.lp - LARGEST_EPS


def lp_bound(problem: HubProblem, hub: int, prices: Prices, patience: Patience = ENDLESS) -> HubAnswer:
    """The LP at these prices, without enumerating: a bound, and no plan. Raises OutOfTime."""
    state = state_of(problem)
    losses = state.lp.solve(*state.worths(hub, prices), patience)
    return HubAnswer(losses.bound, losses.bound, (lp_point(state, hub),), (losses.bound,), losses.bound)


def best_weeks(problem: HubProblem, hub: int, prices: Prices, ask: Ask, patience: Patience = ENDLESS) -> HubAnswer:
    """The hub's best weekly plans at these prices and a proven bound on all others. Raises OutOfTime.

    ε grows until a plan is found; with `ask.within`, every plan that close below the best is listed too
    (as far as `most` and `nodes` allow: `complete_to` says how far the list can be trusted).
    """
    state = state_of(problem)
    worths = state.worths(hub, prices)
    losses = state.lp.solve(*worths, patience)
    if not state.lp.keeps_wishes():
        return HubAnswer(0.0, -np.inf, (), (), -np.inf)
    whole, patience = patience, patience.within(ask.seconds)
    first = replace(ask, nodes=ask.nodes // (FIRST_OF_SEVERAL if state.vans > 1 else FIRST)) if ask.branches else ask
    found, sure = _widening(state, losses, first, None, 0.0, patience)
    if _is_weak(found) and not state.lp.halving:
        losses, found, sure = _halved(state, losses, worths, first, (found, sure), (patience, whole))
    if _is_weak(found):  # out of nodes before the best was certain: the floor stays, and a better week may be near
        found = _good(state, losses, worths, ask, found, whole.within(ask.seconds))
    if ask.branches and _is_weak(found):
        found, sure = _harder(state, losses, worths, ask, found, sure, patience)
    floor = max(sure, found.floor)
    best = losses.bound - min(float(found.loss[0]) if len(found.loss) else np.inf, floor)
    made = tuple(week_of(state, hub, week) for week in found.weeks)
    worth = tuple(float(losses.bound - loss) for loss in found.loss)
    listed = bool(len(found.loss)) and floor >= found.loss[0] + ask.within - 1e-9
    return HubAnswer(losses.bound, best, made, worth, losses.bound - floor, not listed)


def _is_weak(found: Found) -> bool:
    """Is the best that was found not known to be the best?"""
    return not len(found.loss) or found.floor < float(found.loss[0])


def _is_open(found: Found, ask: Ask) -> bool:
    """Could a week be better than the best that was found by more than has to be known?"""
    return not len(found.loss) or found.floor < float(found.loss[0]) - ask.sure_to


def _halved(
    state: HubState, losses: HubLosses, worths: tuple[Floats, Floats, Floats], ask: Ask, known: tuple[Found, float],
    patience: tuple[Patience, Patience],
) -> tuple[HubLosses, Found, float]:  # fmt: skip
    """From here on the hub's program keeps halved limits: what each choice loses, what is found and what is sure then,
    with what was `known` before. Raises OutOfTime where the second `patience`, for the program, ends."""
    state.lp.halving = True
    new = state.lp.solve(*worths, patience[1])
    if not new.half.any() and not new.rostered:
        return losses, *known
    less = losses.bound - new.bound
    found, sure = _widening(state, new, ask, None, 0.0, patience[0])
    sure = max(sure, known[1] - less)
    if len(known[0].loss):
        found = _and_also(found, known[0].weeks[0], max(0.0, float(known[0].loss[0]) - less))
    return new, found, sure


def _good(
    state: HubState, losses: HubLosses, worths: tuple[Floats, Floats, Floats], ask: Ask, found: Found,
    patience: Patience,
) -> Found:  # fmt: skip
    """What was found, and a good week: mended from the last time's or, the first time or with none, from the program
    rounded. Out of time, what is known so far is the answer."""
    found = _as_before(state, losses, found)
    with suppress(OutOfTime):
        anew = ask.branches or not state.mended
        if anew and (week := dive(state, worths, patience)) is not None:
            found = _and_also(found, week, _loss_of(state, losses, week))
        if not len(found.loss):
            sets = day_sets(state, losses, LARGEST_EPS)
            deep = _able(state, search_weeks(state, losses, sets, LARGEST_EPS, FEW, DEEP_NODES, np.inf, None, patience))
            found = replace(deep, floor=found.floor)
        if len(found.loss):
            steps = THOROUGH if ask.branches and state.vans == 1 else ONCE
            found = _and_also(found, *mended(state, losses, found.weeks[0], float(found.loss[0]), patience, steps))
            state.good, state.mended = found.weeks[0], True
    return found


def _harder(
    state: HubState, losses: HubLosses, worths: tuple[Floats, Floats, Floats], ask: Ask, found: Found, sure: float,
    patience: Patience,
) -> tuple[Found, float]:  # fmt: skip
    """What is found, and the loss that nothing lies below: weekdays are left out where there are several vans, few
    columns are quickly branched over, then all is gone through below the best week known, and at last more is branched
    over."""
    with suppress(OutOfTime):
        for idle in UNDRIVEN if state.vans > 1 and len(found.loss) else ():
            if _is_open(found, ask):
                found = _without_days(state, losses, worths, ask, found, idle, patience)
        if len(found.loss):
            state.good = found.weeks[0]
        if not _is_open(found, ask):
            return found, max(sure, found.floor)
        found = _branched(state, losses, ask, found, patience, named=False)
        if _is_weak(found):
            known = Branched(found.weeks[0], float(found.loss[0]), 0.0) if len(found.loss) else None
            found, sure = _widening(state, losses, ask, known, max(sure, found.floor), patience)
        if _is_weak(found):
            found = _branched(state, losses, ask, found, patience, named=True)
    if len(found.loss):
        state.good = found.weeks[0]
    return found, sure


def _without_days(
    state: HubState, losses: HubLosses, worths: tuple[Floats, Floats, Floats], ask: Ask, found: Found, idle: int,
    patience: Patience,
) -> Found:  # fmt: skip
    """With what a program proves that does not tell weekdays apart, and its tours put on days and mended."""
    told = without_days(state, worths, losses, float(found.loss[0]), ask.sure_to, patience, idle=idle)
    found = replace(found, floor=max(found.floor, told.floor))
    with suppress(OutOfTime):  # what is proven stays
        if len(told.tours) and (made := best_of(state, losses, told.tours, patience)).week is not None:
            steps = ONCE if idle else THOROUGH
            found = _and_also(found, *mended(state, losses, made.week, made.loss, patience, steps))
    return found


def _branched(state: HubState, losses: HubLosses, ask: Ask, found: Found, patience: Patience, *, named: bool) -> Found:
    """With what branching finds and proves. Raises OutOfTime."""
    best = float(found.loss[0]) if len(found.loss) else MOST_LOST
    told = branch(state, losses, best, ask.sure_to, patience, named=named)
    if told.week is not None:
        found = _and_also(found, told.week, told.loss)
    return replace(found, floor=max(found.floor, told.floor))


def _widening(
    state: HubState, losses: HubLosses, ask: Ask, known: Branched | None, sure: float, patience: Patience
) -> tuple[Found, float]:
    """Search with a growing ε; and the loss that nothing at all lies below, which is `sure` at first.

    `known`: a week to do better than.
    """
    eps, most, nodes = max(FIRST_EPS + 1.05 * ask.expect, WIDEN * sure) + ask.within, ask.most, ask.nodes
    found, thinned = NOTHING, state.vans > 1
    near = min(losses.bound - ask.known + ROUNDING, np.inf if known is None else known.loss)
    top = max(0.0, near) + (ask.within if ask.branches else max(ask.within, RICH)) + NEARLY
    spread = ask.within if ask.branches else max(ask.within, SPREAD) if np.isfinite(ask.known) else np.inf
    if top <= STRAIGHT * eps:
        eps = max(eps, top)
    while True:
        sets = day_sets(state, losses, min(eps, top), thinned=thinned)
        try:
            raw = search_weeks(state, losses, sets, sets.eps, most, nodes, spread, ask.compared, patience)
        except OutOfTime:
            return _with(found, known), sure
        nodes -= raw.tried
        raw, found = _exactly(state, raw, sets)
        if not len(raw.loss):
            sure = max(sure, raw.floor)
        if len(found.loss) and raw.floor >= found.loss[0] + ask.within - 1e-12:
            return found, sure  # all that was asked for is listed
        if not len(found.loss) and len(raw.loss) == most < ask.grow:
            most *= 8  # the list was full of weeks that its people cannot do
        elif thinned and raw.floor < min(eps, top, sets.eps) and nodes > 0:
            thinned = False  # hosts decide here: all sets from now on
        elif raw.floor < min(eps, top) - NEARLY or eps >= min(top, LARGEST_EPS):
            return _with(found, known), sure
        else:
            wider = eps * (WIDEN if raw.tried < CHEAP or ask.branches else WIDEN_DEAR)
            eps = float(found.loss[0]) + ask.within + NEARLY if len(found.loss) else wider


def _with(found: Found, known: Branched | None) -> Found:
    """With the week that was known before, where it is better than all."""
    return found if known is None or known.week is None else _and_also(found, known.week, known.loss)


def _exactly(state: HubState, raw: Found, sets: DaySets) -> tuple[Found, Found]:
    """What was found, and what of it the named people can do."""
    found = _able(state, raw)
    if sets.thinned:  # a week without hosts may hide one that has them and loses no less
        floor = min(raw.floor, float(raw.loss[~np.isin(raw.loss, found.loss)].min(initial=np.inf)))
        return replace(raw, floor=floor), replace(found, floor=floor)
    return raw, found


def _able(state: HubState, found: Found) -> Found:
    """Without the weeks that the named people cannot do: those that the search did not tell apart are asked exactly."""
    if not found.odd.any() and state.problem.week_kr == np.inf:
        return found
    able = np.ones(len(found.loss), bool)
    for w in np.flatnonzero(found.odd):
        able[w] = crew_can(state.problem.crew, work_of(state.problem, state.tours, found.weeks[w]))
    dear = np.append(state.tours.cost, 0.0)[found.weeks].sum(axis=1) > state.problem.week_kr
    return found.only(able & ~dear)


def _as_before(state: HubState, losses: HubLosses, found: Found) -> Found:
    """With the week that was handed in the last time, or filled at first, where that is better than all."""
    return found if state.good is None else _and_also(found, state.good, _loss_of(state, losses, state.good))


def _loss_of(state: HubState, losses: HubLosses, week: Ints) -> float:
    """What a week (levels · V) loses; inf where it is none."""
    alone = day_sets(state, losses, 0.0, dict(enumerate(week.reshape(len(state.level_day), state.vans))))
    found = search_weeks(state, losses, alone, LARGEST_EPS, 1, FEW, np.inf, None, ENDLESS)
    return float(found.loss[0]) if len(found.loss) else np.inf


def _and_also(found: Found, week: Ints, loss: float) -> Found:
    """With this week, where it is better than all."""
    better = loss < np.inf and (not len(found.loss) or loss < found.loss[0])
    return found.and_also(week, loss) if better else found
