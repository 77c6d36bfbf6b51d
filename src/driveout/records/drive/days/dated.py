"""Rows of the plan on dates, many at a time: what is new, what is changed, and what is left as it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from driveout.core.words import day_and_minute
from driveout.records.drive.crew.held import begun
from driveout.records.drive.models import Occurrence, Shift, Trip
from driveout.records.drive.models.crew import ShiftRole
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Hub, Opening, Season, Stop, Tour
from driveout.records.trust.actions import By

NOT_IN_THE_PLAN = "Planen er lavet om. Caféen holder ikke her denne dag."  # written to the row, read by guests
TripKey = tuple[date, str]
CafeKey = tuple[int, date]  # a place, and when
Wanted = list[tuple[date, Tour, list[Opening]]]  # a date, what is driven on it, and its openings
Moment = tuple[date, int]  # a day, and a minute of it


def write(rows: Sequence[Any], changed: Iterable[Any], fields: Sequence[str]) -> None:
    """New rows are put in and changed ones written over, each in one bulk."""
    if rows:
        type(rows[0]).objects.bulk_create(rows)
    known = list(changed)
    if known:
        type(known[0]).objects.bulk_create(
            known, update_conflicts=True, unique_fields=["id"], update_fields=list(fields)
        )


def put(row: Model, values: Mapping[str, Any]) -> bool:
    """Set them; was any of them another?"""
    differs = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differs:
        setattr(row, name, values[name])
    return bool(differs)


def moment_of(today: date, now: datetime) -> Moment:
    """Where today stands: what begins then or earlier lies behind."""
    here = timezone.localtime(now)
    return today, day_and_minute(here)[1] if here.date() == today else -1


def cafes_from(season: Season, since: Moment) -> dict[CafeKey, Occurrence]:
    """What stands on the dates from today. `begun`: its hour has come, or breaking.has_begun says so. One query.

    A phone without coverage tells of what was held much later, so the hour counts by itself.
    """
    rows = Occurrence.objects.filter(season=season, date__gte=since[0]).select_related("trip", "stop")
    rows = rows.annotate(had_begun=begun())
    for row in rows:
        row.begun = row.had_begun or (row.date, row.starts) <= since
    return {(row.where_id, row.date): row for row in rows}


def call_by_name(season: Season, today: date) -> None:
    """From today on a place and a hub are called what they are called now, on dates of another plan, on cancelled ones,
    and on those of a van that is out: a name is no promise. Two statements.
    """
    ahead = {"season": season, "date__gte": today}
    stop = Stop.objects.filter(pk=OuterRef("stop")).values("name")
    hub = Hub.objects.filter(season=season, where=OuterRef("base")).values("name")
    for table, name in ((Occurrence, {"place": Coalesce(Subquery(stop), "place")}), (Trip, {})):
        table.objects.filter(**ahead).update(hub=Coalesce(Subquery(hub), "hub"), **name)


def have_left(season: Season, since: Moment) -> set[int]:
    """Today's trips whose van has left. One query."""
    day, minute = since
    return set(Trip.objects.filter(season=season, date=day, leaves__lte=minute).values_list("pk", flat=True))


def was_told(row: Occurrence) -> bool:
    """Was it moved or cancelled on a day, by somebody who told of it? What only fell out of a plan may come back."""
    return row.told_at is not None and row.why != NOT_IN_THE_PLAN


def trips(season: Season, wanted: Wanted, today: date, told: set[int]) -> dict[TripKey, Trip]:
    """Each tour on its dates. Those in `told` are left as a day's repair made them. Three statements."""
    kept = {(row.date, row.name): row for row in Trip.objects.filter(season=season, date__gte=today)}
    new, changed, found = [], [], {}
    for day, tour, _ in wanted:
        values = {
            "base_id": tour.hub.where_id,
            "hub": tour.hub.name,
            "van": tour.vehicle.name,
            "van_key": tour.vehicle.key,
            "driver": tour.employee.name,
            "driver_key": tour.employee.key,
            "leaves": tour.leaves,
            "returns": tour.returns,
            "break_starts": tour.break_starts,
            "driving_minutes": tour.driving_minutes,
            "km": tour.km,
            "as_made": {},
        }
        row = kept.get((day, tour.name))
        if row is None:
            row = Trip(season=season, date=day, name=tour.name, **values)
            new.append(row)
        elif row.pk not in told and put(row, values):
            changed.append(row)
        found[day, tour.name] = row
    write(new, changed, TRIP)
    return found


TRIP = (
    *("base", "hub", "van", "van_key", "driver", "driver_key"),
    *("leaves", "returns", "break_starts", "driving_minutes", "km", "as_made"),
)
CAFE = (
    *("trip_id", "stop_id", "place", "venue", "base_id", "hub", "lat", "lon", "seats", "guests", "starts", "promised"),
    "minutes",
)
STATE = ("state", "why", "told_at", "told_by_id")


def cafes(
    season: Season,
    wanted: Wanted,
    found: Mapping[TripKey, Trip],
    kept: dict[CafeKey, Occurrence],
    since: Moment,
    left: set[int],
) -> tuple[int, list[tuple[Occurrence, Opening]]]:
    """Each opening on its dates: (how many are new, those not begun). Two statements.

    What was told of a day stays told; only what its place is called follows. What lies behind is left as it is, and
    nothing is put there. `left`: trips that are out already, with the cafés they drive to.
    """
    new, changed, ahead = [], [], []
    for day, tour, openings in wanted:
        trip = found[day, tour.name]
        for opening in openings:
            row = kept.get((opening.stop.where_id, day))
            if (day, opening.starts) <= since or (row and row.begun):
                continue
            values = _of_opening(row.trip if row and row.trip_id in left else trip, opening)
            if row is None:
                row = Occurrence(season=season, where_id=opening.stop.where_id, date=day, **values)
                new.append(row)
            elif put(row, {**values, **_planned()} if not was_told(row) else {"place": values["place"]}):
                changed.append(row)
            ahead.append((row, opening))
    fields = [one.removesuffix("_id") for one in (*CAFE, *STATE)]
    write(new, changed, fields)
    return len(new), ahead


def _of_opening(trip: Trip, opening: Opening) -> dict[str, Any]:
    stop = opening.stop
    place = (trip.pk, stop.pk, stop.name, stop.venue, trip.base_id, trip.hub, stop.lat, stop.lon)
    there = (stop.seats, opening.guests, opening.starts, opening.starts, opening.minutes)
    return dict(zip(CAFE, (*place, *there), strict=True))


def _planned() -> dict[str, Any]:
    return dict(zip(STATE, (OccurrenceState.PLANNED, "", None, None), strict=True))


def cancel(rows: list[Occurrence], by: By, now: Any) -> None:
    """What the plan no longer holds stays, and says so. One statement."""
    values = (OccurrenceState.CANCELLED, NOT_IN_THE_PLAN, now, by.pk if by else None)
    for row in rows:
        put(row, {**dict(zip(STATE, values, strict=True)), "changed_at": now})
    write([], rows, ("state", "why", "told_at", "told_by", "changed_at"))


def shifts(
    season: Season, today: date, driven: Iterable[Trip], ahead: Sequence[tuple[Occurrence, Opening]]
) -> dict[tuple[ShiftRole, int], Shift]:
    """(employee, trip) and (host, café) → its shift. How many it needs follows the stop; what a person said stays.

    Three statements.
    """
    rows = Shift.objects.filter(trip__season=season, trip__date__gte=today).exclude(role=ShiftRole.DRIVER)
    kept = {(ShiftRole(row.role), row.occurrence_id or row.trip_id): row for row in rows}
    new, changed = [], []
    wanted: list[tuple[ShiftRole, int, int, int | None, int]] = []
    wanted += [(ShiftRole.EMPLOYEE, trip.pk, trip.pk, None, 1) for trip in driven]
    wanted += [(ShiftRole.HOST, row.pk, row.trip_id, row.pk, opening.stop.volunteers) for row, opening in ahead]
    for role, key, trip_id, cafe_id, needed in wanted:
        row = kept.get((role, key))
        if row is None:
            many = {"needed": needed, "asked": needed}
            row = kept[role, key] = Shift(trip_id=trip_id, occurrence_id=cafe_id, role=role, **many)
            new.append(row)
            continue
        many = {"needed": needed, "asked": needed} if row.needed == row.asked else {}
        if put(row, {"trip_id": trip_id, **many}):
            changed.append(row)
    write(new, changed, ("trip", "needed", "asked"))
    return kept
