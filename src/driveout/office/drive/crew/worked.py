"""Hours and kilometres as plain values, on the page and in a file."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.drive.crew.looked_for import LookedFor, looked_for
from driveout.office.drive.crew.week import chosen_hub, hub_choices, hubs_in
from driveout.office.me import role_word
from driveout.records.drive.crew.hours import Worked, worked
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import note_readings


def hours_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Nine queries. A hub leader sees the own hub; that somebody read it stands in the list of readings."""
    hubs = hubs_in(season)
    hub = _hub(member, hubs, asked)
    every, who = worked(season, now, hub=hub), looked_for(asked)
    rows = _meant(every, who)
    _note(season, member, Seeing.HOURS, rows, now)
    return {
        "season": season, "hub": hub, "hub_name": hubs.get(hub, ""),
        "hubs": hub_choices(hubs, hub) if member.role == Role.COORDINATOR else [],
        "rows": [_row(one) for one in rows],
        "total": {"held": say.number(sum(one.held for one in rows)), "hours": _hours(sum(one.minutes for one in rows)),
                  "km": say.number(sum(one.km for one in rows))},
        **who.values(len(rows), len(every)),
    }  # fmt: skip


def file_rows(season: Season, member: Member, asked: QueryDict, now: datetime) -> Iterator[list[Any]]:
    """A head and a row a person; hours with a decimal comma, as a Danish spreadsheet wants it."""
    hubs = hubs_in(season)
    yield [_("Navn"), _("Hub"), _("Rolle"), _("Vagter holdt"), _("Timer"), _("Km"), _("Vagter forude"), _("Kom ikke"),
           _("Kom ikke, sagt af")]  # fmt: skip
    rows = _meant(worked(season, now, hub=_hub(member, hubs, asked)), looked_for(asked))
    _note(season, member, Seeing.HOURS_FILE, rows, now)
    for one in rows:
        yield [one.name, one.hub, role_word(one.role), one.held, say.number(one.minutes / 60, 2), say.number(one.km, 1),
               one.ahead, one.no_shows, _said(one)]  # fmt: skip


def _meant(rows: list[Worked], who: LookedFor) -> list[Worked]:
    return [one for one in rows if who.means(one.name, one.hub, role_word(one.role))]


def _note(season: Season, member: Member, what: Seeing, rows: list[Worked], now: datetime) -> None:
    """That somebody read it is written with it."""
    of = [one.whose for one in rows]
    note_readings(by=member.user, organisation_id=season.organisation_id, what=what, of=of, now=now)


def _row(one: Worked) -> dict[str, Any]:
    return {
        "name": one.name, "hub": one.hub, "role": role_word(one.role), "held": one.held, "hours": _hours(one.minutes),
        "km": say.number(one.km), "ahead": one.ahead, "no_shows": one.no_shows, "said": _said(one),
    }  # fmt: skip


def _said(one: Worked) -> str:
    """“3. marts (Dan)”: the day of each no-show, and who said so."""
    return ", ".join(f"{say.date_year_free(day)} ({by or '–'})" for day, by in sorted(one.said))


def _hours(minutes: int) -> str:
    return say.number(minutes / 60, 1)


def _hub(member: Member, hubs: Collection[str], asked: QueryDict) -> str:
    if member.role != Role.COORDINATOR:
        return member.hub_key or "0"
    return chosen_hub(member, hubs, asked.get("hub", ""))
