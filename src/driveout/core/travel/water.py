"""How much of a straight line lies in the water: land parts as a grid of cells of about half a kilometre."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from driveout.core.travel.geometry import Floats, flat
from driveout.core.travel.land import RINGS
from driveout.core.words.places import EAST, NORTH, SOUTH, WEST

_LAT_STEP, _LON_STEP = 0.005, 0.009
_SAMPLES = 96
# The outlines are rough: so much water on a straight line is not yet a fjord.
_WATER_KM, _WATER_SHARE = 1.0, 0.02
# Roads round a small bay are this many km longer for each km of water; a line with more water is no way at all.
ROUND_A_BAY, TOO_WET_KM = 4.0, 3.0


@lru_cache(maxsize=1)
def _grid() -> NDArray[np.int8]:
    """Cell → index of the land part, −1 for water. Islands are painted last, so they win."""
    lats = np.arange(SOUTH + _LAT_STEP / 2, NORTH, _LAT_STEP)
    lons = np.arange(WEST + _LON_STEP / 2, EAST, _LON_STEP)
    rows, columns = flat(lats, np.zeros_like(lats))[:, 1], flat(np.zeros_like(lons), lons)[:, 0]
    grid = np.full((len(rows), len(columns)), -1, dtype=np.int8)
    for index in reversed(range(len(RINGS))):
        ring = RINGS[index]
        ax, ay = ring[:, 0], ring[:, 1]
        bx, by = np.roll(ax, -1), np.roll(ay, -1)
        for row in range(*np.searchsorted(rows, [ay.min(), ay.max()])):
            y = rows[row]
            spans = (ay > y) != (by > y)
            cuts = np.sort((bx[spans] - ax[spans]) * (y - ay[spans]) / (by[spans] - ay[spans]) + ax[spans])
            odd = np.searchsorted(cuts, columns) % 2 == 1
            grid[row, odd] = index
    return grid


def wet_km(parts: NDArray[np.int64], starts: Floats, ends: Floats, km: Floats) -> Floats:
    """Kilometres of each straight line that lie off its land part, beyond what the rough outlines excuse.

    `parts` (n,), `starts` and `ends` (n, 2) as (lat, lon), `km` (n,).
    """
    grid = _grid()
    steps = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    wet = np.empty(len(km))
    for first in range(0, len(km), 20_000):
        some = slice(first, first + 20_000)
        lat = starts[some, 0, None] * (1 - steps) + ends[some, 0, None] * steps
        lon = starts[some, 1, None] * (1 - steps) + ends[some, 1, None] * steps
        row = np.clip(((lat - SOUTH) / _LAT_STEP).astype(np.int64), 0, grid.shape[0] - 1)
        column = np.clip(((lon - WEST) / _LON_STEP).astype(np.int64), 0, grid.shape[1] - 1)
        off = (grid[row, column] != parts[some, None]).mean(axis=1)
        wet[some] = np.maximum(0.0, (off - _WATER_SHARE) * km[some] - _WATER_KM)
    return wet


def land_km(parts: NDArray[np.int64], starts: Floats, ends: Floats, straight: Floats) -> Floats:
    """Straight-line km with small bays driven round; infinite where a line crosses more water than that."""
    wet = wet_km(parts, starts, ends, straight)
    return np.where(wet > TOO_WET_KM, np.inf, straight + ROUND_A_BAY * wet)
