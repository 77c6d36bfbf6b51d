"""Vans, employees and volunteers: every column."""

from driveout.core.words import Employee, Vehicle, Volunteer
from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import Column, Table, own_key, word_default

HUB = Column(
    "hub",
    kinds.name("Nykøbing Mors"),
    "The hub it belongs to, as named in `hubs`.",
    "Nykøbing Mors",
    danish=("centersted",),
)
WEEKDAY_LIST = "The weekdays on which it can be had."

VEHICLES = Table(
    "vehicles",
    "The vans.",
    (
        Column(
            "vehicle",
            kinds.name("Bil 1 Mors"),
            "Its name, different from every other vehicle, unless each has a key.",
            "Bil 1 Mors",
            danish=("bil", "navn"),
        ),
        HUB,
        Column(
            "days", kinds.weekdays(), WEEKDAY_LIST, "mon tue wed thu fri", word_default(Vehicle, "weekdays"), ("dage",)
        ),
        own_key("van-1"),
    ),
    ("biler",),
    required=True,
    filled=True,
)

EMPLOYEES = Table(
    "employees",
    "The local employees. Each drives at most one tour a day.",
    (
        Column(
            "employee",
            kinds.name("Medarbejder 1 Mors"),
            "A name or a code, different from every other employee, unless each has a key.",
            "Medarbejder 1 Mors",
            danish=("medarbejder", "navn"),
        ),
        HUB,
        Column(
            "days", kinds.weekdays(), WEEKDAY_LIST, "mon tue wed thu fri", word_default(Employee, "weekdays"), ("dage",)
        ),
        Column(
            "hours_a_week",
            kinds.hours("hours a week", "37", 168),
            "Most hours on tours in a week.",
            "37",
            word_default(Employee, "minutes_a_week"),
            ("timer_om_ugen",),
        ),
        Column(
            "hours_a_day",
            kinds.hours("hours a day", "8", 24),
            "Longest tour.",
            "8",
            word_default(Employee, "minutes_a_day"),
            ("timer_om_dagen",),
        ),
        own_key("employee-1"),
    ),
    ("medarbejdere",),
    required=True,
    filled=True,
)

VOLUNTEERS = Table(
    "volunteers",
    "The volunteer hosts. Leave the file out only when no stop needs any.",
    (
        Column(
            "volunteer",
            kinds.name("Frivillig 1 Mors"),
            "A name or a code, different from every other volunteer, unless each has a key.",
            "Frivillig 1 Mors",
            danish=("frivillig", "navn"),
        ),
        HUB,
        Column("days", kinds.weekdays(), WEEKDAY_LIST, "tue thu", danish=("dage",)),
        Column(
            "openings_a_day",
            kinds.whole("openings a day", "2", least=1, most=6),
            "Most openings on one day; all on one tour.",
            "2",
            word_default(Volunteer, "openings_a_day"),
            ("åbninger_om_dagen",),
        ),
        Column(
            "openings_a_week",
            kinds.whole("openings a week", "3", least=1, most=40),
            "Most openings in a week.",
            "3",
            word_default(Volunteer, "openings_a_week"),
            ("åbninger_om_ugen",),
        ),
        own_key("volunteer-1"),
    ),
    ("frivillige",),
)
