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
    """The season of spring 2020 as if it began on that Monday, with the cast in its crew, closed on the holidays of its
    own year and on the eves of December.

    As many dates of each weekday are closed as in 2020, so that the same plan is the best: where its own year has
    fewer, the hubs are closed on others besides. In the few winters that have more (Christmas on a Tuesday), what is
    too many is driven.
    """
    from driveout.core.plan.calendar import closed_on, shut_anyway
    from driveout.core.words import MONDAY_TO_FRIDAY

    assert example.first_day is not None
    begun = replace(example, first_day=first)
    before = {day + (first - example.first_day) for day in closed_on(example)}
    own = {*closed_on(begun), *shut_anyway(begun, MONDAY_TO_FRIDAY)}
    closed = [day for weekday in MONDAY_TO_FRIDAY for day in _as_many(weekday, own, before)]
    keeps_all = all(day in closed for day in own if day.weekday() in MONDAY_TO_FRIDAY)
    named = {"Alma M.": "Alma", "Bo A.": "Bo"}
    hub = next(hub for name, _, _, _, hub, _, _ in CAST if name == "alma")
    return replace(
        begun,
        closed_dates=tuple(sorted(set(closed) - (closed_on(begun).keys() if keeps_all else set()))),
        terms=replace(example.terms, holidays=example.terms.holidays if keeps_all else ""),
        employees=tuple(
            replace(e, name=named.get(e.name, e.name), key="") if e.hub == hub else e for e in example.employees
        ),
        volunteers=tuple(
            replace(v, name=named.get(v.name, v.name), key="") if v.hub == hub else v for v in example.volunteers
        ),
    )


def _as_many(weekday: int, own: "set[date]", before: "set[date]") -> "list[date]":
    """As many dates of that weekday as were closed before, its own year's first."""
    mine = sorted(day for day in own if day.weekday() == weekday)
    others = sorted(day for day in before - own if day.weekday() == weekday)
    return [*mine, *others][: sum(day.weekday() == weekday for day in before)]


def as_planned(example: "words.Season") -> "words.Season":
    """The same on its own dates, which are those of no day on which the demo is started: what its kept plan is of."""
    assert example.first_day is not None
    return as_begun(example, example.first_day)
