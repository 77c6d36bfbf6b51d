"""Set-up: the land around Denmark, cut out of the world (Natural Earth 1:10m, public domain) as GeoJSON."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
WEST, SOUTH, EAST, NORTH = 7.0, 54.0, 16.0, 58.2  # degrees (WGS 84)
EDGES = ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1))  # axis, limit, which side is inside
DENMARK = "208"  # ISO 3166-1 numeric


def land_outline(atlas: dict[str, Any]) -> dict[str, Any]:
    """GeoJSON of all land inside the box: one feature a country, with `dk` true for Denmark."""
    arcs = [_unpacked(arc, atlas["transform"]) for arc in atlas["arcs"]]
    features = []
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = [rings for rings in map(_cut_polygon, _polygons(country, arcs)) if rings]
        if polygons:
            geometry = {"type": "MultiPolygon", "coordinates": polygons}
            properties = {"dk": country.get("id") == DENMARK}
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc's positions in degrees: TopoJSON stores whole-number steps from point to point."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys, strict=True)]


def _polygons(country: dict[str, Any], arcs: list[Ring]) -> Iterator[list[Ring]]:
    """Each polygon as rings; a negative arc number means that arc backwards."""
    found: Any = country.get("arcs")
    shapes = {"Polygon": [found], "MultiPolygon": found}.get(country["type"]) or []
    for shape in shapes:
        yield [_joined([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]) for ring in shape]


def _joined(pieces: list[Ring]) -> Ring:
    """One ring from arcs that share their end points."""
    return pieces[0] + [point for piece in pieces[1:] for point in piece[1:]]


def _cut_polygon(rings: list[Ring]) -> list[Ring]:
    """The polygon inside the box: no rings when its outer ring lies outside."""
    cut = [_rounded(_cut_ring(ring)) for ring in rings]
    return [ring for ring in cut if len(ring) >= 4] if len(cut[0]) >= 4 else []


def _cut_ring(ring: Ring) -> Ring:
    """Sutherland and Hodgman (1974): cut along each edge of the box in turn."""
    for axis, limit, side in EDGES:
        ring = list(_cut_along(ring, axis, limit, side))
        if ring and ring[0] != ring[-1]:
            ring.append(ring[0])
    return ring


def _cut_along(ring: Ring, axis: int, limit: float, side: int) -> Iterator[Point]:
    for here, there in pairwise(ring):
        here_inside, there_inside = (here[axis] - limit) * side >= 0, (there[axis] - limit) * side >= 0
        if here_inside != there_inside:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            yield (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))
        if there_inside:
            yield there


def _rounded(ring: Ring) -> Ring:
    """Four decimals (about 10 metres), without points that fall together."""
    points = [(round(x, 4), round(y, 4)) for x, y in ring]
    return points[:1] + [there for here, there in pairwise(points) if here != there]
