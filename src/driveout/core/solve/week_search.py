"""One search over a hub's weeks, which can be left and taken up again."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from driveout.core.solve.day_sets import DaySets
from driveout.core.solve.days_kernel import index_stops
from driveout.core.solve.hours_kernel import least_ahead
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import MONEY_UNIT, MOST_KEYS, MOST_KR, HubState, least_losses, most_taken
from driveout.core.solve.patience import Patience
from driveout.core.solve.people_kernel import WORD
from driveout.core.solve.problem import Bools, Floats, Ints
from driveout.core.solve.weeks_kernel import BITS, IMPOSSIBLE, list_weeks

SLICE = 30_000_000  # nodes between two looks at the clock: a tenth of a second or two
ALONE = -1.0  # a price of money below 0: no two weeks are compared


@dataclass(frozen=True, eq=False)
class Found:
    """`weeks` (m, levels · V) tour numbers, −1 pads; `loss` (m,) ascending; `money` (m,) millionths of a krone.

    Whatever is not here loses at least `floor`, or is no better than a week that is here. `odd` (m,): whether the
    week's people are still to be asked exactly. `tried`: nodes.
    """

    weeks: Ints
    loss: Floats
    money: Ints
    odd: Bools
    floor: float
    tried: int

    def only(self, chosen: Bools) -> "Found":
        """These weeks alone; `chosen` (m,)."""
        return replace(
            self, weeks=self.weeks[chosen], loss=self.loss[chosen], money=self.money[chosen], odd=self.odd[chosen]
        )

    def and_also(self, week: Ints, loss: float) -> "Found":
        """With one week more, which is better than all."""
        weeks = np.concatenate([week[None], self.weeks]) if len(self.weeks) else week[None]
        return replace(
            self, weeks=weeks, loss=np.append(loss, self.loss),
            money=np.append(0, self.money), odd=np.append(False, self.odd),
        )  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """How two weeks are compared: `price` guests a krone; `shared`: stops of the season that other hubs may serve too.

    A week is dropped for one that is as cheap and worth as much at the same shared stops. None: nothing is dropped.
    """

    price: float
    shared: frozenset[int]


def search_weeks(
    state: HubState, losses: HubLosses, sets: DaySets, eps: float, most: int, nodes: int, spread: float,
    compared: Compared | None, patience: Patience,
) -> Found:  # fmt: skip
    """The weeks out of these sets that lose at most `eps`, at most `most` of them, after at most `nodes` nodes.

    `spread`: nothing that loses so much more than the best is looked for.

    Raises OutOfTime.
    """
    levels, n = len(state.level_day), len(state.problem.stops)
    at = np.zeros(4, np.int64)
    kept = (
        np.full(most, np.inf), np.zeros(most, np.int64), np.zeros(most, np.int64), np.full((most, levels), -1, np.int64)
    )  # fmt: skip
    least = least_losses(state.problem, losses, sets.days)
    walk = _walk(state, levels, n, float(least[0, :, 0].sum()))
    given = (
        sets.days, (sets.members, sets.loss, sets.minutes, sets.need, sets.money, sets.words, sets.paid),
        _ranges(state, sets),
        _tours(state, sets), least, state.becomes, steps_of(least, sets.days, state.becomes),
        _resources(state, losses, sets.days), _rest(state, losses, sets),
        most_taken(state.problem, losses, sets.days),
        (state.staff, state.problem.volunteers, state.volunteers), _alike(state, compared, spread),
    )  # fmt: skip
    left, floor = nodes, eps
    while not at[2] and left >= 0:
        patience.check()
        now = min(left, SLICE)
        eps, floor, rest = list_weeks(*given, float(eps), np.int64(now), walk, at, kept)
        left -= now - int(rest)
    count = int(at[1])
    order = np.argsort(kept[0][:count], kind="stable")
    chosen = kept[3][order]
    weeks = np.array([sets.driven(row) for row in chosen], np.int64).reshape(count, levels * state.vans)
    floor = min(float(floor), sets.eps, float(walk[11][0]) if sets.thinned else np.inf)
    return Found(weeks, kept[0][order], kept[1][order], kept[2][order] < 0, floor, nodes - left)


def _walk(state: HubState, levels: int, n: int, at_least: float) -> tuple[Ints | Floats | Bools, ...]:
    masks, base = len(state.problem.volunteer_caps), np.zeros((levels + 1, 2))
    base[0, 0] = at_least
    shares = np.zeros((levels + 1, int(state.staff[0, 1]) // WORD + 1 if len(state.staff) == 2 else 1), np.int64)
    shares[0, 0] = 1  # nothing driven yet
    words = n // BITS + 1
    return (
        np.zeros((levels + 1, n), np.int64), np.zeros((levels + 1, 2 + masks), np.int64), np.zeros(levels + 1),
        base, np.zeros(levels + 1, np.int64),
        np.ones(levels + 1, np.bool_), np.full(levels, -1, np.int64), shares,
        np.zeros((levels + 1, words), np.int64), np.zeros((levels + 1, words), np.int64),
        np.zeros((levels + 1, 2), np.int64), np.full(1, np.inf), np.zeros((levels + 1, 2)), np.zeros(levels + 1),
    )  # fmt: skip


def _tours(state: HubState, sets: DaySets) -> tuple[Ints, ...]:
    tours = (state.tours.stop, state.tours.length, state.minutes)
    return tuple(np.ascontiguousarray(part[sets.near]) for part in tours)


def _ranges(state: HubState, sets: DaySets) -> tuple[Ints | NDArray[np.int32], ...]:
    """Rows of each level, and of each level and stop those that visit it, with what they visit as bits."""
    first = np.zeros((len(sets.days), len(state.problem.stops) + 1), np.int64)
    given = (sets.members, np.ascontiguousarray(state.tours.stop[sets.near]), sets.starts, sets.ends, first)
    rows = np.zeros(int(index_stops(*given, np.zeros(0, np.int32))), np.int32)
    index_stops(*given, rows)
    return sets.starts, sets.ends, first, rows, sets.words[rows]


def steps_of(least: Floats, days: Ints, becomes: Ints) -> tuple[Floats, Floats, Floats]:
    """How the least loss of a stop in some state changes on each level, where `least` (levels + 1, n, states).

    (levels, n, states · K): with an opening of length k, against none. (levels, n, states): with no opening, and with
    the best, against what the level could still lead to. A step that no pattern allows changes it by 1e18.
    """
    after = becomes[:, days, :].transpose(1, 0, 2)  # (levels, states, K)
    opened = np.full((len(days), *least.shape[1:], becomes.shape[2]), IMPOSSIBLE)
    for level, ends in enumerate(after):
        opened[level] = np.where(ends >= 0, least[level + 1].take(ends, axis=1), IMPOSSIBLE)
    change = (opened - least[1:, :, :, None]).reshape(len(days), least.shape[1], after.shape[1] * after.shape[2])
    return change, least[1:] - least[:-1], opened.min(axis=3, initial=IMPOSSIBLE) - least[:-1]


def _rest(state: HubState, losses: HubLosses, sets: DaySets) -> tuple[Ints, Floats, Floats, Floats, Floats]:
    """(levels + 1,) the most money that the k-th of the days and later ones can take; what these lose at the least, by
    the minutes driven before, first without and then with what is paid of `rostered`."""
    most = np.append(state.most_of_day[sets.days], np.zeros((1, 2), np.int64), axis=0)[::-1].cumsum(axis=0)[::-1]
    limit = state.problem.week_minutes // state.unit
    shape, price = (len(sets.days) + 1, min(limit, int(most[0, 0])) + 1), float(losses.hour * state.unit)
    tables: list[Floats] = []
    for rostered, paid in ((0.0, np.zeros(len(sets.loss))), (losses.rostered, sets.paid)):
        if rostered or not tables:
            ahead, later = np.zeros(shape), np.zeros(shape)
            given = (sets.starts, sets.ends, (sets.minutes, sets.loss, paid), price, np.int64(limit), float(rostered))
            least_ahead(*given, ahead, later)
        tables += [ahead, later]
    return np.ascontiguousarray(most[:, 1]), tables[0], tables[1], tables[2], tables[3]


def _resources(state: HubState, losses: HubLosses, days: Ints) -> tuple[Ints | Floats, ...]:
    problem = state.problem
    order = np.argsort(-losses.volunteer, kind="stable")
    masks, most = np.array(problem.volunteer_caps, np.int64).reshape(-1, 2)[order].T.copy()
    last_day = np.array([next((d for d in days[::-1] if m >> d & 1), 0) for m in masks], np.int64)
    own_money = min(problem.week_kr, MOST_KR) * MONEY_UNIT + 8  # each tour was rounded
    limits = np.array([problem.week_minutes // state.unit, own_money], np.int64)
    prices = np.array([losses.hour * state.unit, losses.money / MONEY_UNIT])
    return (limits, prices, masks, most, losses.volunteer[order], last_day)


def _alike(state: HubState, compared: Compared | None, spread: float) -> tuple[Ints, Floats]:
    stops = state.problem.stops
    joint = [i for i, stop in enumerate(stops) if compared and stop in compared.shared]
    bits = np.full(len(stops), -1, np.int64)
    bits[joint] = np.arange(len(joint))
    if compared is None or len(joint) > MOST_KEYS:
        return np.full(len(stops), -1, np.int64), np.array([ALONE, spread])
    return bits, np.array([compared.price / MONEY_UNIT, spread])
