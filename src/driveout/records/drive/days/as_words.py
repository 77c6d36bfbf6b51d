"""The rows of a day as the words that core repairs: what stands now, by those who are really there.

Registers may have been tidied since the plan was approved. Whoever and whatever is on duty today exists today: it is
added where the season does not know it. Only a place or hub that the season has lost cannot be planned again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from driveout.core import words
from driveout.records.drive.crew.plan_people import connected_and_doubled
from driveout.records.drive.days.board import Board, away_on, board, is_planned, week_of
from driveout.records.drive.days.people import People
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.plan.models import Hub, Stop
from driveout.records.plan.storing.keys import with_keys
from driveout.records.plan.storing.reading import read_season
from driveout.records.trust.names import is_former

Helper = TypeVar("Helper", words.Vehicle, words.Employee, words.Volunteer)
LIMITS = ("minutes_a_day", "minutes_a_week", "openings_a_day", "openings_a_week")


@dataclass(frozen=True)
class Day:
    """A date in words. Tours are named by their trip's id, so that names never mix. `unknown`: cafés left out.

    `called`: place → the name its stop has in the words. `people`: who the names of the words are.
    """

    date: date
    season: words.Season
    plan: words.Plan
    board: Board
    unknown: tuple[Occurrence, ...]
    called: dict[int, str]
    people: People


def day_as_words(season_id: int, day: date, organisation_id: int, *, within: str = "") -> Day:
    """The season as it can be repaired on that date, and the week that stands. Twenty-three queries.

    Hubs are known by their places. `within`: the key of a hub that is to manage alone; no other is asked to serve its
    stops.
    """
    season = with_keys(read_season(season_id), hubs_called(season_id))
    week = board(season_id, *week_of(day))
    today = week.on(day)
    known, doubled = connected_and_doubled(organisation_id)
    people = today.people_by(lambda: known)
    called, hubs = stops_called(season_id), {hub.key for hub in season.hubs}
    openings, unknown = [], []
    for cafe in filter(is_planned, week.cafes):
        if cafe.where_id in called and cafe.hub_key in hubs:
            openings.append(_opening(week, cafe, called[cafe.where_id], people))
        elif cafe.date == day:
            unknown.append(cafe)
    driven = {opening.tour for opening in openings}
    tours = tuple(_tour(week, trip, people) for trip in week.trips if str(trip.pk) in driven)
    plan = words.Plan(season.name, tuple(openings), tours, words.Proof(0.0, 0.0, words.Status.STOPPED))
    needed = {called[cafe.where_id]: today.needed_at[cafe.pk] for cafe in today.cafes
              if cafe.where_id in called and cafe.pk in today.needed_at}  # fmt: skip
    away = away_on(organisation_id, day, known)
    there = _season(_by_name(season, people, doubled), plan, today, people, away, needed)
    if within:
        alone = tuple(replace(s, hubs=(within,)) if within in s.hubs else s for s in there.stops)
        there = replace(there, stops=alone)
    return Day(day, there, plan, today, tuple(unknown), called, people)


def _by_name(season: words.Season, people: People, doubled: Collection[tuple[str, str]]) -> words.Season:
    """The register under the names of the day. Of whom nobody can say who it is, because two of that name sign in
    here, none is thought of as a third who could help; nor is a place in it whose person was taken out."""

    def named(rows: tuple[Helper, ...]) -> tuple[Helper, ...]:
        sure = (row for row in rows if (row.hub, row.name) not in doubled and not is_former(row.name))
        return tuple(replace(row, name=people.named(row.hub, row.key, row.name), key="") for row in sure)

    return replace(season, employees=named(season.employees), volunteers=named(season.volunteers))


def stops_called(season_id: int) -> dict[int, str]:
    """Place → what the season calls its stop there. One query."""
    return dict(Stop.objects.filter(season_id=season_id).values_list("where_id", "name"))


def hubs_called(season_id: int) -> dict[str, str]:
    """What the season calls a hub → the key of its place. One query."""
    rows = Hub.objects.filter(season_id=season_id).values_list("name", "where_id")
    return {name: str(where) for name, where in rows}


def _opening(week: Board, cafe: Occurrence, name: str, people: People) -> words.Opening:
    return words.Opening(
        stop=name,
        hub=cafe.hub_key,
        weekday=words.Weekday(cafe.date.weekday()),
        starts=cafe.starts,
        minutes=cafe.minutes,
        guests=cafe.guests,
        tour=str(cafe.trip_id),
        volunteers=week.hosts(cafe, people),
    )


def _tour(week: Board, trip: Trip, people: People) -> words.Tour:
    return words.Tour(
        name=str(trip.pk),
        hub=trip.hub_key,
        weekday=words.Weekday(trip.date.weekday()),
        vehicle=trip.van_key,
        employee=week.driver(trip, people),
        leaves=trip.leaves,
        returns=trip.returns,
        driving_minutes=trip.driving_minutes,
        km=trip.km,
        cost_kr=0.0,
        break_starts=trip.break_starts,
    )


def _season(
    season: words.Season,
    plan: words.Plan,
    today: Board,
    people: People,
    away: Collection[str],
    needed: Mapping[str, int],
) -> words.Season:
    """The season with today's own halls, vans, people and hours in it. `needed`: stop → hosts that its shift needs."""
    here = {str(trip.pk) for trip in today.trips}
    tours = [tour for tour in plan.tours if tour.key in here]
    openings = [opening for opening in plan.openings if opening.tour in here]
    called = {trip.van_key: trip.van for trip in today.trips}
    hosts = Counter((o.hub, name) for o in openings for name in o.volunteers)
    hosts_week = Counter((o.hub, name) for o in plan.openings for name in o.volunteers)
    worked = Counter[tuple[str, str]]()
    for tour in plan.tours:
        worked[tour.hub, tour.employee] += tour.minutes
    day = words.Weekday(today.trips[0].date.weekday()) if today.trips else words.Weekday.MONDAY
    on_duty = {*hosts, *((t.hub, t.employee) for t in tours)}
    gone = {at for at in people.keys if people.who(*at) in away} - on_duty
    return replace(
        season,
        hubs=tuple(_hub(hub, [t for t in tours if t.hub == hub.key]) for hub in season.hubs),
        stops=tuple(_stop(stop, {o.stop: o for o in openings}.get(stop.key), needed) for stop in season.stops),
        vehicles=_there(
            season.vehicles, [words.Vehicle(called[t.vehicle], t.hub, (day,), key=t.vehicle) for t in tours]
        ),
        employees=_there(
            _present(season.employees, gone),
            [words.Employee(t.employee, t.hub, (day,), worked[t.hub, t.employee], t.minutes) for t in tours],
        ),
        volunteers=_there(
            _present(season.volunteers, gone),
            [words.Volunteer(who, hub, (day,), hosts[hub, who], hosts_week[hub, who]) for hub, who in hosts],
        ),
    )


def _present(known: Iterable[Helper], away: set[tuple[str, str]]) -> tuple[Helper, ...]:
    return tuple(one for one in known if (one.hub, one.key) not in away)


def _there(known: tuple[Helper, ...], on_duty: Iterable[Helper]) -> tuple[Helper, ...]:
    """All the season knows, each able to do at least what they do today, and those whom it does not know."""
    wanted: dict[tuple[str, str], Helper] = {(one.hub, one.key): one for one in on_duty}
    there = {(one.hub, one.key) for one in known}
    kept = [_at_least(one, wanted.get((one.hub, one.key), one)) for one in known]
    kept += [one for key, one in wanted.items() if key not in there]
    return tuple(kept)


def _at_least(one: Helper, duty: Helper) -> Helper:
    more: dict[str, Any] = {name: max(getattr(one, name), getattr(duty, name)) for name in LIMITS if hasattr(one, name)}
    return replace(one, weekdays=tuple(sorted({*one.weekdays, *duty.weekdays})), **more)


def _stop(stop: words.Stop, promised: words.Opening | None, needed: Mapping[str, int]) -> words.Stop:
    """Its hall is open when it was promised, and nobody is asked for who was missing before anything broke.

    It needs as many as its shift does: what a person said of the shift holds for it, whatever the stop asks for.
    """
    if promised is None:
        return stop
    window = words.Window(promised.weekday, promised.starts, promised.ends)
    fits = any(
        w.weekday == window.weekday and w.opens <= window.opens and w.closes >= window.closes for w in stop.windows
    )
    return replace(
        stop,
        hubs=stop.hubs if promised.hub in stop.hubs else (promised.hub, *stop.hubs),
        windows=stop.windows if fits else (*stop.windows, window),
        volunteers=min(needed.get(stop.key, stop.volunteers), len(promised.volunteers)),
    )


def _hub(hub: words.Hub, tours: list[words.Tour]) -> words.Hub:
    """Its crew works at least as long as the day's tours take."""
    if not tours:
        return hub
    day = tours[0].weekday
    span = [w for w in hub.workdays if w.weekday == day]
    opens = min([*(w.opens for w in span), *(t.leaves for t in tours)])
    closes = max([*(w.closes for w in span), *(t.returns for t in tours)])
    others = tuple(w for w in hub.workdays if w.weekday != day)
    return replace(hub, workdays=(*others, words.Window(day, opens, closes)))
