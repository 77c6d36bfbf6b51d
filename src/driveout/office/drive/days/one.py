"""One day: its sums, its trips by hub, and what lies before and after."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.drive.both import in_two_places
from driveout.office.drive.calls.page import lists_on
from driveout.office.drive.days import words
from driveout.office.drive.days.around import empty, heading, phones
from driveout.office.drive.days.cafe import Around
from driveout.office.drive.days.sums import sums_of
from driveout.office.drive.days.trip import panel
from driveout.records.drive.crew.rules import leads_somewhere
from driveout.records.drive.days import queries
from driveout.records.drive.days.board import Board, board
from driveout.records.drive.days.elsewhere import CafesAhead
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.meet.of_day import mishaps_at
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_change, may_plan

ALL = "alle"
MANY = 6  # trips of all hubs: with more, what one does when something breaks is one press away, at the trip's hub


def day_page(season: Season, member: Member, day: date, asked: str, now: datetime) -> dict[str, Any]:
    """Plain values; at most sixteen queries. `asked`: the hub to show, “alle” for all; else a hub leader's own."""
    rows = board(season.pk, day)
    hubs = hubs_among(rows.trips)
    hub = chosen(asked, member, hubs)
    shown = [trip for trip in rows.trips if hub in ("", trip.hub_key)]
    many = not hub and len(shown) > MANY
    around = _around(season, rows, day, now, many=many)
    today = timezone.localtime(now).date()
    return {
        "season": heading(season),
        "title": say.capital(words.date_line(day)),
        "day": day.isoformat(),
        "when": _when(day, today),
        "hub": hub,
        "hub_name": hubs.get(hub, ""),
        "hubs": choices(hubs, hub),
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
        "week": day.isoformat(),
        "trips": [panel(trip, around, may=may_change(member, [trip.hub_key]), many=many) for trip in shown],
        "sums": sums_of([cafe for trip in shown for cafe in rows.cafes_of.get(trip.pk, [])]),
        "both": in_two_places(season, day, day, now, hub=hub),
        "may_write": bool(rows.trips) and (may_plan(member) or hub == member.hub_key) and leads_somewhere(member),
        "lists": lists_on(season, member, day),
        "phones": phones(member, now) if day == today else None,
        "empty": empty(season, member) if not rows.trips else None,
    }


def hubs_among(rows: Iterable[Trip | Occurrence]) -> dict[str, str]:
    """Key → what it is called, of the hubs of these, in the alphabet."""
    found = {row.hub_key: row.hub for row in rows}
    return {key: found[key] for key in sorted(found, key=lambda key: say.danish_order(found[key]))}


def choices(hubs: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    """Of which one is shown."""
    return [{"key": key, "name": name, "here": key == chosen} for key, name in hubs.items()]


def chosen(asked: str, member: Member, hubs: Collection[str]) -> str:
    """The key of the hub to show; empty for all of them."""
    if asked == ALL:
        return ""
    if asked in hubs:
        return asked
    own = member.role in (Role.HUB_LEADER, Role.EMPLOYEE) and member.hub_key in hubs
    return member.hub_key if own else ""


def _around(season: Season, rows: Board, day: date, now: datetime, *, many: bool) -> Around:
    today = timezone.localtime(now).date()
    ahead = queries.cafes_ahead(season.pk, max(day, today)) if day >= today and not many else []
    mishaps = mishaps_at([cafe.pk for cafe in rows.cafes])
    return Around(rows, now, queries.intervals(season.pk), mishaps, CafesAhead(ahead))


def _when(day: date, today: date) -> str:
    if day < today:
        return _("Dagen er gået. Tallene kan stadig rettes på telefonen.")
    return _("I dag") if day == today else ""
