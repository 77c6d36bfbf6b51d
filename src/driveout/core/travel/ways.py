"""The quickest way between two points: straight over land where that is dry, else round the water or over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from driveout.core.travel.crossings import Crossing
from driveout.core.travel.geometry import Floats, great_circle_km
from driveout.core.travel.nearby import NEAR_KM, km_over_cells
from driveout.core.travel.network import Network, network
from driveout.core.travel.speeds import MINUTES_A_KM, round_water_km
from driveout.core.travel.water import Ints, ashore, dry, parts_at

# A place sees bends and bridges this far away; further on, ways go from bend to bend.
_SIGHT_KM = 30.0
# Sources reckoned at once: each needs a row as long as the network.
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Way:
    """Straight-line kilometres over land before each crossing and after the last, and the crossings in between.

    A crossing comes with True where it is taken from its `one` end.
    """

    land_km: tuple[float, ...]
    crossings: tuple[tuple[Crossing, bool], ...] = ()

    def off_shore(self, straight_km: float) -> "Way":
        """The same way, a little longer where it goes round water: roads do not follow every bend of the coast."""
        water = sum(crossing.km for crossing, _ in self.crossings)
        land = sum(self.land_km)
        straight_km -= water
        more = max(straight_km, round_water_km(land, straight_km)) / land if land else 1.0
        return Way(tuple(km * more for km in self.land_km), self.crossings)

    @property
    def minutes(self) -> float:
        """Rough minutes, to tell which of two ways is the quicker."""
        return sum(self.land_km) * MINUTES_A_KM + sum(crossing.minutes for crossing, _ in self.crossings)

    def back(self) -> "Way":
        """The same way from the other end."""
        return Way(self.land_km[::-1], tuple((crossing, not there) for crossing, there in self.crossings[::-1]))


def straight_over_land(at: Floats, pairs: Ints) -> NDArray[np.bool_]:
    """For each pair of rows of `at` (n, 2) in degrees: is the straight line a way?"""
    part = parts_at(at)
    at = ashore(part, at)
    one, other = pairs[:, 0], pairs[:, 1]
    found: NDArray[np.bool_] = np.equal(part[one], part[other])
    a, b = at[one[found]], at[other[found]]
    found[found] = dry(part[one[found]], a, b, great_circle_km(*a.T, *b.T))
    return found


def _nearby(part: int, a: Floats, b: Floats, straight_km: float, known: Way | None) -> Way | None:
    """Two points close to each other round a harbour or a cove, where bends of the coast are too far apart to tell."""
    km = km_over_cells(part, a, b)
    if not np.isfinite(km):
        return known
    found = Way((km,)).off_shore(straight_km)
    return found if known is None or known.minutes > found.minutes else known


def ways(at: Floats, pairs: Ints, *, by_ferry: bool = True) -> list[Way | None]:
    """The way for each pair of rows of `at` (n, 2) in degrees; None where there is none.

    `by_ferry` False: roads and bridges only.
    """
    part, asked = parts_at(at), at
    at = ashore(part, asked)
    one, other = pairs[:, 0], pairs[:, 1]
    # A place in the water, a pier or a wrong position, is no nearer for being moved ashore.
    lines = [great_circle_km(spots[one, 0], spots[one, 1], spots[other, 0], spots[other, 1]) for spots in (asked, at)]
    straight = np.maximum(*lines)
    same = np.flatnonzero(part[one] == part[other])
    plain = np.zeros(len(pairs), dtype=bool)
    plain[same] = dry(part[one[same]], at[one[same]], at[other[same]], straight[same])
    found: list[Way | None] = [
        Way((float(km),)) if over_land else None for km, over_land in zip(straight, plain, strict=True)
    ]
    bent = np.flatnonzero(~plain)
    if len(bent):
        net = network(by_ferry=by_ferry)
        sight = _Sight(net, part, at, np.unique(pairs[bent]))
        for start in range(0, len(sources := np.unique(one[bent])), _AT_ONCE):
            some = sources[start : start + _AT_ONCE]
            for row, way in _bent(net, sight, some, bent[np.isin(one[bent], some)], pairs):
                found[row] = way.off_shore(float(straight[row]))
        for row in bent[(part[one[bent]] == part[other[bent]]) & (straight[bent] < NEAR_KM)].tolist():
            found[row] = _nearby(int(part[one[row]]), at[one[row]], at[other[row]], float(straight[row]), found[row])
    return found


class _Sight:
    """Which nodes of the network each place sees over land, and how far away they are."""

    def __init__(self, net: Network, part: Ints, at: Floats, places: Ints) -> None:
        lists = [_near(net, int(part[place]), at[place]) for place in places]
        node = np.concatenate(lists)
        place = np.repeat(places, [len(near) for near in lists])
        km = great_circle_km(at[place, 0], at[place, 1], net.at[node, 0], net.at[node, 1])
        seen = dry(part[place], at[place], net.at[node], km)
        self.place, self.node, self.km = place[seen], node[seen], km[seen]
        self._first = {int(p): i for i, p in reversed(list(enumerate(self.place)))}
        self._count = np.bincount(self.place, minlength=len(at))

    def of(self, place: int) -> tuple[Ints, Floats]:
        first = self._first.get(place, 0)
        own = slice(first, first + int(self._count[place]))
        return self.node[own], self.km[own]


def _near(net: Network, part: int, point: Floats) -> Ints:
    nodes = np.flatnonzero(net.part == part)
    near: Ints = nodes[great_circle_km(point[0], point[1], net.at[nodes, 0], net.at[nodes, 1]) <= _SIGHT_KM]
    return near


def _bent(net: Network, sight: _Sight, sources: Ints, rows: Ints, pairs: Ints) -> Iterator[tuple[int, Way]]:
    """(row of `pairs`, its way) for those rows that start from `sources` and have a way."""
    nodes = len(net.part)
    graph = _with_sources(net, sight, sources)
    minutes, before = dijkstra(graph, indices=nodes + np.arange(len(sources)), return_predecessors=True)
    line = {int(source): row for row, source in enumerate(sources)}
    for row in rows.tolist():
        one, other = pairs[row].tolist()
        near, km = sight.of(other)
        total = minutes[line[one], near] + km * MINUTES_A_KM
        if len(near) and np.isfinite(total).any():
            best = int(total.argmin())
            chain = _chain(before[line[one]], int(near[best]), nodes)
            first, first_km = sight.of(one)
            start_km = float(first_km[np.flatnonzero(first == chain[0])[0]])
            yield row, _way(net, chain, start_km, float(km[best]))


def _with_sources(net: Network, sight: _Sight, sources: Ints) -> csr_array:
    """The network with the sources as more nodes, from which lines lead out only."""
    nodes = len(net.part)
    number = np.full(int(max(sight.place.max(initial=0), sources.max())) + 1, -1)
    number[sources] = nodes + np.arange(len(sources))
    out = number[sight.place] >= 0
    table = net.minutes.tocoo()
    cost = np.concatenate([table.data, np.maximum(sight.km[out] * MINUTES_A_KM, 1e-6)])
    row = np.concatenate([table.coords[0], number[sight.place[out]]])
    column = np.concatenate([table.coords[1], sight.node[out]])
    size = nodes + len(sources)
    return csr_array(coo_array((cost, (row, column)), shape=(size, size)))


def _chain(before: NDArray[np.int32], node: int, nodes: int) -> list[int]:
    """Nodes from the first after the source to this one."""
    chain = [node]
    while (node := int(before[node])) < nodes:
        chain.append(node)
    return chain[::-1]


def _way(net: Network, chain: list[int], start_km: float, end_km: float) -> Way:
    land, crossings = [start_km], []
    for a, b in pairwise(chain):
        index = a // 2
        if index < len(net.crossings) and a ^ 1 == b:
            crossings.append((net.crossings[index], b > a))
            land.append(0.0)
        else:
            land[-1] += float(great_circle_km(*net.at[a], *net.at[b]))
    land[-1] += end_km
    return Way(tuple(land), tuple(crossings))
