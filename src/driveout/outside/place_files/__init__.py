"""Places from public registers: one small importer each, and each says what it took, what it left and why."""

from driveout.outside.place_files.by3 import read_by3
from driveout.outside.place_files.gazetteer import read_gazetteer
from driveout.outside.place_files.geonames import read_geonames
from driveout.outside.place_files.imported import Imported, LeftOut
from driveout.outside.place_files.merged import read_merged

__all__ = ["Imported", "LeftOut", "read_by3", "read_gazetteer", "read_geonames", "read_merged"]
