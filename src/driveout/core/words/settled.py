"""What is known of a store by the moment it happened, and what follows from it, whatever the order it was told in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from driveout.core.words.sense import refuse_unless
from driveout.core.words.stock import Amount


@dataclass(frozen=True, slots=True)
class ShelfLot:
    """A lot as a shelf knows it: its good, and until when it is good."""

    good: int
    best_before: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """So many of a lot came (`n` above 0) or went. `place`: its number in the books, which orders equal moments."""

    at: datetime
    place: int
    lot: int
    n: Amount

    def __post_init__(self) -> None:
        refuse_unless(self.n != 0, "A movement moves something.")


@dataclass(frozen=True, slots=True)
class LotSeen:
    """Somebody counted a lot and saw so many. `after`: the last place in the books when the count was finished."""

    at: datetime
    after: int
    count: int
    lot: int
    n: Amount

    def __post_init__(self) -> None:
        refuse_unless(self.n >= 0, "Nobody sees less than nothing.")


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A café handed out so many of any of these goods; the first is the one meant where none is known to be there."""

    at: datetime
    cafe: int
    goods: tuple[int, ...]
    n: int

    def __post_init__(self) -> None:
        refuse_unless(self.n >= 1 and bool(self.goods), "What is handed out is something, of some good.")


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows. Lots by key; a lot below 0 stands for one of its own of that good (its key with a minus).

    `out`: (café, lot) → handed out of it. `found`: of those, what the books did not have. `corrected`: (count, lot) →
    how many more (below 0: fewer) were seen than the books had at that moment. `unknown`: lot → what went from the
    store without having been there. `left`: lot → how many there are.
    """

    out: Mapping[tuple[int, int], Amount] = field(default_factory=dict)
    found: Mapping[tuple[int, int], Amount] = field(default_factory=dict)
    corrected: Mapping[tuple[int, int], Amount] = field(default_factory=dict)
    unknown: Mapping[int, Amount] = field(default_factory=dict)
    left: Mapping[int, Amount] = field(default_factory=dict)
