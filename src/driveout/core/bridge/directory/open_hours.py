"""When help is open. The standard has no exceptions of its own, so they are rows between two dates.

Of the rows that speak of a day those of the shortest period hold, alone: “closed 24 December” stands over “July”, and
that over “always”. A row that says nothing of a day leaves it to the others. Door and telephone are asked apart, and a
row of nothing but “closed” is of both. On a public holiday only rows of a period hold, and hours that never end.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from driveout.core.words import MINUTES_A_DAY, By, OpenRule

ENDLESS = 10**6  # days: longer than any period that somebody writes
LOOK_AHEAD = 62  # days: longer than a month's turn


@dataclass(frozen=True, slots=True)
class Stretch:
    """Open from one moment to another (UTC), and how one comes to it."""

    starts: datetime
    ends: datetime
    by: By


def speaks_of(rule: OpenRule, day: date) -> bool:
    """Does the row say anything of that day?"""
    if (rule.first and day < rule.first) or (rule.last and day > rule.last):
        return False
    if rule.month_days:
        left = (_next_month(day) - day).days  # 1 on the last day
        return _in_turn(rule, day) and (day.day in rule.month_days or -left in rule.month_days)
    if not rule.weekdays:
        return _in_turn(rule, day)
    turns = rule.nth or (0,) * len(rule.weekdays)
    fits = any(day.weekday() == weekday and _is_nth(day, n) for weekday, n in zip(rule.weekdays, turns, strict=True))
    return fits and _in_turn(rule, day)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _is_nth(day: date, n: int) -> bool:
    """Is it the n-th of its weekday in the month? From the end below 0; 0 is any."""
    if n == 0:
        return True
    from_end = -(((_next_month(day) - day).days - 1) // 7 + 1)
    return n in ((day.day - 1) // 7 + 1, from_end)


def _in_turn(rule: OpenRule, day: date) -> bool:
    if rule.every == 1:
        return True
    since = rule.since or rule.first or date(1970, 1, 5)
    if rule.monthly:
        return (12 * (day.year - since.year) + day.month - since.month) % rule.every == 0
    monday, first = (at - timedelta(at.weekday()) for at in (day, since))
    return ((monday - first).days // 7) % rule.every == 0


def never_closes(rules: Iterable[OpenRule]) -> bool:
    """Is it open at every minute of every day, whatever else is written?"""
    whole = {(day, rule.by) for rule in rules if _whole_day(rule) for day in rule.weekdays or range(7)}
    return any(all((day, by) in whole for day in range(7)) for by in By)


def _whole_day(rule: OpenRule) -> bool:
    always = not (rule.first or rule.last or rule.nth or rule.month_days) and rule.every == 1
    return always and rule.opens is not None and (rule.opens, (rule.closes or 0) % MINUTES_A_DAY) == (0, 0)


def holding(rules: Sequence[OpenRule], day: date, *, is_holiday: bool = False) -> list[OpenRule]:
    """The rows that hold on a day, those of closing left out."""
    said = [rule for rule in rules if speaks_of(rule, day)]
    if is_holiday and not never_closes(rules):
        said = [rule for rule in said if rule.is_exact]
    found = []
    for by in By:
        here = [rule for rule in said if rule.by is by or rule.is_closed]
        shortest = min((_length(rule) for rule in here), default=0)
        holds = [rule for rule in here if _length(rule) == shortest]
        if not any(rule.is_closed for rule in holds):
            found += [rule for rule in holds if rule.by is by]
    return found


def _length(rule: OpenRule) -> int:
    """Days for which the row is valid."""
    return (rule.last - rule.first).days + 1 if rule.first and rule.last else ENDLESS


def minutes_on(rules: Sequence[OpenRule], day: date, *, is_holiday: bool = False) -> list[tuple[int, int, By]]:
    """From and to which minute of the day's clock, and how; past midnight the end is above 1,440."""
    return [(rule.opens or 0, _end(rule), rule.by) for rule in holding(rules, day, is_holiday=is_holiday)]


def _end(rule: OpenRule) -> int:
    opens, closes = rule.opens or 0, rule.closes or 0
    return closes if closes > opens else closes + MINUTES_A_DAY


def stretches_on(
    rules: Sequence[OpenRule], day: date, zone: ZoneInfo, holidays: Collection[date] = ()
) -> list[Stretch]:
    """Every stretch that begins on that day, as moments of world time: the night that loses an hour has one less."""
    found = minutes_on(rules, day, is_holiday=day in holidays)
    made = [Stretch(_moment(day, start, zone), _moment(day, end, zone), by) for start, end, by in found]
    return sorted((one for one in made if one.starts < one.ends), key=lambda one: (one.starts, one.ends, one.by))


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The clock on the wall as world time. An hour that is told twice is the first; one that is not there, the next."""
    on, left = day + timedelta(minute // MINUTES_A_DAY), minute % MINUTES_A_DAY
    return datetime(on.year, on.month, on.day, left // 60, left % 60, tzinfo=zone).astimezone(UTC)


def open_at(
    rules: Sequence[OpenRule], moment: datetime, zone: ZoneInfo, holidays: Collection[date] = ()
) -> Stretch | None:
    """What is open at a moment, on to where the last that joins it ends; a door before a telephone. None: closed."""
    today = moment.astimezone(zone).date()
    near = [one for n in (-1, 0, 1) for one in stretches_on(rules, today + timedelta(n), zone, holidays)]
    here = [one for one in near if one.starts <= moment < one.ends]
    if not here:
        return None
    by = By.DOOR if any(one.by is By.DOOR for one in here) else By.PHONE
    same = [one for one in near if one.by is by]
    found = max((one for one in here if one.by is by), key=lambda one: one.ends)
    while longer := [one for one in same if one.starts <= found.ends < one.ends]:
        found = Stretch(found.starts, max(one.ends for one in longer), by)
    return found


def next_opening(
    rules: Sequence[OpenRule], moment: datetime, zone: ZoneInfo, holidays: Collection[date] = ()
) -> Stretch | None:
    """The next stretch that begins after a moment, within two months; None where nobody knows of one."""
    today = moment.astimezone(zone).date()
    for n in range(LOOK_AHEAD):
        for one in stretches_on(rules, today + timedelta(n), zone, holidays):
            if one.starts > moment:
                return one
    return None
