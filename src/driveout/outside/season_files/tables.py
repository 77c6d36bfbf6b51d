"""Every table and column of a season: this list is read, written and documented; nothing else names them."""

from dataclasses import fields
from typing import Any

from driveout.core.words import Belief, Employee, Stop, Vehicle, Volunteer, Weekday
from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import Column, Table

DAYS = tuple(kinds.write_day(day) for day in Weekday)
HUB_DAYS = ("8:00-17:00",) * 5 + ("", "")
STOP_DAYS = ("10:00-16:00", "10:00-16:00", "10:00-12:00 14:00-16:00", "10:00-16:00", "10:00-16:00", "", "")


def word_default(word: type, field: str) -> Any:
    """The default a word itself has, so that files and words cannot disagree."""
    return next(f.default for f in fields(word) if f.name == field)


def day_columns(kind: kinds.Kind, means: str, examples: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(
            name, kind, means.format(day=day.english), example, (), (day.danish[:3], day.danish, day.english.lower())
        )
        for name, day, example in zip(DAYS, Weekday, examples, strict=True)
    )


def position(latitude: str, longitude: str) -> tuple[Column, ...]:
    lat = kinds.number("degrees north (WGS 84)", latitude, least=-90, most=90)
    lon = kinds.number("degrees east (WGS 84)", longitude, least=-180, most=180)
    return (
        Column("lat", lat, "Latitude.", latitude, danish=("breddegrad", "latitude")),
        Column("lon", lon, "Longitude.", longitude, danish=("længdegrad", "longitude")),
    )


HUB = Column(
    "hub",
    kinds.words("Nykøbing Mors"),
    "The hub it belongs to, as named in `hubs`.",
    "Nykøbing Mors",
    danish=("centersted",),
)
MUNICIPALITY = Column(
    "municipality",
    kinds.municipality(),
    "The municipality it lies in: Statistics Denmark's three digits, or its name.",
    "773",
    "",
    ("kommune",),
)
WEEKDAY_LIST = "The weekdays on which it can be had."

HUBS = Table(
    "hubs",
    "The bases (centersteder) that vans leave from.",
    (
        Column(
            "hub",
            kinds.words("Nykøbing Mors"),
            "Its name, different from every other hub and stop.",
            "Nykøbing Mors",
            danish=("centersted", "navn"),
        ),
        *position("56.795", "8.859"),
        MUNICIPALITY,
        Column(
            "inhabitants",
            kinds.whole("people", "9013", least=0),
            "People in the town; empty where no register says.",
            "9013",
            None,
            ("indbyggere",),
        ),
        Column("source", kinds.words("GeoNames"), "Where position and size come from.", "GeoNames", "", ("kilde",)),
        *day_columns(kinds.workday(), "{day}: the earliest and latest the crew may work.", HUB_DAYS),
    ),
    ("centersteder",),
    required=True,
    filled=True,
)

STOPS = Table(
    "stops",
    "The small communities where a café may stand: one row for each candidate.",
    (
        Column(
            "stop",
            kinds.words("Karby"),
            "Its name, different from every other hub and stop.",
            "Karby",
            danish=("sted", "navn"),
        ),
        Column(
            "hub",
            kinds.words("Nykøbing Mors"),
            "Its home hub, as named in `hubs`.",
            "Nykøbing Mors",
            danish=("centersted",),
        ),
        Column(
            "also_hubs",
            kinds.names("Hanstholm; Skjern"),
            "Further hubs that may serve it, such as Hanstholm; Skjern.",
            "",
            (),
            ("også_hubs",),
        ),
        *position("56.7556", "8.5722"),
        MUNICIPALITY,
        Column(
            "inhabitants",
            kinds.whole("people", "412", least=0),
            "People in the place; empty where no register says.",
            "412",
            None,
            ("indbyggere",),
        ),
        Column(
            "size_source",
            kinds.words("BY3 2020"),
            "Where the number of inhabitants comes from.",
            "BY3 2020",
            "",
            ("kilde_størrelse",),
        ),
        Column(
            "position_source",
            kinds.words("Stednavne 2020"),
            "Where the position comes from.",
            "Stednavne 2020",
            "",
            ("kilde_position",),
        ),
        Column(
            "venue",
            kinds.words("Forsamlingshuset"),
            "Where the café stands, as guests know it.",
            "Forsamlingshuset, Hovedgaden 12",
            word_default(Stop, "venue"),
            ("lokale",),
        ),
        Column(
            "lengths",
            kinds.lengths(),
            "Opening lengths that are allowed.",
            "60 90 120",
            word_default(Stop, "lengths"),
            ("længder",),
        ),
        Column(
            "setup_minutes",
            kinds.whole("minutes", "15", least=0, most=240),
            "From the van stops until the café is open.",
            "15",
            word_default(Stop, "setup_minutes"),
            ("opstilling_minutter",),
        ),
        Column(
            "packdown_minutes",
            kinds.whole("minutes", "15", least=0, most=240),
            "From closing until the van leaves.",
            "15",
            word_default(Stop, "packdown_minutes"),
            ("nedpakning_minutter",),
        ),
        Column(
            "seats",
            kinds.whole("guests at a time", "7", least=1, most=500),
            "How many guests there is room for at once.",
            "7",
            word_default(Stop, "seats"),
            ("pladser",),
        ),
        Column(
            "stay_minutes",
            kinds.whole("minutes", "60", least=1, most=720),
            "How long a guest stays, on average.",
            "60",
            word_default(Stop, "stay_minutes"),
            ("ophold_minutter",),
        ),
        Column(
            "volunteers",
            kinds.whole("volunteers an opening", "1", least=0, most=20),
            "How many volunteers each opening needs.",
            "1",
            word_default(Stop, "volunteers"),
            ("frivillige",),
        ),
        Column(
            "guests",
            kinds.number("guests a weekly opening", "7", least=0, most=1000),
            "How many people are expected to come to one weekly opening if there is room for all.",
            "7.5",
            danish=("gæster",),
        ),
        Column(
            "guests_spread",
            kinds.number("standard deviation of log(guests)", "0.5", least=0, most=5),
            "How unsure `guests` is: 0.5 means that half to one and a half times as many would not surprise.",
            "0.5",
            word_default(Belief, "spread"),
            ("gæster_spredning",),
        ),
        Column(
            "guests_shape",
            kinds.number("shape of a negative binomial", "3", above=0, most=1e6),
            "How much weeks differ: variance = mean + mean²/shape; large means steady.",
            "3",
            word_default(Belief, "shape"),
            ("gæster_form",),
        ),
        Column(
            "guests_known",
            kinds.choice({"assumed": ("antaget",), "learned": ("lært",)}),
            "Where `guests` comes from: `assumed` (nobody measured it) or `learned` (from attendance).",
            "assumed",
            "assumed",
            ("gæster_kendt",),
        ),
        Column(
            "guests_openings",
            kinds.whole("openings", "0", least=0),
            "How many openings `guests` was learned from.",
            "0",
            word_default(Belief, "openings"),
            ("gæster_åbninger",),
        ),
        Column(
            "weight",
            kinds.number("times", "1", least=0, most=1000),
            "What one guest here counts for when guests are added up.",
            "1",
            word_default(Stop, "weight"),
            ("vægt",),
        ),
        Column(
            "visits_min",
            kinds.whole("visits a week", "0", least=0, most=2),
            "The least number of visits a week.",
            "0",
            word_default(Stop, "visits_min"),
            ("besøg_mindst",),
        ),
        Column(
            "visits_max",
            kinds.whole("visits a week", "2", least=0, most=2),
            "The most visits a week.",
            "2",
            word_default(Stop, "visits_max"),
            ("besøg_højst",),
        ),
        *day_columns(
            kinds.windows(), "{day}: when guests may be inside; set-up and pack-down may lie outside.", STOP_DAYS
        ),
    ),
    ("steder",),
    required=True,
    filled=True,
)

VEHICLES = Table(
    "vehicles",
    "The vans.",
    (
        Column(
            "vehicle",
            kinds.words("Bil 1 Mors"),
            "Its name, different from every other vehicle.",
            "Bil 1 Mors",
            danish=("bil", "navn"),
        ),
        HUB,
        Column(
            "days", kinds.weekdays(), WEEKDAY_LIST, "mon tue wed thu fri", word_default(Vehicle, "weekdays"), ("dage",)
        ),
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
            kinds.words("Medarbejder 1 Mors"),
            "A name or a code, different from every other employee.",
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
            kinds.words("Frivillig 1 Mors"),
            "A name or a code, different from every other volunteer.",
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
    ),
    ("frivillige",),
)

STOP = Column("stop", kinds.words("Karby"), "A stop, as named in `stops`.", "Karby", danish=("sted",))
MINUTES = kinds.whole("minutes", "90", least=5, most=720)

WISHES = Table(
    "wishes",
    "What must be, or must not be, whatever it costs.",
    (
        Column(
            "wish",
            kinds.choice({"pin": ("fasthold", "fast"), "forbid": ("forbyd", "ikke")}),
            "`pin`: the stop is open on that day. `forbid`: it is not visited.",
            "pin",
            danish=("ønske",),
        ),
        STOP,
        Column(
            "day",
            kinds.weekday(),
            "The weekday; a `forbid` without one means the whole week.",
            "tue",
            None,
            ("dag", "ugedag"),
        ),
        Column(
            "starts",
            kinds.time_of_day(),
            "For a pin: when it opens, where that matters.",
            "12:30",
            None,
            ("begynder", "start"),
        ),
        Column("minutes", MINUTES, "For a pin: how long it is open, where that matters.", "90", None, ("minutter",)),
    ),
    ("ønsker",),
)

EARLIER = Table(
    "earlier",
    "The plan that people are used to. Moving or giving up one of its openings has a price (`change_price_guests`).",
    (
        STOP,
        Column("day", kinds.weekday(), "The weekday.", "tue", danish=("dag", "ugedag")),
        Column("starts", kinds.time_of_day(), "When it opens.", "12:30", danish=("begynder", "start")),
        Column("minutes", MINUTES, "How long it is open.", "90", danish=("minutter",)),
    ),
    ("tidligere",),
)

REACH = Table(
    "reach",
    "Guests met, given outright, in place of the built-in reckoning from `guests`, seats and stay. It covers the stops, visits and lengths it lists.",
    (
        STOP,
        Column("visits", kinds.whole("visits a week", "1", least=1, most=2), "Visits a week.", "1", danish=("besøg",)),
        Column("minutes", MINUTES, "Length of each opening.", "90", danish=("minutter",)),
        Column(
            "guests",
            kinds.number("guests a week", "6.4", least=0, most=10000),
            "Guests met a week, all visits together.",
            "6.4",
            danish=("gæster",),
        ),
    ),
    ("rækkevidde",),
)

PLACE = kinds.words("Karby")
DRIVES = Table(
    "minutes",
    "Driving, given outright. Pairs that are not listed are estimated. One direction is enough when both take the same.",
    (
        Column("from", PLACE, "A hub or a stop.", "Nykøbing Mors", danish=("fra",)),
        Column("to", PLACE, "A hub or a stop.", "Karby", danish=("til",)),
        Column(
            "minutes", kinds.whole("minutes", "27", least=0, most=1440), "Minutes one way.", "27", danish=("minutter",)
        ),
        Column(
            "km",
            kinds.number("kilometres", "24.5", least=0, most=2000),
            "Kilometres one way; empty: estimated.",
            "24.5",
            None,
        ),
    ),
    ("køretid",),
)

TABLES = (HUBS, STOPS, VEHICLES, EMPLOYEES, VOLUNTEERS, WISHES, EARLIER, REACH, DRIVES)
