"""The page of phones as plain values."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from driveout.core.meet import WHY
from driveout.office import say
from driveout.office.drive.days import words
from driveout.office.people.own_phones import held_words
from driveout.records.meet.held import Held, held_on
from driveout.records.meet.models import Phone, Refusal, Tally
from driveout.records.meet.queries import in_doubt_for, phones_for, refusals_of
from driveout.records.meet.rules import CLOCK_MAY_BE_OFF_S
from driveout.records.meet.weeks import who_said
from driveout.records.team.models import Member

SILENT = timedelta(days=2)  # after that somebody should ask; a phone works for a week without a network


def phones_page(member: Member, now: datetime) -> dict[str, Any]:
    """Six queries, however many phones and cafés."""
    rows = list(phones_for(member))
    held = held_on(rows)
    n = sum(phone.ended_at is None for phone in rows)
    return {
        "text": ngettext("%(n)s telefon i brug", "%(n)s telefoner i brug", n) % {"n": say.number(n)},
        "rows": [_row(phone, held[phone.pk], now) for phone in rows],
        "doubts": _doubts(in_doubt_for(member)),
        "refused": [_refused(one) for one in refusals_of(rows)],
    }


def _row(phone: Phone, held: Held, now: datetime) -> dict[str, Any]:
    ended = phone.ended_at is not None or not phone.member.user.is_active
    return {
        "id": phone.pk,
        "who": _name(phone),
        "hub": phone.member.hub_name,
        "name": phone.name or _("en telefon"),
        "heard": say.moment(phone.heard_at) if phone.heard_at else "",
        "silent": _silent(phone, now) if not ended else "",
        "waiting": say.number(phone.waiting) if phone.waiting else "",
        "app": phone.app_version or "–",
        "clock": _clock(phone.clock_off_s),
        "ended": ended,
        "held": held_words(held),
        "ended_text": _ended(phone) if ended else "",
    }


def _name(phone: Phone) -> str:
    return str(phone.member.user.first_name or phone.member.user.username)


def _silent(phone: Phone, now: datetime) -> str:
    """“Har ikke sendt siden 20. nov.”, where that is long ago."""
    last = phone.heard_at or phone.made_at
    if now - last < SILENT:
        return ""
    return _("Har ikke sendt siden %(date)s") % {"date": say.date_short(timezone.localtime(last).date())}


def _clock(off_s: int) -> str:
    """“Uret går 12 min. for meget”, where it is too much off."""
    if abs(off_s) <= CLOCK_MAY_BE_OFF_S:
        return ""
    minutes = round(abs(off_s) / 60)
    days = minutes // (24 * 60)
    far = ngettext("%(n)s dag", "%(n)s dage", days) % {"n": say.number(days)} if days else say.hours(minutes)
    ahead = _("Uret er %(far)s foran") if off_s > 0 else _("Uret er %(far)s bagud")
    return ahead % {"far": far}


def _ended(phone: Phone) -> str:
    if phone.ended_at is None:
        return _("Personen har ikke adgang mere.")
    who = (phone.ended_by.first_name or phone.ended_by.username) if phone.ended_by else _("Drive Out")
    return _("%(who)s sluttede den %(when)s.") % {"who": who, "when": say.moment(phone.ended_at)}


def _doubts(tallies: Iterable[Tally]) -> list[dict[str, Any]]:
    """Two answers to one question, side by side, with who gave them."""
    asked = [(tally, field) for tally in tallies for field in tally.in_doubt]
    names = who_said(value["id"] for tally, field in asked for value in tally.fields[field])
    return [
        {
            "opening": tally.occurrence_id,
            "place": tally.occurrence.place,
            "date": words.date_line(tally.occurrence.date),
            "field": field,
            "what": words.field(field),
            "values": [
                {
                    "id": value["id"],
                    "said": words.weather(str(value["value"])) or _("ingen besked"),
                    "by": names.get(value["id"], ""),
                    "at": say.moment(datetime.fromisoformat(value["at"])),
                }
                for value in tally.fields[field]
            ],
        }
        for tally, field in asked
    ]


def _refused(one: Refusal) -> dict[str, str]:
    return {"when": say.moment(one.at), "who": _name(one.phone), "phone": one.phone.name, "why": why(one.code)}


def why(code: str) -> str:
    """Why something was not taken, in the language of the page."""
    said = WHY.get(code)
    return said.in_(get_language() or "da") if said else code
