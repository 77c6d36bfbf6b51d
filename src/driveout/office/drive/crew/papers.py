"""Papers as plain values: what was seen of each person, what runs out, and what is missing before the next shift."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.core.drive.crew import NEEDED, TERMS
from driveout.core.words import Duty, Paper
from driveout.look.crew import paper_word
from driveout.office import say
from driveout.office.drive.crew.week import chosen_hub, hub_choices, hubs_in
from driveout.office.me import role_word
from driveout.records.drive.crew.checks import checks_of, crew_of, next_shifts
from driveout.records.drive.crew.rules import leads
from driveout.records.drive.models import Check
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose, note_readings


def papers_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """At most nine queries. Those with something to do come first; that somebody read it stands in the list."""
    today = timezone.localtime(now).date()
    hubs = hubs_in(season)
    hub = chosen_hub(member, hubs, asked.get("hub", ""))
    people = crew_of(season.organisation_id, hub)
    of = [Whose(member=one.pk) for one in people]
    note_readings(by=member.user, organisation_id=member.organisation_id, what=Seeing.PAPERS, of=of, now=now)
    seen: defaultdict[int, dict[str, Check]] = defaultdict(dict)
    for row in checks_of([one.pk for one in people]):
        seen[row.member_id].setdefault(row.kind, row)
    coming = next_shifts([one.pk for one in people], today)
    rows = [_person(one, seen[one.pk], coming.get(one.pk), member, today) for one in people]
    return {
        "season": season, "hubs": hub_choices(hubs, hub), "hub": hub,
        "rows": sorted(rows, key=lambda row: row["order"]),
        "kinds": [{"value": paper.value, "word": paper_word(paper)} for paper in Paper],
        "people": [{"id": one.pk, "name": _name(one)} for one in people if _may(member, one)],
        "today": today.isoformat(), "typed": {}, "trouble": "",
    }  # fmt: skip


def _person(one: Member, seen: dict[str, Check], coming: date | None, member: Member, today: date) -> dict[str, Any]:
    duty = Duty.HOST if one.role == Role.VOLUNTEER else Duty.EMPLOYEE
    papers = [_paper(paper, seen.get(paper.value), today, coming) for paper in Paper
              if paper in NEEDED[duty] or paper.value in seen]  # fmt: skip
    wrong = sum(paper["state"] in ("missing", "over") for paper in papers)
    soon = sum(paper["state"] == "soon" for paper in papers)
    return {
        "id": one.pk, "name": _name(one), "role": role_word(one.role), "hub": one.hub_name, "papers": papers,
        "coming": say.date_long(coming) if coming else "", "wrong": wrong, "may": _may(member, one),
        "order": (not (wrong and coming), not wrong, not soon, coming or date.max, one.hub_name, _name(one)),
    }  # fmt: skip


def _paper(paper: Paper, row: Check | None, today: date, coming: date | None) -> dict[str, Any]:
    name = say.capital(paper_word(paper))
    if row is None:
        return {"name": name, "state": "missing", "told": _("Ikke set")}
    by = str(getattr(row.checked_by, "first_name", "") or "–")
    told = _("Set %(seen)s af %(by)s") % {"seen": say.date_long(row.checked_on), "by": by}
    if row.valid_until is None:
        return {"id": row.pk, "name": name, "state": "ok", "told": told, "until": ""}
    until = say.date_long(row.valid_until)
    over = row.valid_until < (coming or today) or row.valid_until < today
    soon = row.valid_until <= today + timedelta(days=TERMS.soon_days)
    state = "over" if over else "soon" if soon else "ok"
    return {"id": row.pk, "name": name, "state": state, "told": told, "until": until}


def _may(member: Member, other: Member) -> bool:
    return leads(member, other.hub_key) and member.pk != other.pk


def _name(member: Member) -> str:
    return str(member.user.first_name or member.user.username)
