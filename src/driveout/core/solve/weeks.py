"""A hub's week at given prices: enumerated, not branched."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from driveout.core.solve.crews import Work, crew_can
from driveout.core.solve.hub_lp import DEAR, HubLosses, HubLP
from driveout.core.solve.listing import Tours, list_tours
from driveout.core.solve.problem import WEEK, Floats, HubProblem, HubWeek, Ints, Prices
from driveout.core.solve.weeks_kernel import list_weeks

FIRST_EPS = 0.04  # guests a week; grows until a plan is found
WIDEN, WIDEN_DEAR = 1.6, 1.2  # after a search that was cheap, and after one that cost
CHEAP = 100_000  # nodes
LARGEST_EPS = 1e5
DIVE_NODES, FEW = 400_000, 10
MONEY_UNIT = 1e5  # the search counts money in whole hundred-thousandths of a krone
MOST_KR = 1e9


@dataclass(frozen=True)
class Ask:
    """How hard to look. `within`: list every plan this far (guests) below the hub's best; `most` plans; `nodes`.

    `expect`: how far below its LP the hub's best was last time; the search starts there. `grow`: how long the
    list may become while it holds only weeks that the hub's people cannot do.
    """

    within: float = 0.0
    expect: float = 0.0
    most: int = 40
    nodes: int = 1_500_000
    grow: int = 20_000


@dataclass(frozen=True, eq=False)
class HubAnswer:
    """`lp` and `best`: no plan of this hub is worth more at these prices (best ≤ lp). `weeks`, best first, with
    `worth` each. `complete_to`: every plan worth more than this is among the weeks."""

    lp: float
    best: float
    weeks: tuple[HubWeek, ...]
    worth: tuple[float, ...]
    complete_to: float

    @property
    def impossible(self) -> bool:
        """Was everything looked at, and no week found that keeps the hub's wishes?"""
        return not self.weeks and self.complete_to <= self.lp - LARGEST_EPS


class HubState:
    """What is worth keeping between calls: the listed tours, the LP, and the tables of the search."""

    def __init__(self, problem: HubProblem) -> None:
        self.problem = problem
        self.tours: Tours = list_tours(problem)
        n_lengths = len(problem.lengths)
        self.states = 1 + len(problem.patterns) * n_lengths
        self.becomes = _becomes(problem)
        days = [d for d in range(WEEK) if problem.slots[d]]
        slots = [(d, int(v == problem.slots[d] - 1), v) for d in days for v in range(problem.slots[d])]
        self.slots = np.array(slots, np.int64).reshape(-1, 3)
        # Two employees are shared out exactly in the search, in the coarsest minutes that all tours are counted in.
        self.unit = int(np.gcd.reduce(self.tours.minutes)) if len(self.tours) else 1
        people = [(mask, week // self.unit, day // self.unit) for mask, week, day in problem.crew.employees]
        self.staff = np.array(people, np.int64).reshape(-1, 3)
        if len(people) == 2:
            self.staff[:, 1] = np.minimum(self.staff[:, 1], 7 * 24 * 60 // self.unit)
        self.money = np.ceil(self.tours.cost * MONEY_UNIT).astype(np.int64)
        self.minutes = self.tours.minutes // self.unit
        nothing = len(problem.stops) * n_lengths
        self.change = np.where(self.tours.stop >= 0, self.tours.stop * n_lengths + self.tours.length, nothing)
        most = [(self._most(self.minutes, d), self._most(self.money, d)) for d in range(WEEK)]
        left = [[sum(most[d][r] for d, _, _ in slots[q:]) for r in (0, 1)] for q in range(len(slots) + 1)]
        self.left = np.array(left, np.int64).reshape(-1, 2)

    @cached_property
    def lp(self) -> HubLP:
        """Made when it is first asked: a first plan needs only the tours."""
        return HubLP(self.problem, self.tours)

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
_MOST_KEPT = 256


def state_of(problem: HubProblem) -> HubState:
    """This process's state of the hub, made when it is not there: any worker can take any hub."""
    state = _KEPT.get(problem.key)
    if state is None:
        state = _KEPT[problem.key] = HubState(problem)
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    else:
        _KEPT.move_to_end(problem.key)
    return state


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


def _least(problem: HubProblem, losses: HubLosses) -> Floats:
    """(k, i, state): the least loss stop i can end with when only weekdays ≥ k are still open."""
    lengths, n = len(problem.lengths), len(problem.stops)
    final = np.concatenate([losses.none[:, None], losses.pattern.reshape(n, len(problem.patterns) * lengths)], axis=1)
    least = np.full((WEEK + 1, n, final.shape[1]), np.inf)
    least[WEEK] = final
    for day in range(WEEK - 1, -1, -1):
        least[day] = least[day + 1]
        for p, pattern in enumerate(problem.patterns):
            if len(pattern) == 2 and pattern[1] == day:
                first = problem.patterns.index((pattern[0],))
                for k in range(lengths):
                    before, after = 1 + first * lengths + k, 1 + p * lengths + k
                    least[day, :, before] = np.minimum(least[day, :, before], least[day + 1, :, after])
        for k in range(lengths):
            opened = 1 + problem.patterns.index((day,)) * lengths + k
            least[day, :, 0] = np.minimum(least[day, :, 0], least[day + 1, :, opened])
    capped: Floats = np.minimum(least, 1e15)
    return capped


def lp_bound(problem: HubProblem, hub: int, prices: Prices) -> HubAnswer:
    """The LP at these prices, without enumerating: a bound, and no plan."""
    state = state_of(problem)
    losses = state.lp.solve(*state.worths(hub, prices))
    return HubAnswer(losses.bound, losses.bound, (_lp_point(state, hub),), (losses.bound,), losses.bound)


def _lp_point(state: HubState, hub: int) -> HubWeek:
    """The LP's own solution as a column: fractions of patterns and tours."""
    problem, lp = state.problem, state.lp
    none, patterns, tours = lp.point()
    gain: dict[int, float] = {}
    guests: dict[int, float] = {}
    serves: dict[int, float] = {}
    fixed = -float((tours * state.tours.loss).sum())
    for (i, p, k), share in zip(lp.pattern_index, patterns, strict=True):
        if share > 1e-9:
            stop = problem.stops[i]
            gain[stop] = gain.get(stop, 0.0) + share * float(problem.gain[i, p, k])
            guests[stop] = guests.get(stop, 0.0) + share * float(problem.guests[i, p, k])
            serves[stop] = serves.get(stop, 0.0) + share
            fixed += share * float(problem.fixed[i, p, k])
    fixed += float((none * np.maximum(problem.unserved, -DEAR)).sum())
    cost = float((tours * state.tours.cost).sum())
    return HubWeek(hub, (), tuple(gain.items()), tuple(guests.items()), fixed, cost, tuple(serves.items()))


def best_weeks(problem: HubProblem, hub: int, prices: Prices, ask: Ask) -> HubAnswer:
    """The hub's best weekly plans at these prices and a proven bound on all others.

    ε grows until a plan is found; with `ask.within`, every plan that close below the best is listed too
    (as far as `most` and `nodes` allow: `complete_to` says how far the list can be trusted).
    """
    state = state_of(problem)
    losses = state.lp.solve(*state.worths(hub, prices))
    if not state.lp.keeps_wishes():
        return HubAnswer(0.0, -np.inf, (), (), -np.inf)
    eps, sure = FIRST_EPS + 1.05 * ask.expect + ask.within, 0.0
    while True:
        weeks, lost, floor, raw, tried = _enumerate(state, losses, ask, eps)
        sure = max(sure, floor) if raw == 0 else sure  # nothing at all lies below
        if len(lost) and floor >= lost[0] + ask.within - 1e-12:
            break  # all that was asked for is listed
        if not len(lost) and raw == ask.most < ask.grow:
            ask = replace(ask, most=8 * ask.most)  # the list was full of weeks that its people cannot do
        elif floor < eps or eps > LARGEST_EPS:
            break
        else:
            wider = eps * (WIDEN if tried < CHEAP else WIDEN_DEAR)
            eps = lost[0] + ask.within + 1e-9 if len(lost) else wider
    if not len(lost):  # out of nodes before the first plan: dive for one, the floor stays what it was
        weeks, lost, _, _, _ = _enumerate(state, losses, Ask(most=FEW, nodes=DIVE_NODES), LARGEST_EPS)
    floor = max(sure, floor)
    best = losses.bound - min(float(lost[0]) if len(lost) else np.inf, floor)
    made = tuple(week_of(state, hub, week) for week in weeks)
    worth = tuple(float(losses.bound - loss) for loss in lost)
    return HubAnswer(losses.bound, best, made, worth, losses.bound - floor)


def _enumerate(state: HubState, losses: HubLosses, ask: Ask, eps: float) -> tuple[Ints, Floats, float, int, int]:
    """Weeks as tour numbers per slot, their losses (ascending), the floor of the rest, how many were found; nodes."""
    problem, tours = state.problem, state.tours
    near = np.flatnonzero(losses.tour <= eps)
    near = near[np.lexsort((near, losses.tour[near], tours.day[near]))]
    day_from = np.searchsorted(tours.day[near], np.arange(WEEK)).astype(np.int64)
    day_to = np.searchsorted(tours.day[near], np.arange(WEEK), side="right").astype(np.int64)
    chosen = (
        np.ascontiguousarray(tours.stop[near]), np.ascontiguousarray(tours.length[near]),
        np.ascontiguousarray(losses.tour[near]), np.ascontiguousarray(state.minutes[near]),
        np.ascontiguousarray(tours.need[near]), np.ascontiguousarray(state.money[near]),
        np.ascontiguousarray(state.change[near]),
    )  # fmt: skip
    masks = np.array([m for m, _ in problem.volunteer_caps], np.int64)
    most = np.array([c for _, c in problem.volunteer_caps], np.int64)
    last_day = np.array([int(m).bit_length() - 1 for m in masks], np.int64)
    own_money = min(problem.week_kr, MOST_KR) * MONEY_UNIT + len(state.slots)  # each tour was rounded up
    limits = np.array([problem.week_minutes // state.unit, own_money], np.int64)
    prices = np.array([losses.hour * state.unit, losses.money / MONEY_UNIT])
    resources = (limits, prices, masks, most, losses.volunteer.copy(), last_day)
    best = np.full(ask.most, np.inf)
    weeks = np.full((ask.most, len(state.slots)), -1, np.int64)
    kept, floor, left = list_weeks(
        state.slots, chosen, day_from, day_to, losses.slot, _least(problem, losses), state.becomes, resources,
        state.left, state.staff, float(eps), np.int64(ask.nodes), best, weeks,
    )  # fmt: skip
    order = np.argsort(best[:kept], kind="stable")
    found, lost = weeks[order], best[order]
    numbers = np.append(near, -1)[found]
    able = np.array([crew_can(problem.crew, work_of(problem, tours, week)) for week in numbers], bool)
    return numbers[able], lost[able], float(floor), int(kept), int(ask.nodes - left)


def work_of(problem: HubProblem, tours: Tours, week: Sequence[int]) -> tuple[Work, ...]:
    """What a week asks of its crew."""
    return tuple(
        Work(
            int(tours.day[t]), int(tours.minutes[t]), tuple(int(problem.volunteers[i]) for i in tours.stop[t] if i >= 0)
        )
        for t in week
        if t >= 0
    )


def week_of(state: HubState, hub: int, week: Ints) -> HubWeek:
    """A week of tours (numbers in the listing, −1 for a van left idle) with all that it brings and costs."""
    problem, tours = state.problem, state.tours
    driven = [int(t) for t in week if t >= 0]
    visits: dict[tuple[int, int], list[int]] = {}
    for t in driven:
        for i, k in zip(tours.stop[t], tours.length[t], strict=True):
            if i >= 0:
                visits.setdefault((int(i), int(k)), []).append(int(tours.day[t]))
    cost = float(tours.cost[driven].sum())
    fixed = -float(tours.loss[driven].sum())
    gain, guests, served = [], [], set()
    for (i, k), days in sorted(visits.items()):
        p = problem.patterns.index(tuple(sorted(days)))
        gain.append((problem.stops[i], float(problem.gain[i, p, k])))
        guests.append((problem.stops[i], float(problem.guests[i, p, k])))
        fixed += float(problem.fixed[i, p, k])
        served.add(i)
    fixed += sum(float(problem.unserved[i]) for i in range(len(problem.stops)) if i not in served)
    serves = tuple((problem.stops[i], 1.0) for i in sorted(served))
    return HubWeek(hub, tuple((int(tours.day[t]), t) for t in driven), tuple(gain), tuple(guests), fixed, cost, serves)
