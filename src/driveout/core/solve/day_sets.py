"""What a day's vans can drive together: the choices of the search, for each weekday in order of their loss."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from driveout.core.solve.days_kernel import thin_out, tour_sets
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.problem import Floats, Ints

MOST_SETS = 400_000  # of one weekday; with more, ε comes down until they are fewer


@dataclass(frozen=True, eq=False)
class DaySets:
    """M sets of tours of all weekdays.

    `members` (M, V): numbers in `near`, −1 pads; `loss` with vans and hosts left idle; `minutes`, `need`, `money`, and
    `paid` of what drivers' hours cost as they come out, are sums; `words` (M, w) the stops as bits. `days` (levels,)
    the weekdays, those with fewest sets first; `starts`, `ends` (levels,) the rows of each, in order of loss.

    `near` (N,): numbers of the tours in the hub's listing. `eps`: every set with a loss up to this is here.
    """

    near: Ints
    members: Ints
    loss: Floats
    minutes: Ints
    need: Ints
    money: Ints
    words: Ints
    paid: Floats
    days: Ints
    starts: Ints
    ends: Ints
    eps: float
    thinned: bool = False

    def driven(self, chosen: Ints) -> Ints:
        """Numbers in the listing of the tours in these sets (one a level), −1 where a van is idle.

        (levels · V,), by weekday.
        """
        by_level: Ints = np.append(self.near, -1)[self.members[chosen]]
        return by_level[np.argsort(self.days)].reshape(-1)


def day_sets(
    state: HubState, losses: HubLosses, eps: float, fixed: Mapping[int, Ints] | None = None, *, thinned: bool = False
) -> DaySets:
    """The sets of each weekday that lose at most `eps`. `fixed`: for some levels the one set (tour numbers) to keep.

    `thinned`: of sets that open the same cafés only the best. A week that its hosts cannot do may then hide one that
    they can, which loses no less.
    """
    held, each = fixed or {}, []
    for level, day in enumerate(state.level_day):
        if level in held:
            numbers = held[level][held[level] >= 0]
            rows = np.full((1, state.vans), -1, np.int64)
            rows[0, : len(numbers)] = np.arange(len(numbers))
        else:
            numbers, rows, eps = _of_day(state, losses, int(day), eps)
        lost = _loss(state, losses, int(day), numbers, rows)
        order = np.argsort(lost, kind="stable")
        each.append((int(day), numbers, rows[order], lost[order]))
    if thinned:
        each = [_thin(state, one) for one in each]
    each.sort(key=lambda one: len(one[3]))
    return replace(_joined(state, losses, each, eps), thinned=thinned and state.vans > 1)


def _thin(state: HubState, one: "OneDay") -> "OneDay":
    """The day without sets for which another opens the same cafés at no more of anything but, perhaps, hosts."""
    day, numbers, rows, lost = one
    if int(state.problem.slots[day]) < 2:
        return one
    tours, none = state.tours, np.append(numbers, -1)[rows]
    padded = (state.minutes, state.money, tours.loss, state.opens)
    minutes, money, change, keys = (np.append(amounts, 0)[none].sum(axis=1) for amounts in padded)
    words = np.bitwise_or.reduce(
        np.concatenate([state.words, np.zeros((1, state.words.shape[1]), np.int64)])[none], axis=1
    )
    keep = np.ones(len(rows), np.bool_)
    order = np.lexsort((np.arange(len(rows)), lost, keys))
    mine = tuple(np.ascontiguousarray(part[numbers]) for part in (tours.stop, tours.length, state.minutes))
    thin_out(order, keys, words, rows, mine, (minutes, money, change), keep)
    return day, numbers, rows[keep], lost[keep]


OneDay = tuple[int, Ints, Ints, Floats]  # weekday, its near tours, rows of members among them, what each row loses


def _joined(state: HubState, losses: HubLosses, each: list[OneDay], eps: float) -> DaySets:
    counts = np.array([len(one[3]) for one in each], np.int64)
    offsets = np.cumsum([0] + [len(one[1]) for one in each])
    numbers = np.concatenate([np.zeros(0, np.int64), *(one[1] for one in each)])
    moved = [np.where(one[2] >= 0, one[2] + at, -1) for one, at in zip(each, offsets, strict=False)]
    rows = np.ascontiguousarray(np.concatenate([np.zeros((0, state.vans), np.int64), *moved]))
    padded = [np.append(amounts[numbers], 0) for amounts in (state.minutes, state.tours.need, state.money)]
    minutes, need, money = (amounts[rows].sum(axis=1) for amounts in padded)
    paid: Floats = np.append(losses.roster[state.tours.minutes[numbers]], 0.0)[rows].sum(axis=1)
    lost = np.concatenate([np.zeros(0), *(one[3] for one in each)])
    days = np.array([one[0] for one in each], np.int64)
    words = np.zeros((len(rows), state.words.shape[1]), np.int64)
    mine = np.concatenate([state.words[numbers], np.zeros((1, words.shape[1]), np.int64)])
    for v in range(state.vans):
        words |= mine[rows[:, v]]
    last = np.cumsum(counts)
    return DaySets(numbers, rows, lost, minutes, need, money, words, paid, days, last - counts, last, eps)


def _idle(state: HubState, losses: HubLosses, day: int) -> tuple[float, float]:
    """(loss of a day on which nothing is driven, what each volunteer that is called out takes off it)."""
    host = float(losses.host[day])
    return float(losses.slot[day]) * int(state.problem.slots[day]) + host * int(state.hosts_on[day]), host


def _loss(state: HubState, losses: HubLosses, day: int, numbers: Ints, rows: Ints) -> Floats:
    nothing, host = _idle(state, losses, day)
    worth = losses.tour[numbers] - float(losses.slot[day]) - host * state.hosts[numbers]
    lost: Floats = np.maximum(0.0, nothing + np.append(worth, 0.0)[rows].sum(axis=1))
    return lost


def _of_day(state: HubState, losses: HubLosses, day: int, eps: float) -> tuple[Ints, Ints, float]:
    """(numbers of the tours near enough, rows of their sets, the ε that these are complete to)."""
    vans, slots = state.vans, int(state.problem.slots[day])
    mine = np.flatnonzero(state.tours.day == day)
    near = mine[losses.tour[mine] <= eps]
    near = near[np.lexsort((near, losses.tour[near]))]
    none = np.full((1, vans), -1, np.int64)
    alone = np.full((len(near), vans), -1, np.int64)
    alone[:, 0] = np.arange(len(near))
    if slots < 2 or not len(near):
        return near, np.concatenate([none, alone]), eps
    together, eps = _together(state, losses, day, near, slots, eps)
    return near, np.concatenate([none, alone, together]), eps


def _together(state: HubState, losses: HubLosses, day: int, near: Ints, slots: int, eps: float) -> tuple[Ints, float]:
    nothing, host = _idle(state, losses, day)
    worth = losses.tour[near] - float(losses.slot[day]) - host * state.hosts[near]
    order = np.argsort(worth, kind="stable")
    tours = (np.ascontiguousarray(worth[order]), state.hosts[near][order], state.words[near][order])
    most = int(state.hosts_on[day])
    nowhere = np.zeros((0, slots), np.int64)
    while True:
        count = int(tour_sets(*tours, most, eps - nothing, slots, nowhere, MOST_SETS + 1))
        if count <= MOST_SETS:
            break
        eps *= 0.8
    rows = np.full((count, slots), -1, np.int64)
    tour_sets(*tours, most, eps - nothing, slots, rows, MOST_SETS + 1)
    wide = np.full((count, state.vans), -1, np.int64)
    wide[:, :slots] = np.append(order, -1)[rows]
    return wide, eps
