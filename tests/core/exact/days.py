"""A hub's day listed: every set of openings a tour could hold, with the timetables worth driving (rules 4 to 9, 13).

Plain enumeration in Python; only what is beaten in every respect by another timetable of the same openings is left
out: not cheaper, not shorter (where nights may be too short: not leaving later or returning earlier either), and not
keeping more of the earlier plan's hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise, permutations, product

from driveout.core.words import MINUTES_A_DAY, Hub, Season, Stop, Weekday, Window
from tests.core.exact.timing import Leg, Order, Pauses, Starts, Times, timetables

Visit = tuple[int, int]  # stop's number in the season, minutes


@dataclass(frozen=True, slots=True)
class DayTour:
    """One tour: `visits` in order with their `times`; kroner exact; `kept` counts earlier openings that it keeps."""

    hub: str
    day: Weekday
    visits: tuple[Visit, ...]
    times: Times
    driving: int
    km: float
    cost: Fraction
    kept: int


def exactly(number: float) -> Fraction:
    """A decimal as it was written: 0.1 is a tenth."""
    return Fraction(repr(float(number)))


class Days:
    """The tours of a season, day by day."""

    def __init__(self, season: Season) -> None:
        self.season, self.terms = season, season.terms
        self.pauses = Pauses(season.terms.break_after_minutes, season.terms.break_minutes)
        self.short_nights = any(_night(a, b) < self.terms.rest_minutes for h in season.hubs for a, b in _nights(h))
        self.timed = cache(lambda order, workday: timetables(order, workday, self.pauses, self.short_nights))
        self.starts = cache(self._starts)

    def tours(self, hub: str, day: Weekday) -> list[DayTour]:
        """All tours of a hub on a day."""
        workdays = [w for one in self.season.hubs if one.key == hub for w in one.workdays if w.weekday == day]
        stops = [i for i, stop in enumerate(self.season.stops) if hub in stop.hubs]
        able = [[(i, m) for m in sorted(set(self.season.stops[i].lengths)) if self.starts(i, day, m)] for i in stops]
        best: dict[frozenset[Visit], list[DayTour]] = {}
        for count in range(1, self.terms.stops_a_tour + 1):
            for some in permutations([visits for visits in able if visits], count):
                for visits in product(*some):
                    for workday in workdays:
                        for tour in self._driven(hub, day, visits, workday):
                            _keep(best.setdefault(frozenset(visits), []), tour, self.short_nights)
        return [tour for tours in best.values() for tour in tours]

    def _driven(self, hub: str, day: Weekday, visits: tuple[Visit, ...], workday: Window) -> Iterator[DayTour]:
        stops = [self.season.stops[i] for i, _ in visits]
        drives = [self.season.drives.get(pair) for pair in pairwise([hub, *(stop.key for stop in stops), hub])]
        if any(drive is None for drive in drives):
            return
        legs = self._legs(hub, stops)
        km = sum((exactly(drive.km) for drive in drives if drive), Fraction(0))
        tickets = sum((exactly(drive.ticket_kr) for drive in drives if drive), Fraction(0))
        span = Window(Weekday.MONDAY, workday.opens, workday.closes)  # one answer for equal days
        for starts in product(*(self._classes(i, day, minutes) for i, minutes in visits)):
            for times in self.timed(Order(starts, tuple(m for _, m in visits), legs), span):
                yield DayTour(
                    hub, day, visits, times, sum(drive.minutes for drive in drives if drive), float(km),
                    self._cost(km, times.minutes, len(visits)) + tickets,
                    sum(self.keeps(i, day, start) for (i, _), start in zip(visits, times.starts, strict=True)),
                )  # fmt: skip

    def _legs(self, hub: str, stops: list[Stop]) -> tuple[Leg, ...]:
        terms, names = self.terms, [hub, *(stop.key for stop in stops), hub]
        before = [terms.load_minutes, *(stop.packdown_minutes for stop in stops)]
        after = [*(stop.setup_minutes for stop in stops), terms.unload_minutes]
        return tuple(
            Leg.of(b, self.season.drives[pair], a, terms.leg_step_minutes, n == 0, n == len(stops))
            for n, (pair, b, a) in enumerate(zip(pairwise(names), before, after, strict=True))
        )

    def _cost(self, km: Fraction, minutes: int, openings: int) -> Fraction:
        terms = self.terms
        hours = exactly(terms.kr_per_employee_hour) * minutes / 60
        return exactly(terms.kr_per_km) * km + hours + exactly(terms.kr_per_opening) * openings

    def _starts(self, stop: int, day: Weekday, minutes: int) -> Starts:
        """Rules 4, 5, 15 and 16. Windows that touch or overlap are one."""
        one = self.season.stops[stop]
        if any(wish.stop == one.key and wish.weekday in (None, day) for wish in self.season.forbidden):
            return ()
        pins = [pin for pin in self.season.pins if pin.stop == one.key and pin.weekday == day]
        inside = [False] * MINUTES_A_DAY
        for window in one.windows:
            if window.weekday == day:
                inside[window.opens : window.closes] = [True] * (window.closes - window.opens)
        return tuple(
            start
            for start in range(0, MINUTES_A_DAY - minutes + 1, self.terms.leg_step_minutes)
            if all(inside[start : start + minutes])
            and all(pin.starts in (None, start) and pin.minutes in (None, minutes) for pin in pins)
        )

    def _classes(self, stop: int, day: Weekday, minutes: int) -> list[Starts]:
        """All starts; and, for every number of earlier openings that some start keeps, those that keep so many."""
        every = self.starts(stop, day, minutes)
        most = max(self.keeps(stop, day, start) for start in every)
        return [tuple(s for s in every if self.keeps(stop, day, s) >= least) for least in range(most + 1)]

    def keeps(self, stop: int, day: Weekday, start: int) -> int:
        """Rule 19: how many earlier openings one at that start keeps."""
        name, near = self.season.stops[stop].key, self.terms.same_hour_minutes
        return sum(
            (old.stop, old.weekday) == (name, day) and abs(old.starts - start) <= near for old in self.season.earlier
        )


def _nights(hub: Hub) -> Iterator[tuple[Window, Window]]:
    workdays = hub.workdays
    yield from ((a, b) for a in workdays for b in workdays if b.weekday == (a.weekday + 1) % 7)


def _night(before: Window, after: Window) -> int:
    return after.opens + MINUTES_A_DAY - before.closes


def _keep(tours: list[DayTour], new: DayTour, short_nights: bool) -> None:
    """Keep it unless another is nowhere worse; drop those it beats."""
    if not any(_no_worse(old, new, short_nights) for old in tours):
        tours[:] = [old for old in tours if not _no_worse(new, old, short_nights)] + [new]


def _no_worse(a: DayTour, b: DayTour, short_nights: bool) -> bool:
    shorter = a.times.minutes <= b.times.minutes
    if short_nights:
        shorter = a.times.leaves >= b.times.leaves and a.times.returns <= b.times.returns
    return shorter and a.cost <= b.cost and a.kept >= b.kept
