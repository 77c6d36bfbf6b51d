"""Weekdays and minutes of the day. Monday is 0; 10.30 is minute 630."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import IntEnum

from driveout.core.words.sense import Nonsense
from driveout.core.words.written import as_seen

MINUTES_A_DAY = 24 * 60
KLOKKEN = re.compile(r"\bkl(?:okken)?[.:]?\s*(?=\d)", re.IGNORECASE)
CLOCK = re.compile(r"([0-9]{1,2})(?:([.:,])([0-9]{0,2}))?")
LENGTH = re.compile(r"([0-9]{1,3})([.:,])([0-5][0-9])")
PARTS = ("25", "33", "50")  # how a quarter, a third and a half of an hour end as a number, and minutes may end too


class Weekday(IntEnum):
    """ISO order, Monday = 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def danish(self) -> str:
        return ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")[self]

    @property
    def english(self) -> str:
        return self.name.capitalize()


def clock(minute: int) -> str:
    """Minute of the day as people read it in Danish: 600 → "10", 630 → "10.30"."""
    hours, minutes = divmod(minute, 60)
    return f"{hours}.{minutes:02d}" if minutes else f"{hours}"


def day_and_minute(here: datetime) -> tuple[date, int]:
    """The day and the minute of it, in the zone that the moment is in: as hours of cafés and shifts are told."""
    return here.date(), 60 * here.hour + here.minute


def clock_iso(minute: int) -> str:
    """Minute of the day for machines: 630 → "10:30"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


class TwoWays(Nonsense):
    """Nobody can know which is meant. `readings`: what it may mean, as people write it; `danish`: as they do there."""

    def __init__(self, text: str, readings: Sequence[str], danish: Sequence[str] = ()) -> None:
        self.text, self.readings, self.danish = text, tuple(readings), tuple(danish or readings)
        super().__init__(f"“{text}” can be read in two ways: {' or '.join(readings)}.")


def minute_of_day(text: str, *, decimal: bool = False) -> int:
    """Read "10", "10.30", "10:30", "10,30" or "kl 10.30" as a minute of the day; Nonsense otherwise.

    TwoWays where somebody may have written hours as a number: 12.5 is half past twelve, or 12.50 without its nought.
    `decimal`: it was a number, as a cell of a workbook holds it.
    """
    bare = without_klokken(as_seen(text))
    found = CLOCK.fullmatch(bare)
    if not found:
        raise Nonsense(f"“{text}” is not a time of day. Write for example 10.30.")
    hours, sign, minutes = int(found[1]), found[2] or "", found[3] or "0"
    minute = 60 * hours + int(minutes)
    readings = _readings(hours, sign, minutes, decimal=decimal)
    if len(readings) > 1:
        danish = [f"{one // 60}.{one % 60:02d}" for one in readings]
        raise TwoWays(bare, [clock_iso(one) for one in readings], danish)
    if int(minutes) > 59 or minute > MINUTES_A_DAY:
        raise Nonsense(f"“{text}” is not a time of day. Write for example 10.30.")
    return minute


def without_klokken(text: str) -> str:
    """“kl. 10.30”, “kl 10.30” and “klokken 10.30” are 10.30, wherever in the text they stand."""
    return KLOKKEN.sub("", text).strip()


def _readings(hours: int, sign: str, minutes: str, *, decimal: bool) -> list[int]:
    """The minutes of the day it may mean, the likeliest first."""
    part = round(60 * int(minutes) / 10 ** len(minutes))  # 12.5 hours
    if len(minutes) == 1:
        told = [part, 10 * int(minutes)] if sign != ":" else [10 * int(minutes), int(minutes)]
        told += [int(minutes)]
    elif (sign == "," or decimal) and minutes in PARTS:
        told = [part, int(minutes)]
    else:
        return []
    within = [60 * hours + one for one in told if one < 60 and 60 * hours + one <= MINUTES_A_DAY]
    return list(dict.fromkeys(within))[:2]


def hours_iso(minutes: int) -> str:
    """A length: 450 → "7:30"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def hours_as_clock(text: str) -> int | None:
    """A length written as 7:30, in minutes; None where it is a number of hours or nothing. TwoWays: 7.30 may be half
    past, or three tenths; a number with a comma is one unless it ends in a nought, as no number does."""
    found = LENGTH.fullmatch(as_seen(text).strip())
    if not found:
        return None
    hours, sign, part = 60 * int(found[1]), found[2], found[3]
    if sign == ":":
        return hours + int(part)
    if part == "00" or (sign == "," and (part == "50" or part[1] != "0")):
        return None
    readings = dict.fromkeys((hours + int(part), hours + round(60 * int(part) / 100)))
    raise TwoWays(text.strip(), list(map(hours_iso, readings)))
