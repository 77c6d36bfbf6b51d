"""One's own ways and messages as plain values."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.look import say
from driveout.records.team.models import Member
from driveout.records.tell.models import Message, MessageState, Way
from driveout.records.tell.sending import ON_ITS_WAY
from driveout.records.tell.ways import messages_to, ways_of

FIELDS = {"mail": ("email", "email"), "sms": ("tel", "tel")}  # kind of input, and what a browser may fill in


def messages_page(member: Member, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """Plain values; two queries. `typed`: channel → what was written there and could not be taken."""
    ways = ways_of(member)
    told = messages_to(member)
    return {
        "ways": [_way(channel, ways.get(channel), typed or {}) for channel in FIELDS],
        "is_told": any(way.stopped_at is None for way in ways.values()),
        "messages_told": [_message(row) for row in told],
        "own_room": "messages",
    }


def channel_word(channel: str) -> str:
    """“mail”."""
    return _("sms") if channel == "sms" else _("mail")


def _way(channel: str, way: Way | None, typed: dict[str, str]) -> dict[str, Any]:
    kind, fills = FIELDS[channel]
    words = {
        "mail": (_("Mail"), _("Din mailadresse"), _("Skriv en mailadresse, for eksempel bo@eksempel.dk.")),
        "sms": (
            _("Sms"),
            _("Dit mobilnummer"),
            _("Skriv otte cifre, det første fra 2 til 9, eller et nummer med + og landekode."),
        ),
    }
    title, label, trouble = words[channel]
    return {
        "channel": channel,
        "title": title,
        "label": label,
        "type": kind,
        "fills": fills,
        "value": typed.get(channel, way.address if way else ""),
        "trouble": trouble if channel in typed else "",
        "is_kept": way is not None,
        "is_open": way is not None and way.stopped_at is None,
        "stopped": say.moment(way.stopped_at) if way and way.stopped_at else "",
    }


def _message(row: Message) -> dict[str, str]:
    state, icon, kind = _fate(row)
    return {"subject": row.subject, "text": row.text, "when": say.moment(row.ended_at or row.made_at), "state": state,
            "icon": icon, "kind": kind, "why": _why(row)}  # fmt: skip


def _fate(row: Message) -> tuple[str, str, str]:
    """Word, icon and tint."""
    if row.state == MessageState.SENT:
        return _("Sendt som %(channel)s") % {"channel": channel_word(row.channel)}, "check", "ok"
    if row.state == MessageState.STOPPED:
        return _("Kun her på siden"), "info", "info"
    if row.state == MessageState.WAITING or row.ended_at is None:
        return _("På vej"), "clock", "info"
    return _("Ikke sendt"), "triangle-alert", "warn"


def _why(row: Message) -> str:
    """Why it was not sent, and what to do. Empty where it was, or still may be."""
    if row.state != MessageState.FAILED or row.trouble == ON_ITS_WAY:
        return ""
    sentences = {
        "wrong address": _("Adressen eller nummeret blev afvist. Ret det her på siden."),
        "too late": _("Den blev forsinket hos os og ville være kommet for sent."),
        "unknown": _("Vi ved ikke, om den kom frem. Den bliver ikke sendt igen."),
    }
    return sentences.get(row.trouble) or _("Vi kunne ikke komme til at sende den. Det er vores fejl, ikke din.")
