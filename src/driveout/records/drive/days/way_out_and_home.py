"""A trip's way out and home follow its cafés: one is held later or cancelled, and all who drive begin later, or are out
longer or shorter. Nobody begins earlier than the trip was made to, and who has left has left.

What plan or repair made of the trip is kept beside (`as_made`), so that a café that is back at its hour takes it back
to the minute.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils import timezone

from driveout.core.words import MINUTES_A_DAY, day_and_minute
from driveout.records.drive.crew.held import begun
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.days.ways import Spot, Ways, base_of, spot_of, ways_of
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.drive.models.days import OccurrenceState

PACK_MINUTES = 15  # where the register no longer knows the place: what most places need
SETUP_MINUTES = 15  # likewise
FIGURES = ("leaves", "returns", "break_starts", "driving_minutes", "km")
KEPT = {"starts", "left"}  # beside the figures: a repair's cafés, and what a van left with


class Held(NamedTuple):
    """A café as the way there and home sees it: from when, how long, how long it takes to set up and to pack, where."""

    starts: int
    minutes: int
    setup: int
    pack: int
    spot: Spot


class Way(NamedTuple):
    """What a trip comes to: when it sets out for its first café, when it is home, and the road between."""

    leaves: int
    returns: int
    driving_minutes: int
    km: float


def follow(trip_ids: Iterable[int], *, now: datetime) -> None:
    """Make these trips what their cafés are now; `now`: aware. Three queries and the roads for each other one."""
    for trip in Trip.objects.filter(pk__in=list(trip_ids)):
        follow_one(trip, now=now)


def follow_one(trip: Trip, *, now: datetime) -> None:
    """As `follow`. A trip without any café that is held keeps what it was made with: nobody drives it."""
    cafes = cafes_of(trip)
    made = _made(trip)
    before, after = as_made(cafes, made), as_now(cafes)
    values = {name: made[name] for name in FIGURES}
    if after and before and after != before:
        ways, base = ways_of(trip.season_id), base_of(trip, cafes[0])
        values = _changed(made, way_of(before, base, ways), way_of(after, base, ways))
        # What is fetched on the way out has its own hour.
        values["leaves"] = made["leaves"] if trip.pick_ups else max(made["leaves"], values["leaves"])
        values["returns"] = max(values["returns"], max(one.starts + one.minutes for one in after))
    values["leaves"] = _not_behind(trip, values["leaves"], now)
    values["returns"] = max(values["returns"], values["leaves"] + 1)
    kept = made if KEPT & made.keys() or any(values[name] != made[name] for name in FIGURES) else {}
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


def plan_again(trips: Mapping[int, Sequence[Held]], left: Collection[int], *, now: datetime) -> None:
    """Trips that a new plan leaves as they are, with their cafés as `promised_on` found them before it: where it
    promises others now, their way there and home is another by as much. Those that have `left` have left, and are home
    no earlier than when they left it was said, nor later than the cafés they hold ask, however often it is planned.

    Two queries, three and the roads for each such trip.
    """
    if not trips:
        return
    rows = Occurrence.objects.filter(trip__in=list(trips)).select_related("stop")
    after = promised_on(trips, rows)
    changed = [pk for pk, before in trips.items() if after.get(pk) and after[pk] != before]
    for trip in Trip.objects.filter(pk__in=changed):
        own = next(row for row in rows if row.trip_id == trip.pk)
        ways, base = ways_of(trip.season_id), base_of(trip, own)
        made = _made(trip)
        was, new = way_of(trips[trip.pk], base, ways), way_of(after[trip.pk], base, ways)
        if "starts" in made:  # a repair's: it follows from what that made
            values = made
        elif trip.pk in left:
            values = _out_already(made, was, new)
        else:
            values = _changed(made, was, new)
        for name in FIGURES if not trip.as_made else ():
            setattr(trip, name, values[name])
        trip.as_made = values if trip.as_made or KEPT & values.keys() else {}
        trip.save(update_fields=["as_made", *FIGURES])
        follow_one(trip, now=now)


def _out_already(made: Mapping[str, Any], was: Way, new: Way) -> dict[str, Any]:
    """What the van left with stays beside, so that a shorter plan and a longer one after it do not add up."""
    left = made.get("left") or {**{name: made[name] for name in FIGURES}, "way": list(was)}
    values = _changed(left, Way(*left["way"]), new)
    longer = values["returns"] > left["returns"]
    kept = values if longer else {name: left[name] for name in FIGURES}
    return {**kept, "leaves": left["leaves"], "left": left}


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


def way_of(held: Sequence[Held], base: Spot, ways: Ways) -> Way:
    """What it comes to when these are held, in their order."""
    first, last, route = held[0], held[-1], [base, *(one.spot for one in held), base]
    out = first.starts - first.setup - ways.minutes(base, first.spot)
    back = last.starts + last.minutes + last.pack + ways.minutes(last.spot, base)
    legs = list(pairwise(route))
    return Way(out, back, sum(ways.minutes(*leg) for leg in legs), sum(ways.km(*leg) for leg in legs))


def _made(trip: Trip) -> dict[str, Any]:
    """What plan or repair made of it."""
    now: dict[str, Any] = {name: getattr(trip, name) for name in FIGURES}
    return {**now, **trip.as_made}


def _not_behind(trip: Trip, leaves: int, now: datetime) -> int:
    """A van that has left has left, and no other sets out before now."""
    day, minute = day_and_minute(timezone.localtime(now))
    if trip.date != day:
        return trip.leaves if trip.date < day else leaves
    return trip.leaves if trip.leaves <= minute else max(leaves, minute)


def _changed(made: Mapping[str, Any], before: Way, after: Way) -> dict[str, Any]:
    """The trip as it was made, by as much another as its way there and home is. It ends the day it began."""
    leaves = min(MINUTES_A_DAY - 1, max(0, made["leaves"] + after.leaves - before.leaves))
    returns = min(MINUTES_A_DAY, max(leaves + 1, made["returns"] + after.returns - before.returns))
    rest = made["break_starts"]
    return {
        "leaves": leaves,
        "returns": returns,
        "break_starts": rest if rest is not None and leaves < rest < returns else None,
        "driving_minutes": max(0, made["driving_minutes"] + after.driving_minutes - before.driving_minutes),
        "km": max(0.0, round(made["km"] + after.km - before.km, 3)),
    }


def _is_held(row: Occurrence) -> bool:
    return row.state == OccurrenceState.PLANNED


def _in_order(rows: Iterable[tuple[int | None, Occurrence]]) -> list[Held]:
    found = [Held(starts, row.minutes, *_around(row), spot_of(row)) for starts, row in rows if starts is not None]
    return sorted(found)


def _around(row: Occurrence) -> tuple[int, int]:
    """Minutes to set up and to pack."""
    return (row.stop.setup_minutes, row.stop.packdown_minutes) if row.stop else (SETUP_MINUTES, PACK_MINUTES)
