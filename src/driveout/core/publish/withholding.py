"""Small counts are withheld, with as many others as it takes that nobody can work them out from sums.

A count of 1 to 4 may tell of one person. Whoever sees what is shown, and adds and subtracts, must still find that a
withheld small count may be anything from 1 to 5: it may even be one that would have been shown. (A sum of counts that
are there is known to be as much as there are of them; it goes from that to 5.) Any other withheld count must leave
five numbers open. For each, other tables are looked for that fit everything that is shown just as
well, and have such numbers there; where there is none, more is withheld: the smallest counts, until there is. Whoever
looks knows that a withheld count is at least 1, for a 0 is shown: it tells of nobody.

What was shown once stays known: it can be withheld no more, and what was withheld then stays so.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from driveout.core.publish.other_tables import Program
from driveout.core.words import refuse_unless

SHOWN_FROM = 5  # people; Statistics Denmark asks for 3 at least, and masks below 5 in what it hands out
TRIES = 400  # steps in looking for one other table, before one more count is withheld for it
MOST_MORE = 8  # counts withheld for one: the corners of a cube

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """That a count is what others add up to."""

    total: Key
    parts: tuple[Key, ...]


def withhold(
    counts: Mapping[Key, int],
    sums: Iterable[Sum[Key]],
    *,
    shown_from: int = SHOWN_FROM,
    never_shown: Collection[Key] = (),
    shown_before: Collection[Key] = (),
    withheld_before: Collection[Key] = (),
) -> frozenset[Key]:
    """Which counts are not to be shown. `counts`: people, by a key each; 0 or more. `sums`: what is known to add up,
    over all that is ever shown of them: rows, columns, periods. `never_shown`: counts that only stand in sums.
    `shown_before`, `withheld_before`: what was shown or not in earlier reports, of which all stays as it was.

    Raises Nonsense where a sum does not add up, a count is below nothing, or was shown although it was too small.
    """
    sums = tuple(sums)
    for key, n in counts.items():
        refuse_unless(n >= 0, f"{key}: a count is never below nothing.")
        refuse_unless(key not in shown_before or n == 0 or n >= shown_from, f"{key}: was shown although it is small.")
    for one in sums:
        adds_up = counts[one.total] == sum(counts[part] for part in one.parts)
        refuse_unless(adds_up, f"{one.total}: does not add up.")
    before = frozenset(shown_before), frozenset(withheld_before)
    return _Table(counts, sums, frozenset(never_shown), shown_from, *before).withheld()


class _Table(Generic[Key]):
    """The counts, and what is withheld of them by now. `least`, `most`: between which each is seen to be possible."""

    def __init__(
        self, counts: Mapping[Key, int], sums: tuple[Sum[Key], ...], never: frozenset[Key], shown_from: int,
        shown: frozenset[Key] = frozenset(), withheld: frozenset[Key] = frozenset(),
    ) -> None:  # fmt: skip
        self.counts, self.sums, self.never, self.shown_from = counts, sums, never, shown_from
        self.in_sums: dict[Key, list[tuple[int, int]]] = defaultdict(list)  # key → its sums, and 1 as total, −1 as part
        for at, one in enumerate(sums):
            self.in_sums[one.total].append((at, 1))
            for part in one.parts:
                self.in_sums[part].append((at, -1))
        self.shown = shown
        self.small = [key for key, n in counts.items() if 0 < n < shown_from and key not in never]
        self.hidden = {*self.small, *withheld, *never}
        self.least, self.most = dict(counts), dict(counts)
        self.floors: dict[Key, int] = {}
        self.as_open_as_can_be: set[Key] = set()  # nothing that could be withheld opens them more

    def withheld(self) -> frozenset[Key]:
        """Small counts, and those that keep them from being worked out."""
        for key in sorted(self.small, key=lambda key: self.counts[key]):
            self._open_up(key)
        while left := [key for key in self.hidden - self.never if not self._is_open(key)]:
            for key in sorted(left, key=lambda key: (self.counts[key], repr(key))):
                self._open_up(key)
        return frozenset(self.hidden - self.never)

    def _is_open(self, key: Key) -> bool:
        """May it be enough numbers, of all that fits what is shown?"""
        if key in self.as_open_as_can_be:
            return True
        if 0 < self.counts[key] < self.shown_from:
            return self.least[key] <= self._floor(key) and self.most[key] >= self.shown_from
        return self.most[key] - self.least[key] >= self.shown_from - 1

    def _open_up(self, key: Key) -> None:
        """Withhold what it takes until it may be enough numbers, or until it is as open as it can be."""
        n, wide = self.counts[key], self.shown_from - 1
        if n < self.shown_from:
            done = [self._can_be(key, self.shown_from), self._can_be(key, self._floor(key))]
        else:
            up = next(step for step in range(wide, -1, -1) if self._can_be(key, n + step))
            done = [self._can_be(key, n + up - wide)]
        if not all(done):
            self.as_open_as_can_be.add(key)

    def _can_be(self, key: Key, n: int) -> bool:
        """Withhold what it takes that it may be `n`; False where nothing does."""
        if self.least[key] <= n <= self.most[key]:
            return True
        found = self._other_table(key, n - self.counts[key])
        self.hidden |= found.keys()
        for one, step in found.items():
            self.least[one] = min(self.least[one], self.counts[one] + step)
            self.most[one] = max(self.most[one], self.counts[one] + step)
        return bool(found)

    def _floor(self, key: Key) -> int:
        """The least it can be, for whoever sees which counts are 0."""
        if key not in self.floors:
            of_parts = (sum(map(self._floor, self._there(at))) for at, side in self.in_sums[key] if side > 0)
            self.floors[key] = max(0 if key in self.never else 1, *of_parts, 0)
        return self.floors[key]

    def _other_table(self, key: Key, step: int) -> Mapping[Key, int]:
        """By how much counts are otherwise in another table that fits, as few as can be of those shown by now: by a
        quick look, else by a program. Empty where there is none whatever is withheld."""
        for more in range(MOST_MORE + 1):
            if found := _Search(self, more).begin(key, step):
                return found
        cost = {
            one: 0.001 if one in self.hidden else 1.0 + n for one, n in self.counts.items() if n or one in self.never
        }
        return self.program.other_table(key, step, cost)

    @cached_property
    def program(self) -> Program[Key]:
        least = {key: -(n if key in self.never else n - 1) for key, n in self.counts.items() if self.may_be(key, 0)}
        return Program(least, [(one.total, one.parts) for one in self.sums])

    def may_be(self, key: Key, step: int) -> bool:
        """Whoever looks knows that what is withheld is there, and that what never is shown is not below nothing."""
        if key in self.shown:
            return False
        n = self.counts[key]
        return n + step >= 0 if key in self.never else n > 0 and n + step >= 1

    def _there(self, at: int) -> list[Key]:
        return [part for part in self.sums[at].parts if self.counts[part] or part in self.never]


class _Search(Generic[Key]):
    """Looks for another table: one count is so many more or less, and so others, until every sum adds up again."""

    def __init__(self, table: _Table[Key], more: int) -> None:
        self.table, self.more, self.tries = table, more, TRIES
        self.steps: dict[Key, int] = {}
        self.off: dict[int, int] = {}  # sum → by how much its total is more than its parts
        self.size = 1

    def begin(self, key: Key, step: int) -> dict[Key, int] | None:
        self.size = abs(step)
        return self.steps if self.table.may_be(key, step) and self._take(key, step) else None

    def _take(self, key: Key, step: int) -> bool:
        """Change this one; then mend a sum that does not add up any more, and so on. False when it leads nowhere."""
        self.tries -= 1
        new = key not in self.table.hidden
        if self.tries < 0 or (new and not self.more):
            return False
        self.more -= new
        self.steps[key] = step
        self._change(key, step)
        if not self.off or any(self._take(*way) for way in self._ways()):
            return True
        self._change(key, -step)
        del self.steps[key]
        self.more += new
        return False

    def _change(self, key: Key, step: int) -> None:
        for at, side in self.table.in_sums[key]:
            off = self.off.get(at, 0) + side * step
            if off:
                self.off[at] = off
            else:
                del self.off[at]

    def _ways(self) -> list[tuple[Key, int]]:
        """What could mend one of the sums: first what mends most, then what is withheld already, then what is small."""
        at, off = next(iter(self.off.items()))
        one = self.table.sums[at]
        need = -self.size if off > 0 else self.size
        ways = [(one.total, need), *((part, -need) for part in one.parts)]
        free = [way for way in ways if way[0] not in self.steps and self.table.may_be(*way)]
        return sorted(free, key=lambda way: (self._breaks(*way), way[0] not in self.table.hidden, self._cost(way[0])))

    def _breaks(self, key: Key, step: int) -> int:
        """How much more is off after it."""
        rows = ((self.off.get(at, 0), side * step) for at, side in self.table.in_sums[key])
        return sum(abs(off + change) - abs(off) for off, change in rows)

    def _cost(self, key: Key) -> int:
        return self.table.counts[key]
