"""Dates that change nothing, because the season does not hold them."""

from collections.abc import Iterable
from datetime import timedelta

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
