"""The slow, obvious twin's tours: one tour in every order and at every start (rules 4 to 9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from driveout.core.words import MINUTES_A_DAY, Season, Weekday

Visit = tuple[str, int]  # stop, minutes


@dataclass(frozen=True, slots=True)
class Timetable:
    """One tour with its times: `order` names the stops, `starts` their starts, `kept` counts kept earlier openings."""

    order: tuple[str, ...]
    starts: tuple[int, ...]
    leaves: int
    returns: int
    break_starts: int | None
    driving: int
    km: float
    cost: float
    kept: int


@dataclass(frozen=True, slots=True)
class Way:
    """One leg: what is done ahead of the drive and behind it, and when the drive may begin (rule 7)."""

    before: int
    drive: int
    after: int
    least: int
    first: int | None
    last: int | None
    out: bool
    home: bool


class Tours:
    """Timetables of a season's tours."""

    def __init__(self, season: Season) -> None:
        self.season, self.terms = season, season.terms
        self.stops = {stop.key: stop for stop in season.stops}

    def starts(self, name: str, day: Weekday, minutes: int) -> list[int]:
        """Rules 4, 5, 15, 16: every minute of the day at which the opening may start."""
        if any(wish.stop == name and wish.weekday in (None, day) for wish in self.season.forbidden):
            return []
        windows = [window for window in self.stops[name].windows if window.weekday == day]
        pins = [pin for pin in self.season.pins if pin.stop == name and pin.weekday == day]
        return [
            start
            for start in range(0, MINUTES_A_DAY, self.terms.leg_step_minutes)
            if any(window.opens <= start and start + minutes <= window.closes for window in windows)
            and all(pin.starts in (None, start) and pin.minutes in (None, minutes) for pin in pins)
        ]

    def timetables(self, hub: str, day: Weekday, visited: frozenset[Visit]) -> list[Timetable]:
        """Every timetable of a tour to these stops that no other beats, in all orders and from all starts."""
        found: list[Timetable] = []
        for order in permutations(sorted(visited)):
            ways = self.ways(hub, [name for name, _ in order])
            for starts in self.chains(day, order, ways) if ways else ():
                for new in self.timed(hub, day, order, starts, ways):
                    if not any(no_worse(old, new) for old in found):
                        found = [old for old in found if not no_worse(new, old)] + [new]
        return found

    def ways(self, hub: str, names: list[str]) -> list[Way]:
        """Rule 7: each leg, its minutes rounded up; empty when a drive is not known."""
        drives = [self.season.drives.get(pair) for pair in zip((hub, *names), (*names, hub), strict=True)]
        before = [self.terms.load_minutes, *(self.stops[name].packdown_minutes for name in names)]
        after = [*(self.stops[name].setup_minutes for name in names), self.terms.unload_minutes]
        step = self.terms.leg_step_minutes
        ways = [
            Way(b, drive.minutes, a, (b + drive.minutes + a + step - 1) // step * step,
                drive.leave_from, drive.leave_by, n == 0, n == len(names))
            for n, (b, drive, a) in enumerate(zip(before, drives, after, strict=True))
            if drive is not None
        ]  # fmt: skip
        return ways if len(ways) == len(drives) else []

    def chains(self, day: Weekday, order: tuple[Visit, ...], ways: list[Way]) -> Iterator[tuple[int, ...]]:
        """All starts of the openings, one after the other, with at least the leg's time in between."""
        if not order:
            yield ()
            return
        *earlier, (name, minutes) = order
        for starts in self.chains(day, tuple(earlier), ways):
            ready = starts[-1] + earlier[-1][1] + ways[len(earlier)].least if earlier else 0
            yield from ((*starts, start) for start in self.starts(name, day, minutes) if start >= ready)

    def timed(
        self, hub: str, day: Weekday, order: tuple[Visit, ...], starts: tuple[int, ...], ways: list[Way]
    ) -> Iterator[Timetable]:
        """The tour with these starts: without a break if it is short enough, else with one in each leg that can."""
        names = tuple(name for name, _ in order)
        ends = [start + minutes for start, (_, minutes) in zip(starts, order, strict=True)]
        drives = [self.season.drives[pair] for pair in zip((hub, *names), (*names, hub), strict=True)]
        km, driving = sum(drive.km for drive in drives), sum(drive.minutes for drive in drives)
        kept = sum(self.keeps(name, day, start) for name, start in zip(names, starts, strict=True))
        for leaves, pause, returns in self.days(starts, ends, ways):
            if not self.in_workday(hub, day, leaves, returns):
                continue
            cost = self.terms.kr_per_km * km + self.terms.kr_per_employee_hour * (returns - leaves) / 60
            cost += self.terms.kr_per_opening * len(names) + sum(drive.ticket_kr for drive in drives)
            yield Timetable(names, starts, leaves, returns, pause, driving, km, cost, kept)

    def days(self, starts: tuple[int, ...], ends: list[int], ways: list[Way]) -> Iterator[tuple[int, int | None, int]]:
        """Rules 7 and 9: (leaves, break, returns) around these openings; one, or one for each place of the break."""
        length, most = self.terms.break_minutes, self.terms.break_after_minutes
        for held, where in [(-1, ""), *((n, w) for n in range(len(ways)) for w in ("before", "between", "after"))]:
            in_leg = [where if n == held else "" for n in range(len(ways))]
            leaves = latest_start(ways[0], starts[0], in_leg[0], length)
            returns = earliest_end(ways[-1], ends[-1], in_leg[-1], length)
            if leaves is None or returns is None:
                continue
            legs = list(zip(ways, (leaves, *ends), (*starts, returns), in_leg, strict=True))
            breaks = [resting(way, start, end, w, length) for way, start, end, w in legs]
            if not all(breaks):
                continue
            if held < 0 and returns - leaves <= most:
                yield leaves, None, returns
                return
            good = [b for b in breaks[held] if b - leaves <= most and returns - (b + length) <= most]
            if held >= 0 and good:
                yield leaves, good[0], returns

    def in_workday(self, hub: str, day: Weekday, leaves: int, returns: int) -> bool:
        workdays = next(one.workdays for one in self.season.hubs if one.key == hub)
        return any(w.weekday == day and w.opens <= leaves and returns <= w.closes for w in workdays)

    def keeps(self, name: str, day: Weekday, start: int) -> int:
        """How many earlier openings this one keeps."""
        return sum(
            (earlier.stop, earlier.weekday) == (name, day)
            and abs(earlier.starts - start) <= self.terms.same_hour_minutes
            for earlier in self.season.earlier
        )


@lru_cache(maxsize=1 << 16)
def resting(way: Way, start: int, end: int, where: str, length: int) -> range:
    """The minutes at which the break can begin in this leg; empty where the leg cannot be driven at all.

    `where`: ahead of the drive, behind it, or anywhere between what is done ahead and behind, but a drive that has
    hours goes through in one piece. Without a break the answer is one minute that means nothing.
    """
    soonest = max(start + way.before, 0 if way.first is None else way.first)
    latest = min(end - way.after - way.drive, MINUTES_A_DAY * 2 if way.last is None else way.last)
    if soonest > latest or end - start < way.least + (length if where else 0):
        return range(0)
    if not where:
        return range(1)
    begins = max(start + way.before, start + 1) if way.out else start + way.before
    ends = min(end - way.after, end - 1) if way.home else end - way.after
    if where == "before":
        return range(begins, latest - length + 1)
    if where == "after":
        return range(max(soonest + way.drive, begins), ends - length + 1)
    return range(begins, ends - length + 1) if way.first is None and way.last is None else range(0)


@lru_cache(maxsize=1 << 16)
def latest_start(way: Way, end: int, where: str, length: int) -> int | None:
    """When to leave for the first stop: as late as the leg allows."""
    return next((start for start in range(end, -1, -1) if resting(way, start, end, where, length)), None)


@lru_cache(maxsize=1 << 16)
def earliest_end(way: Way, start: int, where: str, length: int) -> int | None:
    """When the van is home: as early as the leg allows."""
    every = range(start, MINUTES_A_DAY + 1)
    return next((end for end in every if resting(way, start, end, where, length)), None)


def no_worse(a: Timetable, b: Timetable) -> bool:
    """Is `a` in nothing worse than `b`?"""
    return a.leaves >= b.leaves and a.returns <= b.returns and a.cost <= b.cost and a.kept >= b.kept
