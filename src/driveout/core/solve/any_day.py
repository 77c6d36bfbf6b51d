"""A hub's week without its weekdays: which tours are driven, and how often, on whatever days.

Where a hub has several vans, nearly every tour can be driven on nearly every day, so a search by days meets the same
week again and again, on other days. A program that does not tell days apart has a tenth of the columns, and a few dozen
nodes prove what millions of weeks do not: 25 stops and three vans, 191.61 guests by the hub's linear program, at most
190.79 without days, where the best week that is known has 190.56. Every week of the hub is one of its answers, so its
bound holds; and its answers, put on days, are often the best week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csc_matrix

from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.patience import Patience
from driveout.core.solve.problem import Bools, Floats, Ints
from driveout.core.solve.programs import INF, maximise

NODES, FEW_NODES = 3_000, 300  # for a bound, and for tours alone
REACH = 0.6  # guests; tours that lose more are seldom in the best week
ROUGHLY = 3  # times as far off the best may be where only tours are asked for
TIMES = 2  # a week, at the most, that the same stops are visited
TOO_LOOSE = 0.25  # share of what is open: days that count for more than this by themselves are not left out
SAFE = 1e-4  # guests; a solver's bound is that sure, where limits may be passed by a millionth


@dataclass(frozen=True, eq=False)
class AnyDay:
    """No week of the hub loses less than `floor`. `tours`: numbers of those that visit the same stops for as long as
    some tour of the best answer, on any day; none where no answer is better than the week that is known."""

    floor: float
    tours: Ints


@dataclass(frozen=True, eq=False)
class _Sorts:
    """G sorts of tours: the same stops for as long. `of` (T,): each tour's sort, `visits` (G, n · K) what it visits;
    `minutes`, `cost`, `hosts` (G,) the least on any day, `worth` the most; `need` (G,); `days` (G,) as bits."""

    of: Ints
    visits: Ints
    minutes: Ints
    cost: Floats
    hosts: Ints
    worth: Floats
    need: Ints
    days: Ints

    def inside(self, some: Sequence[int]) -> Bools:
        """(G,) those that can be driven on these weekdays alone."""
        return np.asarray((self.days & ~sum(1 << day for day in some)) == 0)


def without_days(
    state: HubState, worths: tuple[Floats, Floats, Floats], losses: HubLosses, known: float, sure_to: float,
    patience: Patience, *, idle: int = 0,
) -> AnyDay:  # fmt: skip
    """What a week can lose at the least, and which tours would lose so little. `known`: what some week loses.

    `idle`: minutes that employees leave undriven: tours that fill everybody's hours to the last one can mostly not be
    shared out. Then only tours that lose less than `REACH` are looked at, and no bound comes of it.
    """
    patience.check()
    near = np.flatnonzero(losses.tour < (min(known, REACH) if idle else known))
    sorts = _sorted(state, near, worths[0])
    program = _Program(state, worths, losses, sorts, known, idle)
    least = losses.bound - known
    loose = program.solve(None, least, sure_to, patience)[1] if not idle else losses.bound
    if loose > losses.bound + TOO_LOOSE * known:
        return AnyDay(0.0, near[:0])
    how = (FEW_NODES, least, ROUGHLY * sure_to) if idle else (NODES, least, sure_to)
    times, most = program.solve(*how, patience)
    floor = 0.0 if idle else max(0.0, min(known, losses.bound - most - SAFE))
    return AnyDay(floor, near[:0] if times is None else near[times[sorts.of] > 0])


def _sets_of_days(state: HubState) -> list[tuple[int, ...]]:
    """All sets of the weekdays that are driven on."""
    days = [int(day) for day in state.level_day]
    return [some for size in range(1, len(days) + 1) for some in combinations(days, size)]


def _sorted(state: HubState, near: Ints, worth: Floats) -> _Sorts:
    tours, lengths = state.tours.take(near), len(state.problem.lengths)
    visits = np.zeros((len(near), len(state.problem.stops) * lengths), np.int64)
    for stop, length in zip(tours.stop.T, tours.length.T, strict=True):
        there = np.flatnonzero(stop >= 0)
        visits[there, stop[there] * lengths + length[there]] = 1
    each, first, of = np.unique(visits, axis=0, return_index=True, return_inverse=True)
    of, count = of.reshape(-1), len(each)
    least = [np.full(count, np.inf) for _ in range(4)]
    for into, values in zip(least, (tours.minutes, tours.cost, state.hosts[near], -worth[near]), strict=True):
        np.minimum.at(into, of, values)
    days = np.zeros(count, np.int64)
    np.bitwise_or.at(days, of, 1 << tours.day)
    minutes, cost, hosts, dear = least
    return _Sorts(of, each, minutes.astype(np.int64), cost, hosts, -dear, tours.need[first], days)


class _Program:
    """Maximise worth: columns are sorts of tours (how often), stops visited so often for so long, stops left out."""

    def __init__(
        self, state: HubState, worths: tuple[Floats, Floats, Floats], losses: HubLosses, sorts: _Sorts, known: float,
        idle: int,
    ) -> None:  # fmt: skip
        self.state, self.sorts, problem = state, sorts, state.problem
        self.at: list[tuple[Ints, Ints, Floats]] = []  # rows, columns, values
        self.low: list[float] = []
        self.high: list[float] = []
        visited, left_out = _visits(state, worths, losses, known), np.flatnonzero(losses.none < known)
        first, n = len(sorts.worth), len(problem.stops)
        links = self._rows(np.zeros(sorts.visits.shape[1]), np.zeros(sorts.visits.shape[1]))
        chosen = self._rows(np.ones(n), np.ones(n))
        sort, link = np.nonzero(sorts.visits)
        self._put(links + link, sort, np.ones(len(sort)))
        self._put(links + visited.link, first + np.arange(len(visited.link)), -visited.times.astype(np.float64))
        self._put(chosen + visited.link // len(problem.lengths), first + np.arange(len(visited.link)))
        none = first + len(visited.link)
        self._put(chosen + left_out, none + np.arange(len(left_out)))
        self._keep_limits(losses, float(problem.week_minutes - idle))
        self._keep_days_between(np.asarray((losses.pattern < known).any(axis=2)))
        for takes, most in zip(visited.halves, losses.halves.most, strict=True):
            self._limit(float(most), first + np.arange(len(takes)), takes.astype(np.float64))
        self.worth = np.concatenate([sorts.worth, visited.worth, worths[2][left_out]])
        often = np.minimum(TIMES, np.bitwise_count(sorts.days)).astype(np.float64)
        self.most = np.concatenate([often, np.ones(len(self.worth) - first)])

    def _rows(self, low: Floats, high: Floats) -> int:
        first = len(self.low)
        self.low += [float(v) for v in low]
        self.high += [float(v) for v in high]
        return first

    def _put(self, rows: Ints, columns: Ints, values: Floats | None = None) -> None:
        self.at.append((rows, columns, np.ones(len(rows)) if values is None else values))

    def _limit(self, most: float, columns: Ints, values: Floats) -> None:
        if most < INF:
            row = self._rows(np.array([-INF]), np.array([most]))
            some = np.flatnonzero(values)
            self._put(np.full(len(some), row), columns[some], values[some])

    def _keep_limits(self, losses: HubLosses, minutes: float) -> None:
        """Hours, money, drivers; and of each set of weekdays what tours take that can be driven on no others."""
        sorts, problem, lp = self.sorts, self.state.problem, self.state.lp
        every = np.arange(len(sorts.worth))
        self._limit(minutes, every, sorts.minutes.astype(np.float64))
        self._limit(float(problem.week_kr), every, sorts.cost)
        for takes, most in zip(lp.rosters.takes, lp.rosters.most, strict=True):
            self._limit(float(most), every, takes[sorts.minutes])
        for some in _sets_of_days(self.state):
            inside = sorts.inside(some)
            self._limit(float(problem.slots[list(some)].sum()), every, inside.astype(np.float64))
            self._limit(float(lp.host_caps[list(some)].sum()), every, np.where(inside, sorts.hosts, 0.0))
        for mask, cap in problem.volunteer_caps:
            self._limit(float(cap), every, ((sorts.days & ~mask) == 0) * sorts.need.astype(np.float64))

    def _keep_days_between(self, allowed: Bools) -> None:
        """How often a stop can be visited on such a set of weekdays, where that is not twice. `allowed` (n, P)."""
        sorts, problem = self.sorts, self.state.problem
        visits = np.asarray(sorts.visits.reshape(len(sorts.worth), len(problem.stops), -1).any(axis=2))
        for some in _sets_of_days(self.state):
            inside = sorts.inside(some)
            times = np.array([len(set(pattern) & set(some)) for pattern in problem.patterns])
            most = np.where(allowed, times, 0).max(axis=1, initial=0)
            for stop in np.flatnonzero((most < TIMES) & visits[inside].any(axis=0)):
                here = np.flatnonzero(inside & visits[:, stop])
                self._limit(float(most[stop]), here, np.ones(len(here)))

    def solve(self, nodes: int | None, least: float, sure_to: float, patience: Patience) -> tuple[Ints | None, float]:
        """((G,) how often each sort is driven in the best answer that is worth more than `least`, or None; no answer is
        worth more than this). `nodes` None: halves are allowed."""
        rows, columns, values = (np.concatenate(part) for part in zip(*self.at, strict=True))
        matrix = csc_matrix((values, (rows, columns)), shape=(len(self.low), len(self.worth)))
        whole = None if nodes is None else np.ones(len(self.worth), bool)
        answer = maximise(
            self.worth, matrix, np.array(self.low), np.array(self.high), self.most, whole=whole, nodes=nodes or 1,
            sure_to=sure_to, above=least if nodes else -np.inf, within=1e-6, patience=patience,
        )  # fmt: skip
        if answer.values is None:
            return None, answer.bound
        return np.rint(answer.values[: len(self.sorts.worth)]).astype(np.int64), answer.bound


@dataclass(frozen=True, eq=False)
class _Visits:
    """V ways to visit a stop. `link` (V,): stop · K + length, `times` (V,) a week; `worth` (V,) the most, and `halves`
    (C, V) the least of each halved limit, on any weekdays."""

    link: Ints
    times: Ints
    worth: Floats
    halves: Ints


def _visits(state: HubState, worths: tuple[Floats, Floats, Floats], losses: HubLosses, known: float) -> _Visits:
    problem, lengths = state.problem, len(state.problem.lengths)
    times = np.array([len(pattern) for pattern in problem.patterns], np.int64)
    stop, pattern, length = np.nonzero(losses.pattern < known)
    code = (stop * lengths + length) * (TIMES + 1) + times[pattern]
    each, of = np.unique(code, return_inverse=True)
    worth, halves = np.full(len(each), -np.inf), np.full((len(losses.halves), len(each)), np.iinfo(np.int64).max)
    np.maximum.at(worth, of, worths[1][stop, pattern, length])
    for into, takes in zip(halves, losses.halves.takes, strict=True):
        np.minimum.at(into, of, takes[stop, pattern])
    return _Visits(each // (TIMES + 1), each % (TIMES + 1), worth, halves)
