"""From straight-line kilometres over land to road kilometres and minutes. Own rule of thumb, fitted by hand."""

import numpy as np

from driveout.core.travel.geometry import Floats

# Roads are longer than the straight line; on Danish main roads by about a quarter.
DETOUR = 1.26
# A minute or two is lost at each end on village streets.
START_MINUTES = 2.0
# (up to this many straight-line km, minutes for each km): by-roads first, motorway at last.
_BANDS = ((15.0, 1.15), (60.0, 0.87), (float("inf"), 0.6))
# What a straight-line km costs when two ways are compared.
MINUTES_A_KM = 0.95


def land_minutes(straight_km: Floats) -> Floats:
    """Minutes of driving for straight-line kilometres over land, start and arrival included; 0 for 0 km."""
    minutes, low = np.zeros_like(straight_km), 0.0
    for high, pace in _BANDS:
        minutes += np.clip(straight_km - low, 0, high - low) * pace
        low = high
    return np.where(straight_km > 0, minutes + START_MINUTES, 0.0)
