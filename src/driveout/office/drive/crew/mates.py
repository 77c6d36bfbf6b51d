"""Everybody of the crew as plain values: the list, and one of them with number, papers, days away and sign-in."""

from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.core.drive.crew import NEEDED
from driveout.core.words import Duty, Paper
from driveout.look.crew import paper_word
from driveout.office import numbers, say
from driveout.office.drive.crew.looked_for import looked_for
from driveout.office.drive.crew.papers import paper_values
from driveout.office.drive.crew.week import chosen_hub, hub_choices, hubs_in
from driveout.office.drive.reads import note
from driveout.office.me import role_word
from driveout.office.trust.person import field_word, value_word
from driveout.records.drive.crew.held_on import held_on_mate
from driveout.records.drive.crew.mates import Mate, absences_of, checks_by_who, mates_of, may_be, next_shifts
from driveout.records.drive.crew.rules import leads
from driveout.records.drive.models import Check
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_plan
from driveout.records.trust.models import Seeing

LEFT_OUT = ("id", "key", "base", "of_list", "news", "member", "person")  # numbers and keys: they stand in the file


def mates_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """The crew by hub and name. Ten queries, and those that note who read it. A hub leader sees the own hub.
    Whoever is not shown was not read.
    """
    hubs = hubs_in(season)
    hub = chosen_hub(member, hubs, asked.get("hub", "")) if member.role == Role.COORDINATOR else member.hub_key or "0"
    every, who = mates_of(season, hub), looked_for(asked)
    rows = [one for one in every if who.means(one.name, one.hub_name, role_word(one.role), number=one.phone)]
    note(member, Seeing.PHONE, rows)
    coming = next_shifts(season, rows, timezone.localtime(now).date())
    return {
        "season": season, "hub": hub, "hub_name": hubs.get(hub, ""),
        "hubs": hub_choices(hubs, hub) if member.role == Role.COORDINATOR else [],
        "rows": [{**_values(one), "coming": say.date_long(coming[one.who]) if one.who in coming else ""}
                 for one in rows],
        "without": sum(not one.phone for one in rows), **who.values(len(rows), len(every)),
    }  # fmt: skip


def mate_page(season: Season, member: Member, mate: Mate, now: datetime) -> dict[str, Any]:
    """One of them. Six queries beside what found them, and those that note who read it."""
    today = timezone.localtime(now).date()
    for what in (Seeing.PHONE, Seeing.PAPERS):
        note(member, what, [mate])
    coming = next_shifts(season, [mate], today).get(mate.who)
    seen: dict[str, Check] = {}
    for row in checks_by_who([mate]).get(mate.who, ()):
        seen.setdefault(row.kind, row)
    duty = Duty.HOST if mate.role == Role.VOLUNTEER else Duty.EMPLOYEE
    return {
        "season": season, "mate": _values(mate), "is_me": mate.who == f"m{member.pk}",
        "coming": say.date_long(coming) if coming else "",
        "papers": [paper_values(paper, seen.get(paper.value), today, coming) for paper in Paper
                   if paper in NEEDED[duty] or paper.value in seen],
        "kinds": [{"value": paper.value, "word": paper_word(paper)} for paper in Paper],
        "away": [_away(one.pk, one.first, one.last) for one in absences_of(mate, today)],
        "choices": _choices(season, mate),
        "today": today.isoformat(), "typed": {}, "trouble": {},
    }  # fmt: skip


def held_page(season: Season, member: Member, mate: Mate) -> dict[str, Any]:
    """All that is held on them, section by section, as on paper. One query each."""
    found = held_on_mate(season, mate)
    titles = {
        "registers": _("I registrene"), "shifts": _("Vagter"), "papers": _("Sete papirer"),
        "away": _("Dage, hvor personen ikke kan"), "calls": _("Ringelister"),
    }  # fmt: skip
    return {
        "season": season, "mate": _values(mate), "page_of": "held",
        "sections": [{"key": key, "title": title, "rows": [_row(row) for row in found[key]]}
                     for key, title in titles.items()],
        "signs_in": mate.member is not None, "erase": _erase(mate) if may_plan(member) else "",
    }  # fmt: skip


def _erase(mate: Mate) -> str:
    """Where the name is taken out for good: by the row of the register, or by who signs in."""
    if not mate.key:
        return reverse("office:erase_person", args=[mate.member.pk]) if mate.member else ""
    name = {"e": "office:erase_employee", "v": "office:erase_volunteer"}[mate.code[0]]
    return reverse(name, args=[int(mate.code[1:])])


def _row(values: dict[str, Any]) -> list[dict[str, str]]:
    words = {"season": _("Sæson"), "place": _("Sted")}
    return [{"word": words.get(key) or field_word(key), "value": _value(key, value)}
            for key, value in values.items() if key not in LEFT_OUT]  # fmt: skip


def _value(key: str, value: Any) -> str:
    """Days and papers have words of their own."""
    if key == "weekdays":
        return say.capital(say.days(value)) or "–"
    if key == "kind":
        return paper_word(Paper(value))
    if key == "state" and value in SignupState.values:
        return {
            SignupState.SIGNED: _("på vagten"), SignupState.WITHDRAWN: _("meldte fra"),
            SignupState.ABSENT: _("kunne ikke komme"), SignupState.NO_SHOW: _("kom ikke"),
            SignupState.SWAPPED: _("gav vagten videre"),
        }[SignupState(value)]  # fmt: skip
    return value_word(value)


def may_lead(member: Member, mate: Mate) -> bool:
    """May this member see and change what is known of them? The coordinator, and the leader of their hub."""
    return leads(member, mate.hub)


def _values(mate: Mate) -> dict[str, Any]:
    return {
        "code": mate.code, "name": mate.name, "hub": mate.hub_name, "role": role_word(mate.role),
        "number": numbers.shown(mate.phone), "dial": mate.phone, "is_own": mate.own is not None,
        "signs_in": mate.member is not None, "in_register": bool(mate.key), "as": _as(mate),
    }  # fmt: skip


def _as(mate: Mate) -> str:
    """How they sign in here, and how sure that is."""
    if mate.member is None:
        return _("Logger ikke ind. Får ingen beskeder herfra.")
    if not mate.key:
        return _("Logger ind. Står ikke i sæsonens register.")
    name = {"user": mate.member.user.username}
    if mate.is_said:
        return _("Logger ind som %(user)s.") % name
    return _("Logger ind som %(user)s. Det er gættet ud fra navnet.") % name


def _choices(season: Season, mate: Mate) -> list[dict[str, Any]]:
    """Who may sign in as somebody of the register."""
    if not mate.key:
        return []
    rows = [row for row in may_be(season, mate) if mate.member is None or row.pk != mate.member.pk]
    rows = [*([mate.member] if mate.member else []), *rows]
    nobody = {"value": "", "word": _("Logger ikke ind"), "chosen": mate.member is None}
    return [
        nobody,
        *(
            {"value": row.pk, "word": f"{row.user.first_name} ({row.user.username})", "chosen": row == mate.member}
            for row in rows
        ),
    ]


def _away(pk: int, first: date, last: date) -> dict[str, Any]:
    same = first == last
    days = say.date_long(first) if same else f"{say.date_long(first)}–{say.date_long(last)}"
    return {"id": pk, "days": days}
