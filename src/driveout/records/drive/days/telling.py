"""Telling of a changed day from one fact: those who read the public times, and each of the crew it touches."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from driveout.records.drive.messages.telling import Told, tell
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.uploads import forget_calendars
from driveout.records.publish import actions as publish
from driveout.records.publish.changes import News, tell_all
from driveout.records.publish.models import PublicTimes


def news_of(row: Occurrence) -> News:
    """What anyone may know of a café on a date."""
    cancelled = row.state == OccurrenceState.CANCELLED
    return News(row.date, row.place, row.promised, row.starts, row.minutes, cancelled, row.why)


def tell_guests(rows: Iterable[Occurrence], *, season_id: int, now: datetime) -> None:
    """Write or take away what the public page says of these dates: nothing while the times are not public. A calendar
    that was made before is made again when somebody asks."""
    forget_calendars(season_id=season_id)
    tell_all(season_id=season_id, news=[news_of(row) for row in rows], now=now)


def tell_hosts(row: Occurrence, kind: Told, *, now: datetime, was: int | None = None) -> None:
    """Tell everybody who is signed up at a café. Call it inside the deed's transaction."""
    hosts = Signup.objects.filter(shift__occurrence=row, state=SignupState.SIGNED).select_related("member__user")
    for signup in hosts:
        once = f"cafe {row.pk} {kind.value} {row.starts} {now.timestamp():.0f} {signup.pk}"
        tell(
            member=signup.member, kind=kind, once=once, place=row.place, day=row.date, starts=row.starts, was=was,
            now=now,
        )  # fmt: skip


@transaction.atomic
def publish_times(*, plan_id: int, by: Any, now: datetime, today: date, why: str = "") -> PublicTimes:
    """Put a plan's times in the open, and with them what is already cancelled or later from `today` on.

    NotApproved, BindsNobody as there. Twice is once.
    """
    times = publish.publish_times(plan_id=plan_id, by=by, now=now, why=why)
    told = Occurrence.objects.filter(season=times.season_id, date__gte=today, told_at__isnull=False)
    tell_guests(told, season_id=times.season_id, now=now)
    return times
