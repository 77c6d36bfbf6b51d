"""What each opening is worth in guests, and which weekdays a stop may have: what the planner chooses from.

Guests: rules-of-a-plan, rule 18. Weekdays and lengths: rules 2, 3, 4, 15 and 16. The checker does this arithmetic anew.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from driveout.core.plan.calendar import open_share
from driveout.core.stats.reach import expected_met, reach_table
from driveout.core.words import Belief, Season, Stop, Weekday


@dataclass(frozen=True, slots=True)
class Worth:
    """Guests a week of one opening.

    `one`: (stop, visits a week, minutes) → guests of one such opening in a week when it is held; what is not
    in it may not be chosen. `shares`: for Monday to Sunday, the share of the season's weeks in which it is held.
    """

    one: Mapping[tuple[str, int, int], float]
    shares: tuple[float, ...]

    def guests_at(self, stop: str, weekday: int, visits: int, minutes: int) -> float:
        """Expected guests a week of one opening, averaged over the season. KeyError when it may not be chosen."""
        return self.one[stop, visits, minutes] * self.shares[weekday]

    def offers(self, stop: str, visits: int, minutes: int) -> bool:
        """May the stop have so many openings a week of that length?"""
        return (stop, visits, minutes) in self.one


def worth(season: Season) -> Worth:
    """All stops, 1 or 2 visits, all allowed lengths. A table for each (seats, length, stay) takes about 10 ms, once."""
    return Worth(_of_stops(season, season.stops), open_share(season))


def worth_like(season: Season, before: Season, known: Worth) -> Worth:
    """As `worth`, of a season with the calendar, the terms and the guests given outright of `before`, whose worth is
    known: only stops that are others are reckoned anew."""
    was = {stop.key: stop for stop in before.stops}
    others = [stop for stop in season.stops if was.get(stop.key) is not stop]
    anew = {stop.key for stop in others} | was.keys() - {stop.key for stop in season.stops}
    kept = {key: guests for key, guests in known.one.items() if key[0] not in anew}
    return Worth(kept | _of_stops(season, others), known.shares)


def _of_stops(season: Season, stops: Sequence[Stop]) -> dict[tuple[str, int, int], float]:
    one: dict[tuple[str, int, int], float] = {}
    outright = {stop.key for stop in stops if is_outright(stop, season)}
    _play({(s.seats, length, s.stay_minutes) for s in stops if s.key not in outright for length in s.lengths} - _PLAYED)
    for stop in stops:
        for visits in range(1, stop.visits_max + 1):
            for minutes in stop.lengths:
                key = (stop.key, visits, minutes)
                if stop.key not in outright:
                    one[key] = _from_table(season, stop, visits, minutes)
                elif key in season.reach:
                    one[key] = season.reach[key] / visits
    return one


# Decimals. Exponentials and sums differ in their last bits from processor to processor, and where plans are equally
# good such a bit would decide which of them is found.
SURE = 9
_PLAYED: set[tuple[int, int, int]] = set()  # in this process


def _play(tables: set[tuple[int, int, int]]) -> None:
    """Side by side: they are played in compiled code, which lets others run beside it. A pool for none costs 3 ms, and
    a stop's reasons ask for none five times."""
    if tables:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda table: reach_table(*table), sorted(tables)))
        _PLAYED.update(tables)


def is_outright(stop: Stop, season: Season) -> bool:
    """Does the season state this stop's guests itself? Then for all its lengths: what is not given is not offered."""
    return any((stop.key, visits, minutes) in season.reach for visits in (1, 2) for minutes in stop.lengths)


def _from_table(season: Season, stop: Stop, visits: int, minutes: int) -> float:
    factor = (1 + season.terms.second_visit_share) / 2 if visits == 2 else 1.0
    return _met(stop.belief, stop.seats, minutes, stop.stay_minutes, factor)


@lru_cache(maxsize=20_000)  # seasons of 1,000 stops; each change of a season asks for all of them again
def _met(belief: Belief, seats: int, minutes: int, stay: int, factor: float) -> float:
    return round(expected_met(belief, seats=seats, minutes=minutes, stay=stay, demand_factor=factor), SURE)


def days_apart(first: int, second: int) -> int:
    """Days between two weekdays, counted the short way round the week: Sunday to Monday is 1."""
    return min((first - second) % 7, (second - first) % 7)


def allowed_patterns(stop: Stop, season: Season) -> dict[tuple[Weekday, ...], tuple[int, ...]]:
    """The sets of weekdays on which the stop may be visited, each in order → the lengths that fit a window on each.

    () is among them when the stop may be left out.
    """
    by_day = {day: _lengths_on(stop, season, day) for day in Weekday}
    pinned = {pin.weekday for pin in season.pins if pin.stop == stop.key}
    allowed = {}
    for visits in range(stop.visits_min, stop.visits_max + 1):
        for days in combinations([day for day in Weekday if by_day[day]], visits):
            apart = all(days_apart(a, b) >= season.terms.spacing_days for a, b in combinations(days, 2))
            if apart and pinned <= set(days) and (lengths := _together(stop, season, [by_day[day] for day in days])):
                allowed[days] = lengths
    return allowed


def _together(stop: Stop, season: Season, by_day: list[frozenset[int]]) -> tuple[int, ...]:
    """The lengths that all the days allow, and that the season gives guests for."""
    lengths = tuple(minutes for minutes in stop.lengths if all(minutes in one for one in by_day))
    if by_day and lengths and is_outright(stop, season):
        return tuple(minutes for minutes in lengths if (stop.key, len(by_day), minutes) in season.reach)
    return lengths


def _lengths_on(stop: Stop, season: Season, day: Weekday) -> frozenset[int]:
    """Rules 3, 4, 5, 15 and 16 on one weekday: the lengths with a start on the step, in a window, as the pins say."""
    if any(wish.stop == stop.key and wish.weekday in (None, day) for wish in season.forbidden):
        return frozenset()
    windows = [window for window in stop.windows if window.weekday == day]
    pins = [pin for pin in season.pins if pin.stop == stop.key and pin.weekday == day]
    starts = {pin.starts for pin in pins if pin.starts is not None}
    lengths = {pin.minutes for pin in pins if pin.minutes is not None}
    step = season.terms.leg_step_minutes
    found = set()
    for window in windows:
        start = min(starts) if starts else -(-window.opens // step) * step  # the earliest leaves most time
        if len(starts) <= 1 and start % step == 0 and start >= window.opens:
            found |= {minutes for minutes in stop.lengths if start + minutes <= window.closes and lengths <= {minutes}}
    return frozenset(found)
