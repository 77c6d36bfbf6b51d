"""The best season out of weeks that hubs handed in: merged where hubs share only money and stops, else by a program.

Where one hub changed, the others merged are the same as before: they are remembered, and the changed one comes last.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import numpy as np

from driveout.core.plan.build import Problem
from driveout.core.plan.found import Found
from driveout.core.plan.merging import MOST_STOPS, Close, Merged, Weeks, best_beside, in_order, merge
from driveout.core.solve.master import Duals, Master
from driveout.core.solve.problem import HubWeek, SharedProblem
from driveout.core.solve.weeks import HubAnswer

MASTER_NODES = 300
MOST_ROWS = 1_000_000  # of merged hubs that are remembered, steps counted


@dataclass(frozen=True, eq=False)
class Listed:
    """A hub's `weeks` beside its `answer` at the prices; `told`: a fingerprint of all that made them."""

    answer: HubAnswer
    weeks: Sequence[HubWeek]
    told: str


@dataclass(eq=False)
class Fitting:
    """Puts hubs' weeks together, and remembers hubs that were merged."""

    rests: OrderedDict[object, Merged] = field(default_factory=OrderedDict)

    def best(
        self, problem: Problem, listed: Sequence[Listed], duals: Duals, most_loss: float, changed: Sequence[int]
    ) -> Found | None:
        """The best season out of these weeks, and the bound on all; None where none fits.

        `most_loss`: guests that its hubs may lose together, beside their bests. `changed`: hubs that differ from the
        last question.
        """
        master = Master(problem.shared, len(problem.hubs))
        bound = master.bound(duals, sum(one.answer.best for one in listed))
        outside = max((bound - (one.answer.best - one.answer.complete_to) for one in listed), default=-np.inf)
        if can_be_merged(problem.shared):
            return self._merged(problem, listed, duals, (bound, outside), most_loss, changed)
        for one in listed:
            master.add(one.weeks)
        found, value, ceiling = master.best(range(len(master.weeks)), MASTER_NODES)
        if found is None:
            return None
        return Found(problem, found, value, max(value, min(bound, max(ceiling, outside))))

    def _merged(
        self, problem: Problem, listed: Sequence[Listed], duals: Duals, bounds: tuple[float, float], most_loss: float,
        changed: Sequence[int],
    ) -> Found | None:  # fmt: skip
        """The same where hubs share no more than the budget and stops: exact, and fast."""
        shared, master = problem.shared, Master(problem.shared, len(problem.hubs))
        order, closes = _in_turn(problem, duals, changed)
        *before, last = order
        own = _as_weeks(master, listed[last], duals)
        same = len(order) - max(1, len(changed))
        others = [_as_weeks(master, listed[h], duals) for h in before[same:]]
        money = np.inf if shared.budget is None else shared.budget
        for far in (most_loss, 8 * most_loss, np.inf):
            rest = self._rest(master, [listed[h] for h in before[:same]], duals, closes[:same], far)
            rest = merge(others, closes[same:-1], far, rest)
            both = best_beside(rest, own, closes[-1], money)
            if both is None:
                continue
            picked = dict(zip(order, [*rest.chosen(both[0]), both[1]], strict=True))
            found = tuple(listed[h].weeks[picked[h]] for h in range(len(listed)))
            value, seen = master.value(found), min(rest.weeks.seen, own.seen, far)
            return Found(problem, found, value, max(value, min(bounds[0], max(bounds[1], bounds[0] - seen))))
        return None

    def _rest(
        self, master: Master, listed: Sequence[Listed], duals: Duals, closes: Sequence[Sequence[Close]], far: float
    ) -> Merged:
        """These hubs merged."""
        key = (tuple(one.told for one in listed), tuple(map(tuple, closes)), master.shared.money_worth, far)
        if key not in self.rests:
            self.rests[key] = merge([_as_weeks(master, one, duals) for one in listed], closes, far)
            while len(self.rests) > 1 and sum(rest.rows for rest in self.rests.values()) > MOST_ROWS:
                self.rests.popitem(last=False)
        self.rests.move_to_end(key)
        return self.rests[key]


def can_be_merged(shared: SharedProblem) -> bool:
    """Do hubs share no more than the budget and stops that a number has bits for?"""
    return len(shared.shared) <= MOST_STOPS and shared.floor is None and shared.utility is None


def _in_turn(problem: Problem, duals: Duals, changed: Sequence[int]) -> tuple[list[int], list[list[Close]]]:
    """The hubs in the order to merge, those that changed last; after each, the shared stops that no later one has."""
    shared = problem.shared
    bits = [_bits(shared, hub.stops) for hub in problem.hubs]
    same = [h for h in range(len(bits)) if h not in changed]
    order = [*(same[at] for at in in_order([bits[h] for h in same])), *changed]
    closes = []
    for nth, h in enumerate(order):
        left = bits[h] & ~reduce(or_, (bits[later] for later in order[nth + 1 :]), 0)
        closes.append([_close(shared, duals, at) for at in range(len(shared.shared)) if left >> at & 1])
    return order, closes


def _bits(shared: SharedProblem, stops: Iterable[int]) -> int:
    """Which shared stops are among these: bit n is the n-th."""
    among = set(stops)
    return sum(1 << at for at, stop in enumerate(shared.shared) if stop in among)


def _as_weeks(master: Master, listed: Listed, duals: Duals) -> Weeks:
    """Cost, worth, loss and shared stops of a hub's weeks."""
    shared, answer, weeks = master.shared, listed.answer, listed.weeks
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
