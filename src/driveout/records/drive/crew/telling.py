"""Telling one of the crew of a shift: what, where and when in plain words; records/tell keeps and sends it."""

from datetime import date, datetime

from django.utils import timezone

from driveout.core.drive.telling import send_at, told
from driveout.core.words import Told
from driveout.records.team.models import Member
from driveout.records.team.queries import language_of
from driveout.records.tell import telling
from driveout.records.tell.models import Message

__all__ = ["Told", "tell"]


def tell(
    *, member: Member | None, kind: Told, once: str, place: str, day: date, starts: int, now: datetime,
    was: int | None = None, more: int = 0, also: tuple[str, int] | None = None,
    due_at: datetime | None = None, language: str = "",
) -> Message | None:  # fmt: skip
    """Write a message to somebody; call it inside the deed's transaction. None for who does not sign in here.

    `once`: as in `records.tell`. `place`: of the café; of a whole trip, its hub. `starts`, and `was` before a change:
    minutes of the day. `more`: how many others they got with it. `also`: where else they are at that time.
    `due_at`: when to send it; otherwise now, but not at night where it can wait. `language`: theirs, unless named.
    """
    if member is None:
        return None
    subject, text = told(Told(kind), place=place, day=day, starts=starts, was=was, more=more, also=also,
                         language=language or language_of(member))  # fmt: skip
    due_at = due_at or send_at(timezone.localtime(now), day)
    return telling.tell(member=member, kind=kind, once=once, subject=subject, text=text, due_at=due_at, now=now)
