"""After a shift: who did not come, and how long it really took. Each says who said so."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from driveout.core.words import day_and_minute
from driveout.records.drive.crew.rules import (
    HasEnded,
    NotADay,
    NotYet,
    NotYours,
    check_leads,
    check_leads_or_drives,
    check_own_or_leads,
)
from driveout.records.drive.crew.signing import end, held, one_word, where
from driveout.records.drive.models import Shift, Signup, Trip
from driveout.records.drive.models.crew import ShiftRole, SignupState
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

NO_SHOW, CAME = "said somebody did not come", "said somebody did come after all"
HOURS, NEED = "corrected hours", "changed how many are needed"
MOST_MINUTES = 8 * 60


@transaction.atomic
def say_no_show(*, signup_id: int, by: Member, now: datetime, why: str = "") -> Signup:
    """Say that somebody did not come: by who leads the hub or drove the trip. Twice is once.

    NotYet before it begins, NotYours, HasEnded.
    """
    signup = _held(signup_id)
    check_leads_or_drives(by, signup.shift)
    if by.pk == signup.member_id:
        raise NotYours
    if signup.state == SignupState.NO_SHOW:
        return signup
    if signup.state != SignupState.SIGNED:
        raise HasEnded
    if not has_begun(signup, now):
        raise NotYet
    end(signup, SignupState.NO_SHOW, by=by, now=now, why=why)
    leave_trace(by=by.user, what=NO_SHOW, about=signup, now=now, name=signup.name, why=signup.why,
                **where(signup.shift))  # fmt: skip
    return signup


@transaction.atomic
def take_no_show_back(*, signup_id: int, by: Member, now: datetime) -> Signup:
    """It was a mistake: they were there. Twice is once. NotYours, HasEnded where it ended otherwise."""
    signup = _held(signup_id)
    check_leads_or_drives(by, signup.shift)
    if signup.state == SignupState.SIGNED:
        return signup
    by_key = {"member": None, "name": signup.name, "person": signup.person}
    same = {"member": signup.member_id} if signup.member_id else by_key
    taken = Signup.objects.filter(shift=signup.shift, state=SignupState.SIGNED, **same).exists()
    if signup.state != SignupState.NO_SHOW or taken:
        raise HasEnded
    signup.state, signup.ended_at, signup.said_by, signup.why = SignupState.SIGNED, None, None, ""
    signup.save(update_fields=["state", "ended_at", "said_by", "why"])
    leave_trace(by=by.user, what=CAME, about=signup, now=now, name=signup.name, **where(signup.shift))
    return signup


@transaction.atomic
def correct_hours(*, signup_id: int, extra_minutes: int, by: Member, now: datetime) -> Signup:
    """How many minutes more, or fewer, than the shift's own. By oneself or who leads. NotADay out of bounds."""
    signup = _held(signup_id)
    check_own_or_leads(by, signup.member_id, signup.shift.trip.hub_key)
    shift = one_word(signup.shift)
    if not -(shift.ends - shift.starts) <= extra_minutes <= MOST_MINUTES:
        raise NotADay
    if signup.state != SignupState.SIGNED:
        raise HasEnded
    if not has_begun(signup, now):
        raise NotYet
    if signup.extra_minutes != extra_minutes:
        was = signup.extra_minutes
        signup.extra_minutes = extra_minutes
        signup.save(update_fields=["extra_minutes"])
        leave_trace(by=by.user, what=HOURS, about=signup, now=now, minutes=extra_minutes, was=was,
                    **where(signup.shift))  # fmt: skip
    return signup


@transaction.atomic
def change_need(*, shift_id: int, needed: int, by: Member, now: datetime) -> None:
    """How many a shift needs, whatever its stop asks for; what the stop asks for, and it follows the stop again.

    Who is on it stays. NotYours, NotADay out of bounds. The same again changes nothing.
    """
    row = held(shift_id)
    check_leads(by, row.trip.hub_key)
    if not 0 <= needed <= 9:
        raise NotADay
    if row.needed != needed:
        was, row.needed = row.needed, needed
        stop = row.occurrence.stop if row.occurrence else None
        row.asked = stop.volunteers if stop else row.asked
        row.save(update_fields=["needed", "asked"])
        leave_trace(by=by.user, what=NEED, about=row, now=now, needed=needed, was=was, **where(row))


@transaction.atomic
def need_driver(*, trip_id: int, needed: int, by: Member, now: datetime) -> None:
    """Ask for somebody beside the employee who can drive. Made when it is first asked for."""
    trip = Trip.objects.select_for_update(no_key=True).get(pk=trip_id)
    check_leads(by, trip.hub_key)
    row, _ = Shift.objects.get_or_create(trip=trip, occurrence=None, role=ShiftRole.DRIVER, defaults={"needed": 0})
    change_need(shift_id=row.pk, needed=needed, by=by, now=now)


def has_begun(signup: Signup, now: datetime) -> bool:
    """Is it under way, or over?"""
    here = timezone.localtime(now)
    shift = one_word(signup.shift)
    return (shift.date, shift.starts) <= day_and_minute(here)


def _held(signup_id: int) -> Signup:
    Signup.objects.select_for_update(no_key=True).filter(pk=signup_id).first()
    return Signup.objects.select_related("shift__trip", "shift__occurrence", "member__user").get(pk=signup_id)
