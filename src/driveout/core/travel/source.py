"""Where driving minutes come from, in sentences. Seasons keep them in English; `source_in` translates."""

import re

from driveout.core.words import Saying

# Measured by tests/core/travel/test_reference_times.py, which fails when these figures stop being true.
ERROR = Saying(
    "Estimate, not a road network: straight lines over land, bent round fjords, times a detour factor, with speeds by "
    "distance, bridges, and ferries with mean waiting. Against 28 road times between Danish towns, 20 to 95 minutes "
    "apart, as generally known (approximate, no service asked), it is 3.4 minutes off on average and at most 10. "
    "Its speeds were set with the same times in view: on other roads, and on short drives, it may err more.",
    "Et skøn, ikke et vejnet: lige linjer over land, bøjet uden om fjorde og gjort længere for omveje. Farten følger "
    "afstanden. Broer er med, og færger med gennemsnitlig ventetid. Holdt op mod 28 køretider mellem danske byer, "
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


def source_in(source: str, language: str) -> str:
    """A season's `drives_source` with the sentences we know in that language; what others wrote stays as it is."""
    for saying in (ERROR, GIVEN, ESTIMATED, ON_SCREEN, NOWHERE):
        english = re.escape(saying.english).replace(r"\{n\}", r"(?P<n>\d+)")
        wanted = saying.in_(language).replace("{n}", r"\g<n>")
        source = re.sub(rf"(?<!\S){english}(?!\S)", wanted, source)
    return source
