"""What a café handed out, from the tally to the van's books. It is never refused: it has happened.

Called with what the café's events add up to by now, as often as they change: the books follow the sum, so it is the
same in whatever order phones send, and however often. What the books did not have is first booked as found, so that
the difference is seen and the stock stays at nothing or above.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from driveout.core.drive import first_out
from driveout.core.words import StockKind, StockMove
from driveout.records.drive.models import Balance, Good, Lot, Occurrence, StockEvent, Store
from driveout.records.drive.stock.queries import store_of_van
from driveout.records.drive.stock.stocking import book, held, lock, lot_of
from driveout.records.trust.actions import By

NOT_IN_THE_BOOKS = "not in the books"  # found, because it was handed out
BACK = "counted down"  # found again: somebody took a tap back
NOT_THERE_AFTER_ALL = "counted down, not in the books"  # what was found for that tap goes again

Place = tuple[int, int]  # store, lot


@transaction.atomic
def hand_out_from_cafes(*, given: Mapping[int, Mapping[str, int]], by: By, now: datetime) -> list[StockEvent]:
    """Book what these cafés have handed out of each kind, all told; returns what is new. Six queries, and a few for
    each café and kind that changed. `given`: occurrence → kind → how many.

    A kind the organisation keeps no goods of is not booked. Below nothing, as when a phone that took back came first,
    counts as nothing until the other one comes.
    """
    rows = Occurrence.objects.filter(pk__in=given).select_related("trip").defer("trip__pick_ups")
    cafes = list(rows.annotate(organisation_id=F("season__organisation_id")).order_by("id"))
    kinds = _kinds({cafe.organisation_id for cafe in cafes})
    cafes = [cafe for cafe in cafes if any((cafe.organisation_id, kind) in kinds for kind in given[cafe.pk])]
    if not cafes:
        return []
    vans = {cafe.pk: van_of(cafe) for cafe in cafes}
    sources = Store.objects.filter(pk__in=StockEvent.objects.filter(occurrence__in=cafes).values("source"))
    lock([*vans.values(), *sources])  # all at once: who holds one and asks for another could wait in a ring
    made = []
    for cafe in cafes:
        books = _Cafe(cafe, vans[cafe.pk], by, now)
        for kind, total in given[cafe.pk].items():
            goods = kinds.get((cafe.organisation_id, kind))
            more = max(0, total) - books.handed_out(kind)
            if goods and more > 0:
                books.hand_out(goods, more)
            elif more < 0:
                books.take_back(kind, -more)
        made += books.made
    return made


def _kinds(organisations: set[int]) -> dict[tuple[int, str], list[Good]]:
    """The goods of each kind, those in use first."""
    kinds: dict[tuple[int, str], list[Good]] = {}
    own = Good.objects.filter(organisation_id__in=organisations)
    for good in own.order_by(F("ended_at").asc(nulls_first=True), "id"):
        kinds.setdefault((good.organisation_id, good.kind), []).append(good)
    return kinds


def van_of(cafe: Any) -> Store:
    """The store that the café's van is; made when it is not known yet."""
    return store_of_van(cafe.organisation_id, cafe.trip.base_id, cafe.trip.van_key, cafe.trip.van)[0]


class _Cafe:
    """One café's events so far, and those that come."""

    def __init__(self, occurrence: Occurrence, van: Store, by: By, now: datetime) -> None:
        self.occurrence, self.van, self.by, self.now = occurrence, van, by, now
        events = StockEvent.objects.filter(occurrence=occurrence).select_related("lot__good").order_by("id")
        self.events, self.made = list(events), list[StockEvent]()

    def handed_out(self, kind: str) -> int:
        """What is booked as handed out by now."""
        return sum(self._net(self._of(kind)).values())

    def hand_out(self, goods: list[Good], n: int) -> None:
        """First expired first; what is not there is found first."""
        rows = Balance.objects.filter(store=self.van, lot__good__in=goods)
        there = held(rows.filter(quantity__gt=0))
        short = n - sum(row.quantity for row in there)
        if short > 0:
            last = first_out(there, n - short)[-1:]
            lot = last[0][0] if last else self._lot(rows, goods)
            self._book(StockKind.FOUND, lot, short, self.van.pk, NOT_IN_THE_BOOKS)
            there = held(rows.filter(quantity__gt=0))
        for lot, some in first_out(there, n):
            self._book(StockKind.HANDED_OUT, lot, some, self.van.pk, "")

    def take_back(self, kind: str, n: int) -> None:
        """The last that was handed out comes back first; what was found for it goes again."""
        own = self._of(kind)
        for (store, lot), out in reversed(list(self._net(own).items())):
            some = min(n, out)
            if some <= 0:
                continue
            n -= some
            self._book(StockKind.FOUND, lot, some, store, BACK)
            here = [event for event in own if event.lot_id == lot and store in (event.source_id, event.target_id)]
            found = sum(event.quantity for event in here if event.why == NOT_IN_THE_BOOKS)
            gone = sum(event.quantity for event in here if event.why == NOT_THERE_AFTER_ALL)
            if again := min(some, found - gone):
                self._book(StockKind.MISSING, lot, again, store, NOT_THERE_AFTER_ALL)

    def _of(self, kind: str) -> list[StockEvent]:
        return [event for event in self.events if event.lot.good.kind == kind]

    @staticmethod
    def _net(events: Iterable[StockEvent]) -> dict[Place, int]:
        """Handed out, less what came back; by store and lot, the last to be handed out last."""
        net: dict[Place, int] = {}
        for event in events:
            if event.kind == StockKind.HANDED_OUT and event.source_id:
                place = (event.source_id, event.lot_id)
                net[place] = net.pop(place, 0) + event.quantity
            elif event.why == BACK and event.target_id:
                net[event.target_id, event.lot_id] -= event.quantity
        return net

    def _lot(self, rows: QuerySet[Balance], goods: list[Good]) -> int:
        """Where to book what the books do not know: on the lot that was given out last, else on one of its own."""
        out = [lot for store, lot in self._net(self._of(goods[0].kind)) if store == self.van.pk]
        last = out[-1] if out else rows.order_by("-id").values_list("lot_id", flat=True).first()
        return last or lot_of(goods[0], None).pk

    def _book(self, kind: StockKind, lot: int, n: int, store: int, why: str) -> None:
        comes = kind == StockKind.FOUND
        move = StockMove(kind, lot, n, None if comes else store, store if comes else None)
        event = book(
            move,
            organisation_id=self.van.organisation_id,
            key=f"cafe-{self.occurrence.pk}.{len(self.events)}",
            by=self.by,
            now=self.now,
            why=why,
            occurrence=self.occurrence,
        )
        event.lot = Lot.objects.select_related("good").get(pk=lot)
        self.events.append(event)
        self.made.append(event)
