"""The page of today as plain values."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import day_and_minute
from driveout.office import say
from driveout.office.drive.days.around import phones
from driveout.office.drive.days.words import date_line
from driveout.office.today.can_wait import what_can_wait
from driveout.office.today.road import day_of
from driveout.office.today.seen import Today, today_of
from driveout.office.today.waiting import what_waits
from driveout.records.drive.days.queries import intervals
from driveout.records.plan.models import Season
from driveout.records.team.models import Member

MOST_SHOWN = 5  # things that wait: whoever sees more sees none
MORNING, EVENING = 10 * 60, 18 * 60  # minutes of the day


def today_page(season: Season, member: Member, now: datetime) -> dict[str, Any]:
    """Fifty-five queries at most, however many hubs, cafés and people. Numbers that are shown are noted as read."""
    today = today_of(season, member, now)
    waits, wait, near = what_waits(today), what_can_wait(today), intervals(season.pk)
    roads, tomorrow = day_of(today, today.day, near), day_of(today, today.tomorrow, near)
    shown = waits[:MOST_SHOWN]
    today.note_read([*(one.ring for one in shown), *(road["ring"] for road in roads["roads"])])
    more = len(waits) - len(shown)
    return {
        "season": season,
        "hello": _hello(today),
        "when": _when(today),
        "broke": f"{reverse('office:day', args=(season.pk, today.day))}?hub={today.hub or 'alle'}&galt=1",
        "waits": shown,
        "more": ngettext("Og %(n)s ting til.", "Og %(n)s ting til.", more) % {"n": say.number(more)} if more else "",
        "rest": waits[MOST_SHOWN:],
        "can_wait": wait,
        "calm": _calm(today) if not waits else "",
        "today": roads,
        "tomorrow": tomorrow,
        "tomorrow_is": date_line(today.tomorrow),
    }


def _hello(today: Today) -> str:
    _day, minute = day_and_minute(timezone.localtime(today.now))
    user = today.member.user
    name = {"name": user.first_name or user.username}
    if minute < MORNING:
        return _("Godmorgen, %(name)s") % name
    return (_("Goddag, %(name)s") if minute < EVENING else _("Godaften, %(name)s")) % name


def _when(today: Today) -> str:
    """“Tirsdag 24. november · Nykøbing Mors”."""
    day = say.capital(date_line(today.day))
    return " · ".join(part for part in (day, today.member.hub_name if today.hub else today.season.name) if part)


def _calm(today: Today) -> str:
    """Only what is known to be well: crews, and phones where there are any. One query."""
    said = phones(today.member, today.now)
    crews = (
        _("Alle vagter i dag og i morgen er taget.") if today.hubs else _("Der kører ingen vogn i dag eller i morgen.")
    )
    return f"{crews} {said['text']}" if said and said["kind"] == "ok" else crews
