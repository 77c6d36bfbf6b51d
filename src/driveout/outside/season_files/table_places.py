"""Hubs and stops: what `core.words.fields` knows of them, as tables."""

from driveout.core.words import Weekday
from driveout.core.words.fields import HUB, STOP
from driveout.outside.season_files.columns import Table
from driveout.outside.season_files.kinds import write_day
from driveout.outside.season_files.of_fields import columns_of

DAYS = tuple(write_day(day) for day in Weekday)

HUBS = Table(
    "hubs",
    "The bases (centersteder) that vans leave from.",
    columns_of(HUB),
    ("hubs", "centersteder"),
    required=True,
    filled=True,
)

STOPS = Table(
    "stops",
    "The small communities where a café may stand: one row for each candidate.",
    columns_of(STOP),
    ("steder",),
    required=True,
    filled=True,
)
