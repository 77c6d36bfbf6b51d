"""Many hubs, joined by prices: the search that proves a season. The whole of it is `solve` at the end."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

import numpy as np

from driveout.core.solve.greedy import first_season
from driveout.core.solve.master import Box, Duals, Master
from driveout.core.solve.problem import HubProblem, HubWeek, Prices, SharedProblem
from driveout.core.solve.weeks import Ask, HubAnswer, best_weeks, lp_bound

LP_GAP = 1e-3  # the LP's prices are good enough to start from at this gap
LP_ROUNDS = 20
FIRST_REACH, WIDEST_REACH = 0.5, 30.0  # guests; how far prices of shared stops and municipalities may move
WEEKS_A_ROUND = 12  # weeks a hub hands in a round
WHOLE_EVERY = 3  # rounds between whole-number masters
FIRST_WITHIN = 0.1  # guests; how far below its hub's best a week is listed, doubled until that is the gap
POOL_WEEKS, MOST_WEEKS = 300, 20_000
FINISH_NODES = 30_000_000
ALL_WEEKS = 1e5  # guests; further below the best than any week can be
CUT_SHORT = 2  # lists that were cut short before the finish gives up
FIRST_WEEKS = 8
FIRST_NODES = 2_000_000
DEARER = 1.08
FAR, NEAR = 3e-3, 2e-5  # shares of the bound: a plan this far off is worth a master; prices this near are done
MASTER_NODES, LAST_NODES = 300, 200_000  # of the master in whole numbers: on the way, and to end the proof


@dataclass(frozen=True, eq=False)
class Outcome:
    """`weeks`: one a hub, or None when no plan was found; `value` and `bound` in guests; `finished` if not stopped.

    `money`: guests a krone at the best prices found.
    """

    weeks: tuple[HubWeek, ...] | None
    value: float
    bound: float
    finished: bool
    money: float = 0.0


class Stopped(Exception):
    """Raised inside when the clock or a person ends the search; the best plan so far is kept."""


@dataclass(eq=False)
class Search:
    """What is known so far. `tell(found or None, ceiling)` returns False to stop.

    `before`: a search over the same hubs with other shared limits; what its hubs answered is used again.
    """

    problems: Sequence[HubProblem]
    shared: SharedProblem
    gap: float
    tell: Callable[[float | None, float | None], bool]
    executor: Executor | None = None
    batches: int = 1
    before: "Search | None" = None
    master: Master = field(init=False)
    lp_master: Master = field(init=False)
    expect: list[float] = field(init=False)
    cannot: list[bool] = field(init=False)
    best: tuple[HubWeek, ...] | None = None
    value: float = -np.inf
    bound: float = np.inf
    duals: Duals | None = None

    def __post_init__(self) -> None:
        self.master = Master(self.shared, len(self.problems))
        self.lp_master = Master(self.shared, len(self.problems))
        self.expect = [0.0] * len(self.problems)
        self.cannot = [False] * len(self.problems)
        if self.before is not None:
            self.master.add(self.before.master.weeks)
            self.lp_master.add(self.before.lp_master.weeks)

    @property
    def proven(self) -> bool:
        """Is the gap closed as far as was asked?"""
        return self.best is not None and self.bound - self.value <= self.gap * abs(self.bound) + 1e-8

    def ask_hubs(self, prices: Prices, ask: Ask | None) -> list[HubAnswer]:
        """Ask every hub at these prices (None: only its LP), over the executor if there is one."""
        hubs = list(range(len(self.problems)))
        asks = [replace(ask, expect=self.expect[h]) if ask else None for h in hubs]
        if self.executor is None:
            found = _ask_batch(self.problems, hubs, prices, asks)
        else:
            found = self._ask_over(self.executor, hubs, prices, asks)
        if ask:
            self.cannot = [c or a.impossible for c, a in zip(self.cannot, found, strict=True)]
            self.expect = [max(0.0, a.lp - a.best) if a.weeks else e for a, e in zip(found, self.expect, strict=True)]
        return found

    def _ask_over(
        self, executor: Executor, hubs: list[int], prices: Prices, asks: Sequence[Ask | None]
    ) -> list[HubAnswer]:
        """Large hubs first and dealt out; the same share goes to the same hand each time, so answers repeat."""
        large_first = sorted(hubs, key=lambda h: -int(self.problems[h].slots.sum()) * len(self.problems[h].stops))
        shares = [large_first[b :: self.batches] for b in range(self.batches)]  # an empty one keeps the turns in step
        waiting = [
            executor.submit(_ask_batch, [self.problems[h] for h in share], share, prices, [asks[h] for h in share])
            for share in shares
        ]
        answers: dict[int, HubAnswer] = {}
        for share, promise in zip(shares, waiting, strict=True):
            answers.update(zip(share, promise.result(), strict=True))
        return [answers[h] for h in hubs]

    def take_bound(self, duals: Duals, hub_bounds: float) -> bool:
        """Note a bound; True if it is the best so far, whose prices are then kept."""
        bound = self.master.bound(duals, hub_bounds)
        better = bound < self.bound - 1e-12
        if better:
            self.bound, self.duals = bound, duals
        return better

    def take_plan(self, weeks: tuple[HubWeek, ...] | None) -> None:
        """Note a season if it is the best so far."""
        if weeks is not None and (value := self.master.value(weeks)) > self.value + 1e-12:
            self.best, self.value = weeks, value

    def look_up(self) -> None:
        """Tell the watcher where we are; raise `Stopped` when told to end."""
        going = self.tell(self.value if self.best else None, self.bound if np.isfinite(self.bound) else None)
        if not going:
            raise Stopped


def _ask_batch(
    problems: Sequence[HubProblem], hubs: Sequence[int], prices: Prices, asks: Sequence[Ask | None]
) -> list[HubAnswer]:
    """Runs where the executor puts it: in a process of this machine, or on a cluster."""
    return [
        best_weeks(problem, hub, prices, ask) if ask else lp_bound(problem, hub, prices)
        for problem, hub, ask in zip(problems, hubs, asks, strict=True)
    ]


def _first_duals(search: Search, money: float) -> Duals:
    shared = search.shared
    count = len(shared.reference)
    return Duals(money, np.zeros(len(shared.shared)), np.ones(count), np.zeros(count))


def first_tries(search: Search) -> list[Duals]:
    """Where to begin: at the last search's prices, else at what a krone brings in the first plan, or from nothing."""
    if search.before is not None and search.lp_master.weeks:
        return [search.lp_master.prices()[0]]
    if search.shared.budget is None:
        return [_first_duals(search, 0.0)]
    if search.best is not None and (cost := sum(week.cost for week in search.best)) > 0:
        rate = abs(search.value) / cost
        return [_first_duals(search, factor * rate) for factor in (0.9, 0.6)]
    return [_first_duals(search, money) for money in (0.0, 0.01, 0.05)]


def start_prices(search: Search) -> Duals:
    """Prices of the LP relaxation, from the hubs' own LPs: free, dear, then wherever the master points."""
    lp_master = search.lp_master
    best, best_bound = _first_duals(search, 0.0), np.inf
    for duals in first_tries(search):
        answers = search.ask_hubs(lp_master.told(duals), None)
        lp_master.add(week for answer in answers for week in answer.weeks)
        if search.take_bound(duals, sum(a.best for a in answers)):
            best_bound, best = search.bound, duals
    search.look_up()
    joined = bool(search.shared.shared) or search.shared.utility is not None or search.shared.floor is not None
    reach = FIRST_REACH
    for _ in range(LP_ROUNDS):
        boxed = joined and reach < WIDEST_REACH
        duals, _ = lp_master.prices(Box(best, 10.0, reach) if boxed else None)
        _, value = lp_master.prices()
        if best_bound - value - search.master.constant <= LP_GAP * abs(best_bound):
            break
        answers = search.ask_hubs(lp_master.told(duals), None)
        new = lp_master.add(week for answer in answers for week in answer.weeks)
        better = search.take_bound(duals, sum(a.best for a in answers))
        search.look_up()
        if better:
            best_bound, best, reach = search.bound, duals, 2 * reach
        elif new:
            reach *= 0.5
        if not new:  # these prices bring nothing more: look further away
            if not boxed:
                break
            reach *= 4
    return best


def make_season(search: Search) -> None:
    """The master in whole numbers, over the weeks that could still be part of a better season."""
    master, duals = search.master, search.duals
    if not master.weeks or duals is None:
        return
    prices = master.told(duals)
    worth = np.array([_worth(search, week, prices) for week in master.weeks])
    hubs = np.array([week.hub for week in master.weeks])
    best = np.full(len(search.problems), -np.inf)
    np.maximum.at(best, hubs, worth)
    slack = (
        max(search.bound - search.value, 0.02 * abs(search.bound))
        if search.best is None
        else search.bound - search.value
    )
    chosen = [int(c) for c in np.flatnonzero(worth >= best[hubs] - slack - 1e-9)]
    found, _, _ = master.best(chosen, MASTER_NODES)
    search.take_plan(found)


def _worth(search: Search, week: HubWeek, prices: Prices) -> float:
    """A week's worth at these prices, as its hub sees it."""
    worth = week.fixed - prices.money * week.cost
    worth += sum(float(prices.gain[s]) * amount for s, amount in week.gain)
    worth += sum(float(prices.guest[s]) * amount for s, amount in week.guests)
    return worth - sum(float(prices.stop[s]) * amount for s, amount in week.serves)


def price_rounds(search: Search, duals: Duals, rounds: int = 30) -> None:
    """Hubs answer with weeks, the master with prices, inside a box that shrinks when the bound gets worse."""
    search.bound, search.duals = np.inf if search.duals is None else search.bound, duals
    box_money, box_guests = 0.02, 0.2
    stale = 0
    # Weeks that are a little cheaper make the first plan fit the budget.
    dearer = Duals(duals.money * DEARER, duals.stop, duals.gain, duals.floor)
    answers = search.ask_hubs(search.master.told(dearer), Ask(most=FIRST_WEEKS, nodes=FIRST_NODES))
    search.master.add(week for answer in answers for week in answer.weeks)
    for turn in range(rounds):
        most = FIRST_WEEKS if turn == 0 else WEEKS_A_ROUND
        answers = search.ask_hubs(search.master.told(duals), Ask(most=most))
        new = search.master.add(week for answer in answers for week in answer.weeks)
        if search.take_bound(duals, sum(a.best for a in answers)):
            stale = 0
        else:
            box_money, box_guests, stale = box_money / 2, box_guests / 2, stale + 1
        far = search.best is None or search.bound - search.value > FAR * abs(search.bound)
        if far or (turn % WHOLE_EVERY == 0 and not search.proven):
            make_season(search)
        search.look_up()
        if search.proven or stale >= 3 or not new:
            break
        assert search.duals is not None
        before = duals
        duals, value = search.master.prices(Box(search.duals, box_money, box_guests))
        if search.bound - value - search.master.constant <= NEAR * abs(search.bound) or duals.same_as(before):
            break


def deepen(search: Search, within: float, most: int, nodes: int) -> tuple[float, bool]:
    """List every week within so many guests of its hub's best and solve over them.

    A season better than ours uses no week further below its hub's best than these prices' bound is above
    our value. Returns that distance, and whether all lists were complete: once `within` passes the distance,
    and they were, nothing better is left outside.
    """
    assert search.duals is not None
    ask = Ask(within=within, most=most, nodes=FINISH_NODES)
    answers = search.ask_hubs(search.master.told(search.duals), ask)
    bound = search.master.bound(search.duals, sum(a.best for a in answers))
    final = Master(search.shared, len(search.problems))
    for answer in answers:
        final.add(undominated(search.shared, answer.weeks))
    # A season that uses a week outside its hub's list is worth at most this.
    outside = max((bound - (a.best - a.complete_to) for a in answers), default=-np.inf)
    found, _, ceiling = final.best(range(len(final.weeks)), nodes)
    search.take_plan(found)
    search.master.add(final.weeks)
    search.bound = min(search.bound, bound, max(ceiling, outside, search.value))
    complete = all(a.best - a.complete_to >= within - 1e-9 for a in answers)
    return bound - search.value, complete


def finish(search: Search) -> bool:
    """Deepen until the gap is closed: first a little, for a better plan, then as far as the proof needs.

    False if lists grew too long to go on; True when the plan is proven, or when there is none.
    """
    within, most, nodes, cut_short = FIRST_WITHIN, POOL_WEEKS, MASTER_NODES, 0
    while not search.proven and within < ALL_WEEKS:
        distance, complete = deepen(search, within, most, nodes)
        search.look_up()
        cut_short += not complete
        if cut_short > CUT_SHORT:
            return search.proven
        if distance <= 4 * within:
            within, most, nodes = distance + 1e-7, MOST_WEEKS, LAST_NODES
        else:
            within, most = 2 * within, min(2 * most, MOST_WEEKS)
    return True


def undominated(shared: SharedProblem, weeks: Sequence[HubWeek]) -> list[HubWeek]:
    """Drop weeks for which another serves the same shared stops (and municipalities) for less money and more guests."""
    apart = shared.utility is not None or shared.floor is not None
    groups: dict[tuple[object, ...], list[tuple[float, float, HubWeek]]] = {}
    joint = set(shared.shared)
    for week in weeks:
        key: tuple[object, ...] = tuple(s for s, _ in week.serves if s in joint)
        if apart:
            key = (key, tuple((s, round(g, 9)) for s, g in week.gain), tuple((s, round(g, 9)) for s, g in week.guests))
        worth = week.fixed - shared.money_worth * week.cost + sum(amount for _, amount in week.gain)
        groups.setdefault(key, []).append((week.cost, worth, week))
    kept = []
    for group in groups.values():
        best = -np.inf
        for _, worth, week in sorted(group, key=lambda g: (g[0], -g[1], g[2].tours)):
            if worth > best + 1e-9:
                best = worth
                kept.append(week)
    return kept


def earlier_plan(search: Search) -> tuple[HubWeek, ...] | None:
    """The last search's plan, where it also keeps this search's limits."""
    if search.before is None or search.before.best is None or search.shared.floor is not None:
        return None
    cost = sum(week.cost for week in search.before.best)
    budget = np.inf if search.shared.budget is None else search.shared.budget
    return search.before.best if cost <= budget + 1e-6 else None


def everybody(search: Search) -> float:
    """A bound that needs no search: every stop of every hub as well served as it can be."""
    steepest = max((float(slopes[0]) for _, slopes in search.shared.utility or ()), default=1.0)
    most = sum(
        float(np.where(np.isfinite(p.gain), p.gain, 0.0).max(axis=(1, 2), initial=0.0).sum()) for p in search.problems
    )
    return steepest * most + search.master.constant


def _money(search: Search) -> float:
    return search.duals.money if search.duals is not None else 0.0


def money_price(search: Search) -> float:
    """Guests a krone more would bring, by the hubs' linear programs alone."""
    return start_prices(search).money


def asks_little(search: Search) -> bool:
    """Are there no floors, and no stops of several hubs that somebody must serve? Then weeks can be put together."""
    return search.shared.floor is None and not search.shared.required


def solve(search: Search) -> Outcome:
    """List, price, enumerate, finish: the season and its proof."""
    try:
        if asks_little(search) and (first := first_season(search.problems, search.shared)):
            search.take_plan(first)
            search.master.add(first)  # so that each hub has a week its people can do
        search.take_plan(earlier_plan(search))
        search.look_up()
        duals = start_prices(search)
        price_rounds(search, duals)
        if any(search.cannot):
            return Outcome(None, -np.inf, -np.inf, True)
        done = search.proven or finish(search)
        return Outcome(search.best, search.value, max(search.bound, search.value), done, _money(search))
    except Stopped:
        bound = search.bound if np.isfinite(search.bound) else everybody(search)
        return Outcome(search.best, search.value, max(bound, search.value), False, _money(search))
