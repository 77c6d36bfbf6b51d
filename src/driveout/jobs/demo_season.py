"""What the demo is made of: the season, the cast, and the season as if it had just begun."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from driveout.core import words

SEASON = Path(__file__).parents[3] / "examples" / "seasons" / "akut-2020"
HERE, PARTNER, ELSEWHERE = "Social Drive Out, prøve", "Gældsrådgivningen, prøve", "En anden organisation, prøve"

# Sign-in, first name, organisation, role, hub, and what they are in the two languages of the terminal.
CAST = (
    (
        "carla",
        "Carla",
        HERE,
        "coordinator",
        "",
        "coordinator: sees everything and plans",
        "koordinator: ser alt og planlægger",
    ),
    (
        "dan",
        "Dan",
        HERE,
        "hub leader",
        "Skjern",
        "hub leader: days and crew at Skjern",
        "hubleder: dage og hold i Skjern",
    ),
    (
        "alma",
        "Alma",
        HERE,
        "employee",
        "Nykøbing Mors",
        "employee: drives; the app is at /felt/",
        "medarbejder: kører; appen er på /felt/",
    ),
    (
        "bo",
        "Bo",
        HERE,
        "volunteer",
        "Nykøbing Mors",
        "volunteer: own shifts at /vagter/, app at /felt/",
        "frivillig: egne vagter på /vagter/, appen på /felt/",
    ),
    ("eva", "Eva", PARTNER, "partner", "", "debt counsellor at a partner", "gældsrådgiver hos en partner"),
    (
        "finn",
        "Finn",
        ELSEWHERE,
        "coordinator",
        "",
        "another organisation: sees nothing",
        "en anden organisation: ser ingenting",
    ),
)


def as_begun(example: "words.Season", first: "date") -> "words.Season":
    """The season of spring 2020 as if it began on that Monday, with the cast in its crew.

    Its holidays move along, as days on which it is closed: the same plan is found.
    """
    from driveout.core.plan.calendar import closed_on

    assert example.first_day is not None
    ahead = first - example.first_day
    named = {"Alma M.": "Alma", "Bo A.": "Bo"}
    hub = next(hub for name, _, _, _, hub, _, _ in CAST if name == "alma")
    return replace(
        example,
        first_day=first,
        closed_dates=tuple(day + ahead for day in closed_on(example)),
        terms=replace(example.terms, holidays=""),
        employees=tuple(
            replace(e, name=named.get(e.name, e.name), key="") if e.hub == hub else e for e in example.employees
        ),
        volunteers=tuple(
            replace(v, name=named.get(v.name, v.name), key="") if v.hub == hub else v for v in example.volunteers
        ),
    )


def as_planned(example: "words.Season") -> "words.Season":
    """The same on its own dates, which are those of no day on which the demo is started: what its kept plan is of."""
    assert example.first_day is not None
    return as_begun(example, example.first_day)
