"""When one tour can run (rules 4, 5, 7, 8 and 9): an order of openings in, its timetables out.

All of the exact twin's clockwork is in this file. A leg is what lies between two openings, or an opening and the hub:
`before` (loading or packing down), the drive, `after` (setting up or unloading), together rounded up to the step; the
drive itself may begin only while its ferries sail.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from driveout.core.words import Drive, Window

Starts = tuple[int, ...]  # minutes of the day at which an opening may start, in order


@dataclass(frozen=True, slots=True)
class Leg:
    """Minutes before, of and after the drive, and the whole of it rounded up; `first` and `last` begin of the drive."""

    before: int
    drive: int
    after: int
    least: int
    first: int
    last: int

    @classmethod
    def of(cls, before: int, drive: Drive, after: int, step: int) -> "Leg":
        least = -(-(before + drive.minutes + after) // step) * step
        first = -(10**6) if drive.leave_from is None else drive.leave_from
        last = 10**6 if drive.leave_by is None else drive.leave_by
        return cls(before, drive.minutes, after, least, first, last)

    def arrives(self, begins: int, pause: int = 0) -> int | None:
        """When it is over at the earliest; with a break wherever in the leg it costs least. None: no ferry any more."""
        ready = begins + self.before
        after_the_drive = _over(max(ready, self.first), self, pause)
        before_the_drive = _over(max(ready + pause, self.first), self, 0)
        ends = [end for end in (after_the_drive, before_the_drive) if end is not None]
        return max(begins + self.least + pause, min(ends)) if ends else None

    def begins(self, ends: int, pause: int = 0) -> int | None:
        """When it must begin at the latest to be over then; the mirror of `arrives`."""
        done = ends - self.after - self.drive
        before_the_drive = _begun(min(done, self.last), self, pause)
        after_the_drive = _begun(min(done - pause, self.last), self, 0)
        begun = [begin for begin in (before_the_drive, after_the_drive) if begin is not None]
        return min(ends - self.least - pause, max(begun)) if begun else None


def _over(drives: int, leg: Leg, pause: int) -> int | None:
    return drives + leg.drive + leg.after + pause if drives <= leg.last else None


def _begun(drives: int, leg: Leg, pause: int) -> int | None:
    return drives - leg.before - pause if drives >= leg.first else None


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
    """For this first start: without a break, and with one in each of the legs, the earliest return."""
    leaves = order.legs[0].begins(first)
    early = _earliest(order, first, 0, None)
    if leaves is not None and early is not None:
        returns = order.legs[-1].arrives(early[-1] + order.minutes[-1])
        if returns is None:
            return
        if returns - leaves <= pauses.after:
            yield Times(early, leaves, returns, None)
            return
    for leg in range(len(order.legs)):
        times = _with_break(order, first, leg, pauses)
        if times is not None:
            yield times


def _with_break(order: Order, first: int, leg: int, pauses: Pauses) -> Times | None:
    """The earliest return with the break in that leg: of all last starts, the first that leaves room for it."""
    n, pause = len(order.minutes), pauses.length
    leaves = order.legs[0].begins(first, pause if leg == 0 else 0)
    early = _earliest(order, first, pause, leg)
    if leaves is None or early is None:
        return None
    lasts = order.may_start[-1][bisect_left(order.may_start[-1], early[-1]) :]
    if n == 1 or leg == n:  # nothing after the break that a later start could bring nearer to the end
        lasts = early[-1:]
    for last in lasts:
        returns = order.legs[-1].arrives(last + order.minutes[-1], pause if leg == n else 0)
        if returns is None or returns - leaves > 2 * pauses.after + pause:
            return None
        late = _latest(order, last, leg, early)
        begins = leaves if leg == 0 else late[leg - 1] + order.minutes[leg - 1]
        ends = returns if leg == n else late[leg]
        begins += order.legs[0].before if leg == 0 else 0  # a break before the loading is none
        ends -= order.legs[-1].after if leg == n else 0  # nor is one after the unloading
        earliest, latest = max(begins, returns - pause - pauses.after), min(ends - pause, leaves + pauses.after)
        if earliest <= latest:
            return Times(late, leaves, returns, earliest)
    return None


def _earliest(order: Order, first: int, pause: int, leg: int | None) -> Starts | None:
    """Each opening as early as can be after this first start; None when one cannot."""
    starts = [first]
    for i in range(1, len(order.minutes)):
        ready = order.legs[i].arrives(starts[-1] + order.minutes[i - 1], pause if i == leg else 0)
        at = None if ready is None else bisect_left(order.may_start[i], ready)
        if at is None or at == len(order.may_start[i]):
            return None
        starts.append(order.may_start[i][at])
    return tuple(starts)


def _latest(order: Order, last: int, leg: int, early: Starts) -> Starts:
    """The openings before the break as early as can be, those after it as late as the last start allows."""
    starts: list[int] = [*early[:-1], last] if len(early) > 1 else [last]
    for i in range(len(starts) - 2, leg - 1, -1):
        begins = order.legs[i + 1].begins(starts[i + 1])
        assert begins is not None  # `early` is one way
        allowed: Sequence[int] = order.may_start[i]
        at = bisect_left(allowed, begins - order.minutes[i] + 1) - 1
        starts[i] = allowed[at]
    return tuple(starts)
