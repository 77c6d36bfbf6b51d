"""Every table of a season, in the order a person fills them in; together with `keys.py` nothing else names columns."""

from driveout.outside.season_files.table_ferries import FERRIES
from driveout.outside.season_files.table_figures import DRIVES, EARLIER, REACH, WISHES
from driveout.outside.season_files.table_people import EMPLOYEES, VEHICLES, VOLUNTEERS
from driveout.outside.season_files.table_places import HUBS, STOPS

TABLES = (HUBS, STOPS, VEHICLES, EMPLOYEES, VOLUNTEERS, WISHES, EARLIER, REACH, DRIVES, FERRIES)
