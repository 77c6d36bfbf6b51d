"""What is known of a hub."""

from driveout.core.words.fields.field import Field, Head, Register, Sees
from driveout.core.words.fields.kinds import LONGEST_NAME, LONGEST_NUMBER, Spans, Text
from driveout.core.words.fields.shared import day_heads, key, spot
from driveout.core.words.season import Hub

HUB = Register(Hub, (
    Field("name", Text(LONGEST_NAME), sees=Sees.ANYONE, planned=False, heads=(
        Head("hub", ("centersted", "navn"), "Nykøbing Mors",
             "Its name, different from every other hub and stop, unless each has a key.",
             "Navnet. Det må ingen anden hub og intet sted have, uden at hver har en nøgle."),
    )),
    Field("place_name", Text(LONGEST_NAME), at="place.name", sees=Sees.ANYONE, planned=False),
    *spot("56.795", "8.859", Head(
        "inhabitants", ("indbyggere",), "9013", "People in the town; empty where no register says.",
        "Indbyggere i byen. Tom, hvor intet register siger det.",
    )),
    Field("source", Text(), at="place.source", sees=Sees.ANYONE, planned=False, heads=(
        Head("source", ("kilde",), "GeoNames", "Where position and size come from.",
             "Hvor position og størrelse kommer fra."),
    )),
    Field("phone", Text(LONGEST_NUMBER), sees=Sees.ANYONE, planned=False, heads=(
        Head("phone", ("telefon",), "12 34 56 78",
             "The number that guests ring about the cafés from here: it is told to anyone. Never somebody's own.",
             "Det nummer, gæster ringer til om caféerne herfra: alle kan se det. Aldrig en persons eget."),
    )),
    Field("workdays", Spans(one_a_day=True), heads=day_heads(
        ("8:00-17:00",) * 5 + ("", ""), "the earliest and latest the crew may work.",
        "Hvornår holdet må arbejde den dag, tidligst og senest.",
    )),
    key("hub-1"),
))  # fmt: skip
