"""Who is on two shifts at once, by name, as the week, the day and the shift's own page say it to those who lead."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.core.words import day_and_minute
from driveout.look import crew as words
from driveout.office import hidden, say
from driveout.records.drive.crew.both import Both, On, both_at_once
from driveout.records.plan.models import Season


def in_two_places(
    season: Season, first: date, last: date, now: datetime, *, hub: str = "", shift: int = 0
) -> list[dict[str, Any]]:
    """Plain values: what is not over on these days, of one hub or one shift where it is named. Three queries.

    Empty where names are not shown, or the season does not count.
    """
    if hidden.are_hidden() or season.is_scenario or season.set_aside_at:
        return []
    here = timezone.localtime(now)
    moment = day_and_minute(here)
    found = both_at_once(season.organisation_id, max(first, here.date()), last) if last >= here.date() else []
    return [_said(one) for one in found if one.until > moment and _is_here(one, season, hub, shift)]


def _is_here(one: Both, season: Season, hub: str, shift: int) -> bool:
    """One of the two is what is asked about."""
    parts: Sequence[On] = [on for on in (one.first, one.second) if on.season == season.pk]
    return any(hub in ("", on.shift.hub) and shift in (0, on.shift.id) for on in parts)


def _said(one: Both) -> dict[str, Any]:
    day = one.first.shift.date
    return {
        "name": one.name,
        "day": _("%(day)s den %(date)s") % {"day": say.day(day.weekday()), "date": say.date_year_free(day)},
        "on": [
            {"season": on.season, "shift": on.shift.id, "place": words.where(on.shift),
             "time": say.span(on.shift.starts, on.shift.ends - on.shift.starts)}
            for on in (one.first, one.second)
        ],
    }  # fmt: skip
