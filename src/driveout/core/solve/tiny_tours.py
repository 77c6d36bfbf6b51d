"""The slow, obvious twin's tours: one tour in every order and at every start (rules 4 to 9)."""

from collections.abc import Iterator
from dataclasses import dataclass
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


class Tours:
    """Timetables of a season's tours."""

    def __init__(self, season: Season) -> None:
        self.season, self.terms = season, season.terms
        self.stops = {stop.name: stop for stop in season.stops}

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
            legs = self.legs(hub, [name for name, _ in order])
            for starts in self.chains(day, order, legs) if legs else ():
                new = self.timed(hub, day, order, starts, legs)
                if new is not None and not any(no_worse(old, new) for old in found):
                    found = [old for old in found if not no_worse(new, old)] + [new]
        return found

    def legs(self, hub: str, names: list[str]) -> list[int]:
        """Rule 7: minutes of each leg, rounded up; empty when a drive is not known."""
        drives = [self.season.drives.get(pair) for pair in zip((hub, *names), (*names, hub), strict=True)]
        before = [self.terms.load_minutes, *(self.stops[name].packdown_minutes for name in names)]
        after = [*(self.stops[name].setup_minutes for name in names), self.terms.unload_minutes]
        step = self.terms.leg_step_minutes
        legs = [
            (b + drive.minutes + a + step - 1) // step * step
            for b, drive, a in zip(before, drives, after, strict=True)
            if drive is not None
        ]
        return legs if len(legs) == len(drives) else []

    def chains(self, day: Weekday, order: tuple[Visit, ...], legs: list[int]) -> Iterator[tuple[int, ...]]:
        """All starts of the openings, one after the other, with at least the leg's time in between."""
        if not order:
            yield ()
            return
        *earlier, (name, minutes) = order
        for starts in self.chains(day, tuple(earlier), legs):
            ready = starts[-1] + earlier[-1][1] + legs[len(earlier)] if earlier else 0
            yield from ((*starts, start) for start in self.starts(name, day, minutes) if start >= ready)

    def timed(
        self, hub: str, day: Weekday, order: tuple[Visit, ...], starts: tuple[int, ...], legs: list[int]
    ) -> Timetable | None:
        """The shortest timetable of a tour with these starts, None when it does not fit the workday."""
        names = tuple(name for name, _ in order)
        ends = [start + minutes for start, (_, minutes) in zip(starts, order, strict=True)]
        leaves, returns, pause = starts[0] - legs[0], ends[-1] + legs[-1], None
        if returns - leaves > self.terms.break_after_minutes:
            waits = zip(ends, starts[1:], legs[1:], strict=False)
            roomy = [end for end, later, leg in waits if later - end - leg >= self.terms.break_minutes]
            if not roomy:  # no leg under way has the time, so the first leg is made longer
                leaves -= self.terms.break_minutes
            pause = roomy[0] if roomy else leaves
        if not self.in_workday(hub, day, leaves, returns):
            return None
        drives = [self.season.drives[pair] for pair in zip((hub, *names), (*names, hub), strict=True)]
        km = sum(drive.km for drive in drives)
        cost = self.terms.kr_per_km * km + self.terms.kr_per_employee_hour * (returns - leaves) / 60
        cost += self.terms.kr_per_opening * len(names)
        kept = sum(self.keeps(name, day, start) for name, start in zip(names, starts, strict=True))
        driving = sum(drive.minutes for drive in drives)
        return Timetable(names, starts, leaves, returns, pause, driving, km, cost, kept)

    def in_workday(self, hub: str, day: Weekday, leaves: int, returns: int) -> bool:
        workdays = next(one.workdays for one in self.season.hubs if one.name == hub)
        return any(w.weekday == day and w.opens <= leaves and returns <= w.closes for w in workdays)

    def keeps(self, name: str, day: Weekday, start: int) -> int:
        """How many earlier openings this one keeps."""
        return sum(
            (earlier.stop, earlier.weekday) == (name, day)
            and abs(earlier.starts - start) <= self.terms.same_hour_minutes
            for earlier in self.season.earlier
        )


def no_worse(a: Timetable, b: Timetable) -> bool:
    """Is `a` in nothing worse than `b`?"""
    return a.leaves >= b.leaves and a.returns <= b.returns and a.cost <= b.cost and a.kept >= b.kept
