"""Every key of `season.toml` (the sheet `season` in a workbook): about the season, and its terms."""

from driveout.core.words.fields import SEASON, TERMS
from driveout.outside.season_files.of_fields import columns_of

SEASON_KEYS = columns_of(SEASON)
TERMS_KEYS = columns_of(TERMS)
