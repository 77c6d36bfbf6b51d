"""A planned week and what is proven about it. The week repeats through the season."""

from dataclasses import dataclass, field
from enum import StrEnum

from driveout.core.words.names import own_key
from driveout.core.words.saying import Saying
from driveout.core.words.sense import refuse_unless
from driveout.core.words.time import Weekday
from driveout.core.words.wish import Wish

ROUNDING = 1e-6  # guests


@dataclass(frozen=True, slots=True)
class Opening:
    """A café stands: `starts` and `minutes` say when; `guests` is expected, a week, averaged over the season.

    `stop`, `hub`, `tour` and `volunteers` are keys.
    """

    stop: str
    hub: str
    weekday: Weekday
    starts: int
    minutes: int
    guests: float
    tour: str
    volunteers: tuple[str, ...] = ()

    @property
    def ends(self) -> int:
        return self.starts + self.minutes


@dataclass(frozen=True, slots=True)
class Tour:
    """One van's and one employee's day: `leaves` counts from loading, `returns` to unloaded (minutes of the day).

    `break_starts` is None when the tour is too short to need a break. `hub`, `vehicle` and `employee` are keys;
    openings refer to the tour by its own.
    """

    name: str
    hub: str
    weekday: Weekday
    vehicle: str
    employee: str
    leaves: int
    returns: int
    driving_minutes: int
    km: float
    cost_kr: float
    break_starts: int | None = None
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own_key(self)

    @property
    def minutes(self) -> int:
        return self.returns - self.leaves


class Status(StrEnum):
    """How the search ended.

    `UNPROVEN`: by itself, with a gap: what would have to be looked through was too much. `STOPPED`: by a person.
    """

    PROVEN = "proven"
    UNPROVEN = "could not prove more"
    TIME_LIMIT = "time limit"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"

    @property
    def danish(self) -> str:
        return _DANISH[self]


_DANISH = {
    Status.PROVEN: "bevist",
    Status.UNPROVEN: "kunne ikke bevise mere",
    Status.TIME_LIMIT: "tiden gik",
    Status.STOPPED: "stoppet",
    Status.INFEASIBLE: "ingen plan er mulig",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """`objective`: what was maximised, in guests (weights, change price and fairness included).

    `bound`: no plan under these assumptions has a higher objective. `gap` = (bound − objective)/bound, 0 where they
    differ by rounding only. `why`: why no more is proven and what would help; None where there is nothing more to
    prove, and for a plan whose search did not say.
    """

    objective: float
    bound: float
    status: Status
    why: Saying | None = field(default=None, repr=False)  # a plan is the same one whatever is said of it

    def __post_init__(self) -> None:
        refuse_unless(
            self.status is Status.INFEASIBLE or self.bound >= self.objective - ROUNDING,
            "A bound below the plan's own value proves nothing.",
        )

    @property
    def gap(self) -> float:
        missing = self.bound - self.objective
        return missing / abs(self.bound) if missing > ROUNDING and self.bound else 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A week of openings and tours. `clash` names the wishes that cannot hold together, else it is empty.

    `guests_per_1000_kr`: what the last 1,000 kr. of the budget bring anywhere in the programme, as the search
    ended; None where that is not known. `remarks`: what whoever reads the plan must be told of what it could not do.
    """

    season: str
    openings: tuple[Opening, ...]
    tours: tuple[Tour, ...]
    proof: Proof
    seconds: float = 0.0
    seed: int = 0
    clash: tuple[Wish, ...] = ()
    notes: tuple[str, ...] = field(default=())
    guests_per_1000_kr: float | None = None
    remarks: tuple[Saying, ...] = ()

    @property
    def is_empty_handed(self) -> bool:
        """Did the search end before it had any week to show? An empty week that is proven best is a plan."""
        return not self.openings and self.proof.status not in (Status.PROVEN, Status.INFEASIBLE)

    @property
    def guests_a_week(self) -> float:
        return sum(opening.guests for opening in self.openings)

    @property
    def cost_kr_a_week(self) -> float:
        return sum(tour.cost_kr for tour in self.tours)

    @property
    def driving_minutes_a_week(self) -> int:
        return sum(tour.driving_minutes for tour in self.tours)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known so far, in objective units. `found` is None until there is a plan."""

    seconds: float
    found: float | None
    ceiling: float | None

    @property
    def gap(self) -> float | None:
        if self.found is None or not self.ceiling:
            return None
        return max(0.0, (self.ceiling - self.found) / abs(self.ceiling))


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a plan breaks: which rule, where, and the sentence; the last two in Danish as well."""

    rule: str
    where: str
    sentence: str
    where_danish: str = field(default="", compare=False)
    danish: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The independent checker's answer: the rules it tried and what broke them."""

    rules: tuple[str, ...]
    breaches: tuple[Breach, ...]

    @property
    def holds(self) -> bool:
        return not self.breaches
