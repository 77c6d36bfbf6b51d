"""Messages on their way. One is claimed before it is sent, so that it is never sent twice, whatever breaks meanwhile.

A claimed message stands as failed until somebody says otherwise: if the machine dies in that moment nobody knows
whether it was sent, and it is left so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from driveout.records.tell.models import Message, MessageState, Way
from driveout.records.tell.telling import way_of

BACK_OFF = tuple(timedelta(minutes=n) for n in (1, 5, 20, 60, 180))
TOO_LATE = timedelta(hours=12)
ON_ITS_WAY, UNKNOWN = "on its way", "unknown"  # in `trouble`, with what a sender says; screens have the sentences
LOST_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Claimed:
    """A message that is ours to send, and where it goes."""

    message: Message
    way: Way


def due(now: datetime, most: int = 100) -> list[int]:
    """What waits to be sent, the most urgent first. One query."""
    found = Message.objects.filter(state=MessageState.WAITING, due_at__lte=now)
    return list(found.values_list("id", flat=True)[:most])


@transaction.atomic
def claim(*, message_id: int, now: datetime) -> Claimed | None:
    """Take one message, for this sender alone. None when another was quicker, or it is not to be sent any more."""
    waiting = Message.objects.filter(pk=message_id, state=MessageState.WAITING, due_at__lte=now)
    row = waiting.select_related("member__user").select_for_update(of=("self",), no_key=True).first()
    if row is None:
        return None
    way = way_of(row.member, row.kind)
    if way is None:
        _end(row, MessageState.STOPPED, now)
        return None
    if now - row.due_at > TOO_LATE:
        _end(row, MessageState.FAILED, now, "too late")
        return None
    row.state, row.trouble, row.channel, row.due_at = MessageState.FAILED, ON_ITS_WAY, way.channel, now
    row.tries += 1
    row.save(update_fields=["state", "trouble", "channel", "due_at", "tries"])
    return Claimed(row, way)


def landed(*, message: Message, now: datetime) -> None:
    """It was taken."""
    _end(message, MessageState.SENT, now)


def failed(*, message: Message, now: datetime, trouble: str) -> None:
    """It was not taken, or nobody knows; it is not sent again."""
    _end(message, MessageState.FAILED, now, trouble)


def try_again(*, message: Message, now: datetime, trouble: str) -> None:
    """It was surely not taken: later, a little longer each time; after the last time it has failed."""
    if message.tries > len(BACK_OFF):
        _end(message, MessageState.FAILED, now, trouble)
        return
    message.state, message.trouble = MessageState.WAITING, trouble
    message.due_at = now + BACK_OFF[message.tries - 1]
    message.save(update_fields=["state", "trouble", "due_at"])


def give_up_lost(*, now: datetime) -> int:
    """Messages that were claimed by somebody who never came back. Nobody knows whether they were sent."""
    lost = Message.objects.filter(state=MessageState.FAILED, ended_at=None, due_at__lt=now - LOST_AFTER)
    return lost.update(ended_at=now, trouble=UNKNOWN)


def _end(row: Message, state: MessageState, now: datetime, trouble: str = "") -> None:
    row.state, row.ended_at, row.trouble = state, now, trouble
    row.save(update_fields=["state", "ended_at", "trouble"])
