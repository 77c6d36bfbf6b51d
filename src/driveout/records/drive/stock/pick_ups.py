"""Where a van calls before its first café: a food bank, a second-hand shop."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from driveout.core.words import PickUp
from driveout.records.drive.models import Trip
from driveout.records.drive.stock.rules import TooLate
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def set_pick_ups(*, trip_id: int, pick_ups: Sequence[PickUp], by: By, now: datetime) -> Trip:
    """Put these in place of the trip's pick-ups. TooLate for one that is not before the first café. Twice is once."""
    trip = Trip.objects.select_for_update(no_key=True).get(pk=trip_id)
    first = trip.occurrences.filter(state="planned").order_by("starts").values_list("starts", flat=True).first()
    rows = sorted(pick_ups, key=lambda one: (one.at, one.name))
    for one in rows:
        if first is not None and one.at >= first:
            raise TooLate(one.name, one.at, first)
    wanted = [{"name": one.name, "at": one.at, "what": one.what} for one in rows]
    if wanted != trip.pick_ups:
        trip.pick_ups = wanted
        trip.save(update_fields=["pick_ups"])
        leave_trace(by=by, what="set the pick-ups", about=trip, now=now, name=trip.name, pick_ups=len(wanted))
    return trip
