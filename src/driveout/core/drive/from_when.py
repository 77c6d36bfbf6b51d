"""From which date a changed plan holds: guests and crew have planned their days by the old one."""

from datetime import date, timedelta

USUAL_DAYS = 14  # a fortnight: nobody who comes every week hears of it too late
LEAST_DAYS = 7  # with a person's yes; anything sooner is a day's repair, with a reason that guests read


def usual_first(today: date) -> date:
    """The first Monday that is at least a fortnight ahead."""
    first = today + timedelta(days=USUAL_DAYS)
    return first + timedelta(days=-first.weekday() % 7)


def is_too_soon(first: date, today: date) -> bool:
    """Is it sooner than any plan may change what was promised?"""
    return first < today + timedelta(days=LEAST_DAYS)


def needs_yes(first: date, today: date) -> bool:
    """Is it soon enough that a person has to say yes to that too?"""
    return first < today + timedelta(days=USUAL_DAYS)
