"""Standing sign-ups, days away and papers as plain values."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.core.drive.crew import NEEDED
from driveout.core.words import Duty, Paper, alike
from driveout.field.shifts.page import days_between, town_spots
from driveout.look import say
from driveout.look.crew import paper_word
from driveout.records.drive.crew import own
from driveout.records.drive.crew.absence import absences_of
from driveout.records.drive.crew.checks import checks_of
from driveout.records.drive.crew.reading import DUTIES, places_of
from driveout.records.drive.models.crew import Check
from driveout.records.team.models import Member, Role


def terms_page(member: Member, now: datetime) -> dict[str, Any]:
    """Six queries."""
    today = timezone.localtime(now).date()
    season = own.season_of(member.organisation_id, today)
    known = {alike(name) for name in places_of(season.pk)} if season else set()
    near = member.near.strip()
    return {
        "own_room": "terms",
        "promises": [
            {"id": row.pk, "place": row.place, "day": say.day(row.weekday), "season": row.season.name}
            for row in own.standings_of(member)
        ],
        "offers": _offers(season, member),
        "season": season.pk if season else 0,
        "away": [{"id": row.pk, "days": days_between(row.first, row.last)} for row in absences_of(member, today)],
        "today": today.isoformat(),
        "near": member.near,
        "is_known": not near or alike(near) in known or bool(town_spots(near)),
        "typed": {},
        "trouble": "",
    }


def _offers(season: Any, member: Member) -> list[dict[str, str]]:
    """Places and days that may be promised, for a choice."""
    found = own.offers(season, member) if season else []
    return [{"value": f"{day}|{where}", "word": f"{name}, {say.day(day)}"} for name, where, day in found]


def papers_page(member: Member, now: datetime) -> dict[str, Any]:
    """Each paper that one's duties ask for, and what else was seen. Two queries."""
    today = timezone.localtime(now).date()
    seen: dict[str, Check] = {}
    for row in checks_of(member):
        seen.setdefault(row.kind, row)
    duties = DUTIES.get(Role(member.role), (Duty.EMPLOYEE,))
    asked = {paper for duty in duties for paper in NEEDED[duty]}
    kinds = [paper for paper in Paper if paper in asked or paper.value in seen]
    return {
        "own_room": "papers",
        "who": own.leader_of(member) or _("din hubleder"),
        "rows": [_paper(paper, seen.get(paper.value), today, paper in NEEDED[Duty.HOST]) for paper in kinds],
    }


def _paper(paper: Paper, row: Any, today: Any, is_for_hosts: bool) -> dict[str, Any]:
    told = {"name": say.capital(paper_word(paper)), "driving": paper is Paper.LICENCE, "hosts": is_for_hosts}
    if row is None:
        return {**told, "state": "missing"}
    over = row.valid_until is not None and row.valid_until < today
    return {
        **told,
        "state": "over" if over else "ok",
        "seen": say.date_long(row.checked_on),
        "by": str(getattr(row.checked_by, "first_name", "") or ""),
        "until": say.date_long(row.valid_until) if row.valid_until else "",
    }
