"""Hubs and stops: every column."""

from driveout.core.words import Belief, Stop, Weekday
from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import Column, Table, own_key, word_default

DAYS = tuple(kinds.write_day(day) for day in Weekday)
HUB_DAYS = ("8:00-17:00",) * 5 + ("", "")
STOP_DAYS = ("10:00-16:00", "10:00-16:00", "10:00-12:00 14:00-16:00", "10:00-16:00", "10:00-16:00", "", "")


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


MUNICIPALITY = Column(
    "municipality",
    kinds.municipality(),
    "The municipality it lies in: Statistics Denmark's three digits, or its name.",
    "773",
    "",
    ("kommune",),
)
HUBS = Table(
    "hubs",
    "The bases (centersteder) that vans leave from.",
    (
        Column(
            "hub",
            kinds.name("Nykøbing Mors"),
            "Its name, different from every other hub and stop, unless each has a key.",
            "Nykøbing Mors",
            danish=("centersted", "navn"),
        ),
        *position("56.795", "8.859"),
        MUNICIPALITY,
        Column(
            "inhabitants",
            kinds.whole("people", "9013", least=0, most=2_000_000),
            "People in the town; empty where no register says.",
            "9013",
            None,
            ("indbyggere",),
        ),
        Column("source", kinds.words("GeoNames"), "Where position and size come from.", "GeoNames", "", ("kilde",)),
        *day_columns(kinds.workday(), "{day}: the earliest and latest the crew may work.", HUB_DAYS),
        own_key("hub-1"),
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
            kinds.name("Karby"),
            "Its name, different from every other hub and stop, unless each has a key.",
            "Karby",
            danish=("sted", "navn"),
        ),
        Column(
            "hub",
            kinds.name("Nykøbing Mors"),
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
            kinds.whole("people", "412", least=0, most=2_000_000),
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
            kinds.words("Forsamlingshuset", kinds.LONGEST_VENUE),
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
        own_key("stop-1"),
    ),
    ("steder",),
    required=True,
    filled=True,
)
