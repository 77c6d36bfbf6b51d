"""A plan of the small town, made by hand: three tours, five openings, every figure summed on paper."""

from dataclasses import replace
from typing import Any

from driveout.core.simulate.small_town import HUB
from driveout.core.words import Opening, Plan, Proof, Status, Tour, Weekday

MONDAY, TUESDAY, WEDNESDAY = Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY
OBJECTIVE = 30.8  # 2 × 6.3 + 2 × 5.6 + 7.0


def morning(name: str, day: Weekday) -> Tour:
    """15 + 10 + 15 minutes to Mosede at 10.00, on to Lyngdal at 12.10, home 14.25: 305 minutes and 35 km."""
    return Tour(name, HUB, day, "Van 1", "Alma", 560, 865, 35, 35.0, 122.5 + 230 * 305 / 60 + 300)


def good_plan() -> Plan:
    """Mosede and Lyngdal on Monday and Wednesday with Alma, Vestermark on Tuesday with Anders."""
    openings = (
        Opening("Mosede", HUB, MONDAY, 600, 90, 6.3, "A", ("Bo",)),
        Opening("Lyngdal", HUB, MONDAY, 730, 90, 5.6, "A", ("Bo",)),
        Opening("Vestermark", HUB, TUESDAY, 600, 60, 7.0, "B", ("Bodil",)),
        Opening("Mosede", HUB, WEDNESDAY, 600, 90, 6.3, "C", ("Birthe",)),
        Opening("Lyngdal", HUB, WEDNESDAY, 730, 90, 5.6, "C", ("Birthe",)),
    )
    tuesday = Tour("B", HUB, TUESDAY, "Van 2", "Anders", 545, 715, 50, 50.0, 175 + 230 * 170 / 60 + 150)
    tours = (morning("A", MONDAY), tuesday, morning("C", WEDNESDAY))
    return Plan("Small town", openings, tours, Proof(OBJECTIVE, 31.0, Status.TIME_LIMIT))


def with_opening(plan: Plan, number: int, **changes: Any) -> Plan:
    """The plan with one opening changed."""
    openings = list(plan.openings)
    openings[number] = replace(openings[number], **changes)
    return replace(plan, openings=tuple(openings))


def with_tour(plan: Plan, number: int, **changes: Any) -> Plan:
    """The plan with one tour changed."""
    tours = list(plan.tours)
    tours[number] = replace(tours[number], **changes)
    return replace(plan, tours=tuple(tours))
