"""Drive: the day as it can still be driven when something breaks, and what it brings along."""

from driveout.core.drive.before import as_before
from driveout.core.drive.load import LAST, high_end, last_day, load_of
from driveout.core.drive.repair import MOVED_GUESTS, check_today, one_day, repaired, stands, within_reach
from driveout.core.drive.settling import settle
from driveout.core.drive.stock import SOON_DAYS, NotThere, after, balance_of, first_out, is_over, is_soon

__all__ = [
    "LAST",
    "MOVED_GUESTS",
    "SOON_DAYS",
    "NotThere",
    "after",
    "as_before",
    "balance_of",
    "check_today",
    "first_out",
    "high_end",
    "is_over",
    "is_soon",
    "last_day",
    "load_of",
    "one_day",
    "repaired",
    "settle",
    "stands",
    "within_reach",
]
