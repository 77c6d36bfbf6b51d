"""What a season is made of, before anybody has planned it.

Times are minutes of the day, lengths are minutes, money is Danish kroner, distances are kilometres.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from driveout.core.words.names import Names, own_key
from driveout.core.words.places import Drive, Ferry, Place
from driveout.core.words.sense import refuse_unless
from driveout.core.words.time import MINUTES_A_DAY, Weekday, clock

MONDAY_TO_FRIDAY = tuple(Weekday(d) for d in range(5))


@dataclass(frozen=True, slots=True)
class Window:
    """One weekday and the span in which something may happen, in minutes of the day."""

    weekday: Weekday
    opens: int
    closes: int

    def __post_init__(self) -> None:
        refuse_unless(
            0 <= self.opens < self.closes <= MINUTES_A_DAY,
            f"{self.weekday.danish} {clock(self.opens)}–{clock(self.closes)}: a window must end after it starts.",
        )


def joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same hours in order of the week, with spans that touch or overlap made one: 10–11 and 11–12 is 10–12."""
    found: list[Window] = []
    for window in sorted(windows, key=lambda w: (w.weekday, w.opens, w.closes)):
        last = found[-1] if found else None
        if last and last.weekday == window.weekday and window.opens <= last.closes:
            found[-1] = Window(last.weekday, last.opens, max(last.closes, window.closes))
        else:
            found.append(window)
    return tuple(found)


class Answer(StrEnum):
    """Yes, no, or nobody has looked. The last is never told as a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Known(StrEnum):
    """Where a number comes from: nobody measured it, or attendance taught it."""

    ASSUMED = "assumed"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Belief:
    """What we think of the number of people who come to one weekly opening.

    log of the mean demand ~ Normal(log `mean_guests`, `spread`²); the number who come on a day is
    negative binomial with that mean and `shape` (variance = mean + mean²/shape). `openings` is how
    many openings the belief has seen.
    """

    mean_guests: float
    spread: float = 0.5
    shape: float = 3.0
    known: Known = Known.ASSUMED
    openings: int = 0

    def __post_init__(self) -> None:
        refuse_unless(self.mean_guests >= 0, "Expected guests cannot be below 0.")
        refuse_unless(self.spread >= 0 and self.shape > 0, "A belief needs a spread of 0 or more and a shape above 0.")


@dataclass(frozen=True, slots=True)
class Stop:
    """A small community where a café may stand.

    `hubs`: keys of those who may serve it, home first. `windows`: when guests may be inside; set-up and pack-down may
    lie outside; kept joined, in order of the week. `lengths`: allowed opening lengths. `volunteers`: how many
    at each opening. `weight`: what one guest here counts for. `visits_min`, `visits_max`: 0, 1 or 2 a week. `key`: what
    others refer to it by; the name where none is given, as in files that people write. `venue` and the answers below it
    are told to guests; no plan reads them.
    """

    name: str
    place: Place
    hubs: tuple[str, ...]
    windows: tuple[Window, ...]
    belief: Belief
    lengths: tuple[int, ...] = (60, 90, 120)
    setup_minutes: int = 15
    packdown_minutes: int = 15
    seats: int = 7
    stay_minutes: int = 60
    volunteers: int = 1
    weight: float = 1.0
    visits_min: int = 0
    visits_max: int = 2
    venue: str = ""
    step_free: Answer = Answer.UNKNOWN
    dogs_welcome: Answer = Answer.UNKNOWN
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own_key(self)
        object.__setattr__(self, "windows", joined(self.windows))
        refuse_unless(bool(self.hubs), f"{self.name}: name the hub that may serve it.")
        refuse_unless(
            bool(self.lengths) and all(length > 0 for length in self.lengths),
            f"{self.name}: give at least one opening length above 0 minutes.",
        )
        refuse_unless(
            0 <= self.visits_min <= self.visits_max <= 2,
            f"{self.name}: visits a week must be 0, 1 or 2, the least not above the most.",
        )
        refuse_unless(self.seats > 0 and self.stay_minutes > 0, f"{self.name}: seats and stay must be above 0.")
        refuse_unless(
            self.volunteers >= 0 and self.weight >= 0, f"{self.name}: volunteers and weight cannot be below 0."
        )


@dataclass(frozen=True, slots=True)
class Hub:
    """A base (centersted). `workdays`: the earliest and latest minute the crew may work, by weekday; kept joined.

    `phone`: the number that guests ring; "" where there is none.
    """

    name: str
    place: Place
    workdays: tuple[Window, ...]
    phone: str = ""
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own_key(self)
        object.__setattr__(self, "workdays", joined(self.workdays))


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A van at a hub and the weekdays it can be had."""

    name: str
    hub: str
    weekdays: tuple[Weekday, ...] = MONDAY_TO_FRIDAY
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own_key(self)


@dataclass(frozen=True, slots=True)
class Employee:
    """A local employee: drives a tour and stands behind the volunteers. At most one tour a day."""

    name: str
    hub: str
    weekdays: tuple[Weekday, ...] = MONDAY_TO_FRIDAY
    minutes_a_week: int = 37 * 60
    minutes_a_day: int = 8 * 60
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own_key(self)


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer host. Serves openings of at most one tour a day."""

    name: str
    hub: str
    weekdays: tuple[Weekday, ...]
    openings_a_day: int = 2
    openings_a_week: int = 3
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own_key(self)


class Fairness(StrEnum):
    """The programme's choice; each has a price that is shown."""

    NONE = "none"
    FLOOR = "floor"
    PROPORTIONAL = "proportional"


@dataclass(frozen=True, slots=True)
class Terms:
    """Rules, rates and choices that hold for the whole season. Units are in the names.

    `load_minutes`, `unload_minutes`: at the hub before leaving and after returning.
    `leg_step_minutes`: pack-down + driving + set-up of each leg are rounded up to this step, openings
    start on it, so the timetable reads in whole fives. `second_visit_share`: new guests that a second
    weekly visit adds. `floor_share`: with fairness "floor", each municipality gets at least this share
    of its proportional part of all guests (proportional to expected demand).
    `change_price_guests`: guests, once a season, that each given-up or moved opening of the earlier
    plan must be outweighed by; an opening counts as kept when it is on the same weekday and starts
    within `same_hour_minutes`. `guests_per_1000_kr`: what 1,000 kr. saved a week are worth in guests.
    """

    budget_kr_a_week: float | None = None
    kr_per_km: float = 3.5
    kr_per_employee_hour: float = 230.0
    kr_per_opening: float = 150.0
    load_minutes: int = 15
    unload_minutes: int = 15
    leg_step_minutes: int = 5
    stops_a_tour: int = 4
    break_after_minutes: int = 360
    break_minutes: int = 30
    rest_minutes: int = 660
    spacing_days: int = 2
    second_visit_share: float = 0.6
    fairness: Fairness = Fairness.NONE
    floor_share: float = 0.6
    change_price_guests: float = 15.0
    same_hour_minutes: int = 30
    guests_per_1000_kr: float = 0.0
    holidays: str = "DK"

    def __post_init__(self) -> None:
        refuse_unless(self.leg_step_minutes > 0, "leg_step_minutes must be above 0.")
        refuse_unless(1 <= self.stops_a_tour <= 6, "stops_a_tour must be 1 to 6.")
        refuse_unless(0 <= self.second_visit_share <= 1, "second_visit_share must be between 0 and 1.")
        refuse_unless(0 <= self.floor_share <= 1, "floor_share must be between 0 and 1.")


@dataclass(frozen=True, slots=True)
class Pin:
    """A wish: this stop is open on this weekday; at this start and for this long where given."""

    stop: str
    weekday: Weekday
    starts: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A wish: this stop is not visited, at all or on one weekday."""

    stop: str
    weekday: Weekday | None = None


@dataclass(frozen=True, slots=True)
class EarlierOpening:
    """An opening that people are used to from the plan before."""

    stop: str
    weekday: Weekday
    starts: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Season:
    """Everything the planner may know. Each refers to another by its key; the name is only shown.

    `drives`: (from, to) keys of hubs and stops → Drive; keys of hubs and stops are distinct.
    `drives_source`: a sentence on where the minutes come from and how sure they are.
    `ferries`: what people have written of departures and tickets; crossings without a row are as generally known.
    `reach`: (stop, visits a week, minutes an opening) → guests a week, given outright.
    `first_day` None: no calendar, no public holidays. `closed_dates`: further days nobody drives.
    """

    name: str
    hubs: tuple[Hub, ...]
    stops: tuple[Stop, ...]
    vehicles: tuple[Vehicle, ...]
    employees: tuple[Employee, ...]
    volunteers: tuple[Volunteer, ...]
    terms: Terms = Terms()
    first_day: date | None = None
    weeks: int = 13
    closed_dates: tuple[date, ...] = ()
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    earlier: tuple[EarlierOpening, ...] = ()
    reach: Mapping[tuple[str, int, int], float] = field(default_factory=dict)
    drives: Mapping[tuple[str, str], Drive] = field(default_factory=dict)
    drives_source: str = ""
    target_guests_a_week: float | None = None
    notes: tuple[str, ...] = ()
    ferries: tuple[Ferry, ...] = ()

    @property
    def names(self) -> Names:
        """What each key is called; made anew at each asking, so ask once."""
        return Names(self.hubs, self.stops, self.vehicles, self.employees, self.volunteers)
