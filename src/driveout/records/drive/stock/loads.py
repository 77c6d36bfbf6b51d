"""What each trip has to bring along: the plan's guests, what earlier cafés handed out, and what is in van and store."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from driveout.core.drive import LAST, high_end, load_of
from driveout.core.words import Amount, CafeAhead, HandedOut, Held, LoadLine
from driveout.core.words import Good as GoodWord
from driveout.records.drive.models import Balance, Good, Lot, Occurrence, Trip
from driveout.records.plan.models import Opening

LOOKS_BACK = timedelta(days=26 * 7)  # older cafés teach nothing: two seasons
Where = tuple[int, str]  # hub, the key of a van; none: its room


@dataclass(frozen=True)
class TripLoad:
    """One trip's load. `cafes`: those that are held, in order. `lots`: every lot the lines name.

    `again`: when its van drives next; None where it does not, or where nobody asked.
    """

    trip: Trip
    cafes: tuple[Occurrence, ...]
    lines: tuple[LoadLine, ...]
    lots: Mapping[int, Lot]
    again: date | None = None


def trips_on(organisation_id: int, *, first: date, last: date, hubs: Iterable[str]) -> list[Trip]:
    """The trips of those hubs, by their keys, with a café that is held, by day. One query."""
    own = Trip.objects.filter(season__organisation_id=organisation_id, base__in=list(hubs), date__range=(first, last))
    held = own.filter(occurrences__state="planned", season__set_aside_at=None, season__is_scenario=False)
    return list(held.order_by("date", "leaves", "id").distinct())


def load_of_trip(trip: Trip, organisation_id: int) -> TripLoad:
    """One trip’s load, after those of the hub that leave earlier that day. Six queries."""
    day = Trip.objects.filter(season__organisation_id=organisation_id, date=trip.date, base=trip.base_id)
    return loads_of([*_with_next(day)], organisation_id)[trip.pk]


def _with_next(rows: Any) -> Any:
    """The trips, each with the next day on which its van has a café to go to, as `again`. No query of its own."""
    later = Trip.objects.filter(season__organisation_id=OuterRef("season__organisation_id"), date__gt=OuterRef("date"))
    held = later.filter(base=OuterRef("base"), van_key=OuterRef("van_key"), occurrences__state="planned")
    counts = held.filter(season__set_aside_at=None, season__is_scenario=False)
    return rows.annotate(again=Subquery(counts.order_by("date").values("date")[:1]))


def loads_of(trips: Iterable[Trip], organisation_id: int) -> dict[int, TripLoad]:
    """The loads of these trips, by key. Five queries, however many.

    Trips of one hub on one day take from the same store room: who leaves first takes first.
    """
    trips = sorted(trips, key=lambda trip: (trip.date, trip.leaves, trip.pk))
    cafes = _cafes(trips)
    ahead = _ahead(trips, cafes, organisation_id)
    goods = [
        GoodWord(good.pk, good.name, good.unit, good.kind, good.per_guest)
        for good in Good.objects.filter(organisation_id=organisation_id, ended_at=None)
    ]
    there, lots = _there(trips, organisation_id)
    taken: dict[tuple[int, date], dict[int, Amount]] = defaultdict(lambda: defaultdict(int))
    loads = {}
    for trip in trips:
        gone = taken[trip.base_id, trip.date]
        lines = load_of(
            goods,
            ahead[trip.pk],
            day=trip.date,
            van=there[trip.base_id, trip.van_key],
            store=[_less(row, gone[row.lot]) for row in there[trip.base_id, ""]],
        )
        for line in lines:
            for lot, n in line.take:
                gone[lot] += n
        loads[trip.pk] = TripLoad(trip, tuple(cafes[trip.pk]), lines, lots, getattr(trip, "again", None))
    return loads


def for_phones(trips: Iterable[Trip], organisation_id: int) -> dict[int, list[dict[str, Any]]]:
    """What has to be in the van when it leaves, as docs/reference/wire.md says it: by trip. Five queries."""
    return {
        key: [{"good": line.good.name, "unit": line.good.unit, "n": line.needed} for line in load.lines if line.needed]
        for key, load in loads_of(trips, organisation_id).items()
    }


def _cafes(trips: list[Trip]) -> dict[int, list[Occurrence]]:
    found: dict[int, list[Occurrence]] = {trip.pk: [] for trip in trips}
    for cafe in Occurrence.objects.filter(trip__in=trips, state="planned").order_by("starts", "id"):
        found[cafe.trip_id].append(cafe)
    return found


def _ahead(
    trips: list[Trip], cafes: Mapping[int, list[Occurrence]], organisation_id: int
) -> dict[int, list[CafeAhead]]:
    """The plan's own high end where it has one; else what is made of the mean."""
    every = [cafe for some in cafes.values() for cafe in some]
    stops = {cafe.stop_id for cafe in every if cafe.stop_id}
    openings = Opening.objects.filter(plan__approved_at__isnull=False, stop__in=stops)
    high: dict[tuple[int | None, int], int | None] = {
        (stop, day): n for stop, day, n in openings.values_list("stop_id", "weekday", "guests_high")
    }
    last = _handed_out(trips, {cafe.where_id for cafe in every}, organisation_id)
    return {
        trip.pk: [
            CafeAhead(
                cafe.place,
                float(high.get((cafe.stop_id, cafe.date.weekday())) or high_end(cafe.guests)),
                tuple(one for day, one in last[cafe.where_id] if day < cafe.date)[:LAST],
            )
            for cafe in cafes[trip.pk]
        ]
        for trip in trips
    }


def _handed_out(trips: list[Trip], places: set[int], organisation_id: int) -> dict[int, list[tuple[date, HandedOut]]]:
    """What was handed out at these places, newest first. A time at which nothing at all is written teaches nothing."""
    found: dict[int, list[tuple[date, HandedOut]]] = defaultdict(list)
    if not trips:
        return found
    held = Occurrence.objects.filter(
        season__organisation_id=organisation_id, where__in=places, tally__opened_at__isnull=False,
        date__range=(trips[0].date - LOOKS_BACK, trips[-1].date),
    )  # fmt: skip
    parts = [f"tally__{part}" for part in ("first", "before", "friend", "child")]
    for where, day, given, *guests in held.order_by("-date").values_list("where", "date", "tally__given", *parts):
        if sum(guests) > 0 and any(given.values()):
            found[where].append((day, HandedOut(sum(guests), given)))
    return found


def _there(trips: list[Trip], organisation_id: int) -> tuple[dict[Where, list[Held]], dict[int, Lot]]:
    """What is in those hubs' stores now, and the lots."""
    rows = Balance.objects.filter(
        store__organisation_id=organisation_id, store__base__in={trip.base_id for trip in trips}, quantity__gt=0
    )
    there: dict[Where, list[Held]] = defaultdict(list)
    lots = {}
    for row in rows.select_related("store", "lot__good"):
        there[row.store.base_id, row.store.key].append(
            Held(row.lot_id, row.lot.good_id, row.quantity, row.lot.best_before)
        )
        lots[row.lot_id] = row.lot
    return there, lots


def _less(row: Held, gone: Amount) -> Held:
    return Held(row.lot, row.good, row.quantity - gone, row.best_before)
