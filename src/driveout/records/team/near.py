"""Where somebody would like to help near to: a place's name, as they wrote it. No address is asked for."""

from datetime import datetime

from django.db import transaction

from driveout.records.team.models import Member
from driveout.records.trust.actions import By, leave_trace

SAID_NEAR = "said where they like to help"
LONGEST = 120


@transaction.atomic
def say_near(*, member: Member, near: str, by: By, now: datetime) -> Member:
    """Keep it; empty takes it away. The same again changes nothing."""
    near = " ".join(near.split())[:LONGEST]
    if member.near != near:
        member.near = near
        member.save(update_fields=["near"])
        leave_trace(by=by, what=SAID_NEAR, about=member, now=now)
    return member
