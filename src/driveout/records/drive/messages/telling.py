"""Telling one of the crew something: a row is written beside the deed it tells of, and sent by a job afterwards."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from driveout.core.drive.telling import AT_ONCE, Told, send_at, told
from driveout.records.drive.models import Message, Way
from driveout.records.drive.models.messages import MessageState
from driveout.records.team.models import Member

__all__ = ["Told", "tell", "way_of"]
LONGEST = 120  # of `once`


@transaction.atomic
def tell(
    *, member: Member | None, kind: Told, once: str, place: str, day: date, starts: int, now: datetime,
    was: int | None = None, more: int = 0, due_at: datetime | None = None, language: str = "da",
) -> Message | None:  # fmt: skip
    """Write a message to somebody; call it inside the deed's transaction. None for who does not sign in here.

    `once`: what it is about, such as "signup 12 confirmed": the same again writes nothing and gives the first one.
    `place`: of the café; of a whole trip, its hub. `starts`, and `was` before a change: minutes of the day.
    `more`: how many others they got with it.
    `due_at`: when to send it; otherwise now, but not at night where it can wait. Nobody is told by the text why.
    Who wants no messages, or wrote no address, gets a row that is `stopped`: their page shows it.
    """
    if member is None:
        return None
    subject, text = told(Told(kind), place=place, day=day, starts=starts, was=was, more=more, language=language)
    way = way_of(member, kind)
    values: dict[str, Any] = {
        "member": member,
        "kind": Told(kind).value,
        "subject": subject[:160],
        "text": text,
        "made_at": now,
        "due_at": due_at or send_at(timezone.localtime(now), day),
        "state": MessageState.WAITING if way else MessageState.STOPPED,
        "channel": way.channel if way else "",
        "ended_at": None if way else now,
    }
    return Message.objects.get_or_create(once=once[:LONGEST], defaults=values)[0]


def way_of(member: Member, kind: str) -> Way | None:
    """Where somebody is told such a thing: urgent news by text message where both ways are open. One query."""
    if not member.user.is_active:
        return None
    first = "sms" if kind in AT_ONCE else "mail"
    ways = Way.objects.filter(member=member, stopped_at=None)
    return min(ways, key=lambda way: way.channel != first, default=None)
