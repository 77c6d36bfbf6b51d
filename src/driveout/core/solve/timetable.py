"""When a listed tour runs: openings, break, way out and home, minute by minute. Plain Python, apart from the kernel."""

from collections.abc import Iterator
from dataclasses import dataclass

from driveout.core.solve.listing import Tours
from driveout.core.solve.problem import FREE, HubProblem


@dataclass(frozen=True)
class Timetable:
    """Minutes of the day: `leaves`, `starts` of each opening in order, `break_starts` or None, `returns`."""

    leaves: int
    starts: tuple[int, ...]
    break_starts: int | None
    returns: int


@dataclass(frozen=True)
class Leg:
    """What a leg asks of the times around it: minutes, no later start, no sooner end.

    Where it holds the break: that begins `ahead` minutes after the leg does and `behind` minutes before it ends, at
    the least, no sooner than `soon` and no later than `late`.
    """

    minutes: int
    depart: int
    arrive: int
    ahead: int = 0
    behind: int = 0
    soon: int = -FREE
    late: int = FREE
    drive: int = 0


@dataclass(frozen=True)
class Pause:
    """The break in leg `leg`: ahead of a drive that has hours, behind it, or (neither) where it suits."""

    leg: int
    ahead: bool = False
    behind: bool = False


def timetable(problem: HubProblem, tours: Tours, t: int) -> Timetable:
    """When tour t runs: as early as its fewest minutes allow.

    Raises ValueError if the tour does not fit, which would be a fault in the listing.
    """
    day = _Day(problem, tours, t)
    for pause in [None] if day.span <= problem.break_after else day.pauses():
        for start in day.first_starts():
            found = day.run(start, pause)
            if found:
                return found
    raise ValueError(f"{problem.hub_key}: tour {t} does not fit its own {day.span} minutes.")


class _Day:
    """One tour on its weekday."""

    def __init__(self, problem: HubProblem, tours: Tours, t: int) -> None:
        self.problem, self.span = problem, int(tours.minutes[t])
        weekday = int(tours.day[t])
        options, seq = problem.days[weekday], [int(o) for o in tours.option[t] if o >= 0]
        self.opens, self.closes = int(problem.work_opens[weekday]), int(problem.work_closes[weekday])
        self.earliest = [int(options.earliest[o]) for o in seq]
        self.latest = [int(options.latest[o]) for o in seq]
        self.lengths = [int(problem.lengths[options.length[o]]) for o in seq]
        self.route = [len(problem.stops), *(int(options.stop[o]) for o in seq), len(problem.stops)]
        self.home = len(seq)  # the number of the leg home

    def pauses(self) -> list[Pause]:
        """Where the break may be, best first: half-way is when people need it, outside the day's cafés last."""
        found = []
        for j in sorted(range(self.home + 1), key=lambda j: (j in (0, self.home), abs(2 * j - self.home))):
            pair, ways = (self.route[j], self.route[j + 1]), self.problem.ways
            limited = ways.first[pair] > -FREE or ways.last[pair] < FREE
            found += [Pause(j, ahead=True), Pause(j, behind=True)] if limited else [Pause(j)]
        return found

    def first_starts(self) -> Iterator[int]:
        """Every start of the first opening, earliest first."""
        yield from range(_up(self.earliest[0], self.problem.step), self.latest[0] + 1, self.problem.step)

    def run(self, start: int, pause: Pause | None) -> Timetable | None:
        """The tour when it opens first at `start` and takes its fewest minutes, or None."""
        legs = [self._leg(j, pause if pause and pause.leg == j else None) for j in range(self.home + 1)]
        leaves = min(start - legs[0].minutes, legs[0].depart)
        returns = leaves + self.span
        if leaves < self.opens or returns > self.closes:
            return None
        begins = None
        if pause:
            begins = self._break(legs, pause.leg, leaves, start, returns)
            if begins is None:
                return None
        starts = self._early(legs, leaves, start, self.home, pause, begins)
        if starts is None:
            return None
        ends, way = starts[-1] + self.lengths[-1], legs[self.home]
        late = begins is not None and pause is not None and pause.leg == self.home and begins + way.behind > returns
        if late or ends > way.depart or max(ends + way.minutes, way.arrive) > returns:
            return None
        return Timetable(leaves, tuple(starts), begins, returns)

    def _leg(self, j: int, pause: Pause | None) -> Leg:
        pair, ways, length = (self.route[j], self.route[j + 1]), self.problem.ways, self.problem.break_minutes
        before, drive, after = int(ways.before[pair[0]]), int(ways.drive[pair]), int(ways.after[pair[1]])
        first, last, minutes = int(ways.first[pair]), int(ways.last[pair]), int(self.problem.legs[pair])
        depart, arrive = last - before, first + drive + after
        if pause is None:
            return Leg(minutes, depart, arrive, drive=drive)
        ahead = max(before, 1) if j == 0 else before  # a break before all work, or after it, is none
        behind = (max(after, 1) if j == self.home else after) + length
        soon, late = -FREE, FREE
        if pause.ahead:
            behind, late = behind + drive, last - length
        elif pause.behind:
            ahead, soon = ahead + drive, first + drive
        minutes = max(minutes + length, ahead + behind)
        return Leg(minutes, min(depart, late - ahead), max(arrive, soon + behind), ahead, behind, soon, late, drive)

    def _break(self, legs: list[Leg], at: int, leaves: int, start: int, returns: int) -> int | None:
        """When the break begins: no stretch of work before or after it is too long. None where that cannot be.

        What is before it happens as early as it can, what is after it as late.
        """
        before = self._early(legs, leaves, start, at, None, None)
        after = self._late(legs, returns, at)
        if before is None or after is None:
            return None
        leg, most, length = legs[at], self.problem.break_after, self.problem.break_minutes
        begins = before[-1] + self.lengths[at - 1] if before else leaves
        ends = after[0] if after else returns
        low = max(begins + leg.ahead, leg.soon, returns - length - most)
        high = min(ends - leg.behind, leg.late, leaves + most)
        packed, arrived = begins + leg.ahead, begins + leg.ahead + leg.drive
        nice = [arrived, low] if at == 0 else [packed, arrived, low]  # neither on the road nor before the first café
        return next((minute for minute in nice if low <= minute <= high), None)

    def _early(
        self, legs: list[Leg], leaves: int, start: int, count: int, pause: Pause | None, begins: int | None
    ) -> list[int] | None:
        """The first `count` openings, each as early as it can be, the first not before `start`."""
        starts: list[int] = []
        ready = leaves
        for j in range(count):
            if ready > legs[j].depart:
                return None
            opens = max(ready + legs[j].minutes, legs[j].arrive, self.earliest[j])
            if j == 0:
                opens = max(opens, start)
            if pause is not None and begins is not None and pause.leg == j:
                opens = max(opens, begins + legs[j].behind)
            opens = _up(opens, self.problem.step)
            if opens > self.latest[j]:
                return None
            starts.append(opens)
            ready = opens + self.lengths[j]
        return starts if ready <= legs[count].depart else None

    def _late(self, legs: list[Leg], returns: int, after: int) -> list[int] | None:
        """The openings after leg `after`, each as late as it can be."""
        starts: list[int] = []
        due, step = returns, self.problem.step
        for j in range(self.home, after, -1):
            opens = min(due - legs[j].minutes, legs[j].depart) - self.lengths[j - 1]
            due = min(opens // step * step, self.latest[j - 1])
            if due < self.earliest[j - 1]:
                return None
            starts.insert(0, due)
        return starts


def _up(minutes: int, step: int) -> int:
    return -(-minutes // step) * step
