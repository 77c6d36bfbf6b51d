"""Which day somebody means: “fredag 4. december”, “4/12”, “i morgen”, “uge 49”. Danish and English."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from driveout.core.words.time import Weekday
from driveout.core.words.written import alike

AHEAD = {
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i morgen": 1,
    "imorgen": 1,
    "tomorrow": 1,
    "i overmorgen": 2,
    "overmorgen": 2,
    "i går": -1,
    "igår": -1,
    "yesterday": -1,
}
MONTHS = (
    *("januar january", "februar february", "marts march", "april", "maj may", "juni june", "juli july"),
    *("august", "september", "oktober october", "november", "december"),
)
LEAST_LETTERS = 3  # of a month or a weekday
NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?(?:\s*[./ -]\s*(\d{4}|\d{2}))?")
WRITTEN = re.compile(
    r"(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s*([^\W\d]+)|([^\W\d]+)\s+(\d{1,2})(?:st|nd|rd|th)?),?\.?(?:\s+(\d{4}))?"
)
WEEK = re.compile(r"(?:uge|week)\s*(\d{1,2})(?:,?\s+(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Meant:
    """A day, or with `week` the week that begins then."""

    day: date
    week: bool = False


def day_meant(text: str, today: date) -> Meant | None:
    """The day or week, or None for what is none. Without a year it is the nearest; a weekday alone is the next one."""
    said = alike(text).strip(" ?!,")
    if said in AHEAD:
        return Meant(today + timedelta(days=AHEAD[said]))
    if found := WEEK.fullmatch(said):
        return _week(int(found[1]), int(found[2]) if found[2] else None, today)
    weekday, rest = _weekday_first(said)
    if weekday is not None and not rest:
        return Meant(today + timedelta(days=(weekday - today.weekday()) % 7))
    day = _dated(re.sub(r"^(den|d\.|the)\s+", "", rest), today)
    return Meant(day) if day else None


def _weekday_first(said: str) -> tuple[Weekday | None, str]:
    """“fredag 4. december” → Friday and “4. december”. The weekday of a date is not held against whoever wrote it."""
    first, _, rest = said.partition(" ")
    first = first.strip(".,")
    for weekday in Weekday:
        if len(first) >= LEAST_LETTERS and any(
            name.casefold().startswith(first) for name in (weekday.danish, weekday.english)
        ):
            return weekday, rest.strip(" ,")
    return None, said


def _dated(said: str, today: date) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMBERS.fullmatch(said):
        day, month, year = int(found[1]), int(found[2]), found[3]
    elif found := WRITTEN.fullmatch(said):
        named = _month(found[2] or found[3])
        if named is None:
            return None
        day, month, year = int(found[1] or found[4]), named, found[5]
    else:
        return None
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _nearest([_made(today.year + off, month, day) for off in (-1, 0, 1)], today)


def _month(name: str) -> int | None:
    if len(name) < LEAST_LETTERS:
        return None
    return next(
        (n for n, names in enumerate(MONTHS, start=1) if any(word.startswith(name) for word in names.split())), None
    )


def _week(number: int, year: int | None, today: date) -> Meant | None:
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    day = _nearest([_monday(one, number) for one in years], today)
    return Meant(day, week=True) if day else None


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(days: list[date | None], today: date) -> date | None:
    return min((day for day in days if day), key=lambda day: abs(day - today), default=None)
