"""What is worth keeping of a hub between questions: its tours, its linear program, and the tables of the search."""

from collections import OrderedDict
from functools import cached_property

import numpy as np

from driveout.core.solve.hub_lp import HubLosses, HubLP
from driveout.core.solve.listing import Tours, list_tours
from driveout.core.solve.problem import WEEK, Floats, HubProblem, Ints, Prices
from driveout.core.solve.staffing import hosts_on, staffed
from driveout.core.solve.weeks_kernel import BITS

MONEY_UNIT = 1e6  # the search counts money in whole millionths of a krone
MOST_KR = 1e9
MOST_KEYS = BITS  # shared stops of a hub that a week's key has bits for
# Guests; what a stop loses that ends as a wish forbids: more than any search looks for, and so little that differences
# of sums of it are still sure to a millionth.
FORBIDDEN = 1e6


class HubState:
    """`tours`: those that somebody can drive and host. `hosts` (T,): fewest volunteers of each."""

    def __init__(self, problem: HubProblem) -> None:
        self.problem = problem
        self.good: Ints | None = None  # the best week of a search that could not go through all
        self.mended = False  # is that week a mended one?
        listed = list_tours(problem)
        able, hosts = staffed(problem, listed)
        self.tours: Tours = listed if able.all() else listed.take(able)
        self.hosts: Ints = hosts[able]
        self.hosts_on = hosts_on(problem)
        tours = self.tours
        self.becomes = _becomes(problem)
        # Employees are shared out exactly in the search, in the coarsest minutes that all tours are counted in.
        self.unit = int(np.gcd.reduce(tours.minutes)) if len(tours) else 1
        people = [(mask, week // self.unit, day // self.unit) for mask, week, day in problem.crew.employees]
        self.staff = np.array(people, np.int64).reshape(-1, 3)
        self.staff[:, 1] = np.minimum(self.staff[:, 1], WEEK * 24 * 60 // self.unit)
        volunteers = [(mask, a_day, a_week) for mask, a_day, a_week in problem.crew.volunteers]
        self.volunteers = np.array(volunteers, np.int64).reshape(-1, 3)
        self.money = np.rint(tours.cost * MONEY_UNIT).astype(np.int64)
        self.minutes = tours.minutes // self.unit
        self.level_day = np.array([d for d in range(WEEK) if problem.slots[d]], np.int64)
        self.vans = int(problem.slots.max(initial=1))
        most = [[self._most(self.minutes, d), self._most(self.money, d)] for d in range(WEEK)]
        self.most_of_day = np.array(most, np.int64) * problem.slots[:, None]

    @cached_property
    def lp(self) -> HubLP:
        """Made when it is first asked: a first plan needs only the tours."""
        return HubLP(self.problem, self.tours, self.hosts, self.hosts_on)

    def begin_anew(self) -> None:
        """Forget what was found, not the tours."""
        self.__dict__.pop("lp", None)
        self.good, self.mended = None, False

    @cached_property
    def words(self) -> Ints:
        """(T, w) the stops of each tour as bits."""
        words = np.zeros((len(self.tours), len(self.problem.stops) // BITS + 1), np.int64)
        for j in range(self.tours.stop.shape[1]):
            has = np.flatnonzero(self.tours.stop[:, j] >= 0)
            stop = self.tours.stop[has, j]
            words[has, stop // BITS] |= np.int64(1) << (stop % BITS)
        return words

    @cached_property
    def opens(self) -> Ints:
        """(T,) a number for what each tour opens; sums of them tell sets of openings apart, nearly always."""
        stop, length = self.tours.stop.astype(np.uint64), self.tours.length.astype(np.uint64)
        mixed = (stop * np.uint64(len(self.problem.lengths)) + length + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = np.where(self.tours.stop >= 0, mixed ^ (mixed >> np.uint64(32)), np.uint64(0))
        numbers: Ints = mixed.sum(axis=1).astype(np.int64)
        return numbers

    def _most(self, amounts: Ints, day: int) -> int:
        return int(amounts[self.tours.day == day].max(initial=0))

    def worths(self, hub: int, prices: Prices) -> tuple[Floats, Floats, Floats]:
        """Worth of tours (T,), patterns (n, P, K) and no visit (n,) at these prices, in guests."""
        problem, stops = self.problem, list(self.problem.stops)
        tour = -prices.money * self.tours.cost - self.tours.loss
        gain = np.where(np.isfinite(problem.gain), problem.gain, 0.0)
        pattern = prices.gain[stops][:, None, None] * gain + prices.guest[stops][:, None, None] * problem.guests
        pattern = pattern + problem.fixed - prices.stop[stops][:, None, None]
        return tour, np.where(np.isfinite(problem.gain), pattern, -np.inf), problem.unserved


_KEPT: OrderedDict[str, HubState] = OrderedDict()
FEWEST_KEPT = 256
_most_kept = FEWEST_KEPT


def keep_room_for(hubs: int) -> None:
    """So many hubs are asked in turn from here on: one forgotten before its next turn would be listed at every turn."""
    global _most_kept
    _most_kept = max(_most_kept, hubs)


def state_of(problem: HubProblem) -> HubState:
    """This process's state of the hub, made when it is not there: any worker can take any hub."""
    state = _KEPT.get(problem.key)
    if state is None:
        state = _KEPT[problem.key] = HubState(problem)
        if len(_KEPT) > _most_kept:
            _KEPT.popitem(last=False)
    else:
        _KEPT.move_to_end(problem.key)
    return state


def forget_all() -> None:
    """Give the memory back."""
    global _most_kept
    _KEPT.clear()
    _most_kept = FEWEST_KEPT


def _becomes(problem: HubProblem) -> Ints:
    """(state, weekday, length) → state after one more opening, −1 where no pattern allows it."""
    lengths = len(problem.lengths)
    index = {pattern: p for p, pattern in enumerate(problem.patterns)}
    becomes = np.full((1 + len(index) * lengths, WEEK, lengths), -1, np.int64)
    for day in range(WEEK):
        for k in range(lengths):
            becomes[0, day, k] = 1 + index[(day,)] * lengths + k
            for pattern, p in index.items():
                pair = tuple(sorted((*pattern, day)))
                if len(pattern) == 1 and pair in index and len(set(pair)) == 2:
                    becomes[1 + p * lengths + k, day, k] = 1 + index[pair] * lengths + k
    return becomes


def least_losses(problem: HubProblem, losses: HubLosses, days: Ints) -> Floats:
    """(k, i, state): the least loss stop i can end with when only the k-th of `days` and later ones are still open."""
    n, patterns = len(problem.stops), len(problem.patterns) * len(problem.lengths)
    final = np.concatenate([losses.none[:, None], losses.pattern.reshape(n, patterns)], axis=1)
    return np.minimum(_least(problem, final, days), FORBIDDEN)


def most_taken(problem: HubProblem, losses: HubLosses, days: Ints) -> tuple[Floats, Ints, Ints]:
    """(C,) prices of the halved limits that have one; (C,) their amounts; (k, C, i, state): the most that stop i can
    end up taking of each."""
    dear, n, lengths = losses.half > 0.0, len(problem.stops), len(problem.lengths)
    halves = losses.halves.take(dear)
    most = np.zeros((len(days) + 1, len(halves), n, 1 + len(problem.patterns) * lengths), np.int64)
    for c, takes in enumerate(halves.takes):
        final = np.concatenate([np.zeros((n, 1)), -np.repeat(takes, lengths, axis=1)], axis=1)
        most[:, c] = np.rint(-_least(problem, final, days))
    return losses.half[dear], halves.most, most


def _least(problem: HubProblem, final: Floats, days: Ints) -> Floats:
    """(k, i, state): the least of `final` (i, state) that can still be reached on the k-th of `days` and later ones."""
    lengths = len(problem.lengths)
    least = np.full((len(days) + 1, *final.shape), np.inf)
    least[-1] = final
    number = {pattern: p for p, pattern in enumerate(problem.patterns)}
    for level in range(len(days) - 1, -1, -1):
        least[level] = least[level + 1]
        day = int(days[level])
        for earlier in (int(d) for d in days[:level]):
            p = number.get((min(earlier, day), max(earlier, day)), -1)
            for k in range(lengths) if p >= 0 else ():
                before, after = 1 + number[(earlier,)] * lengths + k, 1 + p * lengths + k
                least[level, :, before] = np.minimum(least[level, :, before], least[level + 1, :, after])
        for k in range(lengths):
            opened = 1 + number[(day,)] * lengths + k
            least[level, :, 0] = np.minimum(least[level, :, 0], least[level + 1, :, opened])
    return least
