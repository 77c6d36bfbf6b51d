"""What is land and what is water: land parts as a grid of cells of a quarter of a kilometre."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from driveout.core.travel.geometry import KM_A_DEGREE, MIDDLE_LAT, Floats, flat
from driveout.core.travel.land import PARTS, RINGS, corners, parts_of
from driveout.core.travel.outlines import DAMS, WATERS
from driveout.core.words.places import EAST, NORTH, SOUTH, WEST

Ints = NDArray[np.int64]
CELL_KM = 0.25
_LAT_STEP = CELL_KM / KM_A_DEGREE
_LON_STEP = CELL_KM / (KM_A_DEGREE * float(np.cos(np.radians(MIDDLE_LAT))))
_ROWS, _COLUMNS = int((NORTH - SOUTH) / _LAT_STEP) + 1, int((EAST - WEST) / _LON_STEP) + 1
# A straight line is looked at this often. Two wet looks in a row are water wider than an eighth and less than 3/8 km:
# what is wider than 0.3 km is never taken for land.
_LOOK_KM = 0.125
# A point this far from its land part still belongs to it: quays, and what generalising cut off.
_SNAP_CELLS = 8
_SAMPLES_AT_ONCE = 1_000_000
_COARSE = 8
# A cell with fewer of its nine like it is a spit, or a crumb of the drawing.
_SOLID = 5


@lru_cache(maxsize=1)
def grid() -> NDArray[np.int8]:
    """Cell → index of the land part, −1 for water. Islands are painted after the mainland, so they win."""
    found = np.full((_ROWS, _COLUMNS), -1, dtype=np.int8)
    for index in reversed(range(len(RINGS))):
        _fill(found, RINGS[index], index)
    for text in WATERS.values():
        _fill(found, _flat_ring(text), -1)
    for part, text in DAMS.values():
        _draw(found, text, PARTS.index(part))
    return found


def _flat_ring(text: str) -> Floats:
    ring = corners(text)
    return flat(ring[:, 0], ring[:, 1])


def _fill(found: NDArray[np.int8], ring: Floats, value: int) -> None:
    """Paint the inside of a ring (flat kilometres), row by row, by the even-odd rule at the cells' middles."""
    rows = (SOUTH + (np.arange(found.shape[0]) + 0.5) * _LAT_STEP) * KM_A_DEGREE
    columns = flat(np.zeros(found.shape[1]), WEST + (np.arange(found.shape[1]) + 0.5) * _LON_STEP)[:, 0]
    ax, ay = ring[:, 0], ring[:, 1]
    bx, by = np.roll(ax, -1), np.roll(ay, -1)
    for row in range(*np.searchsorted(rows, [ay.min(), ay.max()])):
        y = rows[row]
        spans = (ay > y) != (by > y)
        cuts = np.sort((bx[spans] - ax[spans]) * (y - ay[spans]) / (by[spans] - ay[spans]) + ax[spans])
        for start, end in np.searchsorted(columns, cuts).reshape(-1, 2):
            found[row, start:end] = value


def _draw(found: NDArray[np.int8], text: str, value: int) -> None:
    """Paint a line two cells wide, so that it has no gap however it runs."""
    line = corners(text)
    for one, other in pairwise(line):
        steps = np.linspace(0, 1, 2 + int(np.abs((other - one) / (_LAT_STEP, _LON_STEP)).max() * 4))[:, None]
        row, column = cells(one * (1 - steps) + other * steps)
        for up, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            found[row + up, column + right] = value


def cells(at: Floats) -> tuple[Ints, Ints]:
    """Row and column of each (…, 2) point given as (lat, lon)."""
    row = ((at[..., 0] - SOUTH) / _LAT_STEP).astype(np.int64)
    column = ((at[..., 1] - WEST) / _LON_STEP).astype(np.int64)
    return np.clip(row, 0, _ROWS - 1), np.clip(column, 0, _COLUMNS - 1)


@lru_cache(maxsize=1)
def _like() -> NDArray[np.int8]:
    """How many of the nine cells around and at each cell are of its kind; 0 for water."""
    land = grid()
    like = np.zeros(land.shape, dtype=np.int8)
    inner = land[1:-1, 1:-1]
    for up in (0, 1, 2):
        for right in (0, 1, 2):
            like[1:-1, 1:-1] += land[up : up + _ROWS - 2, right : right + _COLUMNS - 2] == inner
    like[land < 0] = 0
    return like


def parts_at(at: Floats) -> Ints:
    """As `land.parts_of`, for many (lat, lon): only points near a coast are held against the outlines. (n,)"""
    spots = cells(at)
    found = grid()[spots].astype(np.int64)
    unsure = np.flatnonzero(_like()[spots] < 9)
    if len(unsure):
        found[unsure] = parts_of(at[unsure, 0], at[unsure, 1])[0]
    return found


def ashore(parts: Ints, at: Floats) -> Floats:
    """Each (lat, lon) moved to the nearest solid cell of its land part, where it is not on one. (n, 2)."""
    land, solid = grid(), _like() >= _SOLID
    row, column = cells(at)
    moved = at.copy()
    for index in np.flatnonzero((land[row, column] != parts) | ~solid[row, column]):
        r, c = row[index], column[index]
        top, left = max(r - _SNAP_CELLS, 0), max(c - _SNAP_CELLS, 0)
        window = (slice(top, r + _SNAP_CELLS + 1), slice(left, c + _SNAP_CELLS + 1))
        own = land[window] == parts[index]
        near = np.argwhere(own & solid[window]) if (own & solid[window]).any() else np.argwhere(own)
        if len(near):
            best = near[((near - (r - top, c - left)) ** 2).sum(axis=1).argmin()] + np.array([top, left])
            moved[index] = SOUTH + (best[0] + 0.5) * _LAT_STEP, WEST + (best[1] + 0.5) * _LON_STEP
    return moved


def dry(parts: Ints, starts: Floats, ends: Floats, km: Floats) -> NDArray[np.bool_]:
    """Which straight lines stay on their land part, but for water too narrow to count.

    `parts` (n,), `starts` and `ends` (n, 2) as (lat, lon) on that land part (`ashore`), `km` (n,).
    """
    found = np.ones(len(km), dtype=bool)
    lines = np.concatenate([_in_cells(starts), _in_cells(ends)], axis=1)
    for every in (_COARSE, 1):  # most lines that get wet are found out by a few looks
        left = np.flatnonzero(found)
        for some in _batches(km[left], every):
            rows = left[some]
            found[rows] = ~_wet_twice(parts[rows], lines[rows], 2 + int(km[rows].max() / _LOOK_KM), every)
    return found


def _in_cells(at: Floats) -> NDArray[np.float32]:
    spots = (at - (SOUTH, WEST)) / (_LAT_STEP, _LON_STEP)
    return np.clip(spots, 0, (_ROWS - 1, _COLUMNS - 1)).astype(np.float32)


def _wet_twice(parts: Ints, lines: NDArray[np.float32], looks: int, every: int) -> NDArray[np.bool_]:
    """Which lines are off their land part at two looks in a row; only every so many looks are tried."""
    land = grid()
    first = (np.arange(0, looks - 1, every, dtype=np.float32) + 0.5) / looks
    wet = np.ones((len(lines), len(first)), dtype=bool)
    for step in (first, first + np.float32(1 / looks)) if every > 1 else (first,):
        row = (lines[:, 0, None] + (lines[:, 2] - lines[:, 0])[:, None] * step).astype(np.int32)
        column = (lines[:, 1, None] + (lines[:, 3] - lines[:, 1])[:, None] * step).astype(np.int32)
        wet &= land[row, column] != parts[:, None]
    found: NDArray[np.bool_] = np.any(wet if every > 1 else wet[:, 1:] & wet[:, :-1], axis=1)
    return found


def _batches(km: Floats, every: int) -> Iterator[Ints]:
    """Indices of lines of like length, few enough at once to fit in memory."""
    order = np.argsort(km, kind="stable")
    end = len(order)
    while end > 0:
        size = max(1, int(_SAMPLES_AT_ONCE * every / (2 + km[order[end - 1]] / _LOOK_KM)))
        start = max(0, end - size)
        # Within a batch the longest sets the looks: stop where lines are much shorter.
        start = max(start, int(np.searchsorted(km[order[:end]], km[order[end - 1]] * 0.7)))
        yield order[start:end]
        end = start
