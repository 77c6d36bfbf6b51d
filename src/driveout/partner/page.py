"""What a receiver sees, as plain values."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from driveout.look import say, threads
from driveout.records.bridge.referral.links import Referred

LONG = ("own words", "strengths")


def referred_page(seen: Referred, now: datetime) -> dict[str, Any]:
    """Only what the person agreed to; whom to ring; until when; what can be answered now."""
    fields = {field.value: value for field, value in seen.fields.items()}
    state = seen.thread.state
    return {
        "to": seen.consent.person or seen.consent.organisation_name,
        "sender": seen.sender,
        "sent": say.moment(seen.link.made_at),
        "wish": fields.get("own words", ""),
        "strengths": fields.get("strengths", ""),
        "facts": [_fact(name, value) for name, value in fields.items() if name not in LONG],
        "cafe": _cafe(seen),
        "role": threads.role(seen.role),
        "phone": seen.phone,
        "phone_said": threads.phone(seen.phone),
        "until": say.date_long(seen.consent.until),
        "link_until": say.moment(seen.link.expires_at),
        "due": threads.last_day(seen.thread.due_at) if seen.thread.due_at and state in ("sent", "opened") else "",
        "state": state,
        "state_word": threads.state(state),
        "is_new": state in ("sent", "opened"),
        "is_ours": state in ("accepted", "appointment", "met"),
        "has_met": state == "met",
        "is_dated": state == "appointment",
        "appointment": say.moment(seen.thread.appointment_at) if seen.thread.appointment_at else "",
        "said": [{"who": _("Du") if one.kind == "question" else seen.sender, "note": one.note} for one in seen.said],
        "today": now.date().isoformat(),
    }


def _fact(name: str, value: str) -> dict[str, str]:
    return {"name": threads.field(name), "value": threads.need(value) if name == "need" else value}


def _cafe(seen: Referred) -> str:
    if seen.cafe is None:
        return ""
    when = f"{say.day(seen.cafe.date.weekday())} {say.date_year_free(seen.cafe.date)}"
    told = {"place": seen.cafe.place, "when": when, "time": say.span(seen.cafe.starts, seen.cafe.minutes)}
    return _("%(place)s, %(when)s kl.\u00a0%(time)s") % told
