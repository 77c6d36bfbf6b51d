"""Rows into words. What went in comes out equal: tests hold both to it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from driveout.core import words
from driveout.records.plan import models as rows
from driveout.records.plan.storing import legs, sayings


def read_season(season_id: int, *, roads: bool = True, follows: int | None = None) -> words.Season:
    """Everything the planner may know, in a fixed number of queries (13). Without `roads`: no drives and no reach.

    `follows`: the plan whose openings people are used to, in place of those that the season itself tells of.
    """
    row = (rows.Season.objects if roads else rows.Season.objects.defer("drives", "reach")).get(pk=season_id)
    hub_names = dict(rows.Hub.objects.filter(season=row).values_list("id", "name"))
    stop_names = dict(rows.Stop.objects.filter(season=row).values_list("id", "name"))
    return words.Season(
        name=row.name,
        hubs=_hubs(row),
        stops=_stops(row, hub_names),
        vehicles=_crew(rows.Vehicle, words.Vehicle, row, hub_names),
        employees=_crew(rows.Employee, words.Employee, row, hub_names, "minutes_a_week", "minutes_a_day"),
        volunteers=_crew(rows.Volunteer, words.Volunteer, row, hub_names, "openings_a_day", "openings_a_week"),
        terms=terms_from_json(row.terms),
        first_day=row.first_day,
        weeks=row.weeks,
        closed_dates=tuple(date.fromisoformat(day) for day in row.closed_dates),
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
        drives_source=row.drives_source,
        target_guests_a_week=row.target_guests_a_week,
        notes=tuple(row.notes),
        ferries=legs.ferries_read(row.drives) if roads else (),
    )


def _used_to(season: rows.Season, follows: int | None) -> Iterable[Any]:
    """Stop, weekday, start and minutes of what people are used to."""
    if follows is None:
        return season.earlier.all()
    return rows.Opening.objects.filter(plan_id=follows, plan__season=season).order_by("id")


def terms_from_json(stored: dict[str, Any]) -> words.Terms:
    """Terms as stored; a rule that came later has its default."""
    return words.Terms(**{**stored, "fairness": words.Fairness(stored["fairness"])})


def drives_from_json(stored: dict[str, Any]) -> dict[tuple[str, str], words.Drive]:
    names = stored["names"]
    return {(names[a], names[b]): legs.read(leg) for a, b, *leg in stored["legs"]}


def _place(row: rows.Hub | rows.Stop) -> words.Place:
    return words.Place(row.place_name, row.lat, row.lon, row.municipality, row.inhabitants, row.source)


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


def _hubs(season: rows.Season) -> tuple[words.Hub, ...]:
    workdays = _windows(rows.Workday.objects.filter(hub__season=season), "hub_id")
    return tuple(words.Hub(hub.name, _place(hub), workdays.get(hub.id, ())) for hub in season.hubs.all())


def _stops(season: rows.Season, hub_names: dict[int, str]) -> tuple[words.Stop, ...]:
    windows = _windows(rows.StopWindow.objects.filter(stop__season=season), "stop_id")
    hubs: dict[int, list[str]] = defaultdict(list)
    for stop_id, hub_id in rows.MayServe.objects.filter(stop__season=season).values_list("stop_id", "hub_id"):
        hubs[stop_id].append(hub_names[hub_id])
    plain = ("setup_minutes", "packdown_minutes", "seats", "stay_minutes", "volunteers", "weight")
    return tuple(
        words.Stop(
            name=stop.name,
            place=_place(stop),
            hubs=tuple(hubs[stop.id]),
            windows=windows.get(stop.id, ()),
            belief=belief_of(stop),
            lengths=tuple(stop.lengths),
            visits_min=stop.visits_min,
            visits_max=stop.visits_max,
            venue=stop.venue,
            **{name: getattr(stop, name) for name in plain},
        )
        for stop in season.stops.all()
    )


def belief_of(stop: rows.Stop) -> words.Belief:
    return words.Belief(stop.mean_guests, stop.spread, stop.shape, words.Known(stop.known), stop.openings_seen)


def _crew(model: Any, word: Any, season: rows.Season, hub_names: dict[int, str], *numbers: str) -> tuple[Any, ...]:
    """Vehicles, employees or volunteers: name, hub and weekdays, then the numbers of their kind."""
    return tuple(
        word(
            name=row.name,
            hub=hub_names[row.hub_id],
            weekdays=tuple(map(words.Weekday, row.weekdays)),
            **{number: getattr(row, number) for number in numbers},
        )
        for row in model.objects.filter(hub__season=season)
    )


def read_plan(plan_id: int) -> words.Plan:
    """A stored plan as words (3 queries). Its checker's rules stay with the row."""
    row = rows.Plan.objects.select_related("season").defer("season__drives", "season__reach").get(pk=plan_id)
    numbers = ("leaves", "returns", "driving_minutes", "km", "cost_kr", "break_starts")
    tours = row.tours.values("name", "hub__name", "weekday", "vehicle__name", "employee__name", *numbers)
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
                vehicle=tour["vehicle__name"],
                employee=tour["employee__name"],
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
