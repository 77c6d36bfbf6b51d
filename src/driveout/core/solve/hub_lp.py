"""A hub's linear program at given prices, by adding only tours that pay; its duals price every tour and pattern."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import highspy
import numpy as np

from driveout.core.solve import rosters
from driveout.core.solve.halves import Halves, broken, none_of
from driveout.core.solve.listing import Tours
from driveout.core.solve.patience import ENDLESS, OutOfTime, Patience
from driveout.core.solve.price_kernel import least_of_day, tours_lose
from driveout.core.solve.problem import WEEK, Bools, Floats, HubProblem, Ints

MOST_NEW = 40  # tours added a round: enough to settle in a few rounds, few enough to stay quick
INF = highspy.kHighsInf
PRIMAL = 4  # new columns leave the last solution feasible, so the primal simplex goes on from it
DEAR = 1e4  # guests; what leaving a stop unserved costs the LP where a wish forbids it
TINY = 1e-9
SHARPER = 3  # times that limits on places are halved, and hours handed out to drivers, for one answer
MOST_ROSTERS = 30  # limits on drivers' hours that a hub's program keeps


@dataclass(frozen=True, eq=False)
class HubLosses:
    """The LP's value and what each choice loses against it, all ≥ 0 (guests a week).

    bound = value of the dual; `tour` (T,), `pattern` (n, P, K) with inf where not allowed, `none` (n,),
    `slot` (7,) a van-day left idle, `hour` a minute left idle, `money` a krone of its own left over,
    `volunteer` per cap a place not taken, `host` (7,) a volunteer not called out on a day of several vans, `half` per
    limit of `halves` one not taken. Of `rostered` guests for drivers' hours as they come out (`rosters`) each tour pays
    `roster` (minutes + 1,), and what is left of them is lost.
    """

    bound: float
    tour: Floats
    pattern: Floats
    none: Floats
    slot: Floats
    hour: float
    money: float
    volunteer: Floats
    host: Floats
    halves: Halves
    half: Floats
    roster: Floats
    rostered: float


class Unsolved(RuntimeError):
    """The linear program has no best week."""


class HubLP:
    """Keeps its columns between calls, so that new prices cost a few simplex steps.

    `hosts` (T,): fewest volunteers each tour takes; `hosts_on` (7,): how many there are. A day of several vans needs
    them on top of each other, since nobody is on two tours a day. `halving`: whether halved limits are asked for, and
    limits on drivers' hours, which most hubs do not need.
    """

    def __init__(self, problem: HubProblem, tours: Tours, hosts: Ints, hosts_on: Ints) -> None:
        self.problem, self.tours, self.hosts = problem, tours, hosts
        self.host_caps = np.where(problem.slots > 1, hosts_on, INF)
        n, lengths = len(problem.stops), len(problem.lengths)
        self.link = n * lengths * WEEK  # rows 0 … link−1: what is promised is driven
        pad = self.link
        self.tour_rows: Ints = np.where(
            tours.stop >= 0, (tours.stop * lengths + tours.length) * WEEK + tours.day[:, None], pad
        )
        self.pattern_index = np.argwhere(np.isfinite(problem.gain))
        once = [pattern[0] for pattern in problem.patterns]
        again = [pattern[1] if len(pattern) > 1 else WEEK for pattern in problem.patterns]
        self.pattern_days = np.array([once, again], np.int64).reshape(2, -1)  # WEEK: on no second day
        self.allowed = np.isfinite(problem.gain)
        self.in_lp = np.zeros(len(tours), bool)
        self.columns: list[int] = []
        self.masks = np.array([mask for mask, _ in problem.volunteer_caps], np.int64)
        self.masks_of_day = [np.flatnonzero(self.masks >> day & 1) for day in range(WEEK)]
        self.halves, self.rosters, self.halving = none_of(problem), rosters.none_of(tours), False
        self.half_rows, self.roster_rows = list[int](), list[int]()
        self.highs = self._start()

    def _start(self) -> highspy.Highs:
        problem, n = self.problem, len(self.problem.stops)
        lower = [0.0] * self.link + [1.0] * n + [-highspy.kHighsInf] * (2 * WEEK + 2 + len(self.masks))
        upper = [0.0] * self.link + [1.0] * n
        upper += [float(v) for v in problem.slots] + [float(problem.week_minutes)]
        upper += [float(min(problem.week_kr, highspy.kHighsInf))]
        upper += [float(cap) for _, cap in problem.volunteer_caps]
        upper += [float(cap) for cap in self.host_caps]
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("simplex_strategy", PRIMAL)
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        empty = np.zeros(0, np.int32)
        highs.addRows(len(lower), np.array(lower), np.array(upper), 0, empty, empty, np.zeros(0))
        stop, pattern, length = self.pattern_index.T
        rows = np.full((n + len(stop), 3), self.link + np.append(np.arange(n), stop)[:, None])
        there = np.ones(rows.shape, bool)
        there[:n, 1:] = False  # left out: no promise
        days = self.pattern_days[:, pattern]
        rows[n:, 1:] = ((stop * len(problem.lengths) + length) * WEEK + days).T
        there[n:, 1:] = days.T < WEEK
        self._add(highs, np.zeros(len(rows)), rows, np.where(np.arange(3) > 0, -1.0, 1.0) + np.zeros(rows.shape), there)
        return highs

    @staticmethod
    def _add(highs: highspy.Highs, costs: Floats, rows: Ints, values: Floats, there: Bools) -> None:
        """Add a column for each of `costs`: in row `rows`[c, e] it has `values`[c, e], if that is `there`."""
        starts = np.append(0, there.sum(axis=1).cumsum()[:-1]).astype(np.int32)
        free = np.full(len(costs), highspy.kHighsInf)
        entries = (rows[there].astype(np.int32), values[there])
        highs.addCols(len(costs), costs, np.zeros(len(costs)), free, len(entries[0]), starts, *entries)

    def _add_tours(self, new: Ints, worth: Floats) -> None:
        tours, masks = self.tours, len(self.masks)
        slot = self.link + len(self.problem.stops)
        hours, people = slot + WEEK, slot + WEEK + 2 + masks
        day, need, links = tours.day[new][:, None], tours.need[new][:, None], self.tour_rows[new]
        all_of = np.zeros((len(new), 1), np.int64)
        caps = all_of + hours + 2 + np.arange(masks)
        rows = np.concatenate([links, slot + day, all_of + hours, all_of + hours + 1, caps, people + day], axis=1)
        used = np.stack([np.ones(len(new)), tours.minutes[new], tours.cost[new]], axis=1)
        places = np.zeros(caps.shape) + need
        values = np.concatenate([np.ones(links.shape), used, places, self.hosts[new][:, None]], axis=1)
        there = np.ones(rows.shape, bool)
        there[:, : links.shape[1]] = links < self.link
        there[:, links.shape[1] + 3 : -1] = (self.masks >> day & 1 == 1) & (need != 0)
        takes = self.rosters.takes[:, tours.minutes[new]].T
        rows = np.concatenate([rows, all_of + np.array(self.roster_rows, np.int64)], axis=1)
        values, there = np.concatenate([values, takes], axis=1), np.concatenate([there, takes > 0.0], axis=1)
        self._add(self.highs, worth[new], rows, values, there)
        self.in_lp[new] = True
        self.columns.extend(int(t) for t in new)

    def solve(
        self, worth_tour: Floats, worth_pattern: Floats, worth_none: Floats, patience: Patience = ENDLESS
    ) -> HubLosses:
        """Optimise at the given worths (guests; patterns (n, P, K), −inf forbids) and price everything.

        The bound is the dual's own value after its rounding errors have been repaired upwards, so it
        holds whatever the simplex left behind. Raises OutOfTime, and Unsolved when HiGHS does not answer.
        """
        if not self.problem.stops:
            empty = np.zeros(0)
            return HubLosses(
                0.0, empty, worth_pattern, empty, np.zeros(WEEK), 0.0, 0.0, np.zeros(len(self.masks)), np.zeros(WEEK),
                self.halves, empty, np.zeros(1), 0.0,
            )  # fmt: skip
        listed = tuple(self.pattern_index.T)
        # Dearer than anything else can be, or the LP would rather break a wish than pay a steep price.
        dear = max(DEAR, 100 * (np.abs(worth_pattern[listed]).max(initial=0) + np.abs(worth_tour).max(initial=0)))
        costs = np.concatenate([np.maximum(worth_none, -dear), worth_pattern[listed], worth_tour[self.columns]])
        self.highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        duals, priced = self._settle(worth_tour, worth_pattern, worth_none, patience)
        for _ in range(SHARPER if self.halving else 0):
            more = self._halve()
            if not self._hand_out(priced[0]) and not more:
                break
            duals, priced = self._settle(worth_tour, worth_pattern, worth_none, patience)
        return self._repair(duals, *priced)

    def _halve(self) -> bool:
        """Add the halved limits that the last solution breaks; False where it keeps them all."""
        shares = np.zeros(self.allowed.shape[:2])
        np.add.at(shares, tuple(self.pattern_index[:, :2].T), self.point()[1])
        new, first = broken(self.problem, shares), len(self.problem.stops)
        for takes, most in zip(new.takes, new.most, strict=True):
            each = takes[tuple(self.pattern_index[:, :2].T)]
            columns = np.flatnonzero(each)
            self.half_rows.append(self.highs.getNumRow())
            self.highs.addRow(-INF, float(most), len(columns), (first + columns).astype(np.int32), each[columns] + 0.0)
        self.halves = self.halves.and_also(new)
        return len(new) > 0

    def _hand_out(self, loss: Floats) -> bool:
        """Add the limit on drivers' hours that the last solution breaks; False where it keeps them."""
        if len(self.rosters) >= MOST_ROSTERS:
            return False
        columns = np.array(self.columns, np.int64)
        new = rosters.broken(self.problem.crew, self.problem.slots, self.tours, self.point()[2], loss)
        for takes, most in zip(new.takes, new.most, strict=True):
            each = takes[self.tours.minutes[columns]]
            taking, first = np.flatnonzero(each), len(self.problem.stops) + len(self.pattern_index)
            self.roster_rows.append(self.highs.getNumRow())
            self.highs.addRow(-INF, float(most), len(taking), (first + taking).astype(np.int32), each[taking])
        self.rosters = self.rosters.and_also(new)
        return len(new) > 0

    def _settle(
        self, worth_tour: Floats, worth_pattern: Floats, worth_none: Floats, patience: Patience
    ) -> tuple[Floats, tuple[Floats, Floats, Floats]]:
        """Solve, add the tours that pay, and again until none does: the duals, and what each choice loses.

        Raises Unsolved where no week keeps what is held.
        """
        while True:
            patience.check()
            self.highs.setOptionValue("time_limit", self.highs.getRunTime() + patience.left)  # its clock never stops
            self.highs.run()
            if self.highs.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
                raise OutOfTime
            if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise Unsolved(f"{self.problem.hub_key}: the LP ended {self.highs.getModelStatus()}.")
            duals = np.array(self.highs.getSolution().row_dual)
            losses = self._losses(duals, worth_tour, worth_pattern, worth_none)
            missing = np.flatnonzero((losses[0] < -1e-7) & ~self.in_lp)
            if not len(missing):
                return duals, losses
            order = np.argsort(losses[0][missing], kind="stable")[:MOST_NEW]
            self._add_tours(missing[order], worth_tour)

    @contextmanager
    def held(self) -> Iterator[Callable[[int, float], None]]:
        """Hold tours at a share, (tour, 0 or 1), while the program is solved again: afterwards all are free."""
        first, columns = len(self.problem.stops) + len(self.pattern_index), []

        def hold(tour: int, share: float) -> None:
            columns.append(first + self.columns.index(tour))
            self.highs.changeColBounds(columns[-1], share, share)

        try:
            yield hold
        finally:
            for column in columns:
                self.highs.changeColBounds(column, 0.0, highspy.kHighsInf)

    def fits(self, worth_tour: Floats, worth_pattern: Floats, worth_none: Floats, patience: Patience) -> bool:
        """Solve again at the same worths, beside what is held; False where nothing fits. Raises OutOfTime."""
        try:
            self._settle(worth_tour, worth_pattern, worth_none, patience)
        except Unsolved:
            return False
        return True

    def point(self) -> tuple[Floats, Floats, Floats]:
        """The last solution: shares of no visit (n,), of each listed pattern, of each tour (T,)."""
        values = np.array(self.highs.getSolution().col_value)
        if not self.problem.stops:
            return np.zeros(0), np.zeros(0), np.zeros(0)
        n, listed = len(self.problem.stops), len(self.pattern_index)
        tours = np.zeros(len(self.tours))
        tours[self.columns] = values[n + listed :]
        return values[:n], values[n : n + listed], tours

    def keeps_wishes(self) -> bool:
        """Does the last solution visit every stop that must be visited? If not, no plan of this hub can."""
        return not (self.point()[0][np.isneginf(self.problem.unserved)] > 1e-7).any()

    def _losses(
        self, duals: Floats, worth_tour: Floats, worth_pattern: Floats, worth_none: Floats
    ) -> tuple[Floats, Floats, Floats]:
        problem, tours, n = self.problem, self.tours, len(self.problem.stops)
        pi = np.append(duals[: self.link], 0.0)
        sigma = duals[self.link : self.link + n]
        slot, hour, money, caps, host, half, roster = self._limits(duals)
        place = np.array([sum(caps[mine].tolist()) for mine in self.masks_of_day])
        tour = tours_lose(
            pi, self.tour_rows, tours.day, tours.minutes, tours.cost, tours.need, self.hosts, worth_tour,
            np.stack([slot, place, host]), hour, money,
        )  # fmt: skip
        if len(roster):
            tour = tour + np.tensordot(roster, self.rosters.takes, 1)[tours.minutes]
        table = np.zeros((n, len(problem.lengths), WEEK + 1))
        table[:, :, :WEEK] = pi[: self.link].reshape(n, len(problem.lengths), WEEK)
        once, again = self.pattern_days
        driven = (table[:, :, once] + table[:, :, again]).transpose(0, 2, 1)
        pattern = sigma[:, None, None] - driven - np.where(self.allowed, worth_pattern, -np.inf)
        pattern += np.tensordot(half, self.halves.takes, 1)[:, :, None]
        return tour, pattern, sigma - worth_none

    def _limits(self, duals: Floats) -> tuple[Floats, float, float, Floats, Floats, Floats, Floats]:
        """Prices of van-days, minutes, own money, places, hosts, halved limits and hours as they come out, without the
        simplex's small negatives."""
        prices = np.maximum(duals, 0.0)
        rest = prices[self.link + len(self.problem.stops) :]
        slot, (hour, money), caps, host, _ = np.split(rest, np.cumsum([WEEK, 2, len(self.masks), WEEK]))
        host = np.where(self.host_caps < INF, host, 0.0)
        return slot, float(hour), float(money), caps, host, prices[self.half_rows], prices[self.roster_rows]

    def _repair(self, duals: Floats, tour: Floats, pattern: Floats, none: Floats) -> HubLosses:
        problem, n = self.problem, len(self.problem.stops)
        slot, hour, money, caps, host, half, roster = self._limits(duals)
        short = least_of_day(self.tours.day, tour)
        slot, tour = slot - short, tour - short[self.tours.day]
        lack = np.minimum(np.minimum(pattern.min(axis=(1, 2), initial=0.0), none), 0.0)
        pattern, none = pattern - lack[:, None, None], none - lack
        bound = float((duals[self.link : self.link + n] - lack).sum() + (slot * problem.slots).sum())
        bound += hour * problem.week_minutes + (money * problem.week_kr if money else 0.0)
        bound += float(sum(c * cap for c, (_, cap) in zip(caps, problem.volunteer_caps, strict=True)))
        several = self.host_caps < INF
        bound += float((host[several] * self.host_caps[several]).sum() + (half * self.halves.most).sum())
        rostered, paid = float(roster @ self.rosters.most), np.tensordot(roster, self.rosters.takes, 1)
        return HubLosses(
            bound + rostered + TINY, tour, pattern, none, slot, hour, money, caps, host, self.halves, half, paid,
            rostered,
        )  # fmt: skip
