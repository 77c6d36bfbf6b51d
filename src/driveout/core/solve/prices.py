"""Many hubs, joined by prices: the search that proves a season. The whole of it is `solve` at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from driveout.core.solve.asking import ask_all
from driveout.core.solve.finish import NODES, finish, make_season, mend_season
from driveout.core.solve.greedy import Steps, first_season, first_steps
from driveout.core.solve.hub_state import state_of
from driveout.core.solve.master import Box, Duals
from driveout.core.solve.patience import OutOfTime, Patience
from driveout.core.solve.problem import HubProblem, HubWeek
from driveout.core.solve.search import Search
from driveout.core.solve.weeks import Ask, HubAnswer

LP_GAP = 1e-3  # the LP's prices are good enough to start from at this gap
LP_ROUNDS = 20
FIRST_MONEY, WIDEST_MONEY = 0.3, 10.0  # shares; how far the price of money may move
FIRST_REACH, WIDEST_REACH = 0.5, 30.0  # guests; how far prices of shared stops and municipalities may move
WEEKS_A_ROUND, FIRST_WEEKS = 12, 8  # weeks a hub hands in a round
WHOLE_EVERY = 3  # rounds between whole-number masters
ROUNDS, STALE, CUT_ROUNDS = 30, 3, 8
BOX_MONEY, BOX_GUESTS, WIDER = 0.01, 0.1, 2  # how far prices of whole weeks may move; after a better bound
DEARER = 1.08
FAR, NEAR = 3e-3, 2e-5  # shares of the bound: a plan this far off is worth a master; prices this near are done
MARGINAL = 0.8  # what the last krone brings, as a share of what all bring: where prices begin
TURNS = 6  # of pricing and finishing


class End(Enum):
    """How a search ended."""

    PROVEN = "proven"
    OUT_OF_TIME = "out of time"
    CALLED_OFF = "called off"
    EXHAUSTED = "exhausted"  # lists grew too long to prove more


@dataclass(frozen=True, eq=False)
class Outcome:
    """`weeks`: one a hub, or None when no plan was found; `value` and `bound` in guests.

    `money`: guests a krone at the best prices found. `impossible`: no season keeps what is asked.
    `hard`: hubs whose weeks were too many to go through.
    """

    weeks: tuple[HubWeek, ...] | None
    value: float
    bound: float
    end: End
    money: float = 0.0
    impossible: bool = False
    hard: tuple[int, ...] = ()


def _first_duals(search: Search, money: float) -> Duals:
    shared = search.shared
    count = len(shared.reference)
    return Duals(money, np.zeros(len(shared.shared)), np.ones(count), np.zeros(count))


def first_plan(search: Search) -> float:
    """A plan in a moment where one can be put together, and a guess at what one krone more would bring (guests)."""
    stops = len(search.shared.municipality)
    words = [(stops, search.before is None)] * len(search.problems)
    steps = ask_all(_steps, search.problems, words, search.patience, search.executor, search.batches)
    plan = first_season(steps, search.shared)
    for master in (search.master, search.lp_master):
        master.add(week for mine in steps for week in mine.weeks[:1] + mine.weeks[-1:])
    if plan is not None and search.master.holds(plan):
        search.take_plan(plan)
        search.master.add(plan)  # so that each hub has a week its people can do
    nothing = tuple(mine.weeks[0] for mine in steps if mine.weeks)
    if search.master.holds(nothing):
        search.take_plan(nothing)
    if search.shared.budget is None or len(search.problems) == 1:
        return 0.0
    most = [mine.weeks[-1] for mine in steps if mine.weeks]
    cost = sum(week.cost for week in most)
    return MARGINAL * sum(amount for week in most for _, amount in week.gain) / cost if cost > 0 else 0.0


def _steps(problem: HubProblem, hub: int, word: tuple[int, bool], patience: Patience) -> Steps:
    """`word`: how many stops the season has, and whether the search knows nothing yet.

    Whoever works may have worked on the same hub before. The linear program then goes on from where it was, and where
    it has several best answers the path there decides: so it begins anew, or a plan would not repeat.
    """
    stops, anew = word
    if anew:
        state_of(problem).begin_anew()
    return first_steps(problem, hub, stops, patience)


def first_tries(search: Search, money: float) -> list[Duals]:
    """Where to begin: at the last search's prices, else at what the last krone of the first plan brings."""
    if search.before is not None and search.lp_master.weeks:
        return [search.lp_master.prices()[0]]
    return [_first_duals(search, money)]


def start_prices(search: Search, money: float = 0.0) -> Duals:
    """Prices of the LP relaxation, from the hubs' own LPs: free, dear, then wherever the master points."""
    lp_master = search.lp_master
    best, best_bound = _first_duals(search, 0.0), np.inf
    for duals in first_tries(search, money):
        answers = search.ask_lps(lp_master.told(duals))
        lp_master.add(week for answer in answers for week in answer.weeks)
        if search.take_bound(duals, sum(a.best for a in answers)):
            best_bound, best = search.bound, duals
    search.look_up()
    reach, share = FIRST_REACH, FIRST_MONEY
    for _ in range(LP_ROUNDS):
        boxed = reach < WIDEST_REACH or share < WIDEST_MONEY
        _, value = lp_master.prices()
        if best_bound - value - search.master.constant <= LP_GAP * abs(best_bound):
            break
        duals, _ = lp_master.prices(Box(best, share, reach) if boxed else None)
        answers = search.ask_lps(lp_master.told(duals))
        new = lp_master.add(week for answer in answers for week in answer.weeks)
        better = search.take_bound(duals, sum(a.best for a in answers))
        search.look_up()
        if better:
            best_bound, best, reach, share = search.bound, duals, 2 * reach, 2 * share
        elif new:
            reach, share = 0.5 * reach, 0.5 * share
        if not new:  # these prices bring nothing more: look further away
            if not boxed:
                break
            reach, share = 4 * reach, 4 * share
    return best


def price_rounds(search: Search, duals: Duals) -> None:
    """Hubs answer with weeks, the master with prices, in a box that grows with a better bound and shrinks otherwise.

    A hub that ran out of nodes gives a bound far above its best, and the whole then looks worse without being so: only
    a round that nobody cut short counts as stale.
    """
    box_money, box_guests, stale, cut_short = BOX_MONEY, BOX_GUESTS, 0, 0
    for turn in range(ROUNDS):
        most = FIRST_WEEKS if turn == 0 else WEEKS_A_ROUND
        answers = search.ask_weeks(search.master.told(duals), Ask(most=most, nodes=NODES))
        new = search.master.add(week for answer in answers for week in answer.weeks)
        better = search.take_bound(duals, sum(a.best for a in answers))
        harder = search.try_harder(answers)
        if better:
            stale, box_money, box_guests = 0, WIDER * box_money, WIDER * box_guests
        else:
            box_money, box_guests = box_money / 2, box_guests / 2
            stale, cut_short = (stale, cut_short + 1) if harder else (stale + 1, cut_short)
        far = search.best is None or search.bound - search.value > FAR * abs(search.bound)
        if far and search.shared.shared:
            make_way(search, duals, answers)
        if far or (turn % WHOLE_EVERY == 0 and not search.proven):
            make_season(search)
            mend_season(search)
        search.look_up()
        if any(search.cannot):  # no prices bring forth a week where there is none
            break
        if search.proven or stale >= STALE or cut_short >= CUT_ROUNDS or not (new or harder):
            break
        assert search.duals is not None
        before = duals
        duals, value = search.master.prices(Box(search.duals, box_money, box_guests))
        near = search.bound - value - search.master.constant <= NEAR * abs(search.bound)
        if (near or duals.same_as(before)) and not harder:
            break


def make_way(search: Search, duals: Duals, answers: Sequence[HubAnswer]) -> None:
    """Where the best weeks of two hubs serve one stop, the later hub also hands in weeks without it."""
    joint, first, taken = set(search.shared.shared), set[int](), dict[int, set[int]]()
    for h, answer in enumerate(answers):
        mine = {stop for week in answer.weeks[:1] for stop, _ in week.serves} & joint
        if mine & first:
            taken[h] = mine & first
        first |= mine
    if taken:
        search.master.add(search.ask_without(search.master.told(duals), Ask(most=FIRST_WEEKS, nodes=NODES), taken))


def cheaper_weeks(search: Search, duals: Duals) -> None:
    """Weeks that are a little cheaper make a plan fit the budget, where none with tours is known."""
    dearer = Duals(duals.money * DEARER, duals.stop, duals.gain, duals.floor)
    answers = search.ask_weeks(search.master.told(dearer), Ask(most=FIRST_WEEKS, nodes=NODES))
    search.master.add(week for answer in answers for week in answer.weeks)


def earlier_plan(search: Search) -> tuple[HubWeek, ...] | None:
    """The last search's plan, where it also keeps this search's limits."""
    if search.before is None or search.before.best is None or not search.master.holds(search.before.best):
        return None
    return search.before.best


def everybody(search: Search) -> float:
    """A bound that needs no search: every stop of every hub as well served as it can be."""
    steepest = max((float(slopes[0]) for _, slopes in search.shared.utility or ()), default=1.0)
    most = sum(
        float(np.where(np.isfinite(p.gain), p.gain, 0.0).max(axis=(1, 2), initial=0.0).sum()) for p in search.problems
    )
    return steepest * most + search.master.constant


def solve(search: Search) -> Outcome:
    """List, price, enumerate, finish: the season and its proof."""
    end = End.OUT_OF_TIME
    try:
        money = first_plan(search)
        search.take_plan(earlier_plan(search))
        search.look_up()
        duals = start_prices(search, money)
        search.bound = np.inf if search.duals is None else search.bound
        if duals.money > 0 and not any(week.tours for week in search.best or ()):
            cheaper_weeks(search, duals)
        end = _price_and_finish(search, duals)
    except OutOfTime:
        end = End.OUT_OF_TIME if search.going else End.CALLED_OFF
    bound = search.bound if np.isfinite(search.bound) else everybody(search)
    money = search.duals.money if search.duals is not None else 0.0
    impossible = any(search.cannot) or (search.best is None and end is End.PROVEN)
    return Outcome(search.best, search.value, max(bound, search.value), end, money, impossible, search.hard)


def _price_and_finish(search: Search, duals: Duals) -> End:
    """Price, list, and price again with what the lists brought, until the proof is done or nothing changes."""
    for _ in range(TURNS):
        price_rounds(search, duals)
        if search.proven:
            return End.PROVEN
        if any(search.cannot):
            return End.EXHAUSTED
        before = (search.value, search.bound, tuple(search.effort))
        if finish(search):
            return End.PROVEN
        if before == (search.value, search.bound, tuple(search.effort)):
            break
        assert search.duals is not None
        duals = search.duals
    return End.PROVEN if search.proven else End.EXHAUSTED
