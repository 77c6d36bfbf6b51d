"""Has somebody seen what they were told? Their page says so when they open it, and their app when it has fetched."""

from datetime import datetime

from driveout.records.team.models import Member
from driveout.records.tell.models import Message


def looked(*, member: Member, now: datetime) -> int:
    """They opened the page that has it; returns how many messages were new to them. One statement."""
    return Message.objects.filter(member=member, seen_at=None, made_at__lte=now).update(seen_at=now)


def app_fetched(*, member: Member, now: datetime) -> int:
    """Their phone has the days as they are now; returns how many messages are older than that. One statement."""
    return Message.objects.filter(member=member, fetched_at=None, made_at__lte=now).update(fetched_at=now)
