"""A week of cafés as plain values: what a café told, without the vans and shifts that brought it there."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.drive.days import words
from driveout.office.drive.days.around import empty, heading
from driveout.office.drive.days.cafe import Around, row, tally_of
from driveout.office.drive.days.one import choices, chosen, hubs_among
from driveout.office.drive.days.sums import sums_of
from driveout.records.drive.days import queries
from driveout.records.drive.days.board import board, week_of
from driveout.records.drive.models import Occurrence
from driveout.records.meet.of_day import mishaps_at
from driveout.records.meet.own_words import may_read_words
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role


def cafes_page(season: Season, member: Member, asked_day: date | None, hub: str, now: datetime) -> dict[str, Any]:
    """Plain values; at most eleven queries. Without a day that is asked for: this week, or the season's nearest."""
    span, today = queries.first_and_last(season.pk), timezone.localtime(now).date()
    day = asked_day or (min(max(today, span[0]), span[1]) if span else today)
    first, last = week_of(day)
    rows = board(season.pk, first, last)
    hubs = hubs_among(rows.cafes)
    hub = chosen(hub, member, hubs)
    shown = [cafe for cafe in rows.cafes if hub in ("", cafe.hub_key)]
    around = Around(rows, now, queries.intervals(season.pk), mishaps_at([cafe.pk for cafe in shown]))
    week = first.isocalendar()
    return {
        "season": heading(season),
        "title": _("Caféer i uge %(n)s, %(year)s") % {"n": week.week, "year": week.year},
        "hub": hub,
        "hub_name": hubs.get(hub, ""),
        "hubs": choices(hubs, hub),
        "day": day.isoformat(),
        "before": (first - timedelta(days=7)).isoformat(),
        "after": (first + timedelta(days=7)).isoformat(),
        "today": today.isoformat(),
        "days": _by_day(shown, around, season, member, today),
        "sums": sums_of(shown),
        "empty": empty(season, member) if not shown else None,
    }


def _by_day(
    cafes: Sequence[Occurrence], around: Around, season: Season, member: Member, today: date
) -> list[dict[str, Any]]:
    days = sorted({cafe.date for cafe in cafes})
    return [
        {
            "name": say.capital(words.date_line(day)),
            "key": day.isoformat(),
            "today": day == today,
            "href": reverse("office:day", args=(season.pk, day)),
            "cafes": [_row(cafe, around, member) for cafe in cafes if cafe.date == day],
        }
        for day in days
    ]


def _row(cafe: Occurrence, around: Around, member: Member) -> dict[str, Any]:
    """`words`: where own words of this café are read, for those who may."""
    tally = tally_of(cafe)
    reads = may_read_words(member) and (member.role == Role.COORDINATOR or member.hub_key == cafe.hub_key)
    said = tally is not None and tally.words > 0
    return {
        **row(cafe, around),
        "hub": cafe.hub,
        "words": reverse("office:read_words", args=(cafe.pk,)) if said and reads else "",
        "steps": reverse("office:next_steps_at", args=(cafe.pk,)) if tally and tally.next_steps and reads else "",
    }
