"""Everybody who has a shift tomorrow is reminded of it."""

from datetime import datetime, timedelta

from django.utils import timezone

from driveout.records.drive.crew.held import held
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.drive.models import Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.tell.models import Message

REMINDED_FROM, REMINDED_UNTIL = 9, 21  # o'clock, the day before


def remind(*, now: datetime) -> int:
    """Write to everybody who has a shift tomorrow; returns how many are new. Two queries where all are written."""
    here = timezone.localtime(now)
    if not REMINDED_FROM <= here.hour < REMINDED_UNTIL:
        return 0
    tomorrow = here.date() + timedelta(days=1)
    signed = Signup.objects.filter(held("shift__"), state=SignupState.SIGNED, shift__trip__date=tomorrow)
    signed = signed.exclude(member=None)
    rows = list(signed.select_related("shift__trip", "shift__occurrence", "member__user"))
    known = set(Message.objects.filter(kind=Told.REMINDER, made_at__gt=now - timedelta(days=2)).values_list("once"))
    new = 0
    for row in rows:
        trip, cafe = row.shift.trip, row.shift.occurrence
        once = f"signup {row.pk} reminder {tomorrow}"
        if (once,) not in known:
            place, starts = (cafe.place, cafe.starts) if cafe else (trip.hub, trip.leaves)
            tell(member=row.member, kind=Told.REMINDER, once=once, place=place, day=tomorrow, starts=starts, now=now)
            new += 1
    return new
