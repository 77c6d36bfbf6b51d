"""Where ways bend: the corners of the coast that a shortest way on land goes round, moved a little inland."""

import numpy as np

from driveout.core.travel.geometry import KM_A_DEGREE, MIDDLE_LAT, Floats, flat
from driveout.core.travel.land import RINGS, corners
from driveout.core.travel.outlines import DAMS, WATERS
from driveout.core.travel.water import Ints, cells, grid

# Corners of the coast nearer than this to the line between their neighbours make no way longer.
_COARSE_KM = 0.4
# How far inland a way bends; less where the land is narrow.
_INLAND_KM = (0.4, 1.3)
# Two bends so near each other are one.
_APART_KM = 1.0
# Inland, where no coast makes a way bend, ways may still need something to lead to.
_LATTICE_KM = 18.0


def waypoints() -> tuple[Ints, Floats]:
    """(n,) land parts and (n, 2) positions as (lat, lon) of everything a way may bend at, but for crossings."""
    found: list[tuple[int, Floats]] = []
    for part, ring in enumerate(RINGS):
        found += [(part, at) for at in _bends(ring, 1)]
    for text in WATERS.values():
        ring = corners(text)
        found += [(-1, at) for at in _bends(flat(ring[:, 0], ring[:, 1]), -1)]
    found += [(part, at) for part, ring in enumerate(RINGS) for at in _lattice(ring)]
    land = grid()
    kept: dict[tuple[int, int], tuple[int, Floats]] = {}
    for _, text in DAMS.values():
        found = [(-1, at) for at in corners(text)] + found
    for part, at in found:
        row, column = cells(at)
        here = int(land[row, column])
        if here >= 0 and part in (-1, here):
            x, y = flat(at[0], at[1])
            kept.setdefault((round(x / _APART_KM), round(y / _APART_KM)), (here, at))
    return np.array([part for part, _ in kept.values()]), np.array([at for _, at in kept.values()])


def _bends(ring: Floats, side: int) -> Floats:
    """Inward corners of a ring in flat kilometres (`side` 1), or outward ones (−1), moved away from the water."""
    ring = _coarse(ring)
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    turn = _turn(ring - before, after - ring)
    x, y = ring.T
    clockwise = np.dot(x, np.roll(y, -1)) < np.dot(y, np.roll(x, -1))
    # On a ring that runs against the clock a turn to the right is where the water reaches into the land.
    bent = (turn < 0) != clockwise if side == 1 else (turn > 0) != clockwise
    middle = (before + after) / 2 - ring
    away = -middle / np.maximum(np.linalg.norm(middle, axis=1), 1e-9)[:, None]
    found = [_degrees(ring[bent] + away[bent] * km) for km in _INLAND_KM]
    return np.concatenate(found)


def _turn(a: Floats, b: Floats) -> Floats:
    """Above 0 where b points to the left of a."""
    found: Floats = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return found


def _degrees(points: Floats) -> Floats:
    x, y = points.T
    return np.stack([y / KM_A_DEGREE, x / (KM_A_DEGREE * np.cos(np.radians(MIDDLE_LAT)))], axis=-1)


def _lattice(ring: Floats) -> Floats:
    """Points all over a land part: far apart on a large one, about nine on a small one."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    step = max(1.0, min(_LATTICE_KM, float((high - low).max()) / 4))
    x, y = np.meshgrid(np.arange(low[0] + step / 2, high[0], step), np.arange(low[1] + step / 2, high[1], step))
    return _degrees(np.stack([x.ravel(), y.ravel()], axis=-1))


def _coarse(ring: Floats) -> Floats:
    """The ring with fewer corners: Ramer (1972), Douglas and Peucker (1973), without recursion."""
    far = int(np.linalg.norm(ring - ring[0], axis=1).argmax())
    closed = np.concatenate([ring, ring[:1]])
    keep = np.zeros(len(closed), dtype=bool)
    keep[[0, far, len(ring)]] = True
    todo = [(0, far), (far, len(ring))]
    while todo:
        start, stop = todo.pop()
        if stop - start < 2:
            continue
        line, inner = closed[stop] - closed[start], closed[start + 1 : stop] - closed[start]
        length = float(np.hypot(*line))
        away = np.abs(_turn(inner, line)) / length if length > 0 else np.hypot(*inner.T)
        worst = int(away.argmax())
        if away[worst] > _COARSE_KM:
            middle = start + 1 + worst
            keep[middle] = True
            todo += [(start, middle), (middle, stop)]
    return closed[:-1][keep[:-1]]
