"""Which shifts are one's own business, whatever address asks for them. A shift is found by its number, and numbers can
be counted up: so who may see it is asked here, and nothing else is told of the rest."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from driveout.records.drive.crew.own import crew_on, free_for, shift_here
from driveout.records.drive.models import Shift, Signup, Swap
from driveout.records.drive.models.crew import SignupState
from driveout.records.team.models import Member, Role

ON_IT = (SignupState.SIGNED, SignupState.NO_SHOW)


def shift_for(member: Member, shift_id: int, now: datetime) -> Shift | None:
    """The shift, where it is the member's business; None for all others, as if there were none. One to three queries.

    The coordinator: all. Others: those of the own hub, those they are on, and those a colleague asks them to take. Who
    belongs to no hub helps anywhere, and sees beside these what the list of free shifts holds: fourteen queries more.
    """
    row = shift_here(member.organisation_id, shift_id)
    if row is None or member.role == Role.COORDINATOR or is_at_own_hub(member, row) or _is_named(member, row):
        return row
    return row if member.base_id is None and is_free(member, row, now) else None


def is_at_own_hub(member: Member, row: Shift) -> bool:
    """By the hub's place, whatever it is called. No query."""
    return member.base_id is not None and member.base_id == row.trip.base_id


def is_free(member: Member, row: Shift, now: datetime) -> bool:
    """Does it lack somebody, and may it be this one? Fourteen queries."""
    season = row.trip.season
    if season.set_aside_at is not None or row.trip.date < timezone.localdate(now):
        return False
    found = free_for(crew_on(season, member, row.trip.date, {}), member, now)
    return any(free.shift.id == row.pk for free in found)


def is_on_trip(member: Member, trip_id: int) -> bool:
    """On the trip, or at one of its cafés. One query."""
    return Signup.objects.filter(member=member, state=SignupState.SIGNED, shift__trip_id=trip_id).exists()


def _is_named(member: Member, row: Shift) -> bool:
    """On it, or asked by a colleague. Two queries at most."""
    if Signup.objects.filter(shift=row, member=member, state__in=ON_IT).exists():
        return True
    open_ones = Q(answered_at=None, signup__state=SignupState.SIGNED)
    return Swap.objects.filter(open_ones, to=member, signup__shift=row).exists()
