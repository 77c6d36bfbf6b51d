"""Kilometres as the crow flies between two points: for one pair at a time, without arrays."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius (IUGG)


def crow_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great circle between two points given in degrees (haversine), in kilometres."""
    a, b = radians(lat_a), radians(lat_b)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
