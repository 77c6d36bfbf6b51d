"""The built-in estimate of driving minutes: quickest way over land parts, bridges and ferries."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from driveout.core.travel.geometry import Floats, great_circle_km
from driveout.core.travel.land import parts_of
from driveout.core.travel.network import Network, network
from driveout.core.travel.speeds import DETOUR, MINUTES_A_KM, land_minutes
from driveout.core.travel.water import land_km as km_over_land
from driveout.core.words import Drive, Nonsense, Place

Ints = NDArray[np.int64]


class NoRoad(Nonsense):
    """No road, bridge or ferry of our table leads from the one place to the other."""


def estimate(a: Place, b: Place) -> Drive:
    """Driving from a to b, the same as from b to a. NoRoad where no way is known (Bornholm, the open sea)."""
    found = estimates([a, b], [(0, 1)])[0]
    if found is None:
        raise NoRoad(f"No road, bridge or ferry that we know of leads from {a.name} to {b.name}.")
    return found


def estimates(places: Sequence[Place], pairs: Sequence[tuple[int, int]]) -> list[Drive | None]:
    """Drives for pairs of indices into `places`, in their order; None where no way is known."""
    if not pairs:
        return []
    at = np.array([[place.lat, place.lon] for place in places])
    part, _ = parts_of(at[:, 0], at[:, 1])
    ends = _southern_first(at, np.array(pairs))
    one, other = ends[:, 0], ends[:, 1]
    straight = great_circle_km(at[one, 0], at[one, 1], at[other, 0], at[other, 1])
    land_km = np.full(len(ends), np.inf)
    same = np.flatnonzero(part[one] == part[other])
    land_km[same] = km_over_land(part[one[same]], at[one[same]], at[other[same]], straight[same])
    water_minutes, water_km = np.zeros(len(ends)), np.zeros(len(ends))
    bent = np.flatnonzero(land_km > straight)
    if len(bent):
        ways = _round_the_water(part, at, ends[bent], straight[bent])
        better = ways[0] * MINUTES_A_KM + ways[1] < land_km[bent] * MINUTES_A_KM
        chosen = bent[better]
        land_km[chosen], water_minutes[chosen], water_km[chosen] = (way[better] for way in ways)
    minutes = np.ceil(np.round(land_minutes(land_km) + water_minutes, 6))
    km = np.round(land_km * DETOUR + water_km, 1)
    return [Drive(int(m), float(k)) if np.isfinite(m) else None for m, k in zip(minutes, km, strict=True)]


def _southern_first(at: Floats, pairs: Ints) -> Ints:
    """Put the southern (then western) end first, so that both directions are reckoned alike to the last bit."""
    a, b = at[pairs[:, 0]], at[pairs[:, 1]]
    turn = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    return np.where(turn[:, None], pairs[:, ::-1], pairs)


def _round_the_water(part: Ints, at: Floats, ends: Ints, straight: Floats) -> tuple[Floats, Floats, Floats]:
    """For each pair: straight-line km over land, minutes and km on crossings, of the quickest way."""
    net = network()
    seen = {int(point): _in_sight(net, int(part[point]), at[point]) for point in np.unique(ends)}
    out = np.full((3, len(ends)), np.inf)
    for row, (one, other) in enumerate(ends):
        (near, near_km), (far, far_km) = seen[int(one)], seen[int(other)]
        if near.size == 0 or far.size == 0:
            continue
        total = (near_km[:, None] + far_km[None, :]) * MINUTES_A_KM + net.cost[np.ix_(near, far)]
        i, j = np.unravel_index(int(total.argmin()), total.shape)
        if not np.isfinite(total[i, j]):
            continue
        n, f = near[i], far[j]
        land = max(near_km[i] + net.land_km[n, f] + far_km[j], straight[row] - net.water_km[n, f])
        out[:, row] = land, net.water_minutes[n, f], net.water_km[n, f]
    return out[0], out[1], out[2]


def _in_sight(net: Network, part: int, point: Floats) -> tuple[Ints, Floats]:
    """Nodes that a point reaches over land in (nearly) a straight line, with km."""
    nodes = np.flatnonzero(net.part == part)
    km = great_circle_km(point[0], point[1], net.at[nodes, 0], net.at[nodes, 1])
    km = km_over_land(np.full(len(nodes), part), np.broadcast_to(point, (len(nodes), 2)), net.at[nodes], km)
    good = np.isfinite(km)
    return nodes[good], km[good]
