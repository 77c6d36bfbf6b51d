"""The sums that a reader may see: of months that are over, with small counts withheld once and for all.

Every page and file that a reader gets is a view of this one table, whatever is chosen: two views that were each
withheld by themselves could be subtracted. Single cafés and days are in none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from driveout.core.publish import Sum, withhold
from driveout.office.meet.told.numbers import ALL, COUNTED, EVER, REST, Row, Totals, month_of
from driveout.records.drive.models import Occurrence

Key = tuple[Row, str, str]  # where, what, month


class Safe:
    """Row, number and month → how many, or None where it is not shown."""

    def __init__(self, cafes: Sequence[Occurrence], today: date) -> None:
        over = [cafe for cafe in cafes if month_of(cafe.date) < month_of(today)]
        by_month: dict[str, list[Occurrence]] = defaultdict(list)
        for cafe in over:
            by_month[month_of(cafe.date)].append(cafe)
        self.months = sorted(by_month, reverse=True)
        self.totals = {month: Totals(some) for month, some in by_month.items()} | {EVER: Totals(over)}
        self.names = self.totals[EVER].names
        counts = {(row, what, month): self.totals[month].n.get((row, what), 0) for row, what, month in self._keys()}
        never = {key for key in counts if key[1] == REST}
        self.withheld = withhold(counts, self._sums(), never_shown=never)
        self.counts = counts

    def n(self, row: Row, what: str, month: str) -> int | None:
        """None: not shown."""
        key = (row, what, month)
        return None if key in self.withheld else self.counts.get(key, 0)

    def cafes(self, row: Row, month: str) -> int:
        """How many cafés are behind it; they are on the public timetable."""
        return self.totals[month].cafes.get(row, 0)

    def _keys(self) -> Iterable[Key]:
        rows = [ALL, *self.names]
        return ((row, what, month) for row in rows for what in (*COUNTED, REST) for month in (*self.months, EVER))

    def _sums(self) -> Iterable[Sum[Key]]:
        """All that adds up: stops to hubs, hubs to all, months to the whole, kinds of guests to guests."""
        rows = [ALL, *self.names]
        inner = {row: tuple(one for one in self.names if one[:-1] == row) for row in rows}
        for what in COUNTED:
            for month in (*self.months, EVER):
                for row in (row for row in rows if inner[row]):
                    yield Sum((row, what, month), tuple((one, what, month) for one in inner[row]))
            for row in rows:
                yield Sum((row, what, EVER), tuple((row, what, month) for month in self.months))
        for row in rows:
            for month in (*self.months, EVER):
                yield Sum((row, "guests", month), tuple((row, what, month) for what in ("first", "child", REST)))
