"""Wishes, the plan before, and figures given outright: every column."""

from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import Column, Table

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
    "Guests met, given outright, in place of the built-in reckoning from `guests`, seats and stay. It covers the "
    "stops, visits and lengths it lists.",
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
    "Driving, given outright. Pairs that are not listed are estimated. One direction is enough when both take "
    "the same.",
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
