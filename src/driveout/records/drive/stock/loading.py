"""Putting a trip's load into its van: from the store room, as the list says."""

from datetime import datetime

from django.db import transaction

from driveout.core.words import Amount, StockKind, StockMove
from driveout.records.drive.models import Balance, Store, Trip
from driveout.records.drive.stock.booking import book, lock, plain
from driveout.records.drive.stock.catalogue import store_of_van
from driveout.records.drive.stock.loads import load_of_trip
from driveout.records.drive.stock.settling import follow
from driveout.records.drive.stock.stocking import is_booked
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_organisation


@transaction.atomic
def load_the_van(*, trip: Trip, key: str, by: By, now: datetime) -> Amount:
    """Move what the list still lacks and the store room has; how many things went. The same key twice is once."""
    check_organisation(by, trip)  # a van has a store from then on, also where nothing is to be moved
    organisation_id = trip.season.organisation_id
    rooms = list(Store.objects.filter(organisation_id=organisation_id, base=trip.base_id, is_van=False))
    van, _is_new = store_of_van(organisation_id, trip.base_id, trip.van_key, trip.van)
    lock([*rooms, van])
    if is_booked(organisation_id, key):
        return 0
    at = 0
    moved: Amount = 0
    kinds = set()
    for line in load_of_trip(trip, organisation_id).lines:
        for lot, n in line.take:
            for row in Balance.objects.filter(store__in=rooms, lot_id=lot, quantity__gt=0).order_by("store_id"):
                some = min(n, row.quantity)
                if some:
                    move = StockMove(StockKind.TRANSFER, lot, some, row.store_id, van.pk)
                    book(move, organisation_id=organisation_id, key=f"{key}.{at}", by=by, now=now)
                    at, n, moved = at + 1, n - some, moved + some
                    kinds.add(line.good.kind)
    if moved:
        follow([*rooms, van], kinds, by=by, now=now)
        leave_trace(by=by, what="loaded a van", about=trip, now=now, name=trip.van, quantity=plain(moved))
    return moved
