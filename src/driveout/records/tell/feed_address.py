"""A personal calendar's secret address: made by the person, shown once, ended any time."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import QuerySet

from driveout.records.team.models import Member
from driveout.records.tell.models import FeedAddress
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def make_address(*, member: Member, by: By, now: datetime) -> str:
    """A new secret, given back once. An earlier one ends: two calendars of one person cannot drift apart."""
    _open(member).update(ended_at=now)
    secret = token_urlsafe(24)
    FeedAddress.objects.create(member=member, digest=digest_of(secret), made_at=now)
    leave_trace(by=by, what="made a calendar address", about=member, now=now)
    return secret


@transaction.atomic
def end_address(*, member: Member, by: By, now: datetime) -> bool:
    """Nobody reads the calendar with it any more. False when there was none."""
    if not _open(member).update(ended_at=now):
        return False
    leave_trace(by=by, what="ended a calendar address", about=member, now=now)
    return True


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def address_of(member: Member) -> FeedAddress | None:
    """The one that holds. One query."""
    return _open(member).first()


def found(secret: str) -> FeedAddress | None:
    """The address of that secret, also an ended one. One query."""
    return FeedAddress.objects.select_related("member__user").filter(digest=digest_of(secret)).first()


def holds(address: FeedAddress | None) -> bool:
    """May it still be read with? Not when it was ended, or its person has no access any more."""
    return address is not None and address.ended_at is None and address.member.user.is_active


def _open(member: Member) -> QuerySet[FeedAddress]:
    return FeedAddress.objects.filter(member=member, ended_at=None)
