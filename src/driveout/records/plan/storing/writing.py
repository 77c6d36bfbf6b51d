"""Words into rows. Everything goes in by bulk, in the order it was given, inside the caller's transaction."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from driveout.core import words
from driveout.core.words.fields import EMPLOYEE, HUB, SEASON, STOP, TERMS, VEHICLE, VOLUNTEER, Register
from driveout.records.place.finding import Said, places_for
from driveout.records.place.models import Kind, Place
from driveout.records.plan import models as rows
from driveout.records.plan.storing import legs
from driveout.records.plan.storing.fingerprints import content_fingerprint
from driveout.records.plan.storing.reading import KEYED


def write_season(
    season: words.Season, *, organisation_id: int, now: datetime, told: Mapping[str, str] | None = None
) -> rows.Season:
    """One season with everything it is made of. `told`: hub or stop → the key that a file has for its place."""
    row = rows.Season.objects.create(
        organisation_id=organisation_id,
        **{**SEASON.plain(season), "first_day": season.first_day},
        terms=terms_as_json(season.terms),
        drives=drives_as_json(season),
        reach=[[*key, value] for key, value in season.reach.items()],
        fingerprint=content_fingerprint(season),
        imported_at=now,
    )
    hubs = _write_hubs(row, season, _places(row, Kind.HUB, season.hubs, told or {}))
    _write_crew(season, hubs)
    stops = _write_stops(row, season, hubs, _places(row, Kind.STOP, season.stops, told or {}))
    _write_wishes(row, season, stops)
    return row


def terms_as_json(terms: words.Terms) -> dict[str, Any]:
    """Terms are stored by name, so that a new rule needs no migration; words check them on the way out."""
    return TERMS.plain(terms)


def drives_as_json(season: words.Season) -> dict[str, Any]:
    """Driving minutes compactly: names once, then [from, to, minutes, km, …] with numbers for names; and ferries."""
    names = sorted({name for pair in season.drives for name in pair})
    number = {name: at for at, name in enumerate(names)}
    found = [[number[a], number[b], *legs.stored(drive)] for (a, b), drive in season.drives.items()]
    return {"names": names, "legs": found, "ferries": legs.ferries_stored(season.ferries)}


def _places(
    row: rows.Season, kind: Kind, found: Sequence[words.Hub | words.Stop], told: Mapping[str, str]
) -> list[Place]:
    """The organisation's own places, in the order of the season's."""
    said = [Said(one.name, one.place.lat, one.place.lon, told.get(one.key, "")) for one in found]
    return places_for(row.organisation_id, kind, said, now=row.imported_at)


def _write_hubs(row: rows.Season, season: words.Season, places: list[Place]) -> dict[str, rows.Hub]:
    made = rows.Hub.objects.bulk_create(
        rows.Hub(season=row, where=where, **HUB.plain(hub)) for hub, where in zip(season.hubs, places, strict=True)
    )
    hubs = {hub.name: hub for hub in made}
    rows.Workday.objects.bulk_create(
        rows.Workday(hub=hubs[hub.name], weekday=day.weekday, opens=day.opens, closes=day.closes)
        for hub in season.hubs
        for day in hub.workdays
    )
    return hubs


def _write_crew(season: words.Season, hubs: dict[str, rows.Hub]) -> None:
    crew: tuple[tuple[Register, Any, tuple[Any, ...]], ...] = (
        (VEHICLE, rows.Vehicle, season.vehicles),
        (EMPLOYEE, rows.Employee, season.employees),
        (VOLUNTEER, rows.Volunteer, season.volunteers),
    )
    for register, model, found in crew:
        plain = [register.plain(one) for one in found]
        own = [{"key": one.key} if register in KEYED else {} for one in found]
        model.objects.bulk_create(
            model(**{**values, **key, "hub": hubs[values["hub"]]}) for values, key in zip(plain, own, strict=True)
        )


def _write_stops(
    row: rows.Season, season: words.Season, hubs: dict[str, rows.Hub], places: list[Place]
) -> dict[str, rows.Stop]:
    made = rows.Stop.objects.bulk_create(
        rows.Stop(season=row, where=where, **STOP.plain(stop)) for stop, where in zip(season.stops, places, strict=True)
    )
    stops = {stop.name: stop for stop in made}
    rows.MayServe.objects.bulk_create(
        rows.MayServe(stop=stops[stop.name], hub=hubs[hub]) for stop in season.stops for hub in stop.hubs
    )
    rows.StopWindow.objects.bulk_create(
        rows.StopWindow(stop=stops[stop.name], weekday=window.weekday, opens=window.opens, closes=window.closes)
        for stop in season.stops
        for window in stop.windows
    )
    return stops


def _write_wishes(row: rows.Season, season: words.Season, stops: dict[str, rows.Stop]) -> None:
    rows.Pin.objects.bulk_create(
        rows.Pin(season=row, stop=stops[pin.stop], weekday=pin.weekday, starts=pin.starts, minutes=pin.minutes)
        for pin in season.pins
    )
    rows.Forbidden.objects.bulk_create(
        rows.Forbidden(season=row, stop=stops[wish.stop], weekday=wish.weekday) for wish in season.forbidden
    )
    rows.EarlierOpening.objects.bulk_create(
        rows.EarlierOpening(
            season=row,
            stop=stops[earlier.stop],
            weekday=earlier.weekday,
            starts=earlier.starts,
            minutes=earlier.minutes,
        )
        for earlier in season.earlier
    )


def plan_fingerprint(plan: words.Plan, *, sent_by: str) -> str:
    """A hash of a plan and of who sent it: the same sender twice is the same plan."""
    parts = [sent_by, repr(plan.openings), repr(plan.tours), repr(plan.proof), str(plan.seed)]
    return sha256(json.dumps(parts).encode()).hexdigest()


def write_tours(row: rows.Plan, plan: words.Plan) -> dict[str, rows.Tour]:
    """The plan's tours, by name."""
    season = row.season_id
    hubs = {hub.name: hub for hub in rows.Hub.objects.filter(season=season)}
    vans = {(van.hub_id, van.key): van for van in rows.Vehicle.objects.filter(hub__season=season)}
    crew = {(person.hub_id, person.key): person for person in rows.Employee.objects.filter(hub__season=season)}
    numbers = ("leaves", "returns", "break_starts", "driving_minutes", "km", "cost_kr")
    made = rows.Tour.objects.bulk_create(
        rows.Tour(
            plan=row,
            name=tour.name,
            hub=(hub := hubs[tour.hub]),
            weekday=tour.weekday,
            vehicle=vans[hub.id, tour.vehicle],
            employee=crew[hub.id, tour.employee],
            **{name: getattr(tour, name) for name in numbers},
        )
        for tour in plan.tours
    )
    return {tour.name: tour for tour in made}


def write_openings(
    row: rows.Plan, plan: words.Plan, tours: dict[str, rows.Tour], intervals: list[tuple[int, int] | None]
) -> None:
    """The plan's openings, each with its interval where one is known."""
    stops = {stop.name: stop for stop in rows.Stop.objects.filter(season=row.season_id).only("id", "name")}
    rows.Opening.objects.bulk_create(
        rows.Opening(
            plan=row,
            tour=tours[opening.tour],
            hub_id=tours[opening.tour].hub_id,
            stop=stops[opening.stop],
            weekday=opening.weekday,
            starts=opening.starts,
            minutes=opening.minutes,
            guests=opening.guests,
            guests_low=interval and interval[0],
            guests_high=interval and interval[1],
            volunteers=list(opening.volunteers),
        )
        for opening, interval in zip(plan.openings, intervals, strict=True)
    )
