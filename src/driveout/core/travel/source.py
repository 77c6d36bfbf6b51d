"""Where driving minutes come from, in sentences. Seasons keep them in English; `source_in` translates."""

import re

from driveout.core.words import Saying

# Measured by tests/core/travel/test_reference_times.py, which fails when these figures stop being true.
ERROR = Saying(
    "Estimate, not a road network: straight lines over land, bent round fjords, times a detour factor, with speeds by "
    "distance, bridges, and ferries with the usual wait. Against 28 road times between Danish towns, 20 to 95 minutes "
    "apart, as generally known (approximate, no service asked), it is 3.4 minutes off on average and at most 10. "
    "Its speeds were set with the same times in view: on other roads, and on short drives, it may err more.",
    "Et skøn, ikke et vejnet: lige linjer over land, bøjet uden om fjorde og gjort længere for omveje. Farten følger "
    "afstanden. Broer er med, og færger med den sædvanlige ventetid. Holdt op mod 28 køretider mellem danske byer, "
    "20 til 95 minutter fra hinanden, som de er almindeligt kendt (omtrentlige, ingen tjeneste er spurgt), er skønnet "
    "i gennemsnit 3,4 minutter forkert og højst 10. Farten er valgt med de samme køretider for øje. På andre veje og "
    "på korte ture kan fejlen være større.",
)
GIVEN = Saying("{n} drives given outright.", "Antal køretider, der er givet på forhånd: {n}.")
ESTIMATED = Saying("{n} drives by the built-in estimate.", "Antal køretider fra det indbyggede skøn: {n}.")
ON_SCREEN = Saying(
    "Drives to and from places added or moved on screen are by the built-in estimate.",
    "Køretider til og fra steder, der er lagt til eller flyttet på skærmen, er fra det indbyggede skøn.",
)
NOWHERE = Saying(
    "No road, bridge or ferry is known for {n} of them.", "For {n} af dem kendes hverken vej, bro eller færge."
)

# What a routing service answered; {service} is its name.
ANSWERED = Saying("{n} driving minutes from {service}.", "Antal køretider fra {service}: {n}.")
NO_WAY = Saying(
    "{service} knows no way for {n} pairs: the built-in estimate is used for them.",
    "{service} kender ingen vej for {n} par: for dem er det indbyggede skøn brugt.",
)
TOO_FAST = Saying(
    "{service} gave {n} pairs fewer minutes than any road allows: the built-in estimate is used for them.",
    "{service} gav {n} par færre minutter, end nogen vej tillader: for dem er det indbyggede skøn brugt.",
)
INSTEAD = Saying("The built-in estimate is used instead.", "Det indbyggede skøn er brugt i stedet.")
SILENT = Saying("{service} does not answer ({why}).", "{service} svarer ikke ({why}).")
STATUS = Saying("{service} answered with HTTP status {n}.", "{service} svarede med HTTP-status {n}.")
NO_JSON = Saying(
    "{service} answered with something that is not JSON.", "{service} svarede med noget, der ikke er JSON."
)
NO_TABLE = Saying(
    "{service} answered with something that is not a table.", "{service} svarede med noget, der ikke er en tabel."
)
DISORDER = Saying("{service} answered with a table in disorder.", "{service} svarede med en tabel, der er i uorden.")
MISSHAPEN = Saying(
    "{service} answered with a table that is not {n} by {n}.",
    "{service} svarede med en tabel, der ikke er {n} gange {n}.",
)
UNTRUE = Saying(
    "{service} answered with minutes or kilometres that cannot be true.",
    "{service} svarede med minutter eller kilometer, der ikke kan være sande.",
)
KNOWN = (
    *(ERROR, GIVEN, ESTIMATED, ON_SCREEN, NOWHERE, ANSWERED, NO_WAY, TOO_FAST, INSTEAD, SILENT, STATUS, NO_JSON),
    *(NO_TABLE, DISORDER, MISSHAPEN, UNTRUE),
)
_HOLES = {"n": r"\d+", "service": r"[A-Z]\w*", "why": r"\w+"}


def filled(saying: Saying, **values: object) -> Saying:
    """A sentence with its holes filled."""
    return Saying(saying.english.format(**values), saying.danish.format(**values))


def source_in(source: str, language: str) -> str:
    """A season's `drives_source` with the sentences we know in that language; what others wrote stays as it is."""
    for saying in KNOWN:
        wanted = re.sub(r"\{(\w+)\}", r"\\g<\1>", saying.in_(language))
        source = re.sub(rf"(?<!\S){_pattern(saying.english)}(?!\S)", wanted, source)
    return source


def _pattern(english: str) -> str:
    """The sentence as a pattern; a hole that stands twice must be filled alike."""
    found = re.escape(english)
    for name, what in _HOLES.items():
        hole = rf"\{{{name}\}}"
        found = found.replace(hole, f"(?P<{name}>{what})", 1).replace(hole, f"(?P={name})")
    return found
