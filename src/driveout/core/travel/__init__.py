"""Driving minutes between points in Denmark, from land, water, bridges and ferries."""

from driveout.core.travel.estimate import NoRoad, estimate, estimates
from driveout.core.travel.fill import drives_between, needed_pairs, with_drives
from driveout.core.travel.land import in_sea, looks_swapped, part_of
from driveout.core.travel.municipalities import BY_CODE, BY_NAME, MUNICIPALITIES, municipality_code
from driveout.core.travel.said import ferries_of_plan, ferries_of_season
from driveout.core.travel.sailing import boardings, told
from driveout.core.travel.source import ERROR, source_in

__all__ = [
    "BY_CODE",
    "BY_NAME",
    "ERROR",
    "MUNICIPALITIES",
    "NoRoad",
    "boardings",
    "drives_between",
    "estimate",
    "estimates",
    "ferries_of_plan",
    "ferries_of_season",
    "in_sea",
    "looks_swapped",
    "municipality_code",
    "needed_pairs",
    "part_of",
    "source_in",
    "told",
    "with_drives",
]
