"""Fields that several registers have."""

from driveout.core.words.fields.field import Field, Head, Sees
from driveout.core.words.fields.kinds import LONGEST_VENUE, AtHub, Days, Decimal, Key, Municipality, Text, Whole
from driveout.core.words.time import Weekday

LATITUDE, LONGITUDE = Decimal("degrees north (WGS 84)", -90, 90), Decimal("degrees east (WGS 84)", -180, 180)
WHERE_IT_LIES = "The municipality it lies in: Statistics Denmark's three digits, or its name."
HVOR_DET_LIGGER = "Kommunen, den ligger i: Danmarks Statistiks tre cifre eller navnet."

AS_A_GUEST_FINDS_IT = "Its address, as a guest finds it. A position is not worked out from it: give both."
SOM_EN_GÆST_FINDER_DEN = "Adressen, som en gæst finder den. Positionen regnes ikke ud fra den: skriv begge dele."


def spot(lat: str, lon: str, people: Head) -> tuple[Field, ...]:
    """Where it lies and how large it is, with an example of each."""
    return (
        Field(
            "lat", LATITUDE, (Head("lat", ("breddegrad", "latitude"), lat, "Latitude.", "Breddegrad."),),
            at="place.lat", sees=Sees.ANYONE,
        ),
        Field(
            "lon", LONGITUDE, (Head("lon", ("længdegrad", "longitude"), lon, "Longitude.", "Længdegrad."),),
            at="place.lon", sees=Sees.ANYONE,
        ),
        Field(
            "address", Text(LONGEST_VENUE),
            (Head("address", ("adresse",), "Hovedgaden 12, 7960 Karby", AS_A_GUEST_FINDS_IT, SOM_EN_GÆST_FINDER_DEN),),
            at="place.address", sees=Sees.ANYONE, planned=False,
        ),
        Field(
            "municipality", Municipality(),
            (Head("municipality", ("kommune",), "773", WHERE_IT_LIES, HVOR_DET_LIGGER),),
            at="place.municipality", sees=Sees.ANYONE,
        ),
        Field(
            "inhabitants", Whole("people", 0, 2_000_000, empty=True), (people,),
            at="place.inhabitants", sees=Sees.ANYONE, planned=False,
        ),
    )  # fmt: skip


def at_hub() -> Field:
    return Field("hub", AtHub(), (
        Head("hub", ("centersted",), "Nykøbing Mors", "The hub it belongs to, as named in `hubs`.",
             "Den hub, der hører til, som den hedder i arket Hubs."),
    ))  # fmt: skip


def key(example: str) -> Field:
    return Field("key", Key(), planned=False, heads=(
        Head("key", ("nøgle",), example,
             "What other rows may call it by. Empty: its name. Needed where two have one name.",
             "Det, andre rækker må kalde den. Tom: navnet. Skal bruges, hvor to har samme navn."),
    ))  # fmt: skip


def days(example: str) -> Field:
    return Field("weekdays", Days(), (
        Head("days", ("dage",), example, "The weekdays on which it can be had.",
             "De ugedage, hvor den eller det kan bruges."),
    ))  # fmt: skip


def day_heads(examples: tuple[str, ...], en: str, da: str) -> tuple[Head, ...]:
    """Seven columns, Monday first."""
    return tuple(
        Head(day.english.lower()[:3], (day.danish[:3], day.danish, day.english.lower()), example,
             f"{day.english}: {en}", da)
        for day, example in zip(Weekday, examples, strict=True)
    )  # fmt: skip
