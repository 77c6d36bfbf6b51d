"""Where there is help: open when, for whom, and how long ago somebody asked them."""

from driveout.core.bridge.directory.ageing import age_of
from driveout.core.bridge.directory.coverage import coverage, gaps, hours_open, week_of
from driveout.core.bridge.directory.open_hours import Stretch, next_opening, open_at, stretches_on
from driveout.core.bridge.directory.ranking import ranked

__all__ = [
    "Stretch",
    "age_of",
    "coverage",
    "gaps",
    "hours_open",
    "next_opening",
    "open_at",
    "ranked",
    "stretches_on",
    "week_of",
]
