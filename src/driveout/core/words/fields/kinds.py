"""What a field may hold. Files, forms and the database each make their own of it; bounds stand here once.

`plain` is a value as the database and edits keep it (JSON), `word` the same as the word has it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from driveout.core.words.season import Answer
from driveout.core.words.time import Weekday

LONGEST_NAME, LONGEST_VENUE, LONGEST_NUMBER = 120, 200, 40


@dataclass(frozen=True, slots=True)
class Kind:
    """Kept as it is."""

    def plain(self, value: Any) -> Any:
        return value

    def word(self, plain: Any) -> Any:
        return plain


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Words, at most so many characters."""

    most: int = 4000


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number. `empty`: None where nobody knows."""

    unit: str
    least: int = 0
    most: int | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Decimal(Kind):
    """A number. `thousands`: large sums, where a point before three digits could mean two things."""

    unit: str
    least: float | None = 0
    most: float | None = None
    above: float | None = None
    empty: bool = False
    thousands: bool = False

    def plain(self, value: Any) -> Any:
        return None if value is None else float(value)


@dataclass(frozen=True, slots=True)
class Hours(Kind):
    """Minutes that people write as hours."""

    unit: str
    most: int


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One of a list. `also`: by value, what else files may call it."""

    of: type[StrEnum]
    also: tuple[tuple[str, ...], ...]

    def plain(self, value: Any) -> Any:
        return str(value)

    def word(self, plain: Any) -> Any:
        return self.of(plain)


@dataclass(frozen=True, slots=True)
class Told(OneOf):
    """What guests ask of a place: yes, no, or not known."""

    of: type[StrEnum] = Answer
    also: tuple[tuple[str, ...], ...] = (("ja",), ("nej",), ("ikke oplyst", "ved ikke", "?"))


@dataclass(frozen=True, slots=True)
class Lengths(Kind):
    """Minutes, several."""

    least: int = 5
    most: int = 720

    def plain(self, value: Any) -> Any:
        return list(value)

    def word(self, plain: Any) -> Any:
        return tuple(plain)


@dataclass(frozen=True, slots=True)
class Days(Kind):
    """Weekdays."""

    def plain(self, value: Any) -> Any:
        return [int(day) for day in value]

    def word(self, plain: Any) -> Any:
        return tuple(map(Weekday, plain))


@dataclass(frozen=True, slots=True)
class Spans(Kind):
    """Hours of the week, in rows of their own. `one_a_day`: a workday has no second part."""

    one_a_day: bool = False

    def plain(self, value: Any) -> Any:
        return [[int(window.weekday), window.opens, window.closes] for window in value]


@dataclass(frozen=True, slots=True)
class Hubs(Kind):
    """The hubs that may serve a stop, home first: in rows of their own; two columns of a file."""


@dataclass(frozen=True, slots=True)
class AtHub(Kind):
    """The hub that a van or a person belongs to."""


@dataclass(frozen=True, slots=True)
class Key(Kind):
    """What others refer to it by; in a file only where it is not the name."""


@dataclass(frozen=True, slots=True)
class Source(Kind):
    """Where position and size come from: two columns of a file."""


@dataclass(frozen=True, slots=True)
class Municipality(Kind):
    """One of the 98, by its three digits."""


@dataclass(frozen=True, slots=True)
class Country(Kind):
    """Whose public holidays count: two letters, or none."""


@dataclass(frozen=True, slots=True)
class Date(Kind):
    """A day of the calendar, or none."""

    def plain(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def word(self, plain: Any) -> Any:
        return date.fromisoformat(plain) if isinstance(plain, str) else plain  # a row has it as a day already


@dataclass(frozen=True, slots=True)
class Dates(Kind):
    """Days of the calendar."""

    def plain(self, value: Any) -> Any:
        return [day.isoformat() for day in value]

    def word(self, plain: Any) -> Any:
        return tuple(map(date.fromisoformat, plain))


@dataclass(frozen=True, slots=True)
class Notes(Kind):
    """Sentences."""

    def plain(self, value: Any) -> Any:
        return list(value)

    def word(self, plain: Any) -> Any:
        return tuple(plain)
