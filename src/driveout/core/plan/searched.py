"""A season searched once, and then again and again with something changed: only what a change touches is asked anew.

Prices of a search bound every season of the same hubs (Lagrange, as in `core/solve/prices.py`): a changed hub hands in
its bound at these prices, the others stay at theirs. The weeks that hubs handed in make a whole season that keeps every
shared limit. So each answer is a season that was found and a bound that no season passes.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from driveout.core.plan.alone import alone, is_alone
from driveout.core.plan.build import Problem
from driveout.core.plan.fitting import Fitting, Listed
from driveout.core.plan.found import Found, Impossible, NotFound, Patience
from driveout.core.plan.hub_answers import LISTS, NEARER, SPENDING, HubAnswers, asked, prices_at
from driveout.core.plan.richer import richer
from driveout.core.solve.master import Duals, Master
from driveout.core.solve.patience import OutOfTime
from driveout.core.solve.patience import Patience as Waiting
from driveout.core.solve.prices import price_rounds, solve
from driveout.core.solve.problem import HubProblem
from driveout.core.solve.search import Search

LOSS = (0.6, 3.0, 20.0)  # guests; how far below the hubs' bests a season may be, together
FAR = (1.0, 3.0, 20.0)  # guests; with the best season further from the bound, the longer lists are worth their time
FEW_HUBS = 4  # with more, long lists take longer than they are worth: hubs make up for each other
PAID_TRIALS = 5  # prices tried for a shared stop that somebody must serve
A_LITTLE = (0.8, 1.25, 2.0)  # of SPENDING: where somebody waits, and of the hubs that changed only
NOTHING: Mapping[int, Sequence[float]] = {}
LEAST_S = 2.0  # for a change of which nothing is known yet, and for a search that goes on: a round or two


@dataclass(eq=False)
class Searched:
    """A season's search: the best that it `first` found, its prices (None: a hub that is alone has none), and what was
    answered at them. `cut_short`: the search itself, where time was up before its prices were good."""

    problem: Problem
    patience: Patience
    first: Found
    duals: Duals | None = None
    hubs: HubAnswers = field(default_factory=HubAnswers)
    fitting: Fitting = field(default_factory=Fitting)
    clock: Callable[[], float] = perf_counter
    cut_short: Search | None = None

    def again(self, problem: Problem) -> Found:
        """The best season of another problem over much the same hubs. Raises Impossible or NotFound."""
        if is_alone(problem):
            return alone(problem)
        self._go_on()
        quick = self._at_prices(problem) if self.duals is not None and alike(self.problem, problem) else None
        limit = self.patience.change_s
        if quick is None:
            return _search(problem, self.patience, limit if limit is None else max(limit, LEAST_S), self.clock)[0]
        enough = max(self.patience.enough, self.patience.gap * abs(quick.at_most))
        if quick.at_most - quick.value <= enough or limit == 0:
            return quick
        if limit is not None:
            return self._priced_on(quick, limit, enough)
        try:
            slow = _search(problem, self.patience, None, self.clock)[0]
        except NotFound:
            return quick
        return _better(quick, slow) or quick

    def quick(self, problem: Problem) -> Found | None:
        """A season of another problem that is found at once, if one is. Raises Impossible."""
        if is_alone(problem) or self.duals is None or not alike(self.problem, problem):
            return self.again(problem)
        return self._at_prices(problem, quick=True)

    def bound(self, problem: Problem) -> float:
        """The most that any season of a problem of these very hubs is worth, at this search's prices. A hub that is
        alone has none: its best week. Raises Impossible or NotFound."""
        if self.duals is None or not alike(self.problem, problem):
            return self.again(problem).at_most
        prices = prices_at(problem, self.duals)
        answers = [self.hubs.bound(problem, h, prices) for h in range(len(problem.hubs))]
        if any(answer.impossible for answer in answers):
            raise Impossible
        return Master(problem.shared, len(problem.hubs)).bound(self.duals, sum(answer.best for answer in answers))

    def one_hub_richer(self, problem: Problem, of: str) -> Found:
        """The first season with the week of one hub (`of`, its key) made anew within another budget.

        `at_most`: of all hubs.
        """
        if self.duals is None or problem.shared.floor is not None:  # another week of one hub may break a floor
            return self.again(problem)
        h = next(h for h, hub in enumerate(problem.hubs) if hub.hub_key == of)
        best = richer(problem, h, self.first.weeks, self.duals)
        return replace(best, at_most=max(self.bound(problem), best.value))

    def after(self, problem: Problem, first: Found) -> "Searched":
        """The search of a season that changed a little, at these prices; `first`: the best that was found of it."""
        duals = None if self.duals is None else self._duals_for(problem)
        return replace(self, problem=problem, first=first, duals=duals, cut_short=None)

    def _go_on(self) -> None:
        """A search that was cut short goes on a little with each question, as long as that brings it further: all that
        come are better answered."""
        search, limit = self.cut_short, self.patience.change_s
        if search is None or search.duals is None or not limit:
            return
        search.patience = Waiting(max(limit, LEAST_S), self.clock(), self.clock, lambda: False)
        before = (search.value, search.bound)
        with suppress(OutOfTime):
            price_rounds(search, search.duals)
        if search.proven or before == (search.value, search.bound):
            self.cut_short = None
        assert search.best is not None and search.duals is not None
        self.duals = search.duals
        self.first = Found(self.problem, search.best, search.value, max(search.value, search.bound))
        self.hubs.learn(self.problem, search.master.weeks)

    def _priced_on(self, quick: Found, limit_s: float, enough: float) -> Found:
        """A better season and bound from prices moved on from this search's, in the time there is."""
        problem, duals = quick.problem, self.duals
        assert duals is not None
        gap = enough / max(1.0, abs(quick.at_most))
        search = Search(
            problem.hubs, problem.shared, gap, lambda found, ceiling: True, seconds=limit_s, clock=self.clock
        )
        search.take_plan(quick.weeks)
        for one in self._listed(problem, duals, 0):
            search.master.add(one.weeks)
        with suppress(OutOfTime):
            price_rounds(search, duals)
        assert search.best is not None
        return Found(problem, search.best, search.value, max(search.value, min(quick.at_most, search.bound)))

    def _at_prices(self, problem: Problem, *, quick: bool = False) -> Found | None:
        """At the first search's prices: hubs that are the same answered already. None where no season fits together.

        `quick`: with the shortest lists only."""
        duals, hubs = self._duals_for(problem), range(len(problem.hubs))
        waits = self.patience.change_s is not None and len(hubs) > FEW_HUBS
        levels = 1 if quick or waits else len(LISTS) if len(hubs) <= FEW_HUBS else len(LISTS) - 1
        best: Found | None = None
        for deep in range(levels):
            best = _better(best, self._fitting(problem, duals, deep))
            if best is not None and best.at_most - best.value <= FAR[deep]:
                return best
        if quick or (best is not None and not waits):
            return best
        spending = dict.fromkeys(self._changed(problem), A_LITTLE) if waits else dict.fromkeys(hubs, SPENDING)
        return _better(best, self._fitting(problem, duals, levels - 1, spending))

    def _fitting(
        self, problem: Problem, duals: Duals, deep: int, spending: Mapping[int, Sequence[float]] = NOTHING
    ) -> Found | None:
        listed = self._listed(problem, duals, deep, spending)
        if any(one.answer.impossible for one in listed):
            raise Impossible
        return self.fitting.best(problem, listed, duals, LOSS[deep], self._changed(problem))

    def _changed(self, problem: Problem) -> list[int]:
        return [h for h, hub in enumerate(problem.hubs) if hub.key != self.problem.hubs[h].key]

    def _listed(
        self, problem: Problem, duals: Duals, deep: int, spending: Mapping[int, Sequence[float]] = NOTHING
    ) -> list[Listed]:
        """`spending`: by hub, the prices of money at which it also hands in weeks."""
        prices, listed = prices_at(problem, duals), []
        for h in range(len(problem.hubs)):
            mine = NEARER if spending.get(h) is A_LITTLE else LISTS[deep]
            answer = self.hubs.answer(problem, h, prices, mine)
            known, told = self.hubs.known(problem, h, prices, spending.get(h, ()))
            listed.append(Listed(answer, [*answer.weeks, *known], asked(problem, h, prices, mine) + told))
        return listed

    def _duals_for(self, problem: Problem) -> Duals:
        """The first search's prices; a shared stop that somebody must serve now is paid for until one hub would."""
        assert self.duals is not None
        duals = self.duals
        for at, stop in enumerate(problem.shared.shared):
            serving = [h for h, hub in enumerate(problem.hubs) if _can_serve(hub, stop)]
            if not serving:  # nobody pays for what nobody may have
                duals = _at_price(duals, at, float(problem.shared.unserved[stop]))
            if not serving or stop not in problem.shared.required or stop in self.problem.shared.required:
                continue
            low, high, step = -np.inf, float(duals.stop[at]), 0.5
            for _ in range(PAID_TRIALS):
                price = high - step if np.isinf(low) else (low + high) / 2
                told = _at_price(duals, at, price)
                prices = prices_at(problem, told)
                best = [self.hubs.bound(problem, h, prices).weeks[:1] for h in serving]
                serves = any(number == stop for weeks in best for week in weeks for number, _ in week.serves)
                low, high, step = (price, high, step) if serves else (low, price, 2 * step)
                duals = told if serves else duals
        return duals


def _can_serve(hub: HubProblem, stop: int) -> bool:
    return stop in hub.stops and bool(np.isfinite(hub.gain[hub.stops.index(stop)]).any())


def _at_price(duals: Duals, at: int, price: float) -> Duals:
    """With another price of one shared stop."""
    stops = duals.stop.copy()
    stops[at] = price
    return replace(duals, stop=stops)


def _better(one: Found | None, other: Found | None) -> Found | None:
    """The better season of two, and the better bound."""
    if one is None or other is None:
        return one or other
    best = max(one, other, key=lambda found: found.value)
    return replace(best, at_most=max(best.value, min(one.at_most, other.at_most)))


def search(problem: Problem, patience: Patience, clock: Callable[[], float] = perf_counter) -> Searched:
    """Search a season of which nothing is known. Raises Impossible or NotFound."""
    if is_alone(problem):
        return Searched(problem, patience, alone(problem), clock=clock)
    first, made = _search(problem, patience, patience.first_s, clock, patience.first_gap)
    cut_short = None if made.proven or patience.first_s is None else made
    done = Searched(problem, patience, first, made.duals, clock=clock, cut_short=cut_short)
    if made.duals is not None:
        done.hubs.learn(problem, made.master.weeks)
    return done


def _search(
    problem: Problem, patience: Patience, limit_s: float | None, clock: Callable[[], float], gap: float = 0.0
) -> tuple[Found, Search]:
    made = Search(
        problem.hubs, problem.shared, gap or patience.gap, lambda found, ceiling: True, seconds=limit_s, clock=clock
    )
    outcome = solve(made)
    if outcome.weeks is None:
        raise Impossible if outcome.impossible else NotFound
    return Found(problem, outcome.weeks, outcome.value, max(outcome.bound, outcome.value)), made


def alike(one: Problem, other: Problem) -> bool:
    """Do the first one's prices say something of the other? The same stops, shared rows and municipalities."""
    a, b = one.shared, other.shared
    same = len(one.hubs) == len(other.hubs) and a.shared == b.shared and len(a.reference) == len(b.reference)
    return (
        same
        and np.array_equal(a.municipality, b.municipality)
        and (a.floor is None) == (b.floor is None)
        and (a.utility is None) == (b.utility is None)
    )
