"""Vans, employees and volunteers: what `core.words.fields` knows of them, as tables."""

from driveout.core.words.fields import EMPLOYEE, VEHICLE, VOLUNTEER
from driveout.outside.season_files.columns import Table
from driveout.outside.season_files.of_fields import columns_of

VEHICLES = Table("vehicles", "The vans.", columns_of(VEHICLE), ("biler",), required=True, filled=True)

EMPLOYEES = Table(
    "employees",
    "The local employees. Each drives at most one tour a day.",
    columns_of(EMPLOYEE),
    ("medarbejdere",),
    required=True,
    filled=True,
)

VOLUNTEERS = Table(
    "volunteers",
    "The volunteer hosts. Leave the file out only when no stop needs any.",
    columns_of(VOLUNTEER),
    ("frivillige",),
)
