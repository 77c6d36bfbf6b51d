"""Somebody of ours is told of a thread: by name, and never what it is about."""

from datetime import datetime

from driveout.core.tell.threads import told_of_thread
from driveout.core.words import Told
from driveout.records.bridge.referral.models import Thread
from driveout.records.bridge.referral.seeing import leaders_of, owner_now
from driveout.records.team.models import Member
from driveout.records.team.queries import language_of
from driveout.records.tell.telling import tell


def tell_owner(*, thread: Thread, news: str, now: datetime, leaders_too: bool = False) -> list[Member]:
    """Who has it now, and with `leaders_too` whoever leads the hub. Never nobody where anybody is left."""
    owner = owner_now(thread)
    told = [owner] if owner else []
    if leaders_too or not told:
        told += [one for one in leaders_of(thread) if owner is None or one.pk != owner.pk]
    place = thread.where.name if thread.where else (thread.base.name if thread.base else "")
    for member in told:
        subject, text = told_of_thread(news, place=place, thread_id=thread.pk, language=language_of(member))
        once = f"thread {thread.pk} {news} {now:%Y-%m-%d %H} to {member.pk}"  # pressed often it is told once an hour
        tell(member=member, kind=Told.THREAD, once=once, subject=subject, text=text, due_at=now, now=now)
    return told
