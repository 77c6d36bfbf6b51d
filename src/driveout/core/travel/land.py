"""Which land part a point lies on, and whether it lies on land at all."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from driveout.core.travel.geometry import Floats, flat, inside, km_to_ring
from driveout.core.travel.outlines import OUTLINES
from driveout.core.words import Place
from driveout.core.words.places import EAST, NORTH, SOUTH, WEST

# Piers and quays reach out, and the outlines are generalised: a point this far out is surely wet.
SEA_KM = 1.5


def corners(text: str) -> Floats:
    return np.array([[float(number) for number in corner.split(",")] for corner in text.split()])


def _area(ring: Floats) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


# Small parts first: where two rough outlines overlap, the island wins.
_DEGREES = dict(sorted(((name, corners(text)) for name, text in OUTLINES.items()), key=lambda part: _area(part[1])))
PARTS: tuple[str, ...] = tuple(_DEGREES)
RINGS: tuple[Floats, ...] = tuple(flat(ring[:, 0], ring[:, 1]) for ring in _DEGREES.values())


def parts_of(lats: Sequence[float] | Floats, lons: Sequence[float] | Floats) -> tuple[NDArray[np.int64], Floats]:
    """For each point: the index in PARTS of the part it lies on (else the nearest), and the km to it (0 on land)."""
    points = flat(lats, lons)
    part = np.full(len(points), -1)
    for index, ring in enumerate(RINGS):
        rest = np.flatnonzero(part < 0)
        if len(rest):
            part[rest[inside(points[rest], ring)]] = index
    away = np.zeros(len(points))
    wet = np.flatnonzero(part < 0)
    if len(wet):
        distances = np.stack([km_to_ring(points[wet], ring) for ring in RINGS])
        part[wet], away[wet] = distances.argmin(axis=0), distances.min(axis=0)
    return part, away


_BOXES = [(*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist()) for ring in RINGS]


@lru_cache(maxsize=16_384)
def _of_point(lat: float, lon: float) -> tuple[int, float]:
    """`parts_of` for a single point, some twenty times quicker: most rings are out of question by their box."""
    point = flat([lat], [lon])
    x, y = point[0].tolist()
    for index, (west, south, east, north) in enumerate(_BOXES):
        if west <= x <= east and south <= y <= north and inside(point, RINGS[index])[0]:
            return index, 0.0
    part, away = parts_of([lat], [lon])
    return int(part[0]), float(away[0])


def part_of(place: Place) -> str:
    """Name of the land part the place lies on; the nearest one for a place just off the rough coast."""
    return PARTS[_of_point(place.lat, place.lon)[0]]


def km_from_land(place: Place) -> float:
    """Kilometres from the nearest outline; 0 on land. Only means something in and around Denmark."""
    return _of_point(place.lat, place.lon)[1]


def in_denmark(lat: float, lon: float) -> bool:
    """Within the box that holds Denmark (not necessarily on land)."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def in_sea(place: Place) -> bool:
    """True for a point more than SEA_KM from every land part, other countries included."""
    return km_from_land(place) > SEA_KM


def looks_swapped(place: Place) -> bool:
    """True when the point is not in Denmark but would be on Danish land with latitude and longitude changed round."""
    if in_denmark(place.lat, place.lon) or not in_denmark(place.lon, place.lat):
        return False
    return _of_point(place.lon, place.lat)[1] <= SEA_KM
