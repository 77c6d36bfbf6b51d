"""Telling of a changed day from one fact: those who read the public times, and each of the crew it touches."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from driveout.records.drive.crew.held import mark
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.drive.days.announcing import say_from_when
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.files.uploads import forget_calendars
from driveout.records.plan.publishing import actions as publish
from driveout.records.publish.changes import tell_all
from driveout.records.publish.models import PublicTimes
from driveout.records.publish.told import News
from driveout.records.trust.actions import By


def news_of(row: Occurrence) -> News:
    """What anyone may know of a café on a date."""
    cancelled = row.state == OccurrenceState.CANCELLED
    by_plan = cancelled and row.why == NOT_IN_THE_PLAN
    return News(row.date, row.where.key, row.place, row.promised, row.starts, row.minutes, cancelled, row.why, by_plan)


def tell_guests(rows: Iterable[Occurrence], *, season_id: int, now: datetime) -> None:
    """Write or take away what the public page says of these dates: nothing while the times are not public. A calendar
    that was made before is made again when somebody asks."""
    forget_calendars(season_id=season_id)
    told = list(rows)
    prefetch_related_objects(told, "where")
    tell_all(season_id=season_id, news=[news_of(row) for row in told], now=now)


def tell_hosts(row: Occurrence, kind: Told, *, now: datetime, was: int | None = None) -> None:
    """Tell everybody who is signed up at a café or on its whole trip. Call it inside the deed's transaction.

    The trip goes on while one of its cafés is held: then it is changed for them, and otherwise cancelled. Who hosts and
    drives hears of a new hour once.
    """
    here = Q(shift__occurrence=row) | Q(shift__occurrence=None, shift__trip=row.trip_id)
    signed = Signup.objects.filter(here, state=SignupState.SIGNED, member__isnull=False)
    rows = list(signed.select_related("member__user", "shift__trip", "shift__occurrence"))
    mark([signup.shift for signup in rows])
    moved = was is not None and was != row.starts
    hosts = {signup.member_id for signup in rows if signup.shift.occurrence_id}
    for signup in rows:
        trip, at_cafe = signup.shift.trip, signup.shift.occurrence_id is not None
        if moved and not at_cafe and signup.member_id in hosts:
            continue
        place, starts, before, says = row.place, row.starts, was, kind
        if not at_cafe and not moved:
            place, starts, before = trip.hub, trip.leaves, None
            says = Told.CHANGED if signup.shift.held else Told.CANCELLED
        once = f"cafe {row.pk} {kind.value} {row.starts} {now.timestamp():.0f} {signup.pk}"
        tell(
            member=signup.member, kind=says, once=once, place=place, day=row.date, starts=starts, was=before, now=now
        )  # fmt: skip


@transaction.atomic
def publish_times(*, plan_id: int, by: By, now: datetime, today: date, why: str = "") -> PublicTimes:
    """Put a plan's times in the open, and with them what is already cancelled or later from `today` on.

    NotApproved, BindsNobody as there. Twice is once.
    """
    times = publish.publish_times(plan_id=plan_id, by=by, now=now, why=why)
    told = Occurrence.objects.filter(season=times.season_id, date__gte=today, told_at__isnull=False)
    tell_guests(told, season_id=times.season_id, now=now)
    say_from_when(season_id=times.season_id, today=today)
    return times
