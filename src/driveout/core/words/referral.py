"""What stands between a wish and help that has arrived: who may say what of it, and what a person said yes to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from driveout.core.words.sense import refuse_unless


class ReferralState(StrEnum):
    """How far one thread is. Every state has a human; none of them is an end before the person says so."""

    DRAFT = "draft"
    CONSENTED = "consented"
    SENT = "sent"
    OPENED = "opened"
    ACCEPTED = "accepted"
    PASSED_ON = "passed on"
    FULL = "full"
    APPOINTMENT = "appointment"
    MET = "met"
    MISSED = "missed"
    ARRIVED = "arrived"
    STILL_THERE = "still there"
    CLOSED = "closed"
    ON_HOLD = "on hold"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered in error"
    REOPENED = "reopened"


class Party(StrEnum):
    """Who says it: whoever owns the thread, whoever received it, the person, or a clock that ran out."""

    OWNER = "owner"
    RECEIVER = "receiver"
    GUEST = "guest"
    CLOCK = "clock"


class Track(StrEnum):
    """Three ways, each with its own end: go along, show on, keep one's home."""

    ACCOMPANY = "accompany"
    REFER = "refer"
    HOME = "keep a home"


class Shared(StrEnum):
    """What a person may say yes to that a receiver sees. The last three stand on the contact card alone."""

    NEED = "need"
    WISH = "own words"
    STRENGTHS = "strengths"
    CODE = "card code"
    CAFE = "café"
    NAME = "name"
    PHONE = "phone"
    HOW = "how to reach"


class SaidHow(StrEnum):
    """How a yes was given. Never by text message: to ask by one is to write to somebody unasked."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    ON_SCREEN = "on screen"


class Better(StrEnum):
    """The person's own verdict. None of them is a failure."""

    YES = "yes"
    A_LITTLE = "a little"
    NO = "no"
    UNKNOWN = "unknown"


class GapWhy(StrEnum):
    """Why nothing that there is fitted."""

    CRITERIA = "criteria"
    DISTANCE = "distance"
    HOURS = "hours"
    WAITING = "waiting"
    LANGUAGE = "language"
    PROOF = "burden of proof"
    CLOSED = "closed"
    NOTHING = "nothing there"


class Unit(StrEnum):
    """What a clock counts. A weekday is Monday to Saturday, a working day Monday to Friday, both without holidays."""

    HOUR = "hour"
    DAY = "day"
    WEEKDAY = "weekday"
    WORKING_DAY = "working day"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long something may take: `length` in `unit`, counted from `starts`. Ours is a promise; the law's is a right.

    `valid_from`, `valid_to`: between which days the rule is read so; None for an open end. `must_arrive`: it counts
    when it has come, not when it was sent. `source`: where it was read, and when; “ours” for a promise.
    """

    key: str
    length: int
    unit: Unit
    starts: str
    source: str
    is_law: bool = False
    must_arrive: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        refuse_unless(self.length > 0, f"{self.key}: a clock runs for a while.")
        refuse_unless(bool(self.key and self.starts and self.source), "A clock has a key, a start and a source.")
        refuse_unless(
            self.valid_from is None or self.valid_to is None or self.valid_from <= self.valid_to,
            f"{self.key}: it ends after it begins.",
        )

    def holds(self, day: date) -> bool:
        """Is the rule read so on that day?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Way:
    """A next step with a human at the end: whom to turn to. `who` is empty where `role` says it.

    `phone`: as people write it; empty where one goes there: then `place` and `day` say where and when.
    `when`: hours, as people write them.
    """

    role: str
    who: str = ""
    phone: str = ""
    place: str = ""
    when: str = ""
    day: date | None = None
    is_own: bool = False

    def __post_init__(self) -> None:
        refuse_unless(bool(self.who or self.role), "A next step has a human at the end.")
        refuse_unless(bool(self.phone or self.place), "A human is reached by a number or at a place.")
