"""When one tour can run (rules 4, 5, 7, 8 and 9): an order of openings in, its timetables out.

All of the exact twin's clockwork is in this file. A leg is what lies between two openings, or an opening and the hub:
`before` (loading or packing down), the drive, `after` (setting up or unloading), together rounded up to the step. A
drive with ferries begins only while they sail, and is not parted by a break.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from driveout.core.words import Drive, Window

Starts = tuple[int, ...]  # minutes of the day at which an opening may start, in order
ALWAYS = 10**6  # minutes


class Held(Enum):
    """Where in its leg a break is held."""

    AHEAD = "ahead of the drive"
    BEHIND = "behind the drive"
    ANYWHERE = "between what is done before and after"


@dataclass(frozen=True, slots=True)
class Leg:
    """Minutes before, of and after the drive, and the whole of it rounded up.

    `first`, `last`: minutes at which the drive may begin. `lead`, `tail`: minutes of work that a break has in front of
    it and behind it: at least one on the way out and on the way home, or it would divide nothing.
    """

    before: int
    drive: int
    after: int
    least: int
    first: int
    last: int
    lead: int
    tail: int

    @classmethod
    def of(cls, before: int, drive: Drive, after: int, step: int, out: bool, home: bool) -> "Leg":
        least = -(-(before + drive.minutes + after) // step) * step
        first = -ALWAYS if drive.leave_from is None else drive.leave_from
        last = ALWAYS if drive.leave_by is None else drive.leave_by
        return cls(before, drive.minutes, after, least, first, last, max(before, out), max(after, home))

    @property
    def places(self) -> tuple[Held, ...]:
        """Where a break can be held."""
        return (Held.ANYWHERE,) if (self.first, self.last) == (-ALWAYS, ALWAYS) else (Held.AHEAD, Held.BEHIND)

    def arrives(self, begins: int, held: Held | None, pause: int) -> int | None:
        """When it is over at the earliest, with or without a break; None when no ferry sails any more."""
        ready = begins + self.before
        if held is None:
            drives, ends = max(ready, self.first), begins + self.least
        elif held is Held.ANYWHERE:
            drives, ends = ready, begins + max(self.least + pause, self.lead + pause + self.tail)
        elif held is Held.AHEAD:
            drives, ends = max(begins + self.lead + pause, self.first), begins + self.least + pause
        else:
            drives = max(ready, self.first)
            rests = max(drives + self.drive, begins + self.lead)
            ends = max(rests + pause + self.tail, begins + self.least + pause)
        return None if drives > self.last else max(ends, drives + self.drive + self.after)

    def begins(self, ends: int, held: Held | None, pause: int) -> int | None:
        """When it must begin at the latest to be over then."""
        done = ends - self.after - self.drive  # the drive begins at the latest
        if held is None:
            drives, begins = min(done, self.last), ends - self.least
        elif held is Held.ANYWHERE:
            drives, begins = done, ends - max(self.least + pause, self.lead + pause + self.tail)
        elif held is Held.AHEAD:
            drives = min(done, self.last)
            rests = min(drives, ends - self.tail) - pause
            begins = min(rests - self.lead, ends - self.least - pause)
        else:
            drives = min(ends - self.tail - pause - self.drive, self.last)
            begins = min(ends - self.least - pause, ends - self.tail - pause - self.lead)
        return None if drives < self.first else min(begins, drives - self.before)

    def room(self, begins: int, ends: int, held: Held, pause: int) -> tuple[int, int]:
        """First and last minute at which the break can begin, where the leg is driven between these minutes."""
        first, last = begins + self.lead, ends - self.tail - pause
        if held is Held.AHEAD:
            last = min(last, min(ends - self.after - self.drive, self.last) - pause)
        if held is Held.BEHIND:
            first = max(first, max(begins + self.before, self.first) + self.drive)
        return first, last


@dataclass(frozen=True, slots=True)
class Pauses:
    """Rule 9: no stretch of work is longer than `after`; a break lasts `length`."""

    after: int
    length: int


@dataclass(frozen=True, slots=True)
class Times:
    """Starts of the openings, when the tour leaves and returns, and its break."""

    starts: Starts
    leaves: int
    returns: int
    pause: int | None

    @property
    def minutes(self) -> int:
        return self.returns - self.leaves


@dataclass(frozen=True, slots=True)
class Order:
    """Openings in order: where each may start, how long it lasts, and the legs around them (one more)."""

    may_start: tuple[Starts, ...]
    minutes: tuple[int, ...]
    legs: tuple[Leg, ...]

    @property
    def least(self) -> int:
        """No timetable is shorter."""
        return sum(self.minutes) + sum(leg.least for leg in self.legs)


def timetables(order: Order, workday: Window, pauses: Pauses, every: bool) -> list[Times]:
    """The shortest timetable; `every`: all that no other beats by leaving later and returning earlier (for rest).

    Time: starts of the first opening × legs; for breaks also × starts of the last.
    """
    found: list[Times] = []
    for first in order.may_start[0]:
        for times in _from(order, first, pauses):
            if times.leaves < workday.opens or times.returns > workday.closes:
                continue
            if every:
                if not any(old.leaves >= times.leaves and old.returns <= times.returns for old in found):
                    found = [o for o in found if not (times.leaves >= o.leaves and times.returns <= o.returns)]
                    found.append(times)
            elif not found or times.minutes < found[0].minutes:
                found = [times]
        if not every and found and found[0].minutes == order.least:
            break
    return found


def _from(order: Order, first: int, pauses: Pauses) -> Iterator[Times]:
    """For this first start: without a break, and with one wherever it can be held, the earliest return."""
    leaves = order.legs[0].begins(first, None, 0)
    early = _earliest(order, first, None, None, 0)
    if leaves is not None and early is not None:
        returns = order.legs[-1].arrives(early[-1] + order.minutes[-1], None, 0)
        if returns is None:
            return
        if returns - leaves <= pauses.after:
            yield Times(early, leaves, returns, None)
            return
    for n, leg in enumerate(order.legs):
        for held in leg.places:
            times = _with_break(order, first, n, held, pauses)
            if times is not None:
                yield times


def _with_break(order: Order, first: int, leg: int, held: Held, pauses: Pauses) -> Times | None:
    """The earliest return with the break in that leg: of all last starts, the first that leaves room for it."""
    n, pause = len(order.minutes), pauses.length
    leaves = order.legs[0].begins(first, held if leg == 0 else None, pause)
    early = _earliest(order, first, leg, held, pause)
    if leaves is None or early is None:
        return None
    lasts = order.may_start[-1][bisect_left(order.may_start[-1], early[-1]) :]
    if n == 1 or leg == n:  # nothing after the break that a later start could bring nearer to the end
        lasts = early[-1:]
    for last in lasts:
        returns = order.legs[-1].arrives(last + order.minutes[-1], held if leg == n else None, pause)
        if returns is None or returns - leaves > 2 * pauses.after + pause:
            return None
        starts = _latest(order, last, leg, early)
        begins = leaves if leg == 0 else starts[leg - 1] + order.minutes[leg - 1]
        room = order.legs[leg].room(begins, returns if leg == n else starts[leg], held, pause)
        earliest, latest = max(room[0], returns - pause - pauses.after), min(room[1], leaves + pauses.after)
        if earliest <= latest:
            return Times(starts, leaves, returns, earliest)
    return None


def _earliest(order: Order, first: int, leg: int | None, held: Held | None, pause: int) -> Starts | None:
    """Each opening as early as can be after this first start; None when one cannot."""
    starts = [first]
    for i in range(1, len(order.minutes)):
        ready = order.legs[i].arrives(starts[-1] + order.minutes[i - 1], held if i == leg else None, pause)
        at = None if ready is None else bisect_left(order.may_start[i], ready)
        if at is None or at == len(order.may_start[i]):
            return None
        starts.append(order.may_start[i][at])
    return tuple(starts)


def _latest(order: Order, last: int, leg: int, early: Starts) -> Starts:
    """The openings before the break as early as can be, those after it as late as the last start allows."""
    starts: list[int] = [*early[:-1], last]
    for i in range(len(starts) - 2, leg - 1, -1):
        begins = order.legs[i + 1].begins(starts[i + 1], None, 0)
        assert begins is not None  # `early` is one way
        allowed = order.may_start[i]
        starts[i] = allowed[bisect_left(allowed, begins - order.minutes[i] + 1) - 1]
    return tuple(starts)
