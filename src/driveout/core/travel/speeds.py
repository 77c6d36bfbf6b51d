"""From straight-line kilometres over land to road kilometres and minutes. Own rule of thumb, fitted by hand."""

import numpy as np

from driveout.core.travel.geometry import Floats

# Roads are longer than the straight line; on Danish main roads by about a quarter.
DETOUR = 1.26
# A minute or two is lost at each end on village streets.
START_MINUTES = 2.0
# (up to this many straight-line km, minutes for each km): by-roads first, motorway at last.
_BANDS = ((15.0, 1.08), (60.0, 0.82), (float("inf"), 0.6))
# A road round a fjord does not hug the shore: so much longer than the shortest way on land, up to so many km.
_OFF_SHORE, _OFF_SHORE_KM = 0.4, 5.0
# What a straight-line km costs when two ways are compared.
MINUTES_A_KM = 0.95


def land_minutes(straight_km: Floats) -> Floats:
    """Minutes of driving for straight-line kilometres over land, start and arrival included; 0 for 0 km."""
    minutes, low = np.zeros_like(straight_km), 0.0
    for high, pace in _BANDS:
        minutes += np.clip(straight_km - low, 0, high - low) * pace
        low = high
    return np.where(straight_km > 0, minutes + START_MINUTES, 0.0)


def round_water_km(land_km: float, straight_km: float) -> float:
    """Kilometres that a way over land counts for, where it is longer than the straight line because of water."""
    return land_km + min(_OFF_SHORE_KM, _OFF_SHORE * max(0.0, land_km - straight_km))


def pace(straight_km: float) -> float:
    """Minutes for each straight-line kilometre of a drive so long; 0 for none."""
    return float(land_minutes(np.array([straight_km]))[0]) / straight_km if straight_km > 0 else 0.0
