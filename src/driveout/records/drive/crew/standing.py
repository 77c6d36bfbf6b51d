"""“Every Tuesday in Karby”: a standing sign-up, until the volunteer ends it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from driveout.core.drive.crew import TERMS, cannot
from driveout.core.words import Cannot, Duty, Helper, day_and_minute
from driveout.records.drive.crew.plan_people import REMADE
from driveout.records.drive.crew.reading import Crew, crew_between
from driveout.records.drive.crew.rules import NotYours, check_here, check_own_or_leads, may_take_shifts
from driveout.records.drive.models import Occurrence, Signup, Standing
from driveout.records.drive.models.crew import SignupState
from driveout.records.place.models import Place
from driveout.records.plan.models import Season
from driveout.records.team.holding import hold
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

STOOD, ENDED = "began a standing sign-up", "ended a standing sign-up"
A_PROMISE = frozenset({Cannot.NOT_OPEN})  # who promises every week need not wait for each week to open


@transaction.atomic
def stand(
    *, member: Member, season: Season, where: int, weekday: int, by: Member, now: datetime, today: date
) -> tuple[Standing, int]:
    """Promise a place (its number) and a weekday; returns the promise and on how many dates it put them at once.

    Twice is once.
    """
    # Before the member, as who puts a plan on dates.
    Season.objects.select_for_update(no_key=True).only("id").get(pk=season.pk)
    member = hold(member)
    if not may_take_shifts(member) or not member.user.is_active or season.organisation_id != member.organisation_id:
        raise NotYours
    check_here(by, season.organisation_id)
    check_own_or_leads(by, member.pk, _hub_of(season, where))
    key = {"member": member, "season": season, "where_id": where, "weekday": weekday, "ended_at": None}
    name = Place.objects.values_list("name", flat=True).get(pk=where)
    row, is_new = Standing.objects.get_or_create(**key, defaults={"place": name, "made_at": now})
    if is_new:
        leave_trace(by=by.user, what=STOOD, about=row, now=now, place=row.place, weekday=weekday)
    return row, apply(season, today=today, now=now, only=[row])


@transaction.atomic
def end_standing(*, standing_id: int, by: Member, now: datetime) -> Standing:
    """No more dates by it. The shifts it has given are kept: each is given back by itself. Twice is once."""
    row = Standing.objects.select_for_update(no_key=True).get(pk=standing_id)
    check_here(by, row.season.organisation_id)
    check_own_or_leads(by, row.member_id, _hub_of(row.season, row.where_id))
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        leave_trace(by=by.user, what=ENDED, about=row, now=now, place=row.place, weekday=row.weekday)
    return row


def apply(season: Season, *, today: date, now: datetime, only: Sequence[Standing] | None = None) -> int:
    """Put those who promised on the dates ahead where they can; returns how many. Call it in a transaction.

    What has begun is left as it is. Who gave a date back keeps it back; whom only a new plan took off comes again.
    Fifteen statements, one when nobody has promised.
    """
    rows = list(only if only is not None else Standing.objects.filter(season=season, ended_at=None))
    if not rows or season.first_day is None:
        return 0
    last = Occurrence.objects.filter(season=season).order_by("-date").values_list("date", flat=True).first()
    if last is None or last < today:
        return 0
    crew = crew_between(season, today, last)
    ended = set(
        Signup.objects.filter(member__in=[row.member_id for row in rows], shift__trip__season=season)
        .exclude(state=SignupState.WITHDRAWN, why=REMADE)
        .values_list("member_id", "shift_id")
    )
    new, here = [], timezone.localtime(now)
    moment = day_and_minute(here)
    for row in rows:
        helper = crew.helpers.get(f"m{row.member_id}")
        for shift_id, shift in list(crew.shifts.items()):
            fits = (
                crew.where.get(shift_id) == row.where_id and shift.date.weekday() == row.weekday and shift.date >= today
            )
            if helper is None or not fits or shift.duty is not Duty.HOST or (shift.date, shift.starts) <= moment:
                continue
            on_it = crew.signed.get(shift_id, [])
            if (row.member_id, shift_id) in ended or any(crew.key_of.get(one.id) == helper.id for one in on_it):
                continue
            found = cannot(helper, shift, crew.booked.get(helper.id, ()), TERMS, here)
            if not {hindrance.why for hindrance in found} - A_PROMISE:
                new.append(_signup(shift_id, helper, crew, row, now))
                ended.add((row.member_id, shift_id))
                crew.take(helper.id, shift_id)
    Signup.objects.bulk_create(new)
    return len(new)


def _signup(shift_id: int, helper: Helper, crew: Crew, row: Standing, now: datetime) -> Signup:
    """The row; a second of one name on the shift is told apart as by signing.write_signup."""
    taken = any(one.name == helper.name for one in crew.signed.get(shift_id, []))
    name = f"{helper.name} ({crew.members[helper.id].user.username})" if taken else helper.name
    return Signup(shift_id=shift_id, member_id=row.member_id, name=name, made_at=now)


def call_by_name(season: Season) -> None:
    """Promises are shown under what their places are called now. One statement."""
    name = Place.objects.filter(pk=OuterRef("where")).values("name")
    Standing.objects.filter(season=season).update(place=Subquery(name))


def _hub_of(season: Season, where: int) -> str:
    """The key of the hub that comes to a place; empty for none."""
    row = Occurrence.objects.filter(season=season, where=where).order_by("-date").first()
    return row.hub_key if row else ""
