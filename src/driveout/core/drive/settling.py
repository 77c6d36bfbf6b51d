"""What a store's facts add up to by the moment they happened: the same whatever the order they were told in.

A count says how much there is at its moment: whatever happened before it, and is told after, changes what explains the
difference and nothing that was counted. What a café handed out beyond the books came from somewhere: it is set against
what is written down as come within a day, else it was found.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from driveout.core.words import Amount, GivenOut, LotSeen, Moved, Settled, ShelfLot

WRITTEN_LATE = timedelta(hours=24)  # assumed: what came is written down within a day of when it was handed out
Fact = Moved | LotSeen | GivenOut
Place = tuple[datetime, float, int]  # in time: the moment, then the order of the books, then what was counted


def settle(facts: Iterable[Fact], lots: Mapping[int, ShelfLot]) -> Settled:
    """What follows from all that is known of one store. `lots`: every lot that moved or was counted here."""
    shelf = _Shelf(lots)
    for fact in sorted(facts, key=_place):
        shelf.take(fact)
    return shelf.settled()


def _place(fact: Fact) -> Place:
    if isinstance(fact, Moved):
        return fact.at, fact.place, 0
    if isinstance(fact, LotSeen):
        return fact.at, fact.after, 1
    return fact.at, float("inf"), 2


@dataclass
class _Taken:
    """Some that a café handed out of a lot; `lot` None while nothing in the books explains it: then it is `spare`'s."""

    given: GivenOut
    n: Amount
    lot: int | None = None
    spare: int = 0


class _Shelf:
    """How much there is of each lot as time goes by, and what was taken that may still turn out to be another's."""

    def __init__(self, lots: Mapping[int, ShelfLot]) -> None:
        self.lots, self.left = lots, defaultdict[int, Amount](int)
        self.taken: list[_Taken] = []  # in the order it was handed out
        self.counted: dict[int, Place] = {}  # lot → when it was counted last
        self.corrected: dict[tuple[int, int], Amount] = defaultdict(int)
        self.unknown: dict[int, Amount] = defaultdict(int)
        self.closed: list[_Taken] = []  # handed out before a count: nothing changes it any more

    def take(self, fact: Fact) -> None:
        if isinstance(fact, GivenOut):
            self._hand_out(_Taken(fact, fact.n))
        elif isinstance(fact, LotSeen):
            self._count(fact)
        elif fact.n > 0:
            self._bring(fact)
        else:
            self._go(fact.lot, -fact.n)

    def _hand_out(self, wanted: _Taken) -> None:
        """First expired first, of lots that nobody has counted since; what is nowhere waits for what explains it."""
        when = _place(wanted.given)
        open_ = [lot for lot, n in self.left.items() if n > 0 and self._is_of(lot, wanted.given)]
        for lot in sorted((lot for lot in open_ if not self._counted_since(lot, when)), key=self._expires):
            if some := min(wanted.n, self.left[lot]):
                self.left[lot] -= some
                wanted.n -= some
                wanted.spare = lot
                self.taken.append(_Taken(wanted.given, some, lot))
        if wanted.n:
            wanted.spare = wanted.spare or self._newest(wanted.given)
            self.taken.append(wanted)

    def _bring(self, fact: Moved) -> None:
        """What has come explains what was handed out beyond the books in the day before it was written down."""
        self.left[fact.lot] += fact.n
        for short in [one for one in self.taken if one.lot is None and self._is_of(fact.lot, one.given)]:
            if fact.at - short.given.at <= WRITTEN_LATE and not self._counted_since(fact.lot, _place(short.given)):
                self.taken.remove(short)
                self._hand_out(short)

    def _go(self, lot: int, n: Amount) -> None:
        """It went, so it was there: what a café is thought to have taken of it was taken elsewhere."""
        self.left[lot] -= n
        for one in [one for one in reversed(self.taken) if one.lot == lot]:
            if self.left[lot] >= 0:
                break
            some = min(one.n, -self.left[lot])
            one.n -= some
            self.left[lot] += some
            self._hand_out(_Taken(one.given, some))
        if self.left[lot] < 0:
            self.unknown[lot] -= self.left[lot]
            self.left[lot] = 0

    def _count(self, seen: LotSeen) -> None:
        self.corrected[seen.count, seen.lot] += seen.n - self.left[seen.lot]
        self.left[seen.lot] = seen.n
        self.counted[seen.lot] = _place(seen)
        still: list[_Taken] = []
        for one in self.taken:
            over = one.lot == seen.lot or (one.lot is None and self._is_of(seen.lot, one.given))
            (self.closed if over else still).append(one)
        self.taken = still

    def _is_of(self, lot: int, given: GivenOut) -> bool:
        return self.lots[lot].good in given.goods

    def _counted_since(self, lot: int, when: Place) -> bool:
        return lot in self.counted and self.counted[lot] > when

    def _expires(self, lot: int) -> tuple[bool, date, int]:
        best_before = self.lots[lot].best_before
        return best_before is None, best_before or date.max, lot

    def settled(self) -> Settled:
        """The books as they should be."""
        out: dict[tuple[int, int], Amount] = defaultdict(int)
        found: dict[tuple[int, int], Amount] = defaultdict(int)
        for one in (*self.closed, *self.taken):
            if one.n:
                lot = one.spare if one.lot is None else one.lot
                out[one.given.cafe, lot] += one.n
                if one.lot is None:
                    found[one.given.cafe, lot] += one.n
        return Settled(
            out=dict(out),
            found=dict(found),
            corrected={key: n for key, n in self.corrected.items() if n},
            unknown=dict(self.unknown),
            left={lot: n for lot, n in self.left.items() if n},
        )

    def _newest(self, given: GivenOut) -> int:
        """Where to book what the books do not know: on the newest lot here by then, else on one of its own."""
        return max((lot for lot in self.left if self._is_of(lot, given)), default=-given.goods[0])
