"""A trip's way home follows its cafés: one is held later or cancelled, and all who drive are out longer or shorter.

What plan or repair made of the trip is kept beside (`as_made`), so that a café that is back at its hour takes it back
to the minute.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from driveout.core.words import MINUTES_A_DAY
from driveout.records.drive.crew.held import begun
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.days.ways import Spot, Ways, base_of, spot_of, ways_of
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.drive.models.days import OccurrenceState

PACK_MINUTES = 15  # where the register no longer knows the place: what most places need
FIGURES = ("returns", "break_starts", "driving_minutes", "km")


class Held(NamedTuple):
    """A café as the way home sees it: from when, how long, how long until the van is packed, and where."""

    starts: int
    minutes: int
    pack: int
    spot: Spot


class Home(NamedTuple):
    """What a trip comes to from its first café: when it is home, and the road behind it."""

    returns: int
    driving_minutes: int
    km: float


def follow(trip_ids: Iterable[int]) -> None:
    """Make these trips what their cafés are now. Three queries and the season's roads for each one that is another."""
    for trip in Trip.objects.filter(pk__in=list(trip_ids)):
        follow_one(trip)


def follow_one(trip: Trip) -> None:
    """As `follow`. A trip without any café that is held keeps what it was made with: nobody drives it."""
    cafes = cafes_of(trip)
    made = trip.as_made or {name: getattr(trip, name) for name in FIGURES}
    before, after = as_made(cafes, made), as_now(cafes)
    values = {name: made[name] for name in FIGURES}
    if after and before and after != before:
        ways, base = ways_of(trip.season_id), base_of(trip, cafes[0])
        values = _changed(trip, made, home_of(before, base, ways), home_of(after, base, ways))
        values["returns"] = max(values["returns"], max(one.starts + one.minutes for one in after))
    kept = made if "starts" in made or any(values[name] != made[name] for name in FIGURES) else {}
    values["as_made"] = kept
    if any(getattr(trip, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(trip, name, value)
        trip.save(update_fields=list(values))


def keep_as_made(trip: Trip) -> None:
    """A repair has made the trip with its cafés at these hours: from here it follows them. Two queries."""
    rows = cafes_of(trip)
    odd = any(row.starts != row.promised or not _is_held(row) for row in rows)
    starts = {str(row.pk): row.starts if _is_held(row) else None for row in rows}
    trip.as_made = {**{name: getattr(trip, name) for name in FIGURES}, "starts": starts} if odd else {}
    trip.save(update_fields=["as_made"])


def promised_on(trips: Collection[int], rows: Iterable[Occurrence]) -> dict[int, list[Held]]:
    """Each of these trips with its cafés as they are promised. No query, where rows were read with their stop."""
    found: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for row in rows:
        if row.trip_id in trips and (_is_held(row) or row.why != NOT_IN_THE_PLAN):
            found[row.trip_id].append(row)
    return {trip: as_made(cafes, {}) for trip, cafes in found.items()}


def plan_again(trips: Mapping[int, Sequence[Held]], left: Collection[int]) -> None:
    """Trips that a new plan leaves as they are, with their cafés as `promised_on` found them before it: where it
    promises others now, their way home is another by as much; of those that have `left`, only a later one.

    Two queries, three and the roads for each such trip.
    """
    if not trips:
        return
    rows = Occurrence.objects.filter(trip__in=list(trips)).select_related("stop")
    now = promised_on(trips, rows)
    changed = [pk for pk, before in trips.items() if now.get(pk) and now[pk] != before]
    for trip in Trip.objects.filter(pk__in=changed):
        ways, base = ways_of(trip.season_id), base_of(trip, rows[0])
        made = trip.as_made or {name: getattr(trip, name) for name in FIGURES}
        new = _changed(trip, made, home_of(trips[trip.pk], base, ways), home_of(now[trip.pk], base, ways))
        if trip.pk in left and new["returns"] <= made["returns"]:
            continue
        if "starts" in made:  # a repair's: it follows from what that made
            new = made
        for name in FIGURES if not trip.as_made else ():
            setattr(trip, name, new[name])
        trip.as_made = new if trip.as_made else {}
        trip.save(update_fields=["as_made", *FIGURES])
        follow_one(trip)


def cafes_of(trip: Trip) -> list[Occurrence]:
    """The trip's own, also cancelled ones; not what a new plan dropped. One query."""
    rows = Occurrence.objects.filter(trip=trip).exclude(state=OccurrenceState.CANCELLED, why=NOT_IN_THE_PLAN)
    found = rows.annotate(had_begun=begun()).select_related("stop").order_by("starts", "pk")
    for row in found:
        row.begun = row.had_begun
    return [*found]


def as_made(cafes: Iterable[Occurrence], made: Mapping[str, Any]) -> list[Held]:
    """Those that plan or repair meant to hold, when they were to start then."""
    starts = made.get("starts", {})
    return _in_order((starts.get(str(row.pk), row.promised), row) for row in cafes)


def as_now(cafes: Iterable[Occurrence]) -> list[Held]:
    """Those that are to be held now, and those that had begun before they were cancelled: the van has been there."""
    return _in_order((row.starts if _is_held(row) or row.begun else None, row) for row in cafes)


def home_of(held: Sequence[Held], base: Spot, ways: Ways) -> Home:
    """What it comes to when these are held, in their order."""
    last, route = held[-1], [base, *(one.spot for one in held), base]
    back = last.starts + last.minutes + last.pack + ways.minutes(last.spot, base)
    legs = list(pairwise(route))
    return Home(back, sum(ways.minutes(*leg) for leg in legs), sum(ways.km(*leg) for leg in legs))


def _changed(trip: Trip, made: Mapping[str, Any], before: Home, after: Home) -> dict[str, Any]:
    """The trip as it was made, by as much another as its way home is. It ends the day it began."""
    returns = made["returns"] + after.returns - before.returns
    returns = min(MINUTES_A_DAY, max(trip.leaves + 1, returns))
    rest = made["break_starts"]
    return {
        "returns": returns,
        "break_starts": rest if rest is not None and rest < returns else None,
        "driving_minutes": max(0, made["driving_minutes"] + after.driving_minutes - before.driving_minutes),
        "km": max(0.0, round(made["km"] + after.km - before.km, 3)),
    }


def _is_held(row: Occurrence) -> bool:
    return row.state == OccurrenceState.PLANNED


def _in_order(rows: Iterable[tuple[int | None, Occurrence]]) -> list[Held]:
    found = [
        Held(starts, row.minutes, row.stop.packdown_minutes if row.stop else PACK_MINUTES, spot_of(row))
        for starts, row in rows
        if starts is not None
    ]
    return sorted(found)
