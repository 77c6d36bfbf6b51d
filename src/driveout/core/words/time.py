"""Weekdays and minutes of the day. Monday is 0; 10.30 is minute 630."""

from enum import IntEnum

from driveout.core.words.sense import Nonsense

MINUTES_A_DAY = 24 * 60


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


def clock_iso(minute: int) -> str:
    """Minute of the day for machines: 630 → "10:30"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of_day(text: str) -> int:
    """Read "10", "10.30", "10:30" or "10,30" as a minute of the day; Nonsense otherwise."""
    hours, _, minutes = (
        text.strip().lower().removeprefix("kl.").strip().replace(":", ".").replace(",", ".").partition(".")
    )
    if not hours.isdigit() or not (minutes.isdigit() or minutes == "") or len(minutes) > 2:
        raise Nonsense(f"“{text}” is not a time of day. Write for example 10.30.")
    minute = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) > 59 or minute > MINUTES_A_DAY:
        raise Nonsense(f"“{text}” is not a time of day. Write for example 10.30.")
    return minute
