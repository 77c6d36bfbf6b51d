"""The ways round fjords and over the water: corners of the coast joined by straight lines, bridges and ferries.

A shortest way on land bends only where the coast bends inwards (the head of a fjord), so those corners, moved
a little inland, and the ends of all crossings are the nodes. Built once a process, in about a third of a second.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from driveout.core.travel.crossings import CROSSINGS
from driveout.core.travel.geometry import KM_A_DEGREE, MIDDLE_LAT, Floats, great_circle_km, inside
from driveout.core.travel.land import PARTS, RINGS
from driveout.core.travel.speeds import MINUTES_A_KM
from driveout.core.travel.water import land_km

Ints = NDArray[np.int64]
_INLAND_KM = 0.7


@dataclass(frozen=True)
class Network:
    """Nodes and, for every pair, the quickest way: `cost` in rough minutes; of it `land_km` straight-line
    kilometres by road, `water_minutes` and `water_km` on crossings. No way: cost is infinite."""

    part: Ints
    at: Floats
    cost: Floats
    land_km: Floats
    water_minutes: Floats
    water_km: Floats


def _bends(ring: Floats) -> Floats:
    """Corners of a ring (flat kilometres) where the coast bends inwards, moved inland. Returns (n, 2) as (lat, lon)."""
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    middle = (before + after) / 2 - ring
    length = np.maximum(np.linalg.norm(middle, axis=1), 1e-9)[:, None]
    # At an inward bend the way to the middle of the neighbours leads into the water: walk the other way.
    moved = ring - middle / length * _INLAND_KM
    inward = ~inside(ring + middle / length * 0.05, ring) & inside(moved, ring)
    x, y = moved[inward].T
    return np.stack([y / KM_A_DEGREE, x / (KM_A_DEGREE * np.cos(np.radians(MIDDLE_LAT)))], axis=-1)


def _nodes() -> tuple[Ints, Floats]:
    ends = [end for crossing in CROSSINGS for end in (crossing.one, crossing.other)]
    parts = [PARTS.index(name) for name, _, _ in ends]
    at = [np.array([[lat, lon] for _, lat, lon in ends])]
    for index, ring in enumerate(RINGS):
        bends = _bends(ring)
        parts += [index] * len(bends)
        at.append(bends)
    return np.array(parts), np.concatenate(at)


def _land_edges(part: Ints, at: Floats) -> Floats:
    """(n, n) straight-line km between nodes of one part that see each other over land; infinite elsewhere."""
    km = np.full((len(part), len(part)), np.inf)
    one, other = np.nonzero((part[:, None] == part[None, :]) & np.triu(np.ones_like(km, dtype=bool), 1))
    length = great_circle_km(at[one, 0], at[one, 1], at[other, 0], at[other, 1])
    km[one, other] = km[other, one] = land_km(part[one], at[one], at[other], length)
    return km


def _add_up(order: Ints, before: Ints, edge: Floats) -> Floats:
    """Sum an edge property along every shortest way: nearest nodes first, each from the node before it."""
    rows = np.arange(len(edge))
    total = np.zeros_like(edge)
    for rank in range(1, len(edge)):
        node = order[:, rank]
        last = before[rows, node]
        reached = last >= 0
        r, n, b = rows[reached], node[reached], last[reached]
        total[r, n] = total[r, b] + edge[b, n]
    return total


@lru_cache(maxsize=1)
def network() -> Network:
    """The one network of this process."""
    part, at = _nodes()
    km = _land_edges(part, at)
    cost = km * MINUTES_A_KM
    water_minutes, water_km = np.zeros_like(km), np.zeros_like(km)
    for index, crossing in enumerate(CROSSINGS):
        one, other = 2 * index, 2 * index + 1
        for a, b in ((one, other), (other, one)):
            cost[a, b], km[a, b] = crossing.minutes, 0.0
            water_minutes[a, b], water_km[a, b] = crossing.minutes, crossing.km
    best, before = dijkstra(np.where(np.isinf(cost), 0, np.maximum(cost, 1e-6)), return_predecessors=True)
    order = np.argsort(best, axis=1, kind="stable")
    ways = [_add_up(order, before, edge) for edge in (km, water_minutes, water_km)]
    return Network(part, at, best, *ways)
