"""Telling of a changed day from one fact: those who read the public times, and each of the crew it touches."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from driveout.records.drive.crew.held import mark
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.drive.days.announcing import say_from_when
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.drive.news.one import News
from driveout.records.plan.files.uploads import forget_calendars
from driveout.records.plan.models import Season
from driveout.records.plan.publishing import actions as publish
from driveout.records.publish.changes import tell_all
from driveout.records.publish.models import PublicTimes
from driveout.records.publish.told import News as PublicNews
from driveout.records.team.models import Member
from driveout.records.tell.models import Message
from driveout.records.trust.actions import By


def news_of(row: Occurrence) -> PublicNews:
    """What anyone may know of a café on a date."""
    cancelled = row.state == OccurrenceState.CANCELLED
    by_plan = cancelled and row.why == NOT_IN_THE_PLAN
    return PublicNews(
        row.date, row.where.key, row.place, row.promised, row.starts, row.minutes, cancelled, row.why, by_plan
    )


def tell_guests(rows: Iterable[Occurrence], *, season_id: int, now: datetime) -> None:
    """Write or take away what the public page says of these dates: nothing while the times are not public. A calendar
    that was made before is made again when somebody asks."""
    forget_calendars(season_id=season_id)
    told = list(rows)
    prefetch_related_objects(told, "where")
    tell_all(season_id=season_id, news=[news_of(row) for row in told], now=now)


def tell_hosts(row: Occurrence, kind: Told, *, now: datetime, out: int, was: int | None = None) -> list[News]:
    """Tell everybody who is signed up at a café or on its whole trip; returns what each is to hear, also those who do
    not sign in here: somebody rings them. Call it inside the deed's transaction. `was`, `out`: when the café was to
    start before, and its van to set out.

    The trip goes on while one of its cafés is held: then it is changed for them, and otherwise cancelled. Who hosts and
    drives hears of a new hour once; who drives hears also when the van sets out now, where that is another.
    """
    here = Q(shift__occurrence=row) | Q(shift__occurrence=None, shift__trip=row.trip_id)
    signed = Signup.objects.filter(here, state=SignupState.SIGNED)
    rows = list(signed.select_related("member__user", "shift__trip", "shift__occurrence"))
    mark([signup.shift for signup in rows])
    members = _members(row, rows)
    moved = was is not None and was != row.starts
    hosts = {_who(signup, members) for signup in rows if signup.shift.occurrence_id}
    found: list[News] = []
    for signup in rows:
        trip, at_cafe = signup.shift.trip, signup.shift.occurrence_id is not None
        sets_out = not at_cafe and signup.shift.held and trip.leaves != out
        once = f"cafe {row.pk} {kind.value} {row.starts} {now.timestamp():.0f} {signup.pk}"
        member = members.get(signup.pk)
        place, starts, before, says = row.place, row.starts, was, kind
        if not at_cafe and not moved:
            place, starts, before = trip.hub, trip.leaves, out if sets_out else None
            says = Told.CHANGED if signup.shift.held else Told.CANCELLED
        message = None
        if at_cafe or not moved or _who(signup, members) not in hosts:
            message = tell(
                member=member, kind=says, once=once, place=place, day=row.date, starts=starts, was=before, now=now
            )  # fmt: skip
            off = not at_cafe and says is Told.CANCELLED  # else who drives hears what became of the café
            what = (says, place, row.date, starts) if off else (kind, row.place, row.date, row.starts)
            before = None if off or was == row.starts else was
            found.append(News(trip.base_id, *what, before, row.pk, off, member, signup.who, message=message))
        if sets_out:
            found.append(_sets_out(signup, row, member, out, message if not moved else None, once, now))
    return found


def _sets_out(
    signup: Signup, row: Occurrence, member: Member | None, out: int, message: Message | None, once: str, now: datetime
) -> News:
    """When the van sets out now, and before. `message`: what said so already."""
    trip = signup.shift.trip
    message = message or tell(
        member=member, kind=Told.CHANGED, once=f"{once} out", place=trip.hub, day=row.date, starts=trip.leaves,
        was=out, now=now,
    )  # fmt: skip
    what = (Told.CHANGED, trip.hub, row.date, trip.leaves, out, row.pk, True, member, signup.who)
    return News(trip.base_id, *what, message=message)


def waiting_at(row: Occurrence, kind: Told, *, was: int | None = None) -> list[News]:
    """Whoever is asked at the café's house, where the register names somebody. No query where the stop was read."""
    if row.stop is None or not row.stop.contact:
        return []
    was = None if was == row.starts else was
    return [News(row.base_id, kind, row.place, row.date, row.starts, was, row.pk, stop=row.stop)]


def _members(row: Occurrence, rows: Iterable[Signup]) -> dict[int, Member]:
    """Sign-up → who signs in as them."""
    nameless = [signup for signup in rows if signup.member is None]
    found = {signup.pk: signup.member for signup in rows if signup.member is not None}
    if nameless:
        known = connected(Season.objects.values_list("organisation", flat=True).get(pk=row.season_id))
        at = {signup.pk: (signup.shift.trip.hub_key, signup.who) for signup in nameless}
        found |= {pk: known[whose] for pk, whose in at.items() if whose in known}
    return found


def _who(signup: Signup, members: dict[int, Member]) -> object:
    return members[signup.pk].pk if signup.pk in members else signup.who


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
