"""Seasons in files: a folder of TOML and CSV, or one Excel workbook. `tables.py` and `keys.py` describe every cell."""

from driveout.outside.faults import Fault, Faults, Said
from driveout.outside.season_files.reading import read_season
from driveout.outside.season_files.reference import season_format_markdown
from driveout.outside.season_files.writing import write_season

__all__ = ["Fault", "Faults", "Said", "read_season", "season_format_markdown", "write_season"]
