"""Plans in files: JSON both ways, and workbook, CSV, calendar, map and print out of them."""

from driveout.outside.plan_files.as_json import plan_as_dict, verdict_as_dict
from driveout.outside.plan_files.reading import read_plan

__all__ = ["plan_as_dict", "read_plan", "verdict_as_dict"]
