"""What happens at a café, as it was written down there: events, and what they add up to. Guests are only counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from driveout.core.words.sense import refuse_unless

Value = str | int


class EventKind(StrEnum):
    """The kinds of version 1, as docs/reference/wire.md explains them."""

    OPEN = "open"
    COUNT = "count"
    UNDO = "undo"
    WORDS = "words"
    NEXT_STEP = "next_step"
    MISHAP = "mishap"
    SHADOW = "shadow"
    SET = "set"
    CLOSE = "close"


class CountWhat(StrEnum):
    """What is counted by a tap. The first four are guests, the last four are things handed out."""

    FIRST = "first"
    BEFORE = "before"
    FRIEND = "friend"
    CHILD = "child"
    LEFT = "left"
    EARLY = "early"
    STAYED = "stayed"
    TURNED_AWAY = "turned_away"
    MEAL = "meal"
    BAG = "bag"
    CLOTHES = "clothes"
    PACK = "pack"


class NeedKind(StrEnum):
    """What a guest wants a next step with. A kind of need, never a kind of person."""

    DEBT = "debt"
    LEGAL = "legal"
    ADDICTION = "addiction"
    HEALTH = "health"
    HOUSING = "housing"
    COMPANY = "company"
    FAMILY = "family"
    WORK = "work"
    OTHER = "other"


class Trouble(StrEnum):
    """What went wrong at a café."""

    COLD = "cold"
    LOCKED = "locked"
    VAN = "van"
    INJURY = "injury"
    QUARREL = "quarrel"
    FOOD = "food"
    OTHER = "other"


class TallyField(StrEnum):
    """What is said once of a café, and may be said again."""

    WEATHER = "weather"
    SEATS = "seats"
    NOTE = "note"


GIVEN = (CountWhat.MEAL, CountWhat.BAG, CountWhat.CLOTHES, CountWhat.PACK)
GUESTS = (CountWhat.FIRST, CountWhat.BEFORE, CountWhat.FRIEND, CountWhat.CHILD)


@dataclass(frozen=True, slots=True)
class FieldEvent:
    """One thing done at a café. Its id is made on the phone; `seq` orders what one phone did.

    `at`: the phone's clock, put right where it is known to be off. `body`: as its kind has it in
    docs/reference/wire.md; whoever makes one has held it to that (core.meet.read_item). `believed`: False where the
    moment cannot be (it lies ahead, or no calendar has it): `at` is then the best that is known.
    """

    id: str
    seq: int
    at: datetime
    kind: EventKind
    occurrence: int
    body: Mapping[str, object]
    believed: bool = True

    def __post_init__(self) -> None:
        refuse_unless(bool(self.id), "An event needs an id.")
        refuse_unless(self.seq >= 1, f"{self.id}: events are numbered from 1.")
        refuse_unless(self.at.tzinfo is not None, f"{self.id}: the moment needs an offset from world time.")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What somebody said of a café, and in which event."""

    id: str
    value: Value
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """What a café's events add up to. Counts may fall below zero: two people can correct the same mistake.

    `fields`: every value that nobody has replaced. `in_doubt`: the fields where those differ. `events`: how many
    there were, those that no longer count too.
    """

    first: int = 0
    before: int = 0
    friend: int = 0
    child: int = 0
    left: int = 0
    early: int = 0
    stayed: int = 0
    turned_away: int = 0
    given: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    next_steps: int = 0
    mishaps: int = 0
    shadow_minutes: int = 0
    fields: Mapping[str, tuple[FieldValue, ...]] = field(default_factory=dict)
    in_doubt: tuple[str, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    events: int = 0

    @property
    def guests(self) -> int:
        """Everybody who came in."""
        return self.first + self.before + self.friend + self.child


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one thing that a phone sent: a status and, where it was not taken, a code (wire.md).

    `id`: as the phone wrote it; None where it wrote none.
    """

    id: str | None
    status: int
    code: str = ""

    @property
    def is_settled(self) -> bool:
        """Need it not be sent again?"""
        return self.status != 423
