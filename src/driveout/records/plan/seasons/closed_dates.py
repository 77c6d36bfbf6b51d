"""On which dates of a season nobody drives: its own closed dates, and the public holidays that its terms name."""

from datetime import date

from driveout.core import words
from driveout.core.plan.calendar import closed_on
from driveout.records.plan.models import Season
from driveout.records.plan.storing.reading import terms_from_json


def closed_dates(season: Season) -> list[date]:
    """In order; empty without a first day. As the planner counts them. No query."""
    return list(closed_on(calendar_of(season)))


def calendar_of(season: Season) -> words.Season:
    """Its dates as words, and nothing else of it. No query."""
    return words.Season(
        name=season.name,
        hubs=(),
        stops=(),
        vehicles=(),
        employees=(),
        volunteers=(),
        terms=terms_from_json(season.terms),
        first_day=season.first_day,
        weeks=season.weeks,
        closed_dates=tuple(date.fromisoformat(day) for day in season.closed_dates),
    )
