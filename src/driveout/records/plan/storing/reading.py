"""Rows into words. What went in comes out equal: tests hold both to it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from driveout.core import words
from driveout.core.words.fields import EMPLOYEE, HUB, SEASON, STOP, TERMS, VEHICLE, VOLUNTEER, Register
from driveout.core.words.fields.kinds import AtHub
from driveout.records.plan import models as rows
from driveout.records.plan.storing import legs, sayings

KEYED = (VEHICLE, EMPLOYEE, VOLUNTEER)  # whose rows have keys of their own


def read_season(season_id: int, *, roads: bool = True, follows: int | None = None) -> words.Season:
    """Everything the planner may know, in a fixed number of queries (13). Without `roads`: no drives and no reach.

    `follows`: the plan whose openings people are used to, in place of those that the season itself tells of.
    """
    row = (rows.Season.objects if roads else rows.Season.objects.defer("drives", "reach")).get(pk=season_id)
    hub_names = dict(rows.Hub.objects.filter(season=row).values_list("id", "name"))
    stop_names = dict(rows.Stop.objects.filter(season=row).values_list("id", "name"))
    return words.Season(
        **{field.name: field.kind.word(getattr(row, field.name)) for field in SEASON},
        hubs=_hubs(row),
        stops=_stops(row, hub_names),
        vehicles=_crew(VEHICLE, rows.Vehicle, row, hub_names),
        employees=_crew(EMPLOYEE, rows.Employee, row, hub_names),
        volunteers=_crew(VOLUNTEER, rows.Volunteer, row, hub_names),
        terms=terms_from_json(row.terms),
        pins=tuple(
            words.Pin(stop_names[pin.stop_id], words.Weekday(pin.weekday), pin.starts, pin.minutes)
            for pin in row.pins.all()
        ),
        forbidden=tuple(
            words.Forbidden(stop_names[wish.stop_id], None if wish.weekday is None else words.Weekday(wish.weekday))
            for wish in row.forbidden.all()
        ),
        earlier=tuple(
            words.EarlierOpening(stop_names[was.stop_id], words.Weekday(was.weekday), was.starts, was.minutes)
            for was in _used_to(row, follows)
        ),
        reach={(stop, visits, minutes): guests for stop, visits, minutes, guests in row.reach} if roads else {},
        drives=drives_from_json(row.drives) if roads else {},
        ferries=legs.ferries_read(row.drives) if roads else (),
    )


def _used_to(season: rows.Season, follows: int | None) -> Iterable[Any]:
    """Stop, weekday, start and minutes of what people are used to."""
    if follows is None:
        return season.earlier.all()
    return rows.Opening.objects.filter(plan_id=follows, plan__season=season).order_by("id")


def terms_from_json(stored: dict[str, Any]) -> words.Terms:
    """Terms as stored; a rule that came later has its default."""
    return cast(words.Terms, TERMS.made_of_plain(stored))


def drives_from_json(stored: dict[str, Any]) -> dict[tuple[str, str], words.Drive]:
    names = stored["names"]
    return {(names[a], names[b]): legs.read(leg) for a, b, *leg in stored["legs"]}


def _windows(found: Any, owner: str) -> dict[int, tuple[words.Window, ...]]:
    """Windows by the row they belong to, in their order. There are thousands: no objects are made of them."""
    grouped: dict[int, list[words.Window]] = defaultdict(list)
    made: dict[tuple[int, int, int], words.Window] = {}  # most halls are open at the same hours
    for key, *span in found.values_list(owner, "weekday", "opens", "closes"):
        weekday, opens, closes = span
        window = made.get((weekday, opens, closes))
        if window is None:
            window = made[weekday, opens, closes] = words.Window(words.Weekday(weekday), opens, closes)
        grouped[key].append(window)
    return {key: tuple(windows) for key, windows in grouped.items()}


def _plain(register: Register, found: Any) -> Iterable[dict[str, Any]]:
    """What is kept in the rows themselves, and their numbers. No objects are made of them."""
    kept = [field for field in register if field.has_column or (field.name == "key" and register in KEYED)]
    columns = ["hub_id" if isinstance(field.kind, AtHub) else field.name for field in kept]
    for pk, *values in found.values_list("pk", *columns):
        yield {"pk": pk, **{field.name: value for field, value in zip(kept, values, strict=True)}}


def _hubs(season: rows.Season) -> tuple[words.Hub, ...]:
    workdays = _windows(rows.Workday.objects.filter(hub__season=season), "hub_id")
    return tuple(
        HUB.made_of_plain(row, workdays=workdays.get(row["pk"], ())) for row in _plain(HUB, season.hubs.all())
    )  # fmt: skip


def _stops(season: rows.Season, hub_names: dict[int, str]) -> tuple[words.Stop, ...]:
    windows = _windows(rows.StopWindow.objects.filter(stop__season=season), "stop_id")
    hubs: dict[int, list[str]] = defaultdict(list)
    for stop_id, hub_id in rows.MayServe.objects.filter(stop__season=season).values_list("stop_id", "hub_id"):
        hubs[stop_id].append(hub_names[hub_id])
    return tuple(
        STOP.made_of_plain(row, hubs=tuple(hubs[row["pk"]]), windows=windows.get(row["pk"], ()))
        for row in _plain(STOP, season.stops.all())
    )


def _crew(register: Register, model: Any, season: rows.Season, hub_names: dict[int, str]) -> tuple[Any, ...]:
    """Vehicles, employees or volunteers."""
    found = model.objects.filter(hub__season=season)
    return tuple(register.made_of_plain({**row, "hub": hub_names[row["hub"]]}) for row in _plain(register, found))


def read_plan(plan_id: int) -> words.Plan:
    """A stored plan as words (3 queries). Its checker's rules stay with the row."""
    row = rows.Plan.objects.select_related("season").defer("season__drives", "season__reach").get(pk=plan_id)
    numbers = ("leaves", "returns", "driving_minutes", "km", "cost_kr", "break_starts")
    tours = row.tours.values("name", "hub__name", "weekday", "vehicle__key", "employee__key", *numbers)
    shown = ("stop__name", "hub__name", "weekday", "starts", "minutes", "guests", "tour__name", "volunteers")
    return words.Plan(
        season=row.season.name,
        openings=tuple(
            words.Opening(stop, hub, words.Weekday(weekday), starts, minutes, guests, tour, tuple(volunteers))
            for stop, hub, weekday, starts, minutes, guests, tour, volunteers in row.openings.values_list(*shown)
        ),
        tours=tuple(
            words.Tour(
                name=tour["name"],
                hub=tour["hub__name"],
                weekday=words.Weekday(tour["weekday"]),
                vehicle=tour["vehicle__key"],
                employee=tour["employee__key"],
                **{number: tour[number] for number in numbers},
            )
            for tour in tours
        ),
        proof=words.Proof(row.objective, row.bound, words.Status(row.status), sayings.as_word(row.unproven)),
        seconds=row.seconds,
        seed=row.seed,
        guests_per_1000_kr=row.guests_per_1000_kr,
        notes=tuple(row.notes),
        remarks=tuple(said for one in row.remarks if (said := sayings.as_word(one))),
    )
