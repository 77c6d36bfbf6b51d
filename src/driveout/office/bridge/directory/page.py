"""The directory on screen, as plain values."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.core.bridge.directory import coverage, gaps, hours_open, week_of
from driveout.core.bridge.directory.ageing import SILENT_MOST
from driveout.core.words import By, Heard, Offer, OpenRule
from driveout.look.language import own
from driveout.office import say
from driveout.office.bridge.directory import said
from driveout.office.me import me
from driveout.records.bridge.directory.as_words import document_of, holidays_around, hours_of, needs_of
from driveout.records.bridge.directory.finding import offer_of, services_for
from driveout.records.bridge.directory.models import HelpService
from driveout.records.bridge.directory.queries import ACTIVE, checks_of, services_of
from driveout.records.bridge.directory.rules import may_mark_help, may_write_help
from driveout.records.place.models import new_key
from driveout.records.place.queries import places_of
from driveout.records.team.models import Member

MOST = 40
CELL = 17
ICONS = {Heard.FITS: "check", Heard.SILENT: "phone", Heard.FULL: "users", Heard.MOVED: "map-pin"}


def frame(member: Member) -> dict[str, Any]:
    """What every page of the room shows."""
    return {"me": me(member), "may_write": may_write_help(member), "may_mark": may_mark_help(member)}


def find_page(member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Find help for a need near a place. Six queries."""
    need, near, search = (asked.get(name, "").strip()[:100] for name in ("behov", "ved", "soeg"))
    language, open_now, old = (
        asked.get("sprog_hos_dem", "")[:40].strip(),
        bool(asked.get("aabent")),
        bool(asked.get("gamle")),
    )
    places = sorted(places_of(member.organisation_id), key=lambda one: say.danish_order(one.name))
    here = next((one for one in places if str(one.pk) == near), None)
    point = (here.lat, here.lon) if here and here.lat is not None and here.lon is not None else None
    found = services_for(
        organisation_id=member.organisation_id, moment=now, need=need if need in dict(said.needs()) else "",
        near=point, search=search, language=language, open_now=open_now,
    )  # fmt: skip
    rows = {row.key: row for row in services_of(member.organisation_id)}
    if old:
        found = sorted((one for one in found if _needs_a_call(one)), key=lambda one: one.checked_on or now.date())
        found.sort(key=lambda one: one.checked_on is not None)
    gone = [_away(row) for row in rows.values() if row.moved_on or row.status not in ACTIVE]
    return {
        **frame(member),
        "needs": [{"value": code, "word": word, "chosen": code == need} for code, word in said.needs()],
        "places": [{"value": one.pk, "word": one.name, "chosen": one == here} for one in places],
        "asked": {"search": search, "language": language, "open": open_now, "old": old, "any": bool(asked)},
        "rows": [_row(one, rows[one.key], now) for one in found[:MOST]],
        "n": len(found),
        "more": max(0, len(found) - MOST),
        "gone": gone if not need and not search else [],
        "calls": sum(_needs_a_call(one) for one in found),
        "is_empty": not rows,
    }


def _needs_a_call(one: Offer) -> bool:
    return one.age in ("stale", "never") or one.silent > 0


def _away(row: HelpService) -> dict[str, Any]:
    why = _("Passer ikke mere, siger %(date)s") % {"date": say.date_long(row.moved_on)} if row.moved_on else _("Lukket")
    return {"id": row.pk, "name": own(row.name), "why": why}


def _row(one: Offer, row: HelpService, now: datetime) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": own(one.name),
        "provider": own(one.provider if one.provider != one.name else ""),
        "sector": said.sector(one.sector) if one.sector != "unknown" else "",
        "phone": one.phone,
        "tel": tel(one.phone),
        "open": one.open_now,
        "when": said.when_open(one, now),
        "away": said.away(one.away_km) or (_("I hele landet") if one.is_national else ""),
        "where": own(one.where),
        "languages": own(", ".join(one.languages)),
        "checked": said.checked(one.checked_on, one.age),
        "stale": one.age in ("stale", "never"),
        "silent": said.silences(one.silent),
        "full": one.full,
        "needs": [said.need(code) for code in one.needs],
    }


def tel(number: str) -> str:
    """As an address to ring has it."""
    return "".join(one for one in number if one.isdigit() or one == "+")


def entry_page(member: Member, row: HelpService, now: datetime) -> dict[str, Any]:
    """One entry. Five queries."""
    one = offer_of(row, moment=now)
    doc = document_of(row)
    rules, known = hours_of(row)
    today = timezone.localdate(now)
    monday = today - timedelta(today.weekday())
    free = holidays_around(today.year)
    week = week_of(rules, monday, free)
    here = timezone.localtime(now)
    return {
        **frame(member),
        **_row(one, row, now),
        "description": own(str(doc.get("description") or "")),
        "facts": _facts(one, row, doc),
        "hours": {
            "known": known,
            "total": say.number(hours_open(rules, monday, free), 1).removesuffix(",0").removesuffix(".0"),
            "days": days_in_words(*(_only(rules, by, monday, free) for by in By)),
            "cells": _cells(week),
            "now_x": round(40 + CELL * (60 * here.hour + here.minute) / 60),
            "holidays": [say.date_long(day) for day in sorted(free) if monday <= day < monday + timedelta(7)],
            "notes": [own(str(s["description"])) for s in doc.get("schedules", []) if s.get("description")],
        },
        "checks": [
            {
                "what": said.heard(check.heard), "heard": check.heard, "note": own(check.note),
                "when": say.moment(check.at), "by": check.by.first_name or check.by.username if check.by else "",
                "icon": ICONS.get(Heard(check.heard), "refresh-cw"),
                "how": "ok" if check.heard == Heard.FITS else "warn" if check.heard in ICONS else "",
            }
            for check in checks_of(row)
        ],
        "marks": [{"value": one.value, "word": said.heard(one), "icon": icon} for one, icon in ICONS.items()],
        "once": new_key(),
        "many_silences": row.silent >= SILENT_MOST,
        "moved": row.moved_on is not None,
        "source": own(row.source),
        "read_at": _read_at(doc),
        "every": row.check_every_days,
        "hidden": any(at.place.is_hidden for at in row.at.all()),
    }  # fmt: skip


def _only(rules: list[OpenRule], by: By, monday: date, free: Collection[date]) -> list[By | None]:
    """The week's hours of the door, or of the telephone, alone; what is closed is closed for both."""
    return week_of([rule for rule in rules if rule.by is by or rule.is_closed], monday, free)


def _read_at(doc: dict[str, Any]) -> list[tuple[Any, str]]:
    """Where more stands of it, as people may open it."""
    rows = doc.get("additional_urls", [])
    found = [(str(one.get("label") or one.get("url") or ""), str(one.get("url") or "")) for one in rows]
    return [(own(label), address) for label, address in found if address.startswith(("https://", "http://"))]


def _facts(one: Offer, row: HelpService, doc: dict[str, Any]) -> list[tuple[str, Any]]:
    papers = ", ".join(str(paper.get("document") or "") for paper in doc.get("required_documents", []))
    rooms = doc.get("capacities", [])
    free = [str(room["available"]) for room in rooms if room.get("available") is not None]
    most = [str(room["maximum"]) for room in rooms if room.get("maximum") is not None]
    space = _("%(free)s ledige") % {"free": ", ".join(free)} if free else ""
    space = _("%(free)s, af højst %(most)s") % {"free": space, "most": ", ".join(most)} if space and most else space
    where = one.where or (_("Adressen vises ikke") if any(at.place.is_hidden for at in row.at.all()) else "")
    told = [
        (_("Hjælper med"), ", ".join(said.need(code) for code in needs_of(row))),
        (_("Hvem kan komme"), own(one.who_for)),
        (_("Det skal du have med"), own(papers)),
        (_("Pris"), own(one.cost)),
        (_("Sprog"), own(", ".join(one.languages))),
        (_("Ventetid"), own(str(doc.get("wait_time") or ""))),
        (_("Plads"), space),
        (_("Sådan kommer man til"), own(str(doc.get("application_process") or ""))),
        (_("Hvor"), own(where) if one.where else where),
        (_("Hvem"), own(one.provider)),
        (_("Slags"), said.sector(one.sector)),
        (_("Mail"), own(str(doc.get("email") or ""))),
        (_("Hjemmeside"), own(str(doc.get("url") or ""))),
    ]
    return [(label, value) for label, value in told if value]


def _cells(week: list[By | None]) -> list[dict[str, Any]]:
    classes = {By.DOOR: "o", By.PHONE: "v", None: "c"}
    return [
        {
            "day": say.capital(say.day_short(day)), "y": 24 + 22 * day,
            "hours": [{"x": 40 + CELL * hour, "y": 12 + 22 * day, "is": classes[week[24 * day + hour]]}
                      for hour in range(24)],
        }
        for day in range(7)
    ]  # fmt: skip


def days_in_words(door: list[By | None], phone: list[By | None]) -> str:
    """The grid in words: “mandag–torsdag 10–16; fredag 10–14. Telefon: alle dage 9–21”."""
    parts = []
    for by, week in ((By.DOOR, door), (By.PHONE, phone)):
        spans: dict[str, list[int]] = {}
        for day in range(7):
            hours = [hour for hour in range(24) if week[24 * day + hour] is not None]
            if hours:
                spans.setdefault(_runs(hours), []).append(day)
        if spans:
            told = "; ".join(f"{say.days(days)} {hours}" for hours, days in spans.items())
            parts.append(told if by is By.DOOR else _("Telefon: %(hours)s") % {"hours": told})
    return ". ".join(say.capital(part) for part in parts) + ("." if parts else "")


def _runs(hours: list[int]) -> str:
    if len(hours) == 24:
        return _("hele døgnet")
    starts = [hour for hour in hours if hour - 1 not in hours]
    ends = [hour + 1 for hour in hours if hour + 1 not in hours]
    return ", ".join(f"{start}–{end}" for start, end in zip(starts, ends, strict=True))


def coverage_page(member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """When in the week there is somebody for a need, hour by hour, and when there is nobody. Four queries."""
    need = asked.get("behov", "")
    need = need if need in dict(said.needs()) else ""
    today = timezone.localdate(now)
    monday = today - timedelta(today.weekday())
    rows = services_of(member.organisation_id).filter(status="active", moved_on=None)
    rows = rows.filter(needs__contains=f"|{need}|") if need else rows
    rules = [hours_of(row)[0] for row in rows]
    free = holidays_around(today.year)
    counts = coverage(rules, monday, free)
    holes = gaps(rules, monday, free)
    return {
        **frame(member),
        "needs": [{"value": code, "word": word, "chosen": code == need} for code, word in said.needs()],
        "need": said.need(need) if need else "",
        "days": [
            {"day": say.capital(say.day(day)), "hours": [
                {"hour": hour, "n": counts[24 * day + hour], "none": counts[24 * day + hour] == 0,
                 "word": _level(counts[24 * day + hour])} for hour in range(24)]}
            for day in range(7)
        ],
        "gaps": [_gap(start, end) for start, end in holes],
        "covered": sum(count > 0 for count in counts),
        "unknown": sum(not one for one in rules),
        "n": len(rules),
        "holidays": [say.date_long(day) for day in sorted(free) if monday <= day < monday + timedelta(7)],
        "from": say.date_long(monday),
    }  # fmt: skip


def _level(n: int) -> str:
    return "n0" if n == 0 else "n1" if n == 1 else "n2" if n < 4 else "n3"


def _gap(start: int, end: int) -> str:
    def at(minute: int) -> str:
        return f"{say.day(minute // 1440 % 7)} {say.time(minute % 1440)}"

    return _("%(start)s til %(end)s") % {"start": at(start), "end": at(end)}
