"""The approved plan on dates: trips, cafés and shifts. Made again when the plan changes; what was promised stays told.

A café that the new plan does not hold is cancelled, not removed. One that has begun, or lies behind us, is not touched.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from driveout.records.drive.models import Occurrence, Shift, Signup, Trip
from driveout.records.drive.models.crew import ShiftRole
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Opening, Plan, Season, Tour
from driveout.records.plan.rules import check_binds
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

NOT_IN_THE_PLAN = "Planen er lavet om. Caféen holder ikke her denne dag."  # written to the row, read by guests
CREW = ("employee", "volunteer", "hub leader")


class NoDates(Exception):
    """The season has no first day, so no date is known."""


def dates_of(season: Season) -> list[date]:
    """Every date of the season on which it may be open, in order. NoDates without a first day."""
    if season.first_day is None:
        raise NoDates
    closed = set(season.closed_dates)
    days = (season.first_day + timedelta(days=n) for n in range(7 * season.weeks))
    return [day for day in days if day.isoformat() not in closed]


@transaction.atomic
def make_days(*, plan_id: int, by: Any, now: datetime, today: date) -> int:
    """Put an approved plan on the dates from `today`; returns how many cafés there are now. Twice is once.

    The plan's own people are put on their shifts. Who signed up stays where the café stays. NoDates, BindsNobody.
    """
    plan = Plan.objects.select_related("season").get(pk=plan_id)
    season = Season.objects.select_for_update().defer("drives", "reach").get(pk=plan.season_id)
    check_binds(season)
    tours = list(plan.tours.select_related("hub", "vehicle", "employee"))
    openings: dict[int, list[Opening]] = {tour.id: [] for tour in tours}
    for opening in plan.openings.select_related("stop").order_by("starts"):
        openings[opening.tour_id].append(opening)
    days = [day for day in dates_of(season) if day >= today]
    kept = _kept(season, today)
    crew = _crew(season.organisation_id)
    wanted = set()
    for day in days:
        for tour in tours:
            if tour.weekday == day.weekday():
                trip = _trip(season, day, tour)
                _sign(_shift(trip, None, ShiftRole.EMPLOYEE, 1), tour.hub.name, [tour.employee.name], crew, now)
                for opening in openings[tour.id]:
                    wanted.add((opening.stop.name, day))
                    row = _occurrence(kept.get((opening.stop.name, day)), season, trip, opening)
                    shift = _shift(trip, row, ShiftRole.HOST, opening.stop.volunteers)
                    _sign(shift, tour.hub.name, opening.volunteers, crew, now)
    gone = [row for key, row in kept.items() if key not in wanted and row.state == OccurrenceState.PLANNED]
    for row in gone:
        row.state, row.why, row.told_at, row.told_by = OccurrenceState.CANCELLED, NOT_IN_THE_PLAN, now, by
        row.save(update_fields=["state", "why", "told_at", "told_by"])
    empty = Trip.objects.filter(season=season, date__gte=today, occurrences=None)
    empty.delete()
    total = Occurrence.objects.filter(season=season, state=OccurrenceState.PLANNED).count()
    leave_trace(by=by, what="made the days", about=plan, now=now, cafes=total, cancelled=len(gone))
    return total


def _kept(season: Season, today: date) -> dict[tuple[str, date], Occurrence]:
    """What stands on the dates from today, and has not begun."""
    rows = Occurrence.objects.filter(season=season, date__gte=today, events=None).select_related("trip")
    return {(row.place, row.date): row for row in rows}


def _trip(season: Season, day: date, tour: Tour) -> Trip:
    values = {
        "hub": tour.hub.name,
        "van": tour.vehicle.name,
        "driver": tour.employee.name,
        "leaves": tour.leaves,
        "returns": tour.returns,
        "break_starts": tour.break_starts,
        "driving_minutes": tour.driving_minutes,
        "km": tour.km,
    }
    return Trip.objects.update_or_create(season=season, date=day, name=tour.name, defaults=values)[0]


def _occurrence(row: Occurrence | None, season: Season, trip: Trip, opening: Opening) -> Occurrence:
    """The café on that date. What a day's repair moved or cancelled stays as it was told."""
    stop = opening.stop
    row = row or Occurrence(season=season, place=stop.name, date=trip.date)
    if row.told_at is not None:
        return row
    row.trip, row.stop, row.venue, row.hub = trip, stop, stop.venue, trip.hub
    row.lat, row.lon, row.seats, row.guests = stop.lat, stop.lon, stop.seats, opening.guests
    row.starts = row.promised = opening.starts
    row.minutes = opening.minutes
    row.save()
    return row


def _shift(trip: Trip, row: Occurrence | None, role: ShiftRole, needed: int) -> Shift:
    key = {"occurrence": row} if row else {"trip": trip, "occurrence": None}
    shift, is_new = Shift.objects.get_or_create(role=role, **key, defaults={"trip": trip, "needed": needed})
    if not is_new and shift.trip_id != trip.id:
        shift.trip = trip
        shift.save(update_fields=["trip"])
    return shift


def _sign(shift: Shift, hub: str, names: Sequence[str], crew: dict[tuple[str, str], Member], now: datetime) -> None:
    """The plan's people, unless they were here before: who withdrew is not signed up again."""
    known = set(shift.signups.values_list("name", flat=True))
    known_from_plan = shift.signups.filter(from_plan=True, state="signed").exclude(name__in=names)
    known_from_plan.delete()
    Signup.objects.bulk_create(
        Signup(shift=shift, name=name, member=crew.get((hub, name)), from_plan=True, made_at=now)
        for name in names
        if name not in known
    )


def _crew(organisation_id: int) -> dict[tuple[str, str], Member]:
    """Who of those named in the plan signs in here. Two of one name at a hub are nobody: a person says which."""
    rows: Iterable[Member] = Member.objects.filter(organisation_id=organisation_id, role__in=CREW).select_related(
        "user"
    )
    found: dict[tuple[str, str], Member] = {}
    twice = set()
    for row in rows:
        key = (row.hub_name, row.user.first_name)
        twice.update({key} & found.keys())
        found[key] = row
    return {key: row for key, row in found.items() if key not in twice}
