"""Drive: the day as it can still be driven when something breaks."""

from driveout.core.drive.repair import MOVED_GUESTS, check_today, one_day, repaired, stands, within_reach

__all__ = ["MOVED_GUESTS", "check_today", "one_day", "repaired", "stands", "within_reach"]
