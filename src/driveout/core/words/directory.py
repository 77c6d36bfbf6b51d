"""Help that there is: when it is open, whom it is for, and how sure we are that it is still so."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from driveout.core.words.sense import refuse_unless
from driveout.core.words.time import MINUTES_A_DAY


class By(StrEnum):
    """How one comes to help while it is open: through a door, or by telephone only."""

    DOOR = "door"
    PHONE = "phone"


class Sector(StrEnum):
    """Who gives help. Shown, never ranked by."""

    PUBLIC = "public"
    CIVIL = "civil"
    UNKNOWN = "unknown"


class Heard(StrEnum):
    """What somebody heard when they looked after an entry. `fits`: they spoke with them, and all is as it says."""

    FITS = "fits"
    SILENT = "silent"
    MOVED = "moved"
    FULL = "full"
    FETCHED = "fetched"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class OpenRule:
    """When help is open, as one row of a schedule says it, in the hours of the clock on the wall.

    `weekdays`: 0 is Monday; empty speaks of every day. `nth`: beside each weekday which of the month it is, 0 for every
    one, -1 for the last. `opens`, `closes`: minutes of the day; `closes` not after `opens` is past midnight; both None:
    closed. `first`, `last`: the days between which the row is valid; None for an open end. `every`: each so many weeks
    or months, counted from `since`.
    """

    weekdays: tuple[int, ...] = ()
    opens: int | None = None
    closes: int | None = None
    by: By = By.DOOR
    first: date | None = None
    last: date | None = None
    nth: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    monthly: bool = False
    every: int = 1
    since: date | None = None

    def __post_init__(self) -> None:
        refuse_unless((self.opens is None) == (self.closes is None), "A row opens and closes, or is closed.")
        refuse_unless(self.opens is None or 0 <= self.opens < MINUTES_A_DAY, "It opens within a day.")
        refuse_unless(self.closes is None or 0 <= self.closes <= MINUTES_A_DAY, "It closes within a day.")
        refuse_unless(all(0 <= day <= 6 for day in self.weekdays), "Weekdays are 0 to 6.")
        refuse_unless(not self.nth or len(self.nth) == len(self.weekdays), "Each weekday has its turn in the month.")
        refuse_unless(self.every >= 1, "Every week, or every so many.")
        refuse_unless(not (self.first and self.last) or self.first <= self.last, "It ends after it begins.")

    @property
    def is_closed(self) -> bool:
        return self.opens is None

    @property
    def is_exact(self) -> bool:
        """Is it of a period that ends? Such a row is an exception to those that go on."""
        return self.first is not None and self.last is not None


@dataclass(frozen=True, slots=True)
class Offer:
    """One service that may help, as plain values, for whoever looks for a next step.

    `open_now`, and `by` how; `until` or `opens_next` with its moment, None where nobody knows. `away_km`: None where
    the place is unknown, withheld, or it is a telephone. `checked_on`: when somebody last spoke with them. `age`:
    fresh, soon, stale or never. `silent`: how often in a row nobody answered. `full`: the last who asked was told so.
    """

    key: str
    name: str
    provider: str
    sector: Sector
    phone: str
    languages: tuple[str, ...] = ()
    where: str = ""
    needs: tuple[str, ...] = ()
    who_for: str = ""
    cost: str = ""
    open_now: bool = False
    by: By | None = None
    until: datetime | None = None
    opens_next: datetime | None = None
    knows_hours: bool = True
    away_km: float | None = None
    checked_on: date | None = None
    age: str = "never"
    silent: int = 0
    full: bool = False
    is_national: bool = False
