"""“Can you take my shift?”, asked of one named colleague. Nothing changes until they say yes."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from driveout.core.words import Cannot
from driveout.records.drive.crew.by_hand import tell_of
from driveout.records.drive.crew.rules import (
    HasEnded,
    NotYours,
    check_here,
    check_not_over,
    check_own_or_leads,
    may_take_shifts,
)
from driveout.records.drive.crew.signing import (
    HEAVY,
    check_can_take,
    end,
    held,
    hold_season,
    one_word,
    where,
    write_signup,
)
from driveout.records.drive.crew.telling import Told
from driveout.records.drive.models import Signup, Swap
from driveout.records.drive.models.crew import SignupState
from driveout.records.team.holding import hold
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

ASKED, TOOK_BACK = "asked for a swap", "took a swap back"
YES, NO = "said yes to a swap", "said no to a swap"
# The place becomes free in the same moment, and who was asked need not wait for sign-up to open.
BY_SWAP = frozenset({Cannot.FULL, Cannot.NOT_OPEN})


@transaction.atomic
def ask_swap(*, signup_id: int, to: Member, by: Member, now: datetime) -> Swap:
    """Ask a colleague of the same organisation. The same again is the same question. NotYours, IsOver, HasEnded."""
    signup = _held(signup_id)
    row = signup.shift
    check_own_or_leads(by, signup.member_id, row.trip.hub_key)
    check_here(by, row.trip.season.organisation_id)
    if not may_take_shifts(to) or to.organisation_id != by.organisation_id or to.pk == signup.member_id:
        raise NotYours
    if signup.state != SignupState.SIGNED:
        raise HasEnded
    check_not_over(one_word(row), now)
    swap, is_new = Swap.objects.get_or_create(signup=signup, to=to, answered_at=None, defaults={"asked_at": now})
    if is_new:
        leave_trace(by=by.user, what=ASKED, about=swap, now=now, **where(row))
        _tell_asked(swap, to, signup, now)
    return swap


@transaction.atomic
def answer_swap(*, swap_id: int, yes: bool, by: Member, now: datetime) -> Swap:
    """Say yes or no. With yes the shift changes hands. The same answer again is the same.

    NotYours, HasEnded where another answered first or the shift was given back, IsOver, CannotTake.
    """
    swap = Swap.objects.select_related("to__user").get(pk=swap_id)
    if swap.to_id != by.pk:
        raise NotYours
    if yes:  # before the member, as who puts a plan on dates
        hold_season(Signup.objects.filter(pk=swap.signup_id).values("shift__trip__season"))
    by = hold(by)
    if not by.user.is_active:
        raise NotYours
    signup = _held(swap.signup_id)
    swap.refresh_from_db(fields=["answered_at", "yes"])
    if swap.answered_at is not None:
        if swap.yes is yes:
            return swap
        raise HasEnded
    row = held(signup.shift_id)
    check_here(by, row.trip.season.organisation_id)
    if yes:
        if signup.state != SignupState.SIGNED:
            raise HasEnded
        check_not_over(one_word(row), now)
        check_can_take(row, by, now, decided=BY_SWAP)
        end(signup, SignupState.SWAPPED, by=by, now=now)
        fresh = write_signup(row, by, now=now)
        tell_of(fresh, row, Told.CONFIRMED, now=now)
        tell_of(signup, row, Told.OFF_CREW, now=now, mark=" by swap")
        _close(Swap.objects.filter(signup=signup, answered_at=None).exclude(pk=swap.pk), now)
    swap.answered_at, swap.yes = now, yes
    swap.save(update_fields=["answered_at", "yes"])
    leave_trace(by=by.user, what=YES if yes else NO, about=swap, now=now, **where(row))
    return swap


@transaction.atomic
def take_swap_back(*, swap_id: int, by: Member, now: datetime) -> Swap:
    """Nobody is asked any more. What was answered stands. NotYours."""
    swap = Swap.objects.get(pk=swap_id)
    signup = _held(swap.signup_id)  # before the question, as who answers it
    swap.refresh_from_db()
    check_own_or_leads(by, signup.member_id, signup.shift.trip.hub_key)
    if swap.answered_at is None:
        _close(Swap.objects.filter(pk=swap.pk), now)
        leave_trace(by=by.user, what=TOOK_BACK, about=swap, now=now, **where(signup.shift))
        swap.refresh_from_db()
    return swap


def _close(open_ones: QuerySet[Swap], now: datetime) -> None:
    open_ones.update(answered_at=now, yes=False)


def _tell_asked(swap: Swap, to: Member, signup: Signup, now: datetime) -> None:
    asked = Signup(pk=signup.pk, member=to)  # the message is about the shift, and goes to who is asked
    tell_of(asked, signup.shift, Told.ASKED, now=now, mark=f" swap {swap.pk}")


def _held(signup_id: int) -> Signup:
    Signup.objects.select_for_update(no_key=True).filter(pk=signup_id).first()
    rows = Signup.objects.select_related("shift__trip__season", "shift__occurrence", "member__user")
    return rows.defer(*(f"shift__{name}" for name in HEAVY)).get(pk=signup_id)
