"""The coastline as a drawing: one SVG file that every map points into, so that it is fetched once and takes its
colours from the page.

Positions are projected to a sheet of 400 × 480, true to scale at 56° north. Bornholm lies in an inset, as it does in
Danish weather forecasts.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 400, 480
WEST, NORTH, PER_DEGREE = 7.872, 57.805, 146.3
ACROSS = PER_DEGREE * cos(radians(56.1))
INSET_FROM = 14.0  # degrees east: only Bornholm lies beyond
INSET = (346, 12, 46)  # x, y, side
INSET_WEST, INSET_NORTH = 14.62, 55.34
LAND_FILE = Path(__file__).parent / "static" / "vendor" / "land.geojson"

MOST_POINTS = 800  # of a piece of coast that a phone keeps: under 15 kB
FINEST = 0.001  # degrees: about 100 metres, as fine as the outline itself

Ring = list[tuple[float, float]]


def on_sheet(lat: float, lon: float) -> tuple[float, float]:
    """Where a position lies on the sheet, in the inset when it is on Bornholm."""
    if lon > INSET_FROM:
        x, y, _ = INSET
        return round(x + (lon - INSET_WEST) * ACROSS, 1), round(y + (INSET_NORTH - lat) * PER_DEGREE, 1)
    return round((lon - WEST) * ACROSS, 1), round((NORTH - lat) * PER_DEGREE, 1)


def has_land() -> bool:
    """Is the outline there? It is fetched at set-up; without it a map says so and shows its points."""
    return LAND_FILE.exists()


@lru_cache(maxsize=1)
def land_svg() -> str:
    """The shapes `land`, `abroad` and `bornholm` to point at. FileNotFoundError without the outline."""
    features = json.loads(LAND_FILE.read_text(encoding="utf-8"))["features"]
    here = [ring for feature in features if feature["properties"]["dk"] for ring in _rings(feature)]
    away = [ring for feature in features if not feature["properties"]["dk"] for ring in _rings(feature)]
    bornholm = [ring for ring in here if ring[0][0] > INSET_FROM]
    shapes = {
        "land": [ring for ring in here if ring[0][0] <= INSET_FROM],
        "abroad": [ring for ring in away if min(x for x, _ in ring) < INSET_FROM],
        "bornholm": bornholm,
    }
    drawn = "".join(
        f'<path id="{name}" vector-effect="non-scaling-stroke" d="{_path(rings, inset=name == "bornholm")}"/>'
        for name, rings in shapes.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'


def _rings(feature: dict[str, Any]) -> Iterable[Ring]:
    return (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon)


def _path(rings: list[Ring], *, inset: bool) -> str:
    """SVG path data: a tenth of a unit is about 80 metres, finer than the outline itself."""
    parts = []
    for ring in rings:
        points = [on_sheet(lat, lon if inset else min(lon, INSET_FROM)) for lon, lat in ring]
        parts.append("M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z")
    return "".join(parts)


@lru_cache(maxsize=64)
def rings_within(south: float, west: float, north: float, east: float) -> list[list[list[float]]]:
    """The land inside a box as rings of [lat, lon], cut at its edges and never more than MOST_POINTS points.

    The wider the box, the coarser the coast. FileNotFoundError without the outline.
    """
    box = ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1))
    rings = [cut for feature in _features() for ring in _rings(feature) if (cut := _cut(ring, box))]
    step = FINEST
    while sum(map(len, found := [thin for ring in rings if len(thin := _thinned(ring, step)) > 3])) > MOST_POINTS:
        step *= 1.5
    return [[[round(lat, 3), round(lon, 3)] for lon, lat in ring] for ring in found]


@lru_cache(maxsize=1)
def _features() -> list[dict[str, Any]]:
    return list(json.loads(LAND_FILE.read_text(encoding="utf-8"))["features"])


def _cut(ring: Ring, box: Iterable[tuple[int, float, int]]) -> Ring:
    """Sutherland and Hodgman (1974): along each edge of the box in turn."""
    for axis, limit, side in box:
        ring = list(_cut_along(ring, axis, limit, side))
        if ring and ring[0] != ring[-1]:
            ring.append(ring[0])
    return ring


def _cut_along(ring: Ring, axis: int, limit: float, side: int) -> Iterator[tuple[float, float]]:
    for here, there in pairwise(ring):
        here_inside, there_inside = (here[axis] - limit) * side >= 0, (there[axis] - limit) * side >= 0
        if here_inside != there_inside:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            yield (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))
        if there_inside:
            yield (there[0], there[1])


def _thinned(ring: Ring, step: float) -> Ring:
    """Without points nearer than `step` degrees to the one before; the ring stays closed."""
    kept = ring[:1]
    for point in ring[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return [*kept, ring[-1]]
