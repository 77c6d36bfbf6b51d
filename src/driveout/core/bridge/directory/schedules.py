"""A row of the standard's schedules as an opening rule, and what of it could not be read.

Hours have no format in the standard: the clock on the wall is read, whatever offset stands behind it. `timezone` is a
number there, and one number cannot be right in summer and winter: it is not read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from driveout.core.bridge.directory.open_hours import speaks_of
from driveout.core.words import MINUTES_A_DAY, By, Nonsense, OpenRule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BY_PHONE = ("phone", "telefon", "virtual", "online", "telephone", "chat", "ring")
NOT_READ = ("byweekno", "byyearday")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_TURN = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


def clock(text: str) -> int | None:
    """“9:00”, “09.00”, “09:00:00Z” as a minute of the day; None for what is no hour."""
    found = _CLOCK.fullmatch(text.strip())
    minute = 60 * int(found[1]) + int(found[2]) if found and int(found[2]) < 60 else -1
    return minute if 0 <= minute <= MINUTES_A_DAY else None


def offset(text: str) -> str:
    """What stands behind the hour; empty where nothing does."""
    found = _CLOCK.fullmatch(text.strip())
    return (found[3] or "") if found else ""


def day(text: Any) -> date | None:
    """A date, also as the head of a moment; None for what is none."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def rule_of(row: Mapping[str, Any]) -> OpenRule | None:
    """The rule; None where the row says nothing of hours (a link, a remark). Nonsense where it cannot be read."""
    if odd := [name for name in NOT_READ if row.get(name)]:
        raise Nonsense(f"{odd[0]}: such a rule is not read.")
    opens, closes = (_minute(row, name) for name in ("opens_at", "closes_at"))
    first, last, since = (_date(row, name) for name in ("valid_from", "valid_to", "dtstart"))
    until = _date(row, "until")
    last = min(filter(None, (last, until)), default=None)
    weekdays, turns = _weekdays(str(row.get("byday") or ""))
    month_days = _numbers(row, "bymonthday")
    freq = str(row.get("freq") or "")
    if opens is None and closes is None and not (first and last) and not _says_closed(row):
        return None
    if (opens is None) != (closes is None):
        raise Nonsense("opens_at: an hour to open needs one to close, and the other way round.")
    if not weekdays and not month_days and since:
        if freq == "WEEKLY":
            weekdays, turns = (since.weekday(),), (0,)
        elif freq == "MONTHLY":
            month_days = (since.day,)
        else:
            first, last = since, until or since
    every = row.get("interval") or 1
    rule = OpenRule(
        weekdays=weekdays, nth=turns if any(turns) else (), month_days=month_days, monthly=freq == "MONTHLY",
        opens=None if opens == closes is None else (opens or 0) % MINUTES_A_DAY, closes=closes,
        by=_how(row), first=max(filter(None, (first, since)), default=None), last=last,
        every=int(every), since=since,
    )  # fmt: skip
    return _counted(rule, row.get("count"))


def _says_closed(row: Mapping[str, Any]) -> bool:
    said = f"{row.get('description') or ''} {row.get('notes') or ''}".casefold()
    return bool(re.search(r"\b(lukket|closed)\b", said)) and bool(row.get("byday"))


def _minute(row: Mapping[str, Any], name: str) -> int | None:
    if not row.get(name):
        return None
    found = clock(str(row[name]))
    if found is None:
        raise Nonsense(f"{name}: “{row[name]}” is no hour. Write for example 09:00.")
    return found


def _date(row: Mapping[str, Any], name: str) -> date | None:
    if not row.get(name):
        return None
    found = day(row[name])
    if found is None:
        raise Nonsense(f"{name}: “{row[name]}” is no date. Write for example 2026-12-24.")
    return found


def _weekdays(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    parts = [part.strip().upper() for part in text.split(",") if part.strip()]
    found = [_TURN.fullmatch(part) for part in parts]
    if not all(found):
        raise Nonsense(f"byday: “{text}” are no weekdays. Write for example MO,TU or 1MO.")
    pairs = dict.fromkeys((DAYS.index(one[2]), int(one[1] or 0)) for one in found if one)
    return tuple(weekday for weekday, _n in pairs), tuple(n for _weekday, n in pairs)


def _numbers(row: Mapping[str, Any], name: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in str(row.get(name) or "").split(",") if part.strip())
    except ValueError:
        raise Nonsense(f"{name}: “{row[name]}” are no days of a month.") from None


def _how(row: Mapping[str, Any]) -> By:
    said = str(row.get("attending_type") or "").casefold()
    return By.PHONE if any(word in said for word in BY_PHONE) else By.DOOR


def _counted(rule: OpenRule, count: Any) -> OpenRule:
    """A rule of so many times ends on the day of the last."""
    start = rule.since or rule.first
    if not count or start is None:
        return rule
    left, at = int(count), start
    for _n in range(3660):
        left -= speaks_of(rule, at)
        if left == 0:
            return replace(rule, last=min(rule.last or at, at))
        at += timedelta(1)
    return rule


def rules_of(rows: Iterable[Mapping[str, Any]]) -> tuple[list[OpenRule], int]:
    """The rules of some rows, and how many of the rows nobody could read: then the hours are not known for sure."""
    found, unread = [], 0
    for row in rows:
        try:
            rule = rule_of(row)
        except (Nonsense, ValueError, OverflowError):
            unread += 1
        else:
            found += [rule] if rule else []
    return found, unread
