"""The shortest way over land between two points close to each other: from cell to cell of the grid."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from driveout.core.travel.geometry import Floats
from driveout.core.travel.water import CELL_KM, cells, grid

NEAR_KM = 6.0
# How far beyond the two points a way may lead.
_ROUND_KM = 4.0
# Steps to eight neighbours make a way in any direction this much too long, on average.
_TOO_LONG = 1.05
_STEPS = ((0, 1, 1.0), (1, 0, 1.0), (1, 1, 2**0.5), (1, -1, 2**0.5))


def km_over_cells(part: int, a: Floats, b: Floats) -> float:
    """Kilometres from a to b, (lat, lon) each, over cells of that land part; infinite where there is no way nearby."""
    land = grid()
    (row_a, row_b), (column_a, column_b) = cells(np.stack([a, b]))
    margin = int(_ROUND_KM / CELL_KM)
    top, left = max(0, min(row_a, row_b) - margin), max(0, min(column_a, column_b) - margin)
    window = land[top : max(row_a, row_b) + margin, left : max(column_a, column_b) + margin] == part
    number = np.arange(window.size).reshape(window.shape)
    one, other, km = [], [], []
    for up, right, length in _STEPS:
        here = (slice(0, window.shape[0] - up), slice(max(0, -right), window.shape[1] - max(0, right)))
        there = (slice(up, None), slice(max(0, right), window.shape[1] + min(0, right)))
        both = window[here] & window[there]
        one.append(number[here][both])
        other.append(number[there][both])
        km.append(np.full(int(both.sum()), length * CELL_KM))
    size = window.size
    graph = coo_array((np.concatenate(km), (np.concatenate(one), np.concatenate(other))), shape=(size, size)).tocsr()
    found = dijkstra(graph, directed=False, indices=int(number[row_a - top, column_a - left]))
    return float(found[number[row_b - top, column_b - left]]) / _TOO_LONG
