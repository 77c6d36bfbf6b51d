"""The figures that anyone may read: what was counted, by hub and month, and what it adds up to by quarter and year.

A month is counted once, when it is closed, and stays as it was; a total is published when all of it is closed, and is
the sum of what is true. So no two reports can be subtracted: the later one only adds periods, and what the earlier ones
showed is reckoned with as known.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from driveout.core.publish.withholding import SHOWN_FROM, Sum, withhold
from driveout.core.words import refuse_unless

EVERYWHERE = ""  # all hubs together
WHAT = ("guests", "first", "child")  # what is published; of guests, who is neither of the others is never shown alone
REST = "rest"

Key = tuple[str, str, str]  # where, what, period


@dataclass(frozen=True, slots=True)
class Counted:
    """What a hub's cafés of a month counted. `hub`: its key; `month`: “2026-11”. Numbers of cafés and of people."""

    hub: str
    month: str
    cafes: int
    guests: int
    first: int
    child: int

    def __post_init__(self) -> None:
        refuse_unless(bool(self.hub), "A count is of a hub.")
        refuse_unless(min(self.cafes, self.first, self.child) >= 0, f"{self.month}: a count is never below nothing.")
        refuse_unless(
            self.first + self.child <= self.guests, f"{self.month}: there are fewer guests than kinds of them."
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of what anyone may read. `where`: a hub's key, or EVERYWHERE; `period`: “2026-11”, “2026-Q4” or “2026”.

    `cafes`: how many told; guests and the like are people, None where the number is withheld.
    """

    where: str
    period: str
    cafes: int
    guests: int | None
    first: int | None
    child: int | None


def quarter_of(month: str) -> str:
    """“2026-Q4” of “2026-11”."""
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def months_of(quarter: str) -> tuple[str, ...]:
    last = 3 * int(quarter[6:])
    return tuple(f"{quarter[:4]}-{month:02}" for month in range(last - 2, last + 1))


def quarters_of(year: str) -> tuple[str, ...]:
    return tuple(f"{year}-Q{number}" for number in range(1, 5))


def new_figures(counted: Collection[Counted], *, closed_through: str, before: Collection[Figure] = ()) -> list[Figure]:
    """What comes to be published now, beside what stands there: each period that is closed, by hub and everywhere.

    `counted`: of all months up to `closed_through`, with it, also of those that stand there. `before`: all that was
    ever published of them. Raises Nonsense where that does not agree with what was counted.
    """
    stand = {(one.where, one.period): one for one in before}
    closed = [one for one in counted if one.month <= closed_through]
    years = sorted({one.month[:4] for one in closed})  # nothing adds up over two of them
    tables = (_Table([one for one in closed if one.month[:4] == year], closed_through) for year in years)
    return [figure for table in tables for figure in _of_a_year(table, stand)]


def _of_a_year(table: "_Table", stand: Mapping[tuple[str, str], Figure]) -> list[Figure]:
    lines = sorted(table.cafes.items(), key=lambda line: (line[0][1], line[0][0]))
    new = [(where, period, cafes) for (where, period), cafes in lines if cafes and (where, period) not in stand]
    told = {key: getattr(one, key[1]) for key, one in ((key, stand.get((key[0], key[2]))) for key in table.keys) if one}
    for key, n in told.items():
        refuse_unless(n is None or n == table.counts[key], f"{key}: another number stands in the open.")
        refuse_unless(n is None or n == 0 or n >= SHOWN_FROM, f"{key}: was shown although it is small.")
    if not new:
        return []
    hidden = withhold(
        table.counts,
        table.sums(),
        never_shown=[key for key in table.counts if key[1] == REST],
        shown_before=[key for key, n in told.items() if n is not None],
        withheld_before=[key for key, n in told.items() if n is None],
    )
    return [
        Figure(where, period, cafes, *(_shown((where, what, period), table.counts, hidden) for what in WHAT))
        for where, period, cafes in new
    ]


def _shown(key: Key, counts: Mapping[Key, int], hidden: Collection[Key]) -> int | None:
    return None if key in hidden else counts[key]


class _Table:
    """Every count of a year and every sum, for periods that are closed. `keys`: of what is published."""

    def __init__(self, counted: Collection[Counted], closed_through: str) -> None:
        self.hubs = sorted({one.hub for one in counted})
        self.months = sorted({one.month for one in counted})
        quarters = sorted({quarter_of(month) for month in self.months})
        self.quarters = [one for one in quarters if months_of(one)[-1] <= closed_through]
        years = sorted({month[:4] for month in self.months})
        self.years = [one for one in years if f"{one}-12" <= closed_through]
        self.counts: dict[Key, int] = defaultdict(int)
        self.cafes: dict[tuple[str, str], int] = defaultdict(int)
        for one in counted:
            self._add(one)
        self.counts = dict(self.counts)
        self.keys = [key for key in self.counts if key[1] in WHAT]

    def _add(self, one: Counted) -> None:
        numbers = {what: getattr(one, what) for what in WHAT} | {REST: one.guests - one.first - one.child}
        for where in (one.hub, EVERYWHERE):
            for period in self._periods(one.month):
                self.cafes[where, period] += one.cafes
                for what, n in numbers.items():
                    self.counts[where, what, period] += n

    def _periods(self, month: str) -> Iterator[str]:
        yield month
        if quarter_of(month) in self.quarters:
            yield quarter_of(month)
        if month[:4] in self.years:
            yield month[:4]

    def sums(self) -> Iterable[Sum[Key]]:
        """All that adds up: hubs to everywhere, months to quarters to years, and kinds of guests to guests."""
        for period in (*self.months, *self.quarters, *self.years):
            for what in WHAT:
                yield from self._sum((EVERYWHERE, what, period), ((hub, what, period) for hub in self.hubs))
            for where in (EVERYWHERE, *self.hubs):
                parts = ((where, what, period) for what in ("first", "child", REST))
                yield from self._sum((where, "guests", period), parts)
        for where in (EVERYWHERE, *self.hubs):
            for what in WHAT:
                for quarter in self.quarters:
                    yield from self._sum((where, what, quarter), ((where, what, one) for one in months_of(quarter)))
                for year in self.years:
                    yield from self._sum((where, what, year), ((where, what, one) for one in quarters_of(year)))

    def _sum(self, total: Key, parts: Iterable[Key]) -> Iterator[Sum[Key]]:
        if total in self.counts:
            yield Sum(total, tuple(part for part in parts if part in self.counts))
