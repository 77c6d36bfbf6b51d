"""Dates that somebody should look at: closed ones that change nothing, and days on which Denmark is shut anyway."""

from collections.abc import Iterable
from datetime import timedelta

from driveout.core.plan.calendar import shut_anyway
from driveout.core.words import Season
from driveout.outside.faults import Said


def dates_outside(season: Season, file: str) -> Iterable[Said]:
    """A note for each closed date before the season's first day or after its last."""
    first = season.first_day
    if first is None:
        return
    last = first + timedelta(7 * season.weeks - 1)
    for day in season.closed_dates:
        if not first <= day <= last:
            yield Said(
                f"{file}: the closed date {day} lies outside the season ({first} to {last}) and changes nothing.",
                f"{file}: den lukkede dag {day} ligger uden for sæsonen ({first} til {last}) og ændrer intet.",
            )


def eves(season: Season, file: str) -> Iterable[Said]:
    """A note that offers 24 and 31 December as closed, where somebody would drive."""
    days = shut_anyway(season, {window.weekday for hub in season.hubs for window in hub.workdays})
    if days:
        listed = ", ".join(map(str, days))
        yield Said(
            f"{file}: {listed} are days like others here, but in Denmark everything is shut then. If nobody drives, "
            f"write them under closed_dates.",
            f"{file}: {listed} er almindelige dage her, men i Danmark er alt lukket. Skal ingen køre, så skriv dem "
            f"under closed_dates (lukkede_dage).",
        )
