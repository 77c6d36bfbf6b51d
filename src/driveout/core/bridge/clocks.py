"""Clocks: our promises for each kind of need and state, and the law's own beside them. They are never mixed.

A law's clock is data, read from a public page on a day; it ends where the rule is known to change, and what is read of
it on the staff side waits for a lawyer. A promise that breaks tells a human; a right that breaks offers the complaint.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from driveout.core.words import Clock, NeedKind, ReferralState, Unit

OURS = "ours"
READ_ON = date(2026, 11, 29)  # the day on which the public pages were read
DAY_BEGINS = time(0)
SATURDAY, SUNDAY = 5, 6

# How soon a receiver is to answer, in working days; what cannot wait is shorter.
_ANSWER_DAYS = {
    NeedKind.DEBT: 5,
    NeedKind.LEGAL: 5,
    NeedKind.ADDICTION: 3,
    NeedKind.HEALTH: 3,
    NeedKind.HOUSING: 2,
    NeedKind.COMPANY: 7,
    NeedKind.FAMILY: 5,
    NeedKind.WORK: 7,
    NeedKind.OTHER: 5,
}
_S = ReferralState
_PROMISES: dict[ReferralState, tuple[int, Unit, str]] = {
    _S.DRAFT: (3, Unit.WORKING_DAY, "the wish"),
    _S.CONSENTED: (1, Unit.WORKING_DAY, "the yes"),
    _S.ACCEPTED: (5, Unit.WORKING_DAY, "the receiver's yes"),
    _S.PASSED_ON: (2, Unit.WORKING_DAY, "the answer"),
    _S.FULL: (2, Unit.WORKING_DAY, "the answer"),
    _S.APPOINTMENT: (1, Unit.WORKING_DAY, "the appointment"),
    _S.MET: (14, Unit.DAY, "the meeting"),
    _S.MISSED: (1, Unit.DAY, "the missed meeting"),
    _S.ARRIVED: (91, Unit.DAY, "the arrival"),
    _S.STILL_THERE: (91, Unit.DAY, "the last time somebody asked"),
    _S.ON_HOLD: (30, Unit.DAY, "the pause"),
    _S.REOPENED: (2, Unit.WORKING_DAY, "the new wish"),
}


def promise(state: ReferralState, need: NeedKind) -> Clock | None:
    """What we promise of a thread in that state; None where it is over."""
    if state in (_S.SENT, _S.OPENED):
        return Clock(f"answer {need}", _ANSWER_DAYS[need], Unit.WORKING_DAY, "sending", OURS)
    if state not in _PROMISES:
        return None
    length, unit, starts = _PROMISES[state]
    return Clock(state.value, length, unit, starts, OURS)


def _law(
    key: str, length: int, unit: Unit, starts: str, source: str, *, arrive: bool = False, since: date | None = None
) -> Clock:
    return Clock(key, length, unit, starts, source, is_law=True, must_arrive=arrive, valid_from=since)


# Research of 29 November 2026 (deeper facts, 11); V-numbers are its sources. Benefit rules end with 2026: not here.
LAW = (
    _law("addiction treatment", 14, Unit.DAY, "contact", "V8 V9"),
    _law("integrated treatment", 14, Unit.DAY, "the region receives the referral", "V13", since=date(2024, 9, 1)),
    _law("complaint", 28, Unit.DAY, "the decision was received", "V39 V40", arrive=True),
    _law("review of a complaint", 28, Unit.DAY, "the complaint was received", "V39 V40"),
    _law("seeing one's file", 7, Unit.WORKING_DAY, "the request", "V42"),
    _law("report of concern judged", 24, Unit.HOUR, "the report was received", "V47"),
    _law("report of concern acknowledged", 6, Unit.WEEKDAY, "the report was received", "V48"),
    _law("shelter tells the municipality", 3, Unit.WEEKDAY, "admission", "V38"),
)
_OF_NEED: Mapping[NeedKind, tuple[str, ...]] = MappingProxyType(
    {
        NeedKind.ADDICTION: ("addiction treatment", "integrated treatment", "complaint"),
        NeedKind.HEALTH: ("integrated treatment", "complaint"),
        NeedKind.LEGAL: ("complaint", "review of a complaint", "seeing one's file"),
        NeedKind.DEBT: ("complaint", "seeing one's file"),
        NeedKind.HOUSING: ("complaint", "shelter tells the municipality"),
        NeedKind.FAMILY: ("complaint", "seeing one's file"),
        NeedKind.WORK: ("complaint", "seeing one's file"),
    }
)


def rights(need: NeedKind, day: date) -> tuple[Clock, ...]:
    """The law's clocks that may matter for such a need, as they are read on that day."""
    keys = _OF_NEED.get(need, ())
    return tuple(clock for clock in LAW if clock.key in keys and clock.holds(day))


def due_at(clock: Clock, start: datetime, holidays: Collection[date] = ()) -> datetime:
    """When it has run out. `start`: with its zone. Hours are counted from the moment; days are whole: it runs out when
    the last of them has ended, and the day it starts on does not count. `holidays`: public ones, for weekdays and
    working days."""
    if clock.unit is Unit.HOUR:
        return (start.astimezone(UTC) + timedelta(hours=clock.length)).astimezone(start.tzinfo)
    day = start.date()
    left = clock.length
    while left:
        day += timedelta(days=1)
        left -= _counts(day, clock.unit, holidays)
    return datetime.combine(day + timedelta(days=1), DAY_BEGINS, start.tzinfo)


def _counts(day: date, unit: Unit, holidays: Collection[date]) -> bool:
    if unit is Unit.DAY:
        return True
    last = SATURDAY if unit is Unit.WEEKDAY else SATURDAY - 1
    return day.weekday() <= last and day not in holidays


SOON = 5  # the last fifth


def is_soon(start: datetime, due: datetime, now: datetime) -> bool:
    """Is it in its last fifth, or over?"""
    return now >= due - (due - start) / SOON
