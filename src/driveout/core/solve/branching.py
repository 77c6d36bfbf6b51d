"""A hub's best week by branching in HiGHS, where there are too many weeks to go through: hubs of several vans, mostly.

At given prices the hub's linear program has told what each tour and pattern loses, so only those that lose less than a
week that is known need to stand in the program: some hundreds of columns, whose best the first nodes often prove.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csc_matrix, vstack

from driveout.core.solve.crews import crew_can, drivers_can
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.hub_week import by_level, work_of
from driveout.core.solve.patience import Patience
from driveout.core.solve.problem import WEEK, Floats, Ints

INF = highspy.kHighsInf
MOST_TOURS = 6_000
SHARE = 0.6  # of the time that is left
FIRST_EPS, WIDER = 0.25, 2.5  # guests a week
NODES = 2_000
FEW_CUTS, MOST_CUTS = 2, 30  # weeks without people that may come up before the search gives up
ALL = 1e5  # guests; whatever loses less
SAFE = 2e-8  # guests; a solver's bound is that sure


@dataclass(frozen=True, eq=False)
class Branched:
    """`week` (levels · V) tour numbers and its `loss`, or None where none that loses less was found; no week of the hub
    loses less than `floor`."""

    week: Ints | None
    loss: float
    floor: float


def branch(
    state: HubState, losses: HubLosses, known: float, sure_to: float, patience: Patience, *, named: bool = True
) -> Branched:
    """The week that loses least, if that is less than `known`. Raises OutOfTime.

    `sure_to`: guests that the floor may lie below the best week. `named`: whether to go on with more columns, and one
    for every employee where hours that suffice together cannot be shared out; that takes long.

    Few columns are tried first: what they cannot do loses more than they do.
    """
    eps, floor, best = min(known, FIRST_EPS), 0.0, Branched(None, known, 0.0)
    while True:
        found = _within(state, losses, eps, sure_to, patience, named=named)
        floor = max(floor, found.floor)
        if found.week is not None and found.loss < best.loss:
            best = found
        done = not named or eps >= best.loss or floor >= best.loss - sure_to - SAFE
        if done or found.floor < eps - sure_to - 1e-6:  # proven, or the solver could not say more
            return Branched(best.week, best.loss, min(floor, best.loss))
        eps = min(best.loss, WIDER * eps)


def best_of(state: HubState, losses: HubLosses, tours: Ints, patience: Patience) -> Branched:
    """The week out of these tours alone that loses least, with a driver for each. Raises OutOfTime."""
    return _within(state, losses, ALL, SAFE, patience, named=True, tours=tours)


def _within(
    state: HubState, losses: HubLosses, eps: float, sure_to: float, patience: Patience, *, named: bool,
    tours: Ints | None = None,
) -> Branched:  # fmt: skip
    """The week that loses least out of those that lose less than `eps`, or out of these tours alone."""
    near, floor, each = np.flatnonzero(losses.tour < eps) if tours is None else tours, 0.0, tours is not None
    cuts: list[Ints] = []
    if len(near) > MOST_TOURS:
        return Branched(None, eps, 0.0)
    program = _Program(state, losses, near, eps, each, sure_to)
    for _ in range(MOST_CUTS):
        values, bound = program.solve(cuts, patience)
        floor = max(floor, min(eps, bound - SAFE))
        if values is None:
            break
        driven = program.driven(values)
        work = work_of(state.problem, state.tours, driven)
        if _in_purse(state, driven) and crew_can(state.problem.crew, work):
            return Branched(by_level(state, driven), program.loss(values), floor)
        if not each and len(cuts) >= FEW_CUTS and not drivers_can(state.problem.crew, work):
            if not named:
                break
            each = True  # the hours do not come out even: from here on every employee has a column for each tour
            program = _Program(state, losses, near, eps, each, sure_to)
            continue
        cuts.append(_too_much(state, driven))
    return Branched(None, eps, floor)


def _in_purse(state: HubState, tours: Ints) -> bool:
    return float(state.tours.cost[tours].sum()) <= state.problem.week_kr


def _too_much(state: HubState, tours: Ints) -> Ints:
    """The fewest days' tours, dropping one day after the other, that the people cannot do."""
    kept = tours
    for day in range(WEEK):
        without = kept[state.tours.day[kept] != day]
        able = crew_can(state.problem.crew, work_of(state.problem, state.tours, without))
        if not able and len(without) < len(kept):
            kept = without
    return kept


class _Program:
    """Minimise what is lost: columns are tours (with `each` one for every employee who may drive it), patterns, stops
    left out, and what stays idle at its price."""

    def __init__(self, state: HubState, losses: HubLosses, near: Ints, eps: float, each: bool, sure_to: float) -> None:
        self.state, self.losses, self.each, self.eps, self.sure_to = state, losses, each, eps, sure_to
        problem = state.problem
        pairs = list(self._drivers(near)) if each else [(int(t), 0) for t in near]
        self.tour = np.array([t for t, _ in pairs], np.int64)
        self.driver = np.array([e for _, e in pairs], np.int64)
        listed = state.lp.pattern_index
        self.patterns = listed[losses.pattern[tuple(listed.T)] < eps]
        self.left_out = np.flatnonzero(losses.none < eps)
        self.cost: list[float] = []
        self.rows: list[list[int]] = []
        self.entries: list[list[float]] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole = len(self.tour) + len(self.patterns) + len(self.left_out)
        self._n, self._lengths = len(problem.stops), len(problem.lengths)
        self._write()
        self.columns = len(self.cost)

    def _drivers(self, near: Ints) -> Iterator[tuple[int, int]]:
        """(tour, employee)."""
        tours, staff = self.state.tours, self.state.problem.crew.employees
        for t in near:
            for e, (mask, _, a_day) in enumerate(staff):
                if mask >> int(tours.day[t]) & 1 and tours.minutes[t] <= a_day:
                    yield int(t), e

    def _write(self) -> None:
        state, losses, tours = self.state, self.losses, self.state.tours
        problem, staff = state.problem, state.problem.crew.employees
        link = self._n * self._lengths * WEEK
        choose, slot = link, link + self._n
        hours = slot + WEEK
        money, caps = hours + 1, hours + 2
        hosts = caps + len(problem.volunteer_caps)
        halved = hosts + WEEK
        rosters = halved + len(losses.halves)
        places = rosters + 1
        own = places + WEEK
        once = own + len(staff)
        for t, e in zip(self.tour, self.driver, strict=True):
            day = int(tours.day[t])
            rows = [int(r) for r in state.lp.tour_rows[t] if r < link]
            minutes = float(tours.minutes[t])
            entries = [1.0] * len(rows) + [1.0, minutes, float(tours.need[t]), float(losses.roster[tours.minutes[t]])]
            rows += [slot + day, hours, places + day, rosters]
            if problem.week_kr < INF:
                rows, entries = [*rows, money], [*entries, float(tours.cost[t])]
            if state.lp.host_caps[day] < INF:
                rows, entries = [*rows, hosts + day], [*entries, float(state.hosts[t])]
            if self.each:
                rows, entries = [*rows, own + e, once + e * WEEK + day], [*entries, minutes, 1.0]
            self._column(losses.tour[t], rows, entries)
        for i, p, k in self.patterns:
            days = [(int(i) * self._lengths + int(k)) * WEEK + d for d in problem.patterns[p]]
            takes = losses.halves.takes[:, i, p]
            halves = [int(c) for c in np.flatnonzero(takes)]
            rows = [*days, choose + int(i), *(halved + c for c in halves)]
            self._column(losses.pattern[i, p, k], rows, [-1.0] * len(days) + [1.0, *(float(takes[c]) for c in halves)])
        for i in self.left_out:
            self._column(losses.none[i], [choose + int(i)], [1.0])
        for day in range(WEEK):  # the places of a day, so that many sets of weekdays need not name its tours
            masks = [caps + m for m, (mask, _) in enumerate(problem.volunteer_caps) if mask >> day & 1]
            self._column(0.0, [places + day, *masks], [-1.0] + [1.0] * len(masks))
        limits = [*(float(v) for v in problem.slots), float(problem.week_minutes), min(problem.week_kr, INF)]
        limits += [float(cap) for _, cap in problem.volunteer_caps] + [float(c) for c in state.lp.host_caps]
        limits += [*(float(most) for most in losses.halves.most), losses.rostered]
        prices = [
            *losses.slot,
            losses.hour,
            losses.money,
            *losses.volunteer,
            *losses.host,
            *losses.half,
            float(losses.rostered > 0.0),
        ]
        for row, price in enumerate(prices):  # what is left idle at a price
            if price > 0.0:
                self._column(float(price), [slot + row], [1.0])
        idle = [limit if price > 0.0 else -INF for limit, price in zip(limits, prices, strict=True)]
        own_hours = [float(week) for _, week, _ in staff]
        self.low = [0.0] * link + [1.0] * self._n + idle + [0.0] * WEEK
        self.low += [-INF] * (len(staff) + len(staff) * WEEK)  # no more places than are asked for: the others are idle
        self.high = [0.0] * link + [1.0] * self._n + limits + [0.0] * WEEK + own_hours + [1.0] * (len(staff) * WEEK)

    def _column(self, cost: float, rows: list[int], entries: list[float]) -> None:
        self.cost.append(float(cost))
        self.rows.append(rows)
        self.entries.append(entries)

    def solve(self, never: Sequence[Ints], patience: Patience) -> tuple[Floats | None, float]:
        """(values or None, the bound on what must be lost). `never`: tours that may not all be driven together."""
        patience.check()
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("time_limit", SHARE * patience.left)  # what it has found by then is of use
        highs.setOptionValue("mip_max_nodes", NODES)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", self.sure_to)
        highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
        # What loses more is not looked for: HiGHS 1.14 calls a program infeasible where all loses more.
        highs.setOptionValue("objective_bound", self.eps + SAFE)
        highs.passModel(self._model(never))
        highs.run()
        status, info = highs.getModelStatus(), highs.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None, INF
        bound = float(info.mip_dual_bound) if np.isfinite(info.mip_dual_bound) else 0.0
        if info.primal_solution_status != 2:
            return None, bound
        return np.array(highs.getSolution().col_value), bound

    def _model(self, never: Sequence[Ints]) -> highspy.HighsLp:
        starts = np.cumsum([0] + [len(rows) for rows in self.rows])
        flat = np.array([r for rows in self.rows for r in rows], np.int64)
        values = np.array([v for entries in self.entries for v in entries])
        matrix = csc_matrix((values, flat, starts), shape=(len(self.low), self.columns))
        low, high = list(self.low), list(self.high)
        if never:
            cuts = np.zeros((len(never), self.columns))
            for row, tours in enumerate(never):
                cuts[row, : len(self.tour)] = np.isin(self.tour, tours)
                low.append(-INF)
                high.append(len(tours) - 1.0)
            matrix = vstack([matrix, csc_matrix(cuts)])
        whole = csc_matrix(matrix)
        whole.sort_indices()
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = whole.shape
        lp.col_cost_ = np.array(self.cost)
        lp.col_lower_, lp.col_upper_ = (
            np.zeros(self.columns),
            np.array([1.0] * self.whole + [INF] * (self.columns - self.whole)),
        )
        lp.row_lower_, lp.row_upper_ = np.array(low), np.array(high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = whole.indptr, whole.indices, whole.data
        kinds = (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous)
        lp.integrality_ = [kinds[0]] * self.whole + [kinds[1]] * (self.columns - self.whole)
        return lp

    def driven(self, values: Floats) -> Ints:
        """Numbers of the tours in a solution, ascending."""
        return np.sort(self.tour[values[: len(self.tour)] > 0.5])

    def loss(self, values: Floats) -> float:
        """What a solution loses, summed from its whole numbers."""
        rounded = np.where(np.arange(self.columns) < self.whole, np.round(values), values)
        return float((np.array(self.cost) * rounded).sum())
