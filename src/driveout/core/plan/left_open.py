"""What the sources of Social Drive Out leave open, told about a season that builds on them.

Numbers that can be read in two ways are not settled by software: whoever plans is told both readings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from driveout.core.words import Season

# The sources' own figures; the number is the source's place in the list of sources (docs/explanation/akut-2020.md).
NAMED_HUBS = frozenset(
    [
        "Nykøbing Mors",
        "Skjern",
        "Grenaa",
        "Kolind",
        "Haderslev",
        "Brovst",
        "Slagelse",
        "Hanstholm",
        "Ribe",
        "Esbjerg",
        "Gellerup",
        "Brabrand",
        "Odense",
        "Grindsted",
        "Vejle",
    ]
)
LINES, HUBS, TARGET, VOLUNTEERS = 14, 15, 1260, 150
LEAST_SHIFTS, MOST_SHIFTS = 180, 720


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing the sources do not settle. `touches`: does this season depend on the answer?"""

    key: str
    sources: tuple[str, ...]
    touches: Callable[[Season], bool]
    danish: Callable[[Season], str]
    english: Callable[[Season], str]


def _builds_on_the_sources(season: Season) -> bool:
    return len(NAMED_HUBS & {hub.name for hub in season.hubs}) >= LINES // 2


def _has_the_target(season: Season) -> bool:
    return season.target_guests_a_week == TARGET


def _danish_number(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")


def _shifts_a_week(season: Season) -> int:
    """Volunteer shifts if every stop is opened once a week."""
    return sum(stop.volunteers for stop in season.stops)


OPEN_QUESTIONS: tuple[OpenQuestion, ...] = (
    OpenQuestion(
        "hubs",
        ("002",),
        _builds_on_the_sources,
        lambda season: (
            f"Kilden siger {HUBS} centersteder, men listen har {LINES} linjer: “Gellerup og Brabrand” er én linje. "
            f"Denne sæson regner med {len(season.hubs)}."
        ),
        lambda season: (
            f"The source says {HUBS} hubs, but its list has {LINES} lines: “Gellerup og Brabrand” is one line. "
            f"This season counts {len(season.hubs)}."
        ),
    ),
    OpenQuestion(
        "halvanden gang flere",
        ("002",),
        lambda season: _builds_on_the_sources(season) and _has_the_target(season),
        lambda season: (
            f"“Halvanden gang flere” end ventet kan være 1,5 gange så mange ({_danish_number(TARGET * 1.5)} om ugen) "
            f"eller 150 % flere ({_danish_number(TARGET * 2.5)} om ugen). Denne sæson venter "
            f"{_danish_number(sum(stop.belief.mean_guests for stop in season.stops))}, "
            "hvis hvert sted holder åbent én gang om ugen."
        ),
        lambda season: (
            f"“Halvanden gang flere” than expected may be 1.5 times as many ({TARGET * 1.5:,.0f} a week) or 150 % more "
            f"({TARGET * 2.5:,.0f} a week). This season expects "
            f"{sum(stop.belief.mean_guests for stop in season.stops):,.0f} if each place opens once a week."
        ),
    ),
    OpenQuestion(
        "75,000",
        ("000",),
        _builds_on_the_sources,
        lambda season: (
            "“75.000 besøgende” siden marts 2020 kan være besøg eller forskellige mennesker; kilden siger ikke hvad. "
            "Her tælles besøg."
        ),
        lambda season: (
            "“75,000 visitors” since March 2020 may be visits or different people; the source does not say which. "
            "Here visits are counted."
        ),
    ),
    OpenQuestion(
        "volunteers",
        ("002",),
        lambda season: _builds_on_the_sources(season) and bool(season.volunteers),
        lambda season: (
            f"180 steder, 1–2 åbninger og 1–2 frivillige giver {LEAST_SHIFTS} til {MOST_SHIFTS} vagter om ugen til "
            f"ca. {VOLUNTEERS} frivillige, altså 1,2 til 4,8 vagter til hver. Denne sæson har {len(season.volunteers)} "
            f"frivillige, og én åbning hvert sted kræver {_shifts_a_week(season)} vagter."
        ),
        lambda season: (
            f"180 places, 1–2 openings and 1–2 volunteers make {LEAST_SHIFTS} to {MOST_SHIFTS} shifts a week for about "
            f"{VOLUNTEERS} volunteers, that is 1.2 to 4.8 shifts each. This season has {len(season.volunteers)} "
            f"volunteers, and one opening at each place takes {_shifts_a_week(season)} shifts."
        ),
    ),
)


def what_the_sources_leave_open(season: Season, *, lang: Literal["da", "en"] = "en") -> tuple[str, ...]:
    """A sentence for each open question that this season depends on; none for a season of one's own making."""
    touched = [question for question in OPEN_QUESTIONS if question.touches(season)]
    return tuple(question.danish(season) if lang == "da" else question.english(season) for question in touched)
