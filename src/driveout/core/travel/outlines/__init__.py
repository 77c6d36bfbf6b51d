"""Outlines of the Danish land parts and of the water inside them: enough to tell what is land, not a map.

Each corner is "lat,lon" in degrees (WGS 84), ring not repeated. Drawn by generalising the public municipal boundaries
(DAGI, Klimadatastyrelsen) to about 150 m (small islands 80 m), then checked: every named place of the place-name
register with 200 inhabitants or more falls on the right part (tests/core/travel/test_land.py).
Amager is drawn with Zealand, Rømø with Jutland (a dam), Hindsholm and the like with their mainland.
"""

from driveout.core.travel.outlines import islands, jutland, middle, zealand
from driveout.core.travel.outlines.waters import DAMS, WATERS

OUTLINES: dict[str, str] = {**jutland.RINGS, **zealand.RINGS, **middle.RINGS, **islands.RINGS}

__all__ = ["DAMS", "OUTLINES", "WATERS"]
