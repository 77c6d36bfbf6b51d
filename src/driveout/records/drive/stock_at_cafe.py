"""What a café handed out, from the tally to the van's books. It is never refused: it has happened.

Called with what the café's events add up to by now, as often as they change: the books follow the sum, so it is the
same in whatever order phones send, and however often. What the books did not have is first booked as found, so that
the difference is seen and the stock stays at nothing or above.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from driveout.core.drive import first_out
from driveout.core.words import StockKind, StockMove
from driveout.records.drive.models import Balance, Good, Lot, Occurrence, StockEvent, Store
from driveout.records.drive.stocking import book, held, lock, lot_of

NOT_IN_THE_BOOKS = "not in the books"  # found, because it was handed out
BACK = "counted down"  # found again: somebody took a tap back
NOT_THERE_AFTER_ALL = "counted down, not in the books"  # what was found for that tap goes again

Place = tuple[int, int]  # store, lot


@transaction.atomic
def hand_out_from_cafe(*, occurrence: Occurrence, given: Mapping[str, int], by: Any, now: datetime) -> list[StockEvent]:
    """Book that a café has handed out so many of each kind, all told; returns what is new. Six queries and a few for
    each kind that changed. `occurrence` comes with its trip and season.

    A kind the organisation keeps no goods of is not booked. Below nothing, as when a phone that took back came first,
    counts as nothing until the other one comes.
    """
    organisation_id = occurrence.season.organisation_id
    in_use_first = F("ended_at").asc(nulls_first=True)
    goods = Good.objects.filter(organisation_id=organisation_id, kind__in=list(given)).order_by(in_use_first, "id")
    kinds: dict[str, list[Good]] = {}
    for good in goods:
        kinds.setdefault(good.kind, []).append(good)
    if not kinds:
        return []
    van = van_of(occurrence)
    sources = Store.objects.filter(pk__in=StockEvent.objects.filter(occurrence=occurrence).values("source"))
    lock([van, *sources])
    cafe = _Cafe(occurrence, van, by, now)
    for kind, own in kinds.items():
        more = max(0, given[kind]) - cafe.handed_out(kind)
        if more > 0:
            cafe.hand_out(own, more)
        elif more < 0:
            cafe.take_back(kind, -more)
    return cafe.made


def van_of(occurrence: Occurrence) -> Store:
    """The store that the café's van is; made when it is not known yet."""
    own = {
        "organisation_id": occurrence.season.organisation_id,
        "hub": occurrence.trip.hub,
        "name": occurrence.trip.van,
    }
    return Store.objects.get_or_create(**own, defaults={"is_van": True})[0]


class _Cafe:
    """One café's events so far, and those that come."""

    def __init__(self, occurrence: Occurrence, van: Store, by: Any, now: datetime) -> None:
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
            if event.kind == StockKind.HANDED_OUT:
                place = (event.source_id, event.lot_id)
                net[place] = net.pop(place, 0) + event.quantity
            elif event.why == BACK:
                net[event.target_id, event.lot_id] -= event.quantity
        return net

    def _lot(self, rows: Any, goods: list[Good]) -> int:
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
