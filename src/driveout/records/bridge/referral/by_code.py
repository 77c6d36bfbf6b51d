"""A person's own side: what the code on their card opens, and what they say themselves. They need nobody's leave.

Guessing is slowed down for each address. A code that opens nothing any more still leads to a human.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from driveout.core.bridge.states import OVER, is_held_by_receiver, may_be_still_there, may_go
from driveout.core.meet import typed_code
from driveout.core.words import Better, Party, ReferralState, Way
from driveout.records.bridge.referral.beginning import open_threads
from driveout.records.bridge.referral.consenting import withdraw_consent
from driveout.records.bridge.referral.models import Consent, HubNumber, Thread, ThreadStep
from driveout.records.bridge.referral.moving import remark, say
from driveout.records.bridge.referral.rules import LONGEST_TEXT, CivilNumber, Lacks, NotNow
from driveout.records.bridge.referral.seeing import cafe_way, consent_now, own_way, owner_now, steps_of
from driveout.records.bridge.referral.telling import tell_owner
from driveout.records.drive.models import Occurrence
from driveout.records.team.tries import Door, TooSoon, count_try, give_back
from driveout.records.trust.actions import leave_trace

S = ReferralState
HAS_ARRIVED = (S.ARRIVED, S.STILL_THERE)


class NoSuchCode(Exception):
    """No thread has it: a letter is wrong, or it was forgotten."""


@dataclass(frozen=True)
class Own:
    """What a person sees of their own thread. `has_it`: who has it now, by name or role; `own`: whom to ring."""

    thread: Thread
    steps: Sequence[ThreadStep]
    consent: Consent | None
    has_it: str
    is_with_receiver: bool
    own: Way
    cafe: Occurrence | None


def find(*, typed: str, address: str, now: datetime) -> Thread:
    """NoSuchCode, TooSoon. A wrong code is counted for the address; three queries where it is right.

    A card that reached us a moment ago has its thread by now.
    """
    door = Door("card code", "", known=f"address {address}")
    count_try(door, now=now)
    code = typed_code(typed)
    rows = Thread.objects.select_related("owner__user", "where", "base", "organisation")
    thread = rows.filter(code=code).order_by("-id").first() if code else None
    if thread is None and code:
        open_threads(now=now)
        thread = rows.filter(code=code).order_by("-id").first()
    if thread is None:
        raise NoSuchCode
    give_back(door)
    return thread


def again(thread: Thread) -> Thread:
    """As it stands now. One query."""
    return Thread.objects.select_related("owner__user", "where", "base", "organisation").get(pk=thread.pk)


def numbers_for_anyone() -> list[HubNumber]:
    """Whom anybody can ring, whatever the code: role and number of every hub. One query."""
    return list(HubNumber.objects.select_related("base", "organisation").order_by("organisation__name", "base__name"))


def look(*, thread: Thread, now: datetime) -> Own:
    """That the person looked is written, without who they are."""
    leave_trace(by=None, what="a person looked at their thread", about=thread, now=now)
    consent = consent_now(thread, now)
    with_receiver = is_held_by_receiver(ReferralState(thread.state)) and consent is not None
    owner = owner_now(thread)
    own = own_way(thread)
    name = (owner.user.first_name or owner.user.username) if owner else own.role
    if with_receiver and consent:
        name = ", ".join(filter(None, (consent.person, consent.organisation_name)))
    return Own(thread, steps_of(thread), consent, name, with_receiver, own, cafe_way(thread, now)[1])


def may_say(thread: Thread, state: ReferralState) -> bool:
    """For the button."""
    return may_go(ReferralState(thread.state), state, Party.GUEST, agreed=False)


@transaction.atomic
def arrived(*, thread: Thread, now: datetime) -> Thread:
    """“I have arrived”; pressed again it is the same arrival. NotNow."""
    return thread if thread.state in HAS_ARRIVED else _say_and_tell(thread, S.ARRIVED, now)


@transaction.atomic
def still_there(*, thread: Thread, now: datetime) -> Thread:
    """“I am still there”, some weeks after; pressed again at once it is said once. NotNow."""
    return _say_and_tell(thread, S.STILL_THERE, now)


def may_say_still_there(thread: Thread, now: datetime) -> bool:
    """For the button."""
    return thread.state in HAS_ARRIVED and may_be_still_there(thread.due_from, now)


def _say_and_tell(thread: Thread, state: ReferralState, now: datetime) -> Thread:
    row = say(thread=thread, state=state, party=Party.GUEST, by=None, now=now)
    tell_owner(thread=row, news=state.value, now=now)
    return row


@transaction.atomic
def call_me(*, thread: Thread, note: str, now: datetime) -> Thread:
    """The owner is told, and it stands on top of the list until somebody has called. CivilNumber."""
    remark(thread=thread, kind="call me", party=Party.GUEST, by=None, now=now, note=note[:LONGEST_TEXT])
    _waits(thread, now)
    if ReferralState(thread.state) in OVER:
        reopen(thread=thread, now=now)
    tell_owner(thread=thread, news="call me", now=now)
    return thread


def _waits(thread: Thread, now: datetime) -> None:
    """For a call, since the first press: who presses again keeps the place in the line."""
    Thread.objects.filter(pk=thread.pk, call_me_at=None).update(call_me_at=now)


@transaction.atomic
def not_right(*, thread: Thread, note: str, now: datetime) -> Thread:
    """“This is not right”: the owner is told and looks; nothing is lost by it. CivilNumber."""
    remark(thread=thread, kind="not right", party=Party.GUEST, by=None, now=now, note=note[:LONGEST_TEXT])
    _waits(thread, now)
    tell_owner(thread=thread, news="not right", now=now)
    return thread


@transaction.atomic
def wish_more(*, thread: Thread, note: str, change: bool, now: datetime) -> Thread:
    """A wish in the person's own words: that something changes, or that it gets easier. Lacks, CivilNumber."""
    if not note.strip():
        raise Lacks("wish")
    kind = "wish to change" if change else "wish of relief"
    remark(thread=thread, kind=kind, party=Party.GUEST, by=None, now=now, note=note[:LONGEST_TEXT])
    tell_owner(thread=thread, news="wish", now=now)
    return thread


@transaction.atomic
def verdict(*, thread: Thread, better: Better, now: datetime) -> Thread:
    """The person's own answer. A yes closes the thread; another keeps it open, and the owner is told. NotNow."""
    if better is Better.YES:
        row = say(thread=thread, state=S.CLOSED, party=Party.GUEST, by=None, now=now, better=better)
    else:
        if ReferralState(thread.state) in OVER:
            raise NotNow
        remark(thread=thread, kind="verdict", party=Party.GUEST, by=None, now=now, note="")
        Thread.objects.filter(pk=thread.pk).update(better=better.value)
        _waits(thread, now)
        row = thread
    tell_owner(thread=row, news="verdict", now=now)
    return row


@transaction.atomic
def withdraw(*, thread: Thread, now: datetime) -> bool:
    """Close for the receiver, now. False when nobody could see it."""
    done = withdraw_consent(thread=thread, party=Party.GUEST, by=None, now=now)
    if done:
        tell_owner(thread=thread, news="withdrawn", now=now)
    return done


@transaction.atomic
def reopen(*, thread: Thread, now: datetime) -> Thread:
    """Always: after a verdict, after a season. NotNow where it is open."""
    row = say(thread=thread, state=S.REOPENED, party=Party.GUEST, by=None, now=now)
    tell_owner(thread=row, news="reopened", now=now)
    return row


__all__ = [  # all that mine/ reaches, and what it may hear back
    "CivilNumber", "Lacks", "NoSuchCode", "NotNow", "Own", "TooSoon", "again", "arrived", "call_me", "find", "look",
    "may_say", "may_say_still_there", "not_right", "numbers_for_anyone", "reopen", "still_there", "verdict",
    "wish_more", "withdraw",
]  # fmt: skip
