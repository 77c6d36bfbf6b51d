"""The books follow what is known of a store by the moment it happened, in whatever order it was told.

Facts are what people wrote down: what came, went and moved, what cafés handed out and when, what was counted and when.
What follows from them (which lots a café took of, what was found, what a count corrects) is booked as the difference
from what is booked of it already: nothing that stands is rewritten. The reckoning is `core.drive.settle`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from driveout.core.drive import settle
from driveout.core.words import Amount, GivenOut, LotSeen, Moved, Settled, ShelfLot, StockKind, StockMove
from driveout.records.drive.models import CafeGave, CountLine, Good, StockEvent, Store
from driveout.records.drive.stock.booking import book, lot_of
from driveout.records.trust.actions import By

NOT_IN_THE_BOOKS = "not in the books"  # found, because it was handed out
BACK = "counted down"  # found again: somebody took a tap back, or it was another lot's
NOT_THERE_AFTER_ALL = "counted down, not in the books"  # what was found for that tap goes again
TOLD_LATE = "before the count"  # what a count corrected is explained by what had happened before, and was told after
FOLLOWS = (StockKind.FOUND.value, StockKind.MISSING.value)
Facts = list[Moved | LotSeen | GivenOut]
Net = dict[tuple[str, int, int], Amount]  # what, the café or count it belongs to (0: neither), lot → how many


def kind_of(which: str) -> str:
    """“meal” of “meal.12”."""
    return which.partition(".")[0]


def follow(
    stores: Iterable[Store],
    kinds: Collection[str],
    *,
    by: By,
    now: datetime,
    since: Mapping[int, datetime] | None = None,
) -> list[StockEvent]:
    """Make the books of these stores say what follows for goods of these kinds; what is new. Call it with the stores
    locked. Four queries a store, and a few for each difference. `since`: café → the last moment of what it told anew.
    """
    made: list[StockEvent] = []
    for store in stores:
        made += _Books(store, kinds, by, now, since or {}).follow()
    return made


def there_at(store: Store, kind: str, at: datetime) -> dict[int, tuple[ShelfLot, Amount]]:
    """What lay in a store at a moment, of goods of one kind, as far as is known now: lot → what it is, and how much.
    Call it with the store locked. Five queries."""
    return _Books(store, {kind}, None, at, {}).there()


class _Books:
    """One store: what is known of it, and what is booked of what follows."""

    def __init__(
        self, store: Store, kinds: Collection[str], by: By, now: datetime, since: Mapping[int, datetime]
    ) -> None:
        self.store, self.kinds, self.by, self.now, self.since = store, kinds, by, now, since
        self.goods: dict[str, list[Good]] = defaultdict(list)
        own = Good.objects.filter(organisation_id=store.organisation_id, kind__in=kinds)
        for good in own.order_by(F("ended_at").asc(nulls_first=True), "id"):
            self.goods[good.kind].append(good)
        self.gave = dict(CafeGave.objects.filter(store=store).values_list("occurrence_id", "when"))
        self.lots: dict[int, ShelfLot] = {}
        self.booked: Net = defaultdict(int)
        self.numbers: dict[str, int] = defaultdict(int)

    def follow(self) -> list[StockEvent]:
        moved = self._moved()
        wanted = self._net(settle([*moved, *self._seen(), *self._given()], self.lots))
        more = {key: wanted.get(key, 0) - self.booked.get(key, 0) for key in {*wanted, *self.booked}}
        moves = [self._booked_as(*key, n) for key, n in sorted(more.items(), key=lambda row: (row[0][1:], row[0])) if n]
        moves.sort(key=lambda row: row[0].kind != StockKind.FOUND)  # what comes first: nothing falls below nothing
        return [self._book(*row) for row in moves]

    def there(self) -> dict[int, tuple[ShelfLot, Amount]]:
        """What lay here by `now`."""
        known = [fact for fact in (*self._moved(), *self._seen(), *self._given()) if fact.at <= self.now]
        return {lot: (self.lots[lot], n) for lot, n in settle(known, self.lots).left.items()}

    def _moved(self) -> Facts:
        """What people moved; on the way, what is booked of what follows, and which lots there are."""
        asked = ("id", "kind", "lot_id", "quantity", "source_id", "occurrence_id", "count_id", "at", "why",
                 "lot__good_id", "lot__best_before")  # fmt: skip
        here = StockEvent.objects.filter(Q(source=self.store) | Q(target=self.store), lot__good__kind__in=self.kinds)
        facts: Facts = []
        for pk, kind, lot, n, source, cafe, count, at, why, good, lasts in here.order_by("id").values_list(*asked):
            signed = -n if source == self.store.pk else n
            if cafe in self.gave or count or (kind in FOLLOWS and not cafe):
                self._is_booked(kind, lot, signed, cafe, count, why)
            else:  # also a café's of before its moments were kept
                facts.append(Moved(at, pk, lot, signed))
                self.lots[lot] = ShelfLot(good, lasts)
        return facts

    def _is_booked(self, kind: str, lot: int, signed: Amount, cafe: int | None, count: int | None, why: str) -> None:
        if count:
            self.booked["count", count, lot] += signed
        elif kind == StockKind.HANDED_OUT or why == BACK:
            self.booked["out", cafe or 0, lot] -= signed
        else:
            self.booked["found", cafe or 0, lot] += signed

    def _seen(self) -> Facts:
        own = CountLine.objects.filter(counting__store=self.store, counting__finished_at__isnull=False)
        lines = own.filter(lot__good__kind__in=self.kinds)
        asked = ("counting__finished_at", "counting__after", "counting_id", "lot_id", "seen", "lot__good_id",
                 "lot__best_before")  # fmt: skip
        facts: Facts = []
        for at, after, count, lot, n, good, lasts in lines.values_list(*asked):
            facts.append(LotSeen(at, after, count, lot, n))
            self.lots[lot] = ShelfLot(good, lasts)
        return facts

    def _given(self) -> Facts:
        return [
            GivenOut(datetime.fromisoformat(at), cafe, self._goods(which), n)
            for cafe, when in self.gave.items()
            for which, moments in when.items()
            if self.goods.get(kind_of(which))
            for at, n in moments
        ]

    def _goods(self, which: str) -> tuple[int, ...]:
        """The good that was meant; any of its kind where the phone did not say, or says one that is none of them."""
        own = tuple(good.pk for good in self.goods[kind_of(which)])
        _kind, _point, good = which.partition(".")
        return (int(good),) if good.isdecimal() and int(good) in own else own

    def _net(self, settled: Settled) -> Net:
        """What follows, by what it is booked as; a lot of its own is made where one is asked for."""
        own: dict[int, int] = {}
        wanted: Net = defaultdict(int)
        goods = {good.pk: good for some in self.goods.values() for good in some}
        for what, rows in (("out", settled.out), ("found", settled.found), ("count", settled.corrected)):
            for (whose, lot), n in rows.items():
                if lot < 0:
                    lot = own.setdefault(lot, lot_of(goods[-lot], None).pk)
                wanted[what, whose, lot] += n
        for lot, n in settled.unknown.items():
            wanted["found", 0, lot] += n
        return wanted

    def _booked_as(self, what: str, whose: int, lot: int, n: Amount) -> tuple[StockMove, str, dict[str, Any], str]:
        """The movement that makes the difference, why, whose it is, and how its key begins."""
        here = self.store.pk
        if what == "count":
            kind = StockKind.FOUND if n > 0 else StockKind.MISSING
            why = TOLD_LATE if (what, whose, lot) in self.booked else ""
            words: dict[str, Any] = {"count": whose}
            key = f"count-{whose}.{lot}"
        else:
            words = {"cafe": whose or None}
            key = f"cafe-{whose}" if whose else f"store-{here}"
            if what == "out":
                kind, why = (StockKind.HANDED_OUT, "") if n > 0 else (StockKind.FOUND, BACK)
            else:
                kind, why = (StockKind.FOUND, NOT_IN_THE_BOOKS) if n > 0 else (StockKind.MISSING, NOT_THERE_AFTER_ALL)
        comes = kind == StockKind.FOUND
        return (
            StockMove(kind, lot, n if n > 0 else -n, None if comes else here, here if comes else None),
            why,
            words,
            key,
        )

    def _book(self, move: StockMove, why: str, words: dict[str, Any], key: str) -> StockEvent:
        at = self.since.get(words.get("cafe") or 0, self.now)
        told: dict[str, Any] = {"organisation_id": self.store.organisation_id, "by": self.by, "now": at, "why": why}
        event = book(move, key=f"{key}.{self._number(key)}", is_seen=False, **told, **words)
        if words.get("cafe") in self.since:
            self._count_again(move.lot, at)
        return event

    def _number(self, key: str) -> int:
        """How many there are of the name already. One query for each name."""
        if key not in self.numbers:
            own = StockEvent.objects.filter(organisation_id=self.store.organisation_id, key__startswith=f"{key}.")
            self.numbers[key] = own.count() - 1
        self.numbers[key] += 1
        return self.numbers[key]

    def _count_again(self, lot: int, at: datetime) -> None:
        """What is handed out while somebody counts the store may have been seen or not: it is to be counted again."""
        under_way = {"counting__store": self.store, "counting__finished_at": None, "counting__started_at__lte": at}
        CountLine.objects.filter(**under_way, lot_id=lot).delete()
