"""The day the plan meets the weather: what can break, and what was made of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from driveout.core.words.places import Place
from driveout.core.words.plan import Opening, Proof, Tour
from driveout.core.words.sense import refuse_unless
from driveout.core.words.time import MINUTES_A_DAY, Weekday


class Broken(StrEnum):
    """What cannot be used today."""

    VAN = "van"
    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    HALL = "hall"
    ROAD = "road"


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something that cannot be used for the rest of the day.

    `key`: of the van, person or stop; of the one end of a closed road, whose other end is `to`. `hub`: that of the van
    or person, empty where no hub is meant.
    """

    kind: Broken
    key: str
    hub: str = ""
    to: str = ""

    def __post_init__(self) -> None:
        refuse_unless(bool(self.key), "A mishap needs the key of what broke.")
        of_hub = self.kind in (Broken.VAN, Broken.EMPLOYEE, Broken.VOLUNTEER)
        refuse_unless(of_hub == bool(self.hub), f"{self.key}: a {self.kind.value} belongs to a hub, nothing else does.")
        refuse_unless((self.kind is Broken.ROAD) == bool(self.to), f"{self.key}: only a road has another end.")


@dataclass(frozen=True, slots=True)
class Today:
    """A weekday of the season's week, what is broken, and the minute of the day from which a van can leave.

    `left`: keys of the tours that have left. They go on as planned, unless their own van or employee is broken.
    """

    weekday: Weekday
    mishaps: tuple[Mishap, ...] = ()
    now: int = 0
    left: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_unless(0 <= self.now <= MINUTES_A_DAY, "now must be a minute of the day.")


@dataclass(frozen=True, slots=True)
class Late:
    """An opening that is held later than promised."""

    promised: Opening
    held: Opening

    @property
    def minutes(self) -> int:
        return self.held.starts - self.promised.starts


@dataclass(frozen=True, slots=True)
class Repair:
    """The day as it can still be driven. No opening starts before it was promised, and none at a stop not promised.

    `openings`, `tours`: of the whole day, also those nothing happened to. `late`: held later than promised.
    `lost`: not held. `proof`: of the repaired part, in guests of one such day; an opening that is later than the
    season's `same_hour_minutes` counts as `moved_guests` less.
    """

    today: Today
    openings: tuple[Opening, ...]
    tours: tuple[Tour, ...]
    late: tuple[Late, ...]
    lost: tuple[Opening, ...]
    proof: Proof

    @property
    def guests_lost(self) -> float:
        """Guests expected today who find no café."""
        return sum(opening.guests for opening in self.lost)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A café to send somebody on to: where, when, for how many minutes, and how far as the crow flies."""

    place: Place
    starts: datetime
    minutes: int
    km: float
