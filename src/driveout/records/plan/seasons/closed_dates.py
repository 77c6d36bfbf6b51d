"""On which dates of a season nobody drives: its own closed dates, and the public holidays that its terms name."""

from datetime import date, timedelta

from driveout.core.plan.calendar import public_holidays
from driveout.records.plan.models import Season


def closed_dates(season: Season) -> list[date]:
    """In order; empty without a first day. As the planner counts them. No query."""
    if season.first_day is None:
        return []
    last = season.first_day + timedelta(7 * season.weeks - 1)
    own = {date.fromisoformat(day) for day in season.closed_dates}
    country = season.terms.get("holidays", "")
    off = own | public_holidays(country, frozenset(range(season.first_day.year, last.year + 1))).keys()
    return sorted(day for day in off if season.first_day <= day <= last)
