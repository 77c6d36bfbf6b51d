"""Small counts are withheld, with as many others as it takes that nobody can work them out from sums.

A count of 1 to 4 may tell of one person. Nobody shall learn it from what is shown, whatever they add and subtract: for
each there is another table that fits everything that is shown just as well, and has another number there. Such a table
is looked for, and where there is none, more is withheld: the smallest counts, until there is. Whoever looks knows that
a withheld count is at least 1, for a 0 is shown: it tells of nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

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
) -> frozenset[Key]:
    """Which counts are not to be shown. `counts`: people, by a key each; 0 or more. `sums`: what is known to add up,
    over all that is ever shown of them: rows, columns, periods. `never_shown`: counts that only stand in sums.

    Raises Nonsense where a sum does not add up or a count is below nothing.
    """
    sums = tuple(sums)
    for key, n in counts.items():
        refuse_unless(n >= 0, f"{key}: a count is never below nothing.")
    for one in sums:
        adds_up = counts[one.total] == sum(counts[part] for part in one.parts)
        refuse_unless(adds_up, f"{one.total}: does not add up.")
    return _Table(counts, sums, frozenset(never_shown), shown_from).withheld()


class _Table(Generic[Key]):
    """The counts, and what is withheld of them by now."""

    def __init__(
        self, counts: Mapping[Key, int], sums: tuple[Sum[Key], ...], never: frozenset[Key], shown_from: int
    ) -> None:
        self.counts, self.sums, self.never = counts, sums, never
        self.in_sums: dict[Key, list[tuple[int, int]]] = defaultdict(list)  # key → its sums, and 1 as total, −1 as part
        for at, one in enumerate(sums):
            self.in_sums[one.total].append((at, 1))
            for part in one.parts:
                self.in_sums[part].append((at, -1))
        self.small = [key for key, n in counts.items() if 0 < n < shown_from and key not in never]
        self.hidden = {*self.small, *never}

    def withheld(self) -> frozenset[Key]:
        """Small counts, and those that keep them from being worked out."""
        safe: set[Key] = set()
        for key in sorted(self.small, key=lambda key: self.counts[key]):
            if key not in safe:
                other = self._other_table(key)
                self.hidden |= other.keys()
                safe |= other.keys()  # it has other numbers there too
        return frozenset(self.hidden - self.never)

    def _other_table(self, key: Key) -> dict[Key, int]:
        """By how much some counts are otherwise in another table that fits; as few as can be that are shown by now."""
        for more in range(MOST_MORE + 1):
            for step in (1, -1):
                if found := _Search(self, more).begin(key, step):
                    return found
        return self._all_above(key)

    def _all_above(self, key: Key) -> dict[Key, int]:
        """One more in a part of it, and in every sum that this is in; else all that hangs together with it."""
        leaf = key
        while inner := [part for at, side in self.in_sums[leaf] if side > 0 for part in self._there(at)]:
            leaf = min(inner, key=lambda part: self.counts[part])
        found, left = {leaf: 1}, [leaf]
        while left:
            for at, side in self.in_sums[left.pop()]:
                total = self.sums[at].total
                if side < 0 and total not in found:
                    found[total] = 1
                    left.append(total)
        return found if key in found and self._fits(found) else self._all_around(key)

    def _there(self, at: int) -> list[Key]:
        return [part for part in self.sums[at].parts if self.counts[part]]

    def _fits(self, steps: Mapping[Key, int]) -> bool:
        return all(steps.get(one.total, 0) == sum(steps.get(part, 0) for part in one.parts) for one in self.sums)

    def _all_around(self, key: Key) -> dict[Key, int]:
        found, left = {key: 0}, [key]
        while left:
            for at, _side in self.in_sums[left.pop()]:
                new = [other for other in (self.sums[at].total, *self._there(at)) if other not in found]
                found |= dict.fromkeys(new, 0)
                left += new
        return found


class _Search(Generic[Key]):
    """Looks for another table: one count is one more or less, and so others, until every sum adds up again."""

    def __init__(self, table: _Table[Key], more: int) -> None:
        self.table, self.more, self.tries = table, more, TRIES
        self.steps: dict[Key, int] = {}
        self.off: dict[int, int] = {}  # sum → by how much its total is more than its parts

    def begin(self, key: Key, step: int) -> dict[Key, int] | None:
        return self.steps if self._may(key, step) and self._take(key, step) else None

    def _may(self, key: Key, step: int) -> bool:
        """Whoever looks knows that what is withheld is there, and that what never is shown is not below nothing."""
        least = 0 if key in self.table.never else 1
        return self.table.counts[key] + step >= least and (self.table.counts[key] > 0 or key in self.table.never)

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
        need = -1 if off > 0 else 1
        ways = [(one.total, need), *((part, -need) for part in one.parts)]
        free = [way for way in ways if way[0] not in self.steps and self._may(*way)]
        return sorted(free, key=lambda way: (self._breaks(*way), way[0] not in self.table.hidden, self._cost(way[0])))

    def _breaks(self, key: Key, step: int) -> int:
        """How much more is off after it."""
        rows = ((self.off.get(at, 0), side * step) for at, side in self.table.in_sums[key])
        return sum(abs(off + change) - abs(off) for off, change in rows)

    def _cost(self, key: Key) -> int:
        return self.table.counts[key]
