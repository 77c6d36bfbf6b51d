"""One step of a thread: who says it, whether it follows, and which promise runs from then on."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from driveout.core.bridge.clocks import due_at, promise
from driveout.core.bridge.states import ENDS_YES, OVER, may_be_still_there, may_go
from driveout.core.plan.calendar import public_holidays
from driveout.core.words import Better, NeedKind, Party, ReferralState
from driveout.records.bridge.referral.models import SecretLink, Thread, ThreadStep
from driveout.records.bridge.referral.rules import NoSuchDay, NotNow, check_text
from driveout.records.meet.models import Card
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_organisation

S = ReferralState
NEW_APPOINTMENT_WITHIN = timedelta(days=366)
# No appointment stands any more: it was kept or missed, or the next receiver comes, who sees none of that before.
NO_APPOINTMENT = OVER | {S.ARRIVED, S.MISSED, S.DRAFT, S.CONSENTED, S.PASSED_ON, S.FULL}
SAME_PRESS = timedelta(minutes=1)  # the same words again within it are one


def held(thread: Thread) -> Thread:
    """The row under its lock, inside the deed's transaction. NotNow: it was forgotten, and nothing is written of it."""
    row = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    if row.wiped_at is not None:
        raise NotNow
    return row


@transaction.atomic
def say(
    *, thread: Thread, state: ReferralState, party: Party, by: By, now: datetime, called: str = "", note: str = "",
    about_at: datetime | None = None, better: Better | None = None,
) -> Thread:  # fmt: skip
    """The thread becomes that, because this party says so; `by`: who of ours wrote it, also for a guest beside them.

    Said twice it is one step. NotNow where it does not follow, NoSuchDay for an appointment that is not ahead,
    CivilNumber. A verdict comes with CLOSED and with nothing else.
    """
    check_text(note)
    row = held(thread)
    before = ReferralState(row.state)
    is_soon = state == S.STILL_THERE and not may_be_still_there(row.due_from, now)
    if before == state and row.appointment_at == (about_at or row.appointment_at):
        if state != S.STILL_THERE or is_soon:
            return row
    elif is_soon:
        raise NotNow
    is_moved = before == state == S.APPOINTMENT
    agreed = _holds_yes(row, now)
    if not is_moved and not may_go(before, state, party, agreed=agreed):
        raise NotNow
    if (state == S.CONSENTED and not agreed) or (state == S.SENT and not _has_link(row)):
        raise NotNow
    if (state == S.CLOSED) != (better is not None):
        raise NotNow
    if state == S.APPOINTMENT:
        _check_ahead(about_at, now)
        row.appointment_at = about_at
    elif state not in (S.ON_HOLD,):
        row.appointment_at = None if state in NO_APPOINTMENT else row.appointment_at
    row.better = better.value if better else ("" if state == S.REOPENED else row.better)
    row.state = state.value
    if state in ENDS_YES:
        end_yes(row, party, now)
    _wind_up(row, now)
    row.save()
    _leave(row, "state", party, by, now, state=state.value, called=called, note=note, about_at=about_at)
    leave_trace(by=by, what="moved a thread", about=row, now=now, state=state.value, party=party.value)
    return row


@transaction.atomic
def remark(
    *, thread: Thread, kind: str, party: Party, by: By, now: datetime, called: str = "", note: str = ""
) -> ThreadStep:
    """Something said that changes no state: a question, a wish, “call me”. Sent twice it is one. CivilNumber."""
    check_text(note)
    row = held(thread)
    check_organisation(by, row)
    same = row.steps.filter(kind=kind, party=party.value, note=note.strip(), called=called, at__gt=now - SAME_PRESS)
    if found := same.order_by("-id").first():
        return found
    row.last_step_at = now
    row.save(update_fields=["last_step_at"])
    _keep_card(row, now)
    return _leave(row, kind, party, by, now, called=called, note=note)


def _leave(
    row: Thread, kind: str, party: Party, by: By, now: datetime, *, state: str = "", called: str = "", note: str = "",
    about_at: datetime | None = None,
) -> ThreadStep:  # fmt: skip
    return ThreadStep.objects.create(
        thread=row, kind=kind, state=state, party=party.value, who=by, called=called[:120], note=note.strip(),
        about_at=about_at, at=now,
    )  # fmt: skip


def _check_ahead(about_at: datetime | None, now: datetime) -> None:
    if about_at is None or not now < about_at <= now + NEW_APPOINTMENT_WITHIN:
        raise NoSuchDay


def end_yes(row: Thread, party: Party, now: datetime) -> int:
    """No receiver comes in any more, from this moment. How many yeses held."""
    SecretLink.objects.filter(consent__thread=row, ended_at=None).update(ended_at=now)
    return row.consents.filter(withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=party.value)


def _holds_yes(row: Thread, now: datetime) -> bool:
    return row.consents.filter(withdrawn_at=None, until__gte=timezone.localdate(now)).exists()


def _has_link(row: Thread) -> bool:
    return SecretLink.objects.filter(consent__thread=row, ended_at=None).exists()


def _wind_up(row: Thread, now: datetime) -> None:
    """Which promise runs now. That of an appointment from the appointment on."""
    clock = promise(ReferralState(row.state), NeedKind(row.need))
    start = timezone.localtime(row.appointment_at if row.state == S.APPOINTMENT and row.appointment_at else now)
    row.due_from, row.due_at = (start, due_at(clock, start, holidays_around(start.date()))) if clock else (None, None)
    row.told_late_at = None
    row.last_step_at = now
    _keep_card(row, now)


def _keep_card(row: Thread, now: datetime) -> None:
    """The code is good for as long as something happens (Keeping “cards”)."""
    if row.card_id:
        Card.objects.filter(pk=row.card_id).update(last_step_on=timezone.localdate(now))


def holidays_around(day: date) -> Collection[date]:
    """Public ones of this year and the next."""
    return public_holidays("DK", {day.year, day.year + 1}).keys()


@transaction.atomic
def answer_or_call(*, thread: Thread, called: bool, note: str, by: By, now: datetime) -> ThreadStep:
    """We answered the receiver's question, or talked with the person: then nobody waits for a call. CivilNumber."""
    said = remark(thread=thread, kind="called" if called else "answer", party=Party.OWNER, by=by, now=now, note=note)
    if called:
        Thread.objects.filter(pk=thread.pk).update(call_me_at=None)
    leave_trace(by=by, what="wrote in a thread", about=thread, now=now)
    return said
