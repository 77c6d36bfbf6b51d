"""A week of days: each with its sums, and the whole of it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.drive.days import words
from driveout.office.drive.days.around import empty, heading, phones
from driveout.office.drive.days.one import choices, chosen, hubs_among
from driveout.office.drive.days.sums import sums_of
from driveout.records.drive.days import queries
from driveout.records.drive.days.board import Board, board, week_of
from driveout.records.plan.models import Season
from driveout.records.team.models import Member


def week_page(season: Season, member: Member, asked_day: date | None, asked_hub: str, now: datetime) -> dict[str, Any]:
    """Plain values; seven queries. Without a day that is asked for: this week, or the season's first or last."""
    span = queries.first_and_last(season.pk)
    today = timezone.localtime(now).date()
    day = asked_day or (min(max(today, span[0]), span[1]) if span else today)
    first, last = week_of(day)
    rows = board(season.pk, first, last)
    hubs = hubs_among(rows.trips)
    hub = chosen(asked_hub, member, hubs)
    days = [_day(rows, first + timedelta(days=n), hub, today) for n in range(7)]
    return {
        "season": heading(season),
        "title": _("Uge %(n)s, %(year)s") % {"n": first.isocalendar().week, "year": first.isocalendar().year},
        "hub": hub,
        "hub_name": hubs.get(hub, ""),
        "hubs": choices(hubs, hub),
        "day": day.isoformat(),
        "before": (first - timedelta(days=7)).isoformat(),
        "after": (first + timedelta(days=7)).isoformat(),
        "days": [one for one in days if one["trips"]],
        "sums": sums_of(cafe for cafe in rows.cafes if hub in ("", cafe.hub_key)),
        "phones": phones(member, now),
        "empty": empty(season, member) if not rows.trips else None,
        "today": today.isoformat(),
    }


def _day(rows: Board, day: date, hub: str, today: date) -> dict[str, Any]:
    trips = [trip for trip in rows.trips if trip.date == day and hub in ("", trip.hub_key)]
    cafes = [cafe for trip in trips for cafe in rows.cafes_of.get(trip.pk, [])]
    missing = sum(max(0, rows.needed_at.get(c.pk, 0) - len(rows.hosts(c))) for c in cafes if c.state == "planned")
    return {
        "date": day.isoformat(),
        "name": say.capital(words.date_line(day)),
        "today": day == today,
        "trips": len(trips),
        "missing": say.number(missing) if missing else "",
        **sums_of(cafes),
    }
