"""What a person does with one café of a day: cancel it, hold it later, take either back. One transaction each.

Nothing is told of a café that has begun or lies behind us. A cancelled one stays, and says why.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from driveout.core.words import MINUTES_A_DAY
from driveout.records.drive.days.telling import tell_guests, tell_hosts
from driveout.records.drive.messages.telling import Told
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.rules import Refused
from driveout.records.trust.actions import leave_trace

LONGEST_WHY = 300
CANCELLED, LATER, BACK = "cancelled a café", "moved a café", "took a cancellation back"


class Over(Refused):
    """The day lies behind us: what happened then is in its tally."""


class HasBegun(Refused):
    """Somebody has opened it: it is closed on the phone, not cancelled from here."""


class SaysNothing(Refused):
    """Guests are told why, in a few words."""


class NotLater(Refused):
    """A café is held when it was promised or later, never earlier, and ends the same day."""


@transaction.atomic
def cancel(*, occurrence_id: int, why: str, by: Any, now: datetime) -> Occurrence:
    """Cancel a café; guests read `why`, so there is no name in it. One that is cancelled stays as it was told.

    Over, HasBegun, SaysNothing.
    """
    row, why = _held(occurrence_id), why.strip()[:LONGEST_WHY]
    if row.state == OccurrenceState.CANCELLED:
        return row
    _check_open(row, now)
    if not why:
        raise SaysNothing("Say why, so that guests and crew know.")
    row.state, row.starts = OccurrenceState.CANCELLED, row.promised
    _tell(row, why, by, now)
    tell_hosts(row, Told.CANCELLED, now=now)
    leave_trace(by=by, what=CANCELLED, about=row, now=now, place=row.place, date=row.date.isoformat(), why=why)
    return row


@transaction.atomic
def hold_later(*, occurrence_id: int, starts: int, why: str, by: Any, now: datetime) -> Occurrence:
    """Hold a café from `starts` (minute of the day) instead. When it was promised: then all is as it was.

    Over, HasBegun, NotLater, SaysNothing.
    """
    row, why = _held(occurrence_id), why.strip()[:LONGEST_WHY]
    if row.starts == starts and row.state == OccurrenceState.PLANNED:
        return row
    _check_open(row, now)
    if starts < row.promised or starts + row.minutes > MINUTES_A_DAY:
        raise NotLater("A café is held when it was promised or later.")
    if starts > row.promised and not why:
        raise SaysNothing("Say why, so that guests and crew know.")
    was, row.starts, row.state = row.starts, starts, OccurrenceState.PLANNED
    _tell(row, why if starts > row.promised else "", by, now)
    tell_hosts(row, Told.CHANGED, now=now, was=was)
    details = {"place": row.place, "date": row.date.isoformat(), "was": was, "starts": starts, "why": why}
    leave_trace(by=by, what=LATER, about=row, now=now, **details)
    return row


@transaction.atomic
def take_back(*, occurrence_id: int, by: Any, now: datetime) -> Occurrence:
    """The café is held after all, when it was promised. One that is as promised stays so. Over, HasBegun."""
    row = _held(occurrence_id)
    if row.state == OccurrenceState.PLANNED and row.starts == row.promised:
        return row
    _check_open(row, now)
    was = row.starts
    row.state, row.starts = OccurrenceState.PLANNED, row.promised
    _tell(row, "", by, now)
    tell_hosts(row, Told.CHANGED, now=now, was=was)
    leave_trace(by=by, what=BACK, about=row, now=now, place=row.place, date=row.date.isoformat())
    return row


def is_over(day: date, now: datetime) -> bool:
    """Does the day lie behind us, where we live?"""
    return day < timezone.localtime(now).date()


def _held(occurrence_id: int) -> Occurrence:
    return Occurrence.objects.select_for_update().get(pk=occurrence_id)


def _check_open(row: Occurrence, now: datetime) -> None:
    if is_over(row.date, now):
        raise Over("The day is over.")
    if row.events.exists():  # type: ignore[attr-defined]
        raise HasBegun("The café has begun.")


def _tell(row: Occurrence, why: str, by: Any, now: datetime) -> None:
    """Keep the row as it is now, and what guests read of it. As promised, the plan rules it again."""
    changed = row.state == OccurrenceState.CANCELLED or row.starts != row.promised
    row.why, row.told_at, row.told_by = why, now if changed else None, by if changed else None
    row.save(update_fields=["state", "starts", "why", "told_at", "told_by"])
    tell_guests([row], season_id=row.season_id, now=now)
