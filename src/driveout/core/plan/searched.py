"""A season searched once, and then again and again with something changed: only what a change touches is asked anew.

Prices of a search bound every season of the same hubs (Lagrange, as in `core/solve/prices.py`): a changed hub hands in
its bound at these prices, the others stay at theirs. The weeks that hubs handed in make a whole season that keeps every
shared limit. So each answer is a season that was found and a bound that no season passes.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import blake2b
from operator import or_
from time import perf_counter

import numpy as np

from driveout.core.plan.build import Problem
from driveout.core.plan.merging import FITS, MOST_STOPS, Close, Weeks, best_within, in_order, merge
from driveout.core.solve.master import Duals, Master
from driveout.core.solve.prices import solve
from driveout.core.solve.problem import HubWeek, Prices, SharedProblem
from driveout.core.solve.search import Search
from driveout.core.solve.week_search import Compared
from driveout.core.solve.weeks import Ask, HubAnswer, best_weeks

# How far below its hub's best a week is listed (guests): further where the best season that fits is far from the bound.
LISTS = (
    Ask(within=0.25, most=200, nodes=20_000_000),
    Ask(within=1.5, most=400, nodes=40_000_000),
    Ask(within=10.0, most=1_000, nodes=100_000_000),
)
SPENDING = (0.0, 0.5, 0.8, 1.25, 2.0)  # times the price of money: weeks that are dearer and cheaper fit a budget
CHEAPER = (0.9, 0.8, 0.65, 0.5, 0.25)
ONE, SPEND = Ask(most=1), Ask(most=1, nodes=200_000_000)
SOME = Ask(most=5, nodes=20_000_000)
LOSS = (0.6, 3.0, 20.0)  # guests; how far below the hubs' bests a season may be, together
FAR = (1.0, 3.0, 20.0)  # guests; with the best season further from the bound, the longer lists are worth their time
FEW_HUBS = 4  # with more, the longest lists take longer than they are worth: hubs make up for each other
MASTER_NODES = 300
PAID_TRIALS = 5  # prices tried for a shared stop that somebody must serve
LEAST_S = 2.0  # for a change of which nothing is known yet
KEPT = 4  # seasons searched that this process remembers


@dataclass(frozen=True)
class Patience:
    """How long a question may take. None: until it is proven, and the answer is the same on every machine.

    `first_s`: the season's own search, ended at `first_gap` (share of the bound): its prices are good long before it is
    proven. `change_s`: each change, beyond asking its hubs, where those leave more than `enough` guests open. `gap`: at
    which a plan counts as proven.
    """

    first_s: float | None = None
    change_s: float | None = None
    gap: float = 1e-4
    first_gap: float = 1e-4
    enough: float = 0.0


A_MOMENT = Patience(first_s=4.0, change_s=0.5, first_gap=5e-4, enough=1.0)  # what somebody who waits for an answer has


@dataclass(frozen=True, eq=False)
class Found:
    """A season's weeks, what they are worth, and the most that any are worth (the plan's objective, in guests)."""

    problem: Problem
    weeks: tuple[HubWeek, ...]
    value: float
    at_most: float


class Impossible(Exception):
    """No season keeps all that is asked."""


class NotFound(Exception):
    """A search ended with neither a season nor the proof that there is none."""


@dataclass(eq=False)
class Searched:
    """A season's search: its prices, and by hub what was answered at them."""

    problem: Problem
    patience: Patience
    clock: Callable[[], float] = perf_counter
    first: Found = field(init=False)
    duals: Duals | None = field(init=False)
    answers: dict[str, HubAnswer] = field(default_factory=dict, init=False)
    weeks: dict[str, list[HubWeek]] = field(default_factory=dict, init=False)
    spent: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        if _is_alone(self.problem):
            self.duals, self.first = None, _alone(self.problem)
            return
        search = self._search(self.problem, self.patience.first_s, self.patience.first_gap)
        self.duals = search.duals
        for week in search.master.weeks if self.duals is not None else ():
            if week.tours or not week.serves:
                self.weeks.setdefault(self.problem.hubs[week.hub].key, []).append(week)
        self.first = _found(self.problem, search)

    def again(self, problem: Problem) -> Found:
        """The best season of another problem over much the same hubs. Raises Impossible or NotFound."""
        if _is_alone(problem):
            return _alone(problem)
        quick = self._at_prices(problem) if self.duals is not None and _alike(self.problem, problem) else None
        limit = self.patience.change_s
        if quick is None:
            return _found(problem, self._search(problem, limit if limit is None else max(limit, LEAST_S)))
        enough = max(self.patience.enough, self.patience.gap * abs(quick.at_most))
        if quick.at_most - quick.value <= enough or limit == 0:
            return quick
        try:
            slow = _found(problem, self._search(problem, limit))
        except NotFound:
            return quick
        best = max(quick, slow, key=lambda found: found.value)
        return replace(best, at_most=max(best.value, min(quick.at_most, slow.at_most)))

    def quick(self, problem: Problem) -> Found | None:
        """A season of another problem that is found at once, if one is. Raises Impossible."""
        if _is_alone(problem) or self.duals is None or not _alike(self.problem, problem):
            return self.again(problem)
        return self._at_prices(problem, quick=True)

    def bound(self, problem: Problem) -> float:
        """The most that any season of a problem of these very hubs is worth, at this search's prices. A hub that is
        alone has none: its best week. Raises Impossible or NotFound."""
        if self.duals is None or not _alike(self.problem, problem):
            return self.again(problem).at_most
        answers = [self._answer(problem, h, self.duals) for h in range(len(problem.hubs))]
        if any(answer.impossible for answer in answers):
            raise Impossible
        return Master(problem.shared, len(problem.hubs)).bound(self.duals, sum(answer.best for answer in answers))

    def one_hub_richer(self, problem: Problem, name: str) -> Found:
        """The first season with the week of one hub made anew within another budget; `at_most` of all hubs.

        The hub's weeks come from its search with the money as a limit, and from searches at lower and lower prices of
        money, which find good ones where the first runs out of time.
        """
        if self.duals is None or problem.shared.floor is not None:  # another week of one hub may break a floor
            return self.again(problem)
        h = next(h for h, hub in enumerate(problem.hubs) if hub.name == name)
        others = [week for week in self.first.weeks if week.hub != h]
        most = (problem.shared.budget or 0.0) - sum(week.cost for week in others) + FITS
        taken = {stop for week in others for stop, _ in week.serves}
        prices = _prices(problem, self.duals)
        free = replace(prices, money=problem.shared.money_worth)
        limited = replace(problem.hubs[h], week_kr=most)
        asked = [(limited, free, SPEND)]
        asked += [(problem.hubs[h], replace(prices, money=times * prices.money), SOME) for times in CHEAPER]
        master, best = Master(problem.shared, len(problem.hubs)), Found(problem, self.first.weeks, -np.inf, np.inf)
        best = replace(best, value=master.value(self.first.weeks))
        for hub, told, ask in asked:
            hubs = (*problem.hubs[:h], hub, *problem.hubs[h + 1 :])
            for week in best_weeks(hub, h, told, ask).weeks:
                weeks = tuple(sorted((*others, week), key=lambda one: one.hub))
                fits = week.cost <= most and not taken & {stop for stop, _ in week.serves}
                if fits and (value := master.value(weeks)) > best.value:
                    best = Found(replace(problem, hubs=hubs), weeks, value, np.inf)
        bound = master.bound(self.duals, sum(self._answer(problem, n, self.duals).best for n in range(len(others) + 1)))
        return replace(best, at_most=max(bound, best.value))

    def _search(self, problem: Problem, limit_s: float | None, gap: float = 0.0) -> Search:
        search = Search(
            problem.hubs, problem.shared, gap or self.patience.gap, lambda found, ceiling: True,
            seconds=limit_s, clock=self.clock,
        )  # fmt: skip
        outcome = solve(search)
        if outcome.weeks is None:
            raise Impossible if outcome.impossible else NotFound
        search.best, search.value, search.bound = outcome.weeks, outcome.value, outcome.bound
        return search

    def _at_prices(self, problem: Problem, *, quick: bool = False) -> Found | None:
        """At the first search's prices: hubs that are the same answered already. None where no season fits together.

        `quick`: with the shortest lists only."""
        duals = self._duals_for(problem)
        levels = 1 if quick else len(LISTS) if len(problem.hubs) <= FEW_HUBS else len(LISTS) - 1
        best: Found | None = None
        for deep in range(levels):
            answers = [self._answer(problem, h, duals, deep) for h in range(len(problem.hubs))]
            if any(answer.impossible for answer in answers):
                raise Impossible
            found = self._fitting(problem, answers, duals, deep, spending=False)
            if found is None and best is None and deep == levels - 1 and not quick:
                found = self._fitting(problem, answers, duals, deep, spending=True)
            if best is not None and found is not None:
                better = max(best, found, key=lambda one: one.value)
                found = replace(better, at_most=max(better.value, min(best.at_most, found.at_most)))
            best = found or best
            if best is not None and best.at_most - best.value <= FAR[deep]:
                break
        return best

    def _fitting(
        self, problem: Problem, answers: Sequence[HubAnswer], duals: Duals, deep: int, *, spending: bool
    ) -> Found | None:
        weeks = [self._weeks(problem, h, answer, duals, spending) for h, answer in enumerate(answers)]
        return self._together(problem, answers, weeks, duals, LOSS[deep])

    def _duals_for(self, problem: Problem) -> Duals:
        """The first search's prices; a shared stop that somebody must serve now is paid for until one hub would."""
        assert self.duals is not None
        duals = self.duals
        for at, stop in enumerate(problem.shared.shared):
            if stop not in problem.shared.required or stop in self.problem.shared.required:
                continue
            serving = [h for h, hub in enumerate(problem.hubs) if stop in hub.stops]
            low, high, step = -np.inf, float(duals.stop[at]), 0.5
            for _ in range(PAID_TRIALS):
                price = high - step if np.isinf(low) else (low + high) / 2
                prices = duals.stop.copy()
                prices[at] = price
                trial = replace(duals, stop=prices)
                best = [answer.weeks[:1] for h in serving if (answer := self._answer(problem, h, trial))]
                serves = any(number == stop for weeks in best for week in weeks for number, _ in week.serves)
                low, high, step = (price, high, step) if serves else (low, price, 2 * step)
                duals = trial if serves else duals
        return duals

    def _together(
        self, problem: Problem, answers: Sequence[HubAnswer], weeks: Sequence[Sequence[HubWeek]], duals: Duals,
        most_loss: float,
    ) -> Found | None:  # fmt: skip
        """The best season out of these weeks, and the bound on all."""
        master = Master(problem.shared, len(problem.hubs))
        bound = master.bound(duals, sum(answer.best for answer in answers))
        outside = max((bound - (a.best - a.complete_to) for a in answers), default=-np.inf)
        if _can_be_merged(problem.shared):
            return self._merged(problem, answers, weeks, duals, (bound, outside), most_loss)
        for mine in weeks:
            master.add(mine)
        found, value, ceiling = master.best(range(len(master.weeks)), MASTER_NODES)
        if found is None:
            return None
        return Found(problem, found, value, max(value, min(bound, max(ceiling, outside))))

    def _merged(
        self, problem: Problem, answers: Sequence[HubAnswer], weeks: Sequence[Sequence[HubWeek]], duals: Duals,
        bounds: tuple[float, float], most_loss: float,
    ) -> Found | None:  # fmt: skip
        """The same where hubs share no more than the budget and stops: exact, and fast."""
        shared, master = problem.shared, Master(problem.shared, len(problem.hubs))
        hubs = [_as_weeks(master, mine, a, duals) for mine, a in zip(weeks, answers, strict=True)]
        bits = [_bits(shared, hub.stops) for hub in problem.hubs]
        order = in_order(bits)
        closes, left = [], len(order) * [0]
        for nth, h in enumerate(order):
            left[nth] = bits[h] & ~reduce(or_, (bits[later] for later in order[nth + 1 :]), 0)
            closes.append([_close(shared, duals, at) for at in range(len(shared.shared)) if left[nth] >> at & 1])
        for far in (most_loss, 8 * most_loss, np.inf):
            merged = merge([hubs[h] for h in order], closes, far)
            which = best_within(merged, np.inf if shared.budget is None else shared.budget)
            if which is None:
                continue
            picked = dict(zip(order, merged.chosen(which), strict=True))
            found = tuple(weeks[h][picked[h]] for h in range(len(weeks)))
            value = master.value(found)
            return Found(
                problem, found, value, max(value, min(bounds[0], max(bounds[1], bounds[0] - merged.weeks.seen)))
            )
        return None

    def _weeks(self, problem: Problem, h: int, answer: HubAnswer, duals: Duals, spending: bool) -> list[HubWeek]:
        """A hub's weeks; `spending`: also dearer and cheaper ones, where the best do not fit the budget together."""
        hub = problem.hubs[h]
        known = self.weeks.setdefault(hub.key, [])
        if spending and problem.shared.budget is not None and hub.key not in self.spent:
            self.spent.add(hub.key)
            prices = _prices(problem, duals)
            for times in SPENDING:
                known += best_weeks(hub, h, replace(prices, money=times * prices.money), SOME).weeks
        return [*answer.weeks, *(replace(week, hub=h) for week in known)]

    def _answer(self, problem: Problem, h: int, duals: Duals, deep: int = 0) -> HubAnswer:
        """A hub's best weeks at these prices, and the bound on all others."""
        hub, prices = problem.hubs[h], _prices(problem, duals)
        key = f"{deep}{hub.key}{_told(prices, hub.stops)}"
        if key not in self.answers:
            shared = problem.shared
            one_of_alike = Compared(prices.money, frozenset(shared.shared)) if _can_be_merged(shared) else None
            self.answers[key] = best_weeks(hub, h, prices, replace(LISTS[deep], compared=one_of_alike))
        answer = self.answers[key]
        return replace(answer, weeks=tuple(replace(week, hub=h) for week in answer.weeks))


def _found(problem: Problem, search: Search) -> Found:
    assert search.best is not None
    return Found(problem, search.best, search.value, max(search.bound, search.value))


def _prices(problem: Problem, duals: Duals) -> Prices:
    return Master(problem.shared, len(problem.hubs)).told(duals)


def _told(prices: Prices, stops: Sequence[int]) -> str:
    """A fingerprint of what a hub with these stops is told."""
    mine = list(stops)
    said = b"".join(part[mine].tobytes() for part in (prices.gain, prices.guest, prices.stop))
    return blake2b(said + repr(prices.money).encode(), digest_size=16).hexdigest()


def _can_be_merged(shared: SharedProblem) -> bool:
    return len(shared.shared) <= MOST_STOPS and shared.floor is None and shared.utility is None


def _bits(shared: SharedProblem, stops: Iterable[int]) -> int:
    """Which shared stops are among these: bit n is the n-th."""
    among = set(stops)
    return sum(1 << at for at, stop in enumerate(shared.shared) if stop in among)


def _as_weeks(master: Master, weeks: Sequence[HubWeek], answer: HubAnswer, duals: Duals) -> Weeks:
    """Cost, worth, loss and shared stops of a hub's weeks."""
    shared = master.shared
    cost = np.array([week.cost for week in weeks])
    worth = np.array([master.column(week)[0] for week in weeks])
    stops = [_bits(shared, (stop for stop, _ in week.serves)) for week in weeks]
    paid = np.array([sum(float(duals.stop[at]) for at in range(len(shared.shared)) if own >> at & 1) for own in stops])
    loss = answer.best - (worth - duals.money * cost - paid)
    return Weeks(cost, worth, loss, np.array(stops, np.uint64), answer.best - answer.complete_to)


def _close(shared: SharedProblem, duals: Duals, at: int) -> Close:
    stop = shared.shared[at]
    price = float(duals.stop[at])
    unserved = -np.inf if stop in shared.required else float(shared.unserved[stop])
    best = max(price, unserved)
    return Close(at, unserved, best - unserved, best - price)


def _is_alone(problem: Problem) -> bool:
    """One hub, that shares its money and its stops with nobody."""
    return len(problem.hubs) == 1 and not problem.shared.shared and _can_be_merged(problem.shared)


def _alone(problem: Problem) -> Found:
    """A hub that is alone keeps the budget itself: its best week, without prices. Raises Impossible or NotFound."""
    shared, master = problem.shared, Master(problem.shared, 1)
    money = np.inf if shared.budget is None else shared.budget + FITS
    ones, nothing = np.ones(len(shared.municipality)), np.zeros(len(shared.municipality))
    hub = replace(problem.hubs[0], week_kr=money)
    # Without a price more weeks are as good as the best, and more must be looked at.
    answer = best_weeks(
        hub, 0, Prices(shared.money_worth, ones, nothing, nothing), ONE if shared.money_worth else SPEND
    )
    if not answer.weeks:
        raise Impossible if answer.impossible else NotFound
    value = master.value(answer.weeks[:1])
    at_most = max(value, answer.best + master.constant)
    return Found(replace(problem, hubs=(hub,)), answer.weeks[:1], value, at_most)


def _alike(one: Problem, other: Problem) -> bool:
    """Do the first one's prices say something of the other? The same stops, shared rows and municipalities."""
    a, b = one.shared, other.shared
    same = len(one.hubs) == len(other.hubs) and a.shared == b.shared and len(a.reference) == len(b.reference)
    return (
        same
        and np.array_equal(a.municipality, b.municipality)
        and (a.floor is None) == (b.floor is None)
        and (a.utility is None) == (b.utility is None)
    )


_KEPT: OrderedDict[str, Searched] = OrderedDict()


def searched(problem: Problem, patience: Patience) -> Searched:
    """The season's search, made when this process does not remember it. Raises Impossible or NotFound."""
    key = _key(problem.hubs, problem.shared) + repr(patience)
    if key not in _KEPT:
        _KEPT[key] = Searched(problem, patience)
        if len(_KEPT) > KEPT:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end(key)
    return _KEPT[key]


def _key(hubs: Sequence[object], shared: SharedProblem) -> str:
    """A fingerprint of everything the search sees."""
    parts: list[object] = [getattr(hub, "key", "") for hub in hubs]
    for _name, value in sorted(vars(shared).items()):
        parts.append(value.tobytes() if isinstance(value, np.ndarray) else repr(value))
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()
