"""What is in the store and the van: goods, where they are, how they move, and what a day has to bring along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from driveout.core.words.sense import refuse_unless
from driveout.core.words.time import MINUTES_A_DAY

Amount = int | Decimal  # of a thing; in halves or hundredths only where its good allows
WHOLE, HALF, HUNDREDTH = Decimal(1), Decimal("0.5"), Decimal("0.01")  # the smallest part that a good is counted in


def is_amount_of(n: Amount, smallest: Decimal) -> bool:
    """Is it so many of the smallest part?"""
    return n % smallest == 0


class StockKind(StrEnum):
    """Why something came, went or moved. `found`: more was there than the books said; `missing`: less."""

    DONATION = "donation"
    PURCHASE = "purchase"
    TRANSFER = "transfer"
    HANDED_OUT = "handed out"
    WRITTEN_OFF = "written off"
    FOUND = "found"
    MISSING = "missing"


COMES = frozenset({StockKind.DONATION, StockKind.PURCHASE, StockKind.FOUND})
GOES = frozenset({StockKind.HANDED_OUT, StockKind.WRITTEN_OFF, StockKind.MISSING})


@dataclass(frozen=True, slots=True)
class StockMove:
    """Some of a lot that came to a store, left it, or went from one to another. Stores and lots by their keys."""

    kind: StockKind
    lot: int
    quantity: Amount
    source: int | None = None
    target: int | None = None

    def __post_init__(self) -> None:
        refuse_unless(self.quantity > 0, "A movement moves something.")
        ends = (self.source is not None, self.target is not None)
        wanted = (self.kind not in COMES, self.kind not in GOES)
        refuse_unless(ends == wanted, f"A {self.kind.value} has other ends than these.")
        refuse_unless(self.source is None or self.source != self.target, "A transfer goes from one store to another.")


@dataclass(frozen=True, slots=True)
class Held:
    """How many of a lot a store has. `best_before`: None for what keeps."""

    lot: int
    good: int
    quantity: Amount
    best_before: date | None = None

    def __post_init__(self) -> None:
        refuse_unless(self.quantity >= 0, "A store never has less than nothing.")


@dataclass(frozen=True, slots=True)
class Good:
    """Something handed out. `kind`: the button that gives it out; `per_guest`: assumed use, until there is better."""

    key: int
    name: str
    unit: str
    kind: str
    per_guest: float = 0.0

    def __post_init__(self) -> None:
        refuse_unless(bool(self.name), "A good has a name.")
        refuse_unless(self.per_guest >= 0, f"{self.name}: nobody is given less than nothing.")


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What one café handed out, by kind, and to how many guests."""

    guests: int
    given: Mapping[str, int]

    def __post_init__(self) -> None:
        refuse_unless(self.guests >= 1, "What was used a guest is only known where there were guests.")


@dataclass(frozen=True, slots=True)
class CafeAhead:
    """A café to load for: the high end of expected guests, and what the last ones there handed out, newest first."""

    place: str
    guests_high: float
    last: tuple[HandedOut, ...] = ()

    def __post_init__(self) -> None:
        refuse_unless(self.guests_high >= 0, f"{self.place}: expects no fewer than 0 guests.")


@dataclass(frozen=True, slots=True)
class Use:
    """What one café needs of a good. `learned_from`: how many cafés taught `per_guest`; 0 where it is assumed."""

    place: str
    n: int
    per_guest: float
    guests: float
    learned_from: int = 0


@dataclass(frozen=True, slots=True)
class LoadLine:
    """One good of a load: needed in all, already in the van, and what to take where from. `short`: what is nowhere.

    `over`: in the van past its best-before, and not counted; `soon`: in the van and to be used first. `here`: in the
    van and good that day.
    """

    good: Good
    uses: tuple[Use, ...]
    in_van: Amount
    take: tuple[tuple[int, Amount], ...]
    short: Amount
    over: tuple[Held, ...] = ()
    soon: tuple[Held, ...] = ()
    here: tuple[Held, ...] = ()

    @property
    def needed(self) -> int:
        return sum(use.n for use in self.uses)

    @property
    def to_take(self) -> Amount:
        """What is missing in the van."""
        return max(0, self.needed - self.in_van)


@dataclass(frozen=True, slots=True)
class PickUp:
    """A stop before the first café, at a food bank or a second-hand shop: where, the minute of the day, and what."""

    name: str
    at: int
    what: str = ""

    def __post_init__(self) -> None:
        refuse_unless(bool(self.name.strip()), "A pick-up has a place.")
        refuse_unless(0 <= self.at <= MINUTES_A_DAY, f"{self.name}: at must be a minute of the day.")
