"""The ways round fjords and over the water: bends of the coast joined by straight lines on land, bridges and ferries.

Built once a process, in well under a second. Of the straight lines that stay dry each node keeps only the nearest few
in each direction: the rest are as short in two steps.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from driveout.core.travel.bends import waypoints
from driveout.core.travel.crossings import Crossing
from driveout.core.travel.ferries import CROSSINGS
from driveout.core.travel.geometry import Floats, great_circle_km
from driveout.core.travel.land import PARTS
from driveout.core.travel.speeds import MINUTES_A_KM
from driveout.core.travel.water import Ints, ashore, dry

_EDGE_KM = 30.0
# Nobody takes a ferry, with its ticket and its last departure, to gain fewer minutes than this.
RELUCTANCE = 10.0
# And nobody leans on one whose departures are not known, where another sails as quickly.
UNKNOWN = 15.0
_DIRECTIONS, _KEPT = 24, 2


@dataclass(frozen=True)
class Network:
    """Nodes, and `minutes`: a sparse table of rough minutes between those joined directly.

    Nodes 2i and 2i + 1 are the ends of `crossings[i]`.
    """

    part: Ints
    at: Floats
    minutes: csr_array
    crossings: tuple[Crossing, ...]


def network(*, by_ferry: bool = True) -> Network:
    """The one network of this process; with `by_ferry` False the same without its ferries."""
    return _whole() if by_ferry else _without_ferries()


@lru_cache(maxsize=1)
def _whole() -> Network:
    part, at = _nodes()
    one, other, km = _dry_pairs(part, at)
    kept = _nearest_each_way(at, one, other, km)
    one, other, km = one[kept], other[kept], km[kept]
    ends = np.arange(0, 2 * len(CROSSINGS), 2)
    cost = np.concatenate([km * MINUTES_A_KM, [crossing.minutes + _reluctance(crossing) for crossing in CROSSINGS]])
    one, other = np.concatenate([one, ends]), np.concatenate([other, ends + 1])
    minutes = _both_ways(one, other, np.maximum(cost, 1e-3), len(part))
    return Network(part, at, minutes, CROSSINGS)


def _reluctance(crossing: Crossing) -> float:
    unknown = crossing.from_one is None or crossing.from_other is None
    return (RELUCTANCE + UNKNOWN * unknown) * crossing.ferry


def _both_ways(one: Ints, other: Ints, cost: Floats, size: int) -> csr_array:
    """A symmetric sparse table; of several costs for a pair (a bridge whose ends see each other) the least."""
    row, column, cost = np.concatenate([one, other]), np.concatenate([other, one]), np.concatenate([cost, cost])
    order = np.lexsort((cost, column, row))
    row, column, cost = row[order], column[order], cost[order]
    first = np.ones(len(row), dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    return csr_array(coo_array((cost[first], (row[first], column[first])), shape=(size, size)))


def _nodes() -> tuple[Ints, Floats]:
    ends = [end for crossing in CROSSINGS for end in (crossing.one, crossing.other)]
    parts = np.array([PARTS.index(name) for name, _, _ in ends])
    at = ashore(parts, np.array([[lat, lon] for _, lat, lon in ends]))
    more_parts, more_at = waypoints()
    return np.concatenate([parts, more_parts]), np.concatenate([at, more_at])


def _dry_pairs(part: Ints, at: Floats) -> tuple[Ints, Ints, Floats]:
    """Pairs of nodes (each once) that see each other over land, with the km between them."""
    one, other = np.nonzero(np.triu(part[:, None] == part[None, :], 1))
    km = great_circle_km(at[one, 0], at[one, 1], at[other, 0], at[other, 1])
    near = km <= _EDGE_KM
    one, other, km = one[near], other[near], km[near]
    seen = dry(part[one], at[one], at[other], km)
    return one[seen], other[seen], km[seen]


def _nearest_each_way(at: Floats, one: Ints, other: Ints, km: Floats) -> NDArray[np.bool_]:
    """Which pairs are among the nearest few of one of their ends in that direction (Yao, 1982)."""
    pairs = len(km)
    start, stop = np.concatenate([one, other]), np.concatenate([other, one])
    lat, lon = at[:, 0], at[:, 1] * np.cos(np.radians(56.0))
    angle = np.arctan2(lat[stop] - lat[start], lon[stop] - lon[start])
    sector = ((angle / (2 * np.pi) + 0.5) * _DIRECTIONS).astype(np.int64) % _DIRECTIONS
    group = start * _DIRECTIONS + sector
    order = np.lexsort((np.concatenate([km, km]), group))
    ranked = group[order]
    first = np.searchsorted(ranked, ranked, side="left")
    kept = np.zeros(2 * pairs, dtype=bool)
    kept[order] = np.arange(2 * pairs) - first < _KEPT
    found: NDArray[np.bool_] = kept[:pairs] | kept[pairs:]
    return found


@lru_cache(maxsize=1)
def _without_ferries() -> Network:
    net = _whole()
    table = net.minutes.tolil()
    for index, crossing in enumerate(net.crossings):
        if crossing.ferry:
            table[2 * index, 2 * index + 1] = table[2 * index + 1, 2 * index] = 0
    minutes = csr_array(table)
    minutes.eliminate_zeros()
    return Network(net.part, net.at, minutes, net.crossings)
