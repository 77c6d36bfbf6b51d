"""The week as its 168 hours: when one service is open, and when at least one of several is; and when none is."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from driveout.core.bridge.directory.open_hours import minutes_on
from driveout.core.words import MINUTES_A_DAY, By, OpenRule

HOURS = 168
_HOUR = (1 << 60) - 1
_WEEK = (1 << 7 * MINUTES_A_DAY) - 1


def _minutes(rules: Sequence[OpenRule], monday: date, holidays: Collection[date], by: By | None) -> int:
    """One bit for each minute of the wall's week that is open; the Sunday before may reach into it."""
    found = 0
    for n in range(-1, 7):
        day = monday + timedelta(n)
        for start, end, how in minutes_on(rules, day, is_holiday=day in holidays):
            if by in (None, how):
                bits = ((1 << end - start) - 1) << start
                found |= bits << n * MINUTES_A_DAY if n >= 0 else bits >> MINUTES_A_DAY
    return found & _WEEK


def week_of(rules: Sequence[OpenRule], monday: date, holidays: Collection[date] = ()) -> list[By | None]:
    """For each of the 168 hours from Monday 0.00 how one gets in at any minute of it: by a door before a telephone."""
    door, phone = (_minutes(rules, monday, holidays, by) for by in By)
    return [
        By.DOOR if door >> 60 * hour & _HOUR else By.PHONE if phone >> 60 * hour & _HOUR else None
        for hour in range(HOURS)
    ]


def hours_open(rules: Sequence[OpenRule], monday: date, holidays: Collection[date] = ()) -> float:
    """How many hours of that week it is open, one way or another."""
    return _minutes(rules, monday, holidays, None).bit_count() / 60


def coverage(services: Iterable[Sequence[OpenRule]], monday: date, holidays: Collection[date] = ()) -> list[int]:
    """For each of the 168 hours how many services are open in the whole of it."""
    weeks = [_minutes(rules, monday, holidays, None) for rules in services]
    return [sum(week >> 60 * hour & _HOUR == _HOUR for week in weeks) for hour in range(HOURS)]


def gaps(
    services: Iterable[Sequence[OpenRule]], monday: date, holidays: Collection[date] = ()
) -> list[tuple[int, int]]:
    """From and to which minute of the week (0 is Monday 0.00) nobody at all is there, in order."""
    covered = 0
    for rules in services:
        covered |= _minutes(rules, monday, holidays, None)
    found, at, end = [], 0, 7 * MINUTES_A_DAY
    open_ = _WEEK & ~covered
    while open_ >> at:
        at += ((open_ >> at) & -(open_ >> at)).bit_length() - 1
        closed_run = ~(open_ >> at)
        length = min((closed_run & -closed_run).bit_length() - 1, end - at)
        found.append((at, at + length))
        at += length
    return found
