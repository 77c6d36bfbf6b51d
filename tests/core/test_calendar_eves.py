"""24 and 31 December are no public holidays, and yet nobody is at work: they are told where somebody would drive."""

from dataclasses import replace
from datetime import date

import pytest

from driveout.core.plan.calendar import shut_anyway
from driveout.core.simulate.small_town import small_town
from driveout.core.words import MONDAY_TO_FRIDAY, Season


def season(first: date, weeks: int, *closed: date, holidays: str = "DK") -> Season:
    town = small_town()
    return replace(
        town, first_day=first, weeks=weeks, closed_dates=closed, terms=replace(town.terms, holidays=holidays)
    )


@pytest.mark.parametrize(
    ("first", "weeks", "told"),
    [
        (date(2026, 12, 14), 5, [(2026, 24), (2026, 31)]),  # two Thursdays
        (date(2027, 11, 1), 60, [(2027, 24), (2027, 31)]),  # Fridays; a year later a Sunday
        (date(2028, 12, 4), 3, []),
        (date(2026, 12, 25), 1, [(2026, 31)]),
        (date(2026, 3, 2), 8, []),
    ],
)
def test_both_eves_are_told_where_they_are_worked(first, weeks, told):
    found = shut_anyway(season(first, weeks), MONDAY_TO_FRIDAY)
    assert [(day.year, day.day) for day in found] == told and all(day.month == 12 for day in found)


def test_not_where_they_are_closed_already_or_nobody_drives_or_other_holidays_are_kept():
    christmas, new_year = date(2026, 12, 24), date(2026, 12, 31)
    assert shut_anyway(season(date(2026, 12, 14), 5, christmas), MONDAY_TO_FRIDAY) == (new_year,)
    assert shut_anyway(season(date(2026, 12, 14), 5), {0, 1}) == ()
    assert shut_anyway(season(date(2026, 12, 14), 5, holidays=""), MONDAY_TO_FRIDAY) == ()
    assert shut_anyway(replace(season(christmas, 5), first_day=None), MONDAY_TO_FRIDAY) == ()
