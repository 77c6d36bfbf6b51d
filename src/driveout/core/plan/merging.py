"""One week a hub within one budget, no stop served twice: exact, by merging hubs and keeping what pays.

At the prices of a search each week has a loss, the guests that it is below its hub's best. A season whose losses sum to
more than another's distance from the bound is no better than that one, so only sums up to a limit are kept, and what is
not looked at is said. Multiple-choice knapsack by dominance: Kellerer, Pferschy and Pisinger (2004), Knapsack Problems,
chapter 11; here with the shared stops that are taken already as a part of what is compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from driveout.core.solve.problem import Floats, Ints

MOST = 20_000  # seasons kept after each hub
MOST_STOPS = 64  # shared by hubs: bits of one number
ROUNDING = 1e-9  # guests
FITS = 1e-6  # kr.
Bits = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Weeks:
    """A hub's weeks, or several hubs' together: `cost` kr., `worth` guests, `stops` shared with others that are served.

    `loss`: guests below the best at the prices. Every one that loses less than `seen` is here, or one that is cheaper
    and better.
    """

    cost: Floats
    worth: Floats
    loss: Floats
    stops: Bits
    seen: float


@dataclass(frozen=True)
class Close:
    """A shared stop once all its hubs are merged: what it is worth (guests) and loses when nobody serves it, and what
    it loses when somebody does. −inf: somebody must."""

    bit: int
    unserved: float
    loss_unserved: float
    loss_served: float


@dataclass(frozen=True, eq=False)
class Merged:
    """Several hubs' weeks together, and how each was made: by hub, which of those before and which week."""

    weeks: Weeks
    steps: tuple[tuple[Ints, Ints], ...]

    @property
    def rows(self) -> int:
        """How much is remembered."""
        return sum(len(before) for before, _ in self.steps)

    def chosen(self, which: int) -> list[int]:
        """The number of each hub's week, in the order in which they were merged."""
        picked = []
        for before, mine in reversed(self.steps):
            picked.append(int(mine[which]))
            which = int(before[which])
        return picked[::-1]


def in_order(stops: Sequence[int]) -> list[int]:
    """Hubs in the order to merge: next to those that share with the ones before, so that few stops stay open.

    `stops`: by hub, the bits of the stops it shares."""
    left, order, open_now = list(range(len(stops))), [], 0
    while left:
        nearest = max(left, key=lambda h: ((stops[h] & open_now).bit_count(), -h))
        left.remove(nearest)
        order.append(nearest)
        open_now |= stops[nearest]
    return order


NOTHING = np.zeros(1)
NOBODY = Merged(Weeks(NOTHING, NOTHING, NOTHING, np.zeros(1, np.uint64), np.inf), ())


def merge(
    hubs: Sequence[Weeks], closes: Sequence[Sequence[Close]], most_loss: float, others: Merged = NOBODY
) -> Merged:
    """All hubs together, beside others that are; sums that lose more than `most_loss` are left out. `closes`: after
    each hub, which stops."""
    for hub, closing in zip(hubs, closes, strict=True):
        others = _with(others, hub, closing, most_loss)
    return others


def _with(found: Merged, hub: Weeks, closing: Sequence[Close], most_loss: float) -> Merged:
    weeks, seen = found.weeks, min(found.weeks.seen, hub.seen, most_loss)
    loss = weeks.loss[:, None] + hub.loss[None, :]
    able = (loss <= most_loss) & ((weeks.stops[:, None] & hub.stops[None, :]) == 0)
    before, mine = np.nonzero(able)
    lost = loss[before, mine]
    if len(lost) > MOST * 4:  # too many to look at: the nearest
        cut = float(np.partition(lost, MOST * 4)[MOST * 4])
        nearest, seen = lost < cut, min(seen, cut)
        before, mine, lost = before[nearest], mine[nearest], lost[nearest]
    stops = weeks.stops[before] | hub.stops[mine]
    worth = weeks.worth[before] + hub.worth[mine]
    for stop in closing:
        served = (stops >> np.uint64(stop.bit)) & np.uint64(1) == 1
        worth = np.where(served, worth, worth + stop.unserved)
        lost = lost + np.where(served, stop.loss_served, stop.loss_unserved)
        stops = stops & ~np.uint64(1 << stop.bit)
    cost = weeks.cost[before] + hub.cost[mine]
    near = np.flatnonzero((lost <= most_loss) & np.isfinite(worth))
    pays = near[_pareto(stops[near], cost[near], worth[near])]
    if len(pays) > MOST:
        cut = float(np.partition(lost[pays], MOST)[MOST])
        pays, seen = pays[lost[pays] < cut], min(seen, cut)
    both = Weeks(cost[pays], worth[pays], lost[pays], stops[pays], seen)
    return Merged(both, (*found.steps, (before[pays], mine[pays])))


def best_beside(rest: Merged, hub: Weeks, closing: Sequence[Close], budget: float) -> tuple[int, int] | None:
    """The season of most worth within the budget when one hub joins the others: which of theirs, which week of its.

    None where nothing fits. `closing`: the stops that are open until then.
    """
    order = np.argsort(rest.weeks.cost, kind="stable")
    cost, worth, stops = rest.weeks.cost[order], rest.weeks.worth[order], rest.weeks.stops[order]
    best, found = -np.inf, None
    for own in np.unique(hub.stops):
        able = np.flatnonzero((stops & own) == 0)
        mine = np.flatnonzero(hub.stops == own)
        together = worth[able]
        for stop in closing:
            served = ((stops[able] | own) >> np.uint64(stop.bit)) & np.uint64(1) == 1
            together = np.where(served, together, together + stop.unserved)
        fits = np.searchsorted(cost[able], budget + FITS - hub.cost[mine], side="right")
        most = np.append(np.maximum.accumulate(together), -np.inf)[fits - 1]  # −1, where nothing fits, is the last
        value = most + hub.worth[mine]
        if len(value) and value.max() > best:
            at = int(np.argmax(value))
            best = float(value[at])
            found = int(order[able[np.argmax(together[: fits[at]])]]), int(mine[at])
    return found


def _pareto(stops: Bits, cost: Floats, worth: Floats) -> Ints:
    """Those that no other with the same stops beats in both."""
    order = np.lexsort((-worth, cost, stops))
    group = np.zeros(len(order))
    group[1:] = np.cumsum(stops[order][1:] != stops[order][:-1])
    apart = worth[order] + group * (2 * float(np.abs(worth).max(initial=1.0)) + 1)  # a group begins above the last one
    pays = np.ones(len(order), bool)
    pays[1:] = apart[1:] > np.maximum.accumulate(apart)[:-1] + ROUNDING
    kept: Ints = order[pays].astype(np.int64)
    return kept
