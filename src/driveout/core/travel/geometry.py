"""Distances and rings on the small piece of Earth that is Denmark. Degrees in, kilometres out."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
EARTH_KM = 6371.0
KM_A_DEGREE = 111.2
MIDDLE_LAT = 56.0


def great_circle_km(lat_a: ArrayLike, lon_a: ArrayLike, lat_b: ArrayLike, lon_b: ArrayLike) -> Floats:
    """Haversine distance in kilometres; numbers or arrays that broadcast."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    half_lat = np.sin((phi_b - phi_a) / 2) ** 2
    half_lon = np.sin(np.radians(np.subtract(lon_b, lon_a)) / 2) ** 2
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(half_lat + np.cos(phi_a) * np.cos(phi_b) * half_lon))
    return found


def flat(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Kilometres east and north on a plane that is true at 56° N; the last axis is (x, y)."""
    east = np.asarray(lon, dtype=float) * (KM_A_DEGREE * np.cos(np.radians(MIDDLE_LAT)))
    return np.stack([east, np.asarray(lat, dtype=float) * KM_A_DEGREE], axis=-1)


def inside(points: Floats, ring: Floats) -> NDArray[np.bool_]:
    """Which of the (n, 2) points lie in the (m, 2) ring, by the even-odd rule."""
    x, y = points[:, 0, None], points[:, 1, None]
    ax, ay = ring[:, 0], ring[:, 1]
    bx, by = np.roll(ax, -1), np.roll(ay, -1)
    spans = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = x < (bx - ax) * (y - ay) / (by - ay) + ax
    odd: NDArray[np.bool_] = (np.count_nonzero(spans & meets, axis=1) % 2).astype(bool)
    return odd


def km_to_ring(points: Floats, ring: Floats) -> Floats:
    """Distance from each (n, 2) point to the nearest side of the ring, in the ring's unit."""
    start = ring[None, :, :]
    side = np.roll(ring, -1, axis=0)[None, :, :] - start
    reach = points[:, None, :] - start
    length = np.maximum((side**2).sum(-1), 1e-12)
    along = np.clip((reach * side).sum(-1) / length, 0, 1)[..., None]
    nearest: Floats = np.sqrt((((reach - along * side) ** 2).sum(-1)).min(axis=1))
    return nearest
