"""Who is there on a day: a shift, the people who may take it, and what stands in the way."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from driveout.core.words.sense import refuse_unless
from driveout.core.words.time import MINUTES_A_DAY, Weekday


class Duty(StrEnum):
    """What somebody does on a day. An employee and a driver are there for the whole trip, a host for one café."""

    EMPLOYEE = "employee"
    DRIVER = "driver"
    HOST = "host"


class Paper(StrEnum):
    """What has to be in order before somebody takes a shift. The paper itself is never kept."""

    LICENCE = "licence"
    CHILD_SAFETY = "child safety"
    HYGIENE = "hygiene"
    INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True)
class Checked:
    """That a paper was seen on a day, and the last day it counts; None where it does not run out."""

    paper: Paper
    on: date
    until: date | None = None

    def counts_on(self, day: date) -> bool:
        return self.on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Shift:
    """What a day needs: `needed` people for a duty, `taken` so far. Times are minutes of the day.

    `hub` is the key of one, and `hub_name` what it is called. `trip` says which shifts share a van: nobody has to find
    their own way between them. `place` is empty for those who are on the whole trip; `lat`, `lon` (degrees) are where
    one meets, the hub or the café.
    """

    id: int
    date: date
    starts: int
    ends: int
    duty: Duty
    hub: str
    place: str
    needed: int
    taken: int
    trip: int
    lat: float
    lon: float
    cancelled: bool = False
    hub_name: str = ""

    def __post_init__(self) -> None:
        if not self.hub_name:
            object.__setattr__(self, "hub_name", self.hub)
        refuse_unless(0 <= self.starts < self.ends <= MINUTES_A_DAY, "A shift must end after it starts.")
        refuse_unless(self.needed >= 0 and self.taken >= 0, "Nobody is needed or there fewer than 0 times.")

    @property
    def missing(self) -> int:
        """How many are still needed; 0 where the café is cancelled."""
        return 0 if self.cancelled else max(0, self.needed - self.taken)


@dataclass(frozen=True, slots=True)
class Helper:
    """One of the crew, as far as shifts are concerned.

    `hub`: the key of theirs; empty: helps anywhere. `weekdays` None: nobody has said which days suit. `lat`, `lon`:
    where they would like to help near to, else None. `shifts`: how many they have had and have in the season.
    `removed`: shift → who took them off it. `absent`: first and last day of each absence. `employed`: the rest between
    two days is the law's.
    `papers` None: somebody who does not sign in here, and of whom nobody has noted any paper.
    """

    id: str
    name: str
    hub: str
    duties: tuple[Duty, ...] = (Duty.HOST,)
    employed: bool = False
    weekdays: tuple[Weekday, ...] | None = None
    shifts_a_day: int = 2
    shifts_a_week: int = 3
    lat: float | None = None
    lon: float | None = None
    papers: tuple[Checked, ...] | None = ()
    absent: tuple[tuple[date, date], ...] = ()
    removed: dict[int, str] = field(default_factory=dict)
    shifts: int = 0


@dataclass(frozen=True, slots=True)
class CrewTerms:
    """What holds for all shifts. Units are in the names.

    `opens_weeks_before`: long enough to plan a month ahead, short enough that a promise is remembered.
    `rest_minutes`: eleven hours, as the working time rules give employees. `slack_minutes`: less than this between two
    places is told, not refused. `km_an_hour`, `detour`: country roads, a third longer than the straight line.
    `soon_days`: a paper that runs out within them after the shift is told.
    """

    opens_weeks_before: int = 6
    rest_minutes: int = 660
    slack_minutes: int = 15
    km_an_hour: float = 55.0
    detour: float = 1.3
    soon_days: int = 30

    def __post_init__(self) -> None:
        refuse_unless(self.opens_weeks_before > 0 and self.km_an_hour > 0, "Weeks and speed must be above 0.")
        refuse_unless(self.detour >= 1, "No road is shorter than the straight line.")


class Cannot(StrEnum):
    """Why somebody cannot take a shift."""

    OVER = "over"
    CANCELLED = "cancelled"
    HAS_IT = "has it"
    FULL = "full"
    NOT_OPEN = "not open"
    REMOVED = "removed"
    OTHER_DUTY = "other duty"
    OTHER_HUB = "other hub"
    ABSENT = "absent"
    NO_PAPER = "no paper"
    PAPER_RUN_OUT = "paper run out"
    OVERLAPS = "overlaps"
    TRAVEL = "travel"
    REST = "rest"


class Near(StrEnum):
    """What somebody is told before they take a shift, and takes it all the same."""

    TIGHT = "tight"
    MANY_A_DAY = "many a day"
    MANY_A_WEEK = "many a week"
    UNUSUAL_DAY = "unusual day"
    RUNS_OUT = "runs out"
    PAPERS_ELSEWHERE = "papers elsewhere"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What stands in the way of a shift, or nearly does, and what is needed to say it.

    `other`: the shift it clashes with. `day`: when it opens, ran out, or the last day of an absence. `who`: who took
    them off. `minutes`: how long there is between two shifts, and `needs` how long there has to be.
    """

    why: Cannot | Near
    other: Shift | None = None
    paper: Paper | None = None
    day: date | None = None
    who: str = ""
    minutes: int = 0
    needs: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A shift that lacks somebody: how many, and how many days there are left to find them."""

    shift: Shift
    missing: int
    days_left: int

    @property
    def nobody(self) -> bool:
        return self.shift.taken == 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to ask, and why: points for the day, the way and the load; together at most 100.

    `km` as the crow flies, None where nobody knows from where. `most`: the most shifts that anybody asked about has.
    """

    helper: Helper
    day_points: float
    way_points: float
    load_points: float
    km: float | None
    most: int
    cautions: tuple[Hindrance, ...] = ()

    @property
    def points(self) -> float:
        return self.day_points + self.way_points + self.load_points


@dataclass(frozen=True, slots=True)
class FairLoad:
    """How shifts are shared: people and their shifts, most first. `gini`: 0 all have as many, near 1 one has all."""

    shifts: tuple[tuple[str, int], ...]
    gini: float

    @property
    def total(self) -> int:
        return sum(n for _, n in self.shifts)
