"""The built-in estimate of driving minutes: quickest way over land parts, bridges and ferries."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from driveout.core.travel.geometry import Floats
from driveout.core.travel.hours import drive_of
from driveout.core.travel.water import Ints
from driveout.core.travel.ways import Way, straight_over_land, ways
from driveout.core.words import Drive, Ferry, Nonsense, Place


class NoRoad(Nonsense):
    """No road, bridge or ferry of our table leads from the one place to the other."""


def estimate(a: Place, b: Place) -> Drive:
    """Driving from a to b. NoRoad where no way is known (Bornholm, the open sea)."""
    found = estimates([a, b], [(0, 1)])[0]
    if found is None:
        raise NoRoad(f"No road, bridge or ferry that we know of leads from {a.name} to {b.name}.")
    return found


def estimates(
    places: Sequence[Place], pairs: Sequence[tuple[int, int]], *, ferries: Iterable[Ferry] = (), by_ferry: bool = True
) -> list[Drive | None]:
    """Drives for pairs of indices into `places`, in their order; None where no way is known.

    There and back take the same minutes and kilometres; only the hours of a ferry differ. `ferries`: what people have
    written of departures and tickets. `by_ferry` False: over roads and bridges only.
    """
    stated = {ferry.name: ferry for ferry in ferries}
    return [None if way is None else drive_of(way, stated) for way in between(places, pairs, by_ferry=by_ferry)]


def between(places: Sequence[Place], pairs: Sequence[tuple[int, int]], *, by_ferry: bool = True) -> list[Way | None]:
    """The ways themselves, for those who ask what a drive leads over."""
    if not pairs:
        return []
    at = np.array([[place.lat, place.lon] for place in places])
    ends, turned = _southern_first(at, np.array(pairs))
    once, which = np.unique(ends, axis=0, return_inverse=True)
    found = ways(at, once, by_ferry=by_ferry)
    return [
        way.back() if way is not None and back else way
        for way, back in ((found[row], back) for row, back in zip(which.reshape(-1).tolist(), turned, strict=True))
    ]


def over_water(places: Sequence[Place], pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """For each pair of indices into `places`: does the straight line between them cross water that counts?"""
    if not pairs:
        return []
    at = np.array([[place.lat, place.lon] for place in places])
    return [not over_land for over_land in straight_over_land(at, np.array(pairs))]


def _southern_first(at: Floats, pairs: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Pairs with the southern (then western) end first, so that both directions are reckoned alike to the last bit."""
    a, b = at[pairs[:, 0]], at[pairs[:, 1]]
    turn = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    return np.where(turn[:, None], pairs[:, ::-1], pairs), turn
