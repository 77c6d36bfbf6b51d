"""What a person does with one café of a day: cancel it, hold it later, take either back. One transaction each.

The trip's way out and home follow it, and with them the shift, hours and calendar of all who drive.

A café has begun when somebody opened it or counted a guest there; a note or a locked door alone is no beginning. One
that has begun keeps its time, and is cancelled only by who says yes to that. A cancelled one stays, and says why.
"""

from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone

from driveout.core.words import MINUTES_A_DAY
from driveout.records.drive.crew.both import tell_of_both
from driveout.records.drive.crew.telling import Told
from driveout.records.drive.days.elsewhere import at
from driveout.records.drive.days.room import Meeting, meeting_of
from driveout.records.drive.days.telling import tell_guests, tell_hosts, waiting_at
from driveout.records.drive.days.way_out_and_home import follow_one
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.drive.news.lists import About, make_list
from driveout.records.drive.news.one import News, pick_ups_of
from driveout.records.plan.models import Season
from driveout.records.plan.rules import Refused
from driveout.records.trust.actions import By, leave_trace

LONGEST_WHY = 300
CANCELLED, LATER, BACK = "cancelled a café", "moved a café", "took a cancellation back"


class Over(Refused):
    """The day lies behind us: what happened then is in its tally."""


class HasBegun(Refused):
    """Somebody has opened it, and nobody has said that it is to be cancelled all the same."""


class WasHeld(Refused):
    """It was opened and its time is over: guests have been there."""


class SaysNothing(Refused):
    """Guests are told why, in a few words."""


class NotLater(Refused):
    """A café is held when it was promised or later, never earlier, and ends the same day."""


class NoRoom(Refused):
    """The van cannot hold two cafés: `meeting` says which."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        super().__init__(f"The van cannot hold both {meeting.first} and {meeting.second}.")


@transaction.atomic
def cancel(
    *, occurrence_id: int, why: str, by: By, now: datetime, though_open: bool = False, into: list[News] | None = None
) -> Occurrence:
    """Cancel a café; guests read `why`, so there is no name in it. One that is cancelled stays as it was told.

    `though_open`: somebody said yes to that too. What was counted there stays. `into`: where whom it concerns is put
    when it is part of a larger deed, which makes the call list. Over, HasBegun, WasHeld, SaysNothing.
    """
    row, why = _held(occurrence_id), why.strip()[:LONGEST_WHY]
    if row.state == OccurrenceState.CANCELLED:
        return row
    begun = has_begun(row)
    if begun and at(row.date, row.starts + row.minutes) <= now:
        raise WasHeld("The café was held.")
    _check_open(row, now, begun=begun and not though_open)
    if not why:
        raise SaysNothing("Say why, so that guests and crew know.")
    row.state, row.starts = OccurrenceState.CANCELLED, row.promised
    out = _tell(row, why, by, now)
    _to_ring(row, CallKind.CANCELLED, tell_hosts(row, Told.CANCELLED, now=now, out=out), by, now, into=into)
    opened = {"opened": True} if begun else {}
    details = {"place": row.place, "date": row.date.isoformat(), "why": why, **opened}
    leave_trace(by=by, what=CANCELLED, about=row, now=now, **details)
    return row


@transaction.atomic
def hold_later(*, occurrence_id: int, starts: int, why: str, by: By, now: datetime) -> Occurrence:
    """Hold a café from `starts` (minute of the day) instead. When it was promised: then all is as it was.

    Over, HasBegun, NotLater, SaysNothing, NoRoom. What it asks of hosts and van is told by room.strain_of.
    """
    row, why = _held(occurrence_id), why.strip()[:LONGEST_WHY]
    if row.starts == starts and row.state == OccurrenceState.PLANNED:
        return row
    _check_open(row, now, begun=has_begun(row))
    if starts < row.promised or starts + row.minutes > MINUTES_A_DAY:
        raise NotLater("A café is held when it was promised or later.")
    if starts > row.promised and not why:
        raise SaysNothing("Say why, so that guests and crew know.")
    _check_room(row, starts)
    was, row.starts, row.state = row.starts, starts, OccurrenceState.PLANNED
    out = _tell(row, why if starts > row.promised else "", by, now)
    news = tell_hosts(row, Told.CHANGED, now=now, was=was, out=out)
    _to_ring(row, CallKind.LATER if starts > row.promised else CallKind.BACK, news, by, now, was=was)
    _tell_of_both(row, now)
    details = {"place": row.place, "date": row.date.isoformat(), "was": was, "starts": starts, "why": why}
    leave_trace(by=by, what=LATER, about=row, now=now, **details)
    return row


@transaction.atomic
def take_back(*, occurrence_id: int, by: By, now: datetime) -> Occurrence:
    """The café is held after all, when it was promised. One that is as promised stays so.

    One that was cancelled while it was open may be open again. Over, HasBegun, NoRoom.
    """
    row = _held(occurrence_id)
    if row.state == OccurrenceState.PLANNED and row.starts == row.promised:
        return row
    _check_open(row, now, begun=row.state == OccurrenceState.PLANNED and has_begun(row))
    _check_room(row, row.promised)
    was, alone = row.starts, not _goes_on(row)
    row.state, row.starts = OccurrenceState.PLANNED, row.promised
    out = _tell(row, "", by, now)
    news = tell_hosts(row, Told.CHANGED, now=now, was=was, out=out)
    _to_ring(row, CallKind.BACK, news, by, now, was=was, van_again=alone)
    _tell_of_both(row, now)
    leave_trace(by=by, what=BACK, about=row, now=now, place=row.place, date=row.date.isoformat())
    return row


def is_over(day: date, now: datetime) -> bool:
    """Does the day lie behind us, where we live?"""
    return day < timezone.localtime(now).date()


def has_begun(row: Occurrence) -> bool:
    """Did somebody open it or count a guest there, and nobody took that back? As crew.held.begun.

    No query where the sum was read along.
    """
    try:
        tally = row.tally
    except ObjectDoesNotExist:
        return False
    return tally.opened_at is not None or tally.guests > 0


def _held(occurrence_id: int) -> Occurrence:
    """The café with its trip. Its season is held first, as by who makes or repairs whole days: one after the other."""
    season = Occurrence.objects.filter(pk=occurrence_id).values("season")
    Season.objects.select_for_update(no_key=True).only("id").get(pk=Subquery(season))
    return (
        Occurrence.objects.select_for_update(of=("self",), no_key=True)
        .select_related("trip", "stop", "where")
        .get(pk=occurrence_id)
    )


def _check_open(row: Occurrence, now: datetime, *, begun: bool) -> None:
    if is_over(row.date, now):
        raise Over("The day is over.")
    if begun:
        raise HasBegun("The café has begun.")


def _check_room(row: Occurrence, starts: int) -> None:
    if meeting := meeting_of(row, starts):
        raise NoRoom(meeting)


def _goes_on(row: Occurrence) -> bool:
    """Does its van drive to any café?"""
    return Occurrence.objects.filter(trip=row.trip_id, state=OccurrenceState.PLANNED).exists()


def _to_ring(
    row: Occurrence, kind: CallKind, news: list[News], by: By, now: datetime, *, was: int | None = None,
    into: list[News] | None = None, van_again: bool = False,
) -> None:  # fmt: skip
    """The call list: the crew, whoever is asked at the house, and who waits with goods for a van that does not come."""
    says = Told.CANCELLED if kind is CallKind.CANCELLED else Told.CHANGED
    news = [*news, *waiting_at(row, says, was=was)]
    if van_again or (kind is CallKind.CANCELLED and not _goes_on(row)):
        news += pick_ups_of([row.trip], says)
    if into is not None:
        into += news
        return
    about = About(kind, row.date, f"cafe {row.pk} {kind.value} {row.starts} {now.isoformat()}", row.place, row.pk)
    season = Season.objects.defer("drives", "reach").get(pk=row.season_id)
    make_list(season=season, about=about, news=news, by=by, now=now)


def _tell_of_both(row: Occurrence, now: datetime) -> None:
    organisation = Season.objects.values_list("organisation", flat=True).get(pk=row.season_id)
    tell_of_both(organisation, row.date, row.date, now=now)


def _tell(row: Occurrence, why: str, by: By, now: datetime) -> int:
    """Keep the row as it is now, and what guests read of it. As promised, the plan rules it again.

    Returns when its van was to set out before.
    """
    out = row.trip.leaves
    changed = row.state == OccurrenceState.CANCELLED or row.starts != row.promised
    row.why, row.told_at, row.told_by = why, now if changed else None, by if changed else None
    row.changed_at = now
    row.save(update_fields=["state", "starts", "why", "told_at", "told_by", "changed_at"])
    follow_one(row.trip, now=now)
    tell_guests([row], season_id=row.season_id, now=now)
    return out
