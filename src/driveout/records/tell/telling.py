"""Somebody is told something: a row is written beside the deed it tells of, and sent by a job afterwards."""

from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.core.words import AT_ONCE, Told
from driveout.records.team.models import Member
from driveout.records.tell.models import Message, MessageState, Way

LONGEST = 120  # of `once`
LONGEST_SUBJECT = 160


@transaction.atomic
def tell(*, member: Member, kind: Told, once: str, subject: str, text: str, due_at: datetime, now: datetime) -> Message:
    """Write a message to somebody; call it inside the deed's transaction.

    `once`: what it is about, such as "signup 12 confirmed": the same again writes nothing and gives the first one.
    `due_at`: when to send it. Nobody is told by the text why.
    Who wants no messages, or wrote no address, gets a row that is `stopped`: their page shows it.
    """
    way = way_of(member, kind)
    values: dict[str, Any] = {
        "member": member,
        "kind": Told(kind).value,
        "subject": subject[:LONGEST_SUBJECT],
        "text": text,
        "made_at": now,
        "due_at": due_at,
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
