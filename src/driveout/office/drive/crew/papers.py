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
from driveout.office.drive.crew.looked_for import looked_for
from driveout.office.drive.crew.week import chosen_hub, hub_choices, hubs_in
from driveout.office.drive.reads import note
from driveout.office.me import role_word
from driveout.records.drive.crew.mates import Mate, checks_by_who, mates_of, next_shifts
from driveout.records.drive.crew.rules import leads
from driveout.records.drive.models import Check
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.trust.models import Seeing


def papers_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Everybody of the crew, sign-in or not; those with something to do come first. That somebody read it stands in the
    list of readings. Fourteen queries."""
    today = timezone.localtime(now).date()
    hubs = hubs_in(season)
    hub = chosen_hub(member, hubs, asked.get("hub", ""))
    every, who = [one for one in mates_of(season) if hub in ("", one.hub) or not one.hub], looked_for(asked)
    people = [one for one in every if who.means(one.name, one.hub_name, role_word(one.role))]
    note(member, Seeing.PAPERS, people)
    seen: defaultdict[str, dict[str, Check]] = defaultdict(dict)
    for whose, rows in checks_by_who(people).items():
        for row in rows:
            seen[whose].setdefault(row.kind, row)
    coming = next_shifts(season, people, today)
    told = [_person(one, seen[one.who], coming.get(one.who), member, today) for one in people]
    return {
        "season": season, "hubs": hub_choices(hubs, hub), "hub": hub,
        "rows": sorted(told, key=lambda row: row["order"]),
        "kinds": [{"value": paper.value, "word": paper_word(paper)} for paper in Paper],
        "people": [{"id": one.code, "name": one.name} for one in every if _may(member, one)],
        "today": today.isoformat(), "typed": {}, "trouble": "", **who.values(len(people), len(every)),
    }  # fmt: skip


def _person(mate: Mate, seen: dict[str, Check], coming: date | None, member: Member, today: date) -> dict[str, Any]:
    duty = Duty.HOST if mate.role == Role.VOLUNTEER else Duty.EMPLOYEE
    papers = [paper_values(paper, seen.get(paper.value), today, coming) for paper in Paper
              if paper in NEEDED[duty] or paper.value in seen]  # fmt: skip
    wrong = sum(paper["state"] in ("missing", "over") for paper in papers)
    soon = sum(paper["state"] == "soon" for paper in papers)
    return {
        "code": mate.code, "name": mate.name, "role": role_word(mate.role), "hub": mate.hub_name, "papers": papers,
        "coming": say.date_long(coming) if coming else "", "wrong": wrong, "may": _may(member, mate),
        "order": (not (wrong and coming), not wrong, not soon, coming or date.max, mate.hub_name, mate.name),
    }  # fmt: skip


def paper_values(paper: Paper, row: Check | None, today: date, coming: date | None) -> dict[str, Any]:
    """One paper of somebody: whether it is in order today and on their next shift."""
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


def _may(member: Member, mate: Mate) -> bool:
    return leads(member, mate.hub) and mate.who != f"m{member.pk}"
