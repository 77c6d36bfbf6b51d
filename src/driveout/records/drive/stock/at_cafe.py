"""What a café handed out, from the tally to the van's books. It is never refused: it has happened.

Called with what the café's events add up to by now, as often as they change: the books follow the sum and its moments,
so they are the same in whatever order phones send, and however often. What the books did not have is booked as found,
so that the difference is seen and the stock stays at nothing or above.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from driveout.records.drive.models import CafeGave, Good, Occurrence, StockEvent, Store
from driveout.records.drive.stock.booking import lock
from driveout.records.drive.stock.catalogue import store_of_van
from driveout.records.drive.stock.settling import follow, kind_of
from driveout.records.trust.actions import By

Moments = Sequence[tuple[datetime, int]]


@transaction.atomic
def hand_out_from_cafes(
    *, given: Mapping[int, Mapping[str, int]], by: By, now: datetime,
    when: Mapping[int, Mapping[str, Moments]] | None = None,
) -> list[StockEvent]:  # fmt: skip
    """Book what these cafés have handed out of each kind, all told; returns what is new. Seven queries, and a few for
    each store whose books change. `given`: occurrence → kind → how many; `when`: the same by kind, or
    kind and good, and the moments, which are `now` where it does not say.

    A kind the organisation keeps no goods of is not booked. Below nothing, as when a phone that took back came first,
    counts as nothing until the other one comes.
    """
    rows = Occurrence.objects.filter(pk__in=given).select_related("trip").defer("trip__pick_ups")
    cafes = list(rows.annotate(organisation_id=F("season__organisation_id")).order_by("id"))
    kept = set(
        Good.objects.filter(organisation_id__in={cafe.organisation_id for cafe in cafes})
        .order_by()
        .values_list("organisation_id", "kind")
    )
    told = {cafe.pk: _moments(cafe, given[cafe.pk], (when or {}).get(cafe.pk, {}), kept, now) for cafe in cafes}
    known = {row.occurrence_id: row for row in CafeGave.objects.filter(occurrence__in=cafes).select_related("store")}
    cafes = [cafe for cafe in cafes if told[cafe.pk] != (known[cafe.pk].when if cafe.pk in known else {})]
    if not cafes:
        return []
    stores = {cafe.pk: known[cafe.pk].store if cafe.pk in known else van_of(cafe) for cafe in cafes}
    lock(stores.values())  # all at once: who holds one and asks for another could wait in a ring
    # Another phone may have told of the same café while this one waited.
    known = {row.occurrence_id: row for row in CafeGave.objects.filter(occurrence__in=cafes).select_related("store")}
    kinds: dict[int, set[str]] = {}
    since: dict[int, datetime] = {}
    for cafe in cafes:
        row = known.get(cafe.pk) or CafeGave(occurrence=cafe, store=stores[cafe.pk])
        new = {kind for kind in {*row.when, *told[cafe.pk]} if row.when.get(kind) != told[cafe.pk].get(kind)}
        kinds.setdefault(stores[cafe.pk].pk, set()).update(kind_of(which) for which in new)
        since[cafe.pk] = max((_last(told[cafe.pk].get(kind)) or now for kind in new), default=now)
        row.when = told[cafe.pk]
        row.save()
    by_key = {store.pk: store for store in stores.values()}
    words: dict[str, Any] = {"by": by, "now": now, "since": since}
    return [event for key, some in sorted(kinds.items()) for event in follow([by_key[key]], some, **words)]


def _moments(
    cafe: Any, given: Mapping[str, int], when: Mapping[str, Moments], kept: set[tuple[int, str]], now: datetime
) -> dict[str, list[list[Any]]]:
    """As they are kept: of the kinds that the organisation keeps goods of, and where something was handed out."""
    said = when or {kind: [(now, total)] for kind, total in given.items() if total > 0}
    return {
        which: [[at.isoformat(), n] for at, n in rows]
        for which, rows in said.items()
        if (cafe.organisation_id, kind_of(which)) in kept
    }


def _last(moments: list[list[Any]] | None) -> datetime | None:
    return datetime.fromisoformat(moments[-1][0]) if moments else None


def van_of(cafe: Any) -> Store:
    """The store that the café's van is; made when it is not known yet."""
    return store_of_van(cafe.organisation_id, cafe.trip.base_id, cafe.trip.van_key, cafe.trip.van)[0]
