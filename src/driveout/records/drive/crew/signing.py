"""Taking a shift and giving it back: by oneself, or by who leads the hub."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from driveout.core.drive.crew import TERMS, cannot
from driveout.core.words import Cannot, Hindrance, Told
from driveout.records.drive.crew.by_hand import tell_of, tell_or_ring
from driveout.records.drive.crew.held import mark
from driveout.records.drive.crew.reading import Crew, as_word, crew_between, key_of
from driveout.records.drive.crew.rules import (
    LEADER_DECIDES,
    CannotTake,
    HasEnded,
    NotKnown,
    NotYours,
    check_here,
    check_leads,
    check_not_over,
    check_own_or_leads,
    may_take_shifts,
)
from driveout.records.drive.models import Shift, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Season
from driveout.records.team.holding import hold
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

SIGNED_UP, WITHDREW, PUT_ON, TAKEN_OFF = "took a shift", "gave a shift back", "put somebody on", "took somebody off"
LONGEST_WHY = 200
HEAVY = ("trip__season__drives", "trip__season__reach")


@transaction.atomic
def sign_up(*, shift_id: int, member: Member, by: Member, now: datetime) -> Signup:
    """Put a member on a shift. Once is enough: the same again gives the same.

    `by` the member: every rule holds. By who leads the hub: they decide what LEADER_DECIDES names. CannotTake with all
    that stands in the way, NotYours.
    """
    own = by.pk == member.pk
    hold_season(Shift.objects.filter(pk=shift_id).values("trip__season"))  # before the member, as for a whole plan
    member = hold(member)  # two shifts at once cannot both see none
    if not may_take_shifts(member) or not member.user.is_active:
        raise NotYours
    row = held(shift_id)
    check_here(member, row.trip.season.organisation_id)
    if known := Signup.objects.filter(shift=row, member=member, state=SignupState.SIGNED).first():
        return known
    if not own:
        check_leads(by, row.trip.hub_key)
    check_can_take(row, member, now, decided=frozenset() if own else LEADER_DECIDES)
    signup = write_signup(row, member, now=now)
    what = SIGNED_UP if own else PUT_ON
    leave_trace(by=by.user, what=what, about=signup, now=now, name=signup.name, **where(row))
    if own:
        tell_of(signup, row, Told.CONFIRMED, now=now)
    else:
        tell_or_ring(signup, row, Told.CONFIRMED, by=by.user, now=now)
    return signup


@transaction.atomic
def put_on_of_register(*, shift_id: int, person: str, by: Member, now: datetime) -> Signup:
    """Put on somebody of the register, told by their key, who does not sign in here. CannotTake, NotKnown, NotYours."""
    # No two shifts at once, and no name that is just taken out of the register.
    hold_season(Shift.objects.filter(pk=shift_id).values("trip__season"))
    row = held(shift_id)
    check_leads(by, row.trip.hub_key)
    if known := Signup.objects.filter(shift=row, member=None, person=person, state=SignupState.SIGNED).first():
        return known
    crew = crew_between(_season(row), row.trip.date, row.trip.date)
    helper = crew.helpers.get(key_of(None, row.trip.hub_key, person, {}))
    if helper is None:
        raise NotKnown
    _check(cannot(helper, crew.shifts[row.pk], crew.booked.get(helper.id, ()), TERMS, local(now)), LEADER_DECIDES)
    signup = Signup.objects.create(shift=row, name=helper.name, person=person, made_at=now)
    leave_trace(by=by.user, what=PUT_ON, about=signup, now=now, name=helper.name, **where(row))
    tell_or_ring(signup, row, Told.CONFIRMED, by=by.user, now=now)
    return signup


@transaction.atomic
def withdraw(*, signup_id: int, by: Member, now: datetime, why: str = "") -> Signup:
    """Take somebody off a shift that is not over: oneself, or by who leads, and then they are told.

    Twice is once. NotYours, IsOver.
    """
    if not Signup.objects.filter(pk=signup_id, member=by).exists():
        hold_season(Signup.objects.filter(pk=signup_id).values("shift__trip__season"))
    signup = _held_signup(signup_id)
    check_own_or_leads(by, signup.member_id, signup.shift.trip.hub_key)
    if signup.state == SignupState.WITHDRAWN:
        return signup
    if signup.state != SignupState.SIGNED:
        raise HasEnded
    check_not_over(one_word(signup.shift), now)
    end(signup, SignupState.WITHDRAWN, by=by, now=now, why=why)
    own = by.pk == signup.member_id
    what = WITHDREW if own else TAKEN_OFF
    leave_trace(by=by.user, what=what, about=signup, now=now, name=signup.name, why=signup.why, **where(signup.shift))
    if not own:
        says = Told.OFF_CREW if signup.shift.held else Told.CANCELLED
        tell_or_ring(signup, signup.shift, says, by=by.user, now=now)
    return signup


def hindrances(row: Shift, member: Member, now: datetime, *, crew: Crew | None = None) -> tuple[Hindrance, ...]:
    """What stands in a member's way of a shift. Fourteen queries, none when the crew is read."""
    crew = crew or crew_between(_season(row), row.trip.date, row.trip.date, only=member)
    helper = crew.helpers.get(f"m{member.pk}")
    if helper is None:
        raise NotYours
    return cannot(helper, crew.shifts[row.pk], crew.booked.get(helper.id, ()), TERMS, local(now))


def check_can_take(row: Shift, member: Member, now: datetime, *, decided: Collection[Cannot]) -> None:
    """CannotTake with everything that is not in `decided`."""
    _check(hindrances(row, member, now), decided)


def _check(found: Collection[Hindrance], decided: Collection[Cannot]) -> None:
    left = [hindrance for hindrance in found if hindrance.why not in decided]
    if left:
        raise CannotTake(left)


def write_signup(row: Shift, member: Member, *, now: datetime) -> Signup:
    """The row, under the first name; a second of that name on the shift is told apart by the user name."""
    return Signup.objects.create(shift=row, member=member, name=name_for(row, member), made_at=now)


def name_for(row: Shift, member: Member) -> str:
    """What a member is called on a shift."""
    name = member.user.first_name or member.user.username
    taken = Signup.objects.filter(shift=row, name=name, state=SignupState.SIGNED).exclude(member=member).exists()
    return f"{name} ({member.user.username})" if taken else name


def end(signup: Signup, state: SignupState, *, by: Member, now: datetime, why: str = "") -> None:
    """How it ended, and who said so."""
    signup.state, signup.ended_at, signup.said_by, signup.why = state, now, by.user, why.strip()[:LONGEST_WHY]
    signup.save(update_fields=["state", "ended_at", "said_by", "why"])


def hold_season(which: QuerySet[Any]) -> None:
    """Locked until the transaction ends: nobody puts a plan's people on its shifts meanwhile, or makes a call list.
    `which`: its number."""
    Season.objects.select_for_update(no_key=True).only("id").filter(pk=Subquery(which)).first()


def held(shift_id: int) -> Shift:
    """The shift, locked: two who want the last place cannot both have it."""
    Shift.objects.select_for_update(no_key=True).filter(pk=shift_id).first()
    row = Shift.objects.select_related("trip__season", "occurrence").defer(*HEAVY).get(pk=shift_id)
    mark([row])
    return row


def one_word(row: Shift) -> Any:
    """A single row as a word, for its times: without who is on it."""
    mark([row])
    return as_word(row, 0, {})


def where(row: Shift) -> dict[str, str]:
    """What the trace says of it."""
    return {"place": row.occurrence.place if row.occurrence else row.trip.hub, "date": row.trip.date.isoformat()}


def local(now: datetime) -> datetime:
    return timezone.localtime(now)


def _held_signup(signup_id: int) -> Signup:
    Signup.objects.select_for_update(no_key=True).filter(pk=signup_id).first()
    rows = Signup.objects.select_related("shift__trip__season", "shift__occurrence", "member__user")
    rows = rows.defer(*(f"shift__{name}" for name in HEAVY))
    return rows.get(pk=signup_id)


def _season(row: Shift) -> Season:
    return row.trip.season
