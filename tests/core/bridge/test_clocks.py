"""Promises are ours and rights are the law's; each has its unit, its start and its days, and they are never mixed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.bridge.clocks import LAW, OURS, READ_ON, due_at, is_soon, promise, rights
from driveout.core.words import Clock, NeedKind, Nonsense, ReferralState, Unit

HERE = ZoneInfo("Europe/Copenhagen")
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=HERE)


def clock(length, unit):
    return Clock("x", length, unit, "then", OURS)


@pytest.mark.parametrize(
    ("length", "unit", "ends"),
    [(1, Unit.DAY, 28), (1, Unit.WEEKDAY, 28), (2, Unit.WEEKDAY, 30), (1, Unit.WORKING_DAY, 30), (3, Unit.DAY, 30)],
)
def test_a_weekday_is_a_saturday_too_and_a_working_day_is_not(length, unit, ends):
    due = due_at(clock(length, unit), FRIDAY)
    assert due == datetime(2026, 11, ends, tzinfo=HERE) + timedelta(days=1)


def test_holidays_do_not_count_where_days_of_work_do():
    before = datetime(2026, 12, 23, 9, tzinfo=HERE)
    christmas = {date(2026, 12, 25), date(2026, 12, 26)}
    assert due_at(clock(2, Unit.WORKING_DAY), before, christmas).date() == date(2026, 12, 29)
    assert due_at(clock(2, Unit.DAY), before, christmas).date() == date(2026, 12, 26)
    assert due_at(clock(24, Unit.HOUR), before, christmas) == before + timedelta(hours=24)


@given(st.integers(1, 40), st.sampled_from([Unit.DAY, Unit.WEEKDAY, Unit.WORKING_DAY]), st.integers(0, 400))
def test_a_clock_counts_as_a_slow_one_does(length, unit, days):
    start = FRIDAY + timedelta(days=days)
    counted, day = 0, start.date()
    while counted < length:
        day += timedelta(days=1)
        counted += {Unit.DAY: 7, Unit.WEEKDAY: 6, Unit.WORKING_DAY: 5}[unit] > day.weekday()
    assert due_at(clock(length, unit), start).date() == day + timedelta(days=1)


def test_a_right_is_never_a_promise():
    ours = {promise(state, need) for state in ReferralState for need in NeedKind} - {None}
    assert all(not one.is_law and one.source == OURS for one in ours)
    assert date(2026, 11, 29) == READ_ON and all(one.is_law and one.source.startswith("V") for one in LAW)
    assert {one.key for one in ours}.isdisjoint(one.key for one in LAW)


def test_the_laws_own_clocks_hold_on_their_days():
    named = {one.key: one for one in rights(NeedKind.ADDICTION, date(2026, 12, 1))}
    assert (named["addiction treatment"].length, named["addiction treatment"].starts) == (14, "contact")
    assert named["integrated treatment"].starts == "the region receives the referral"
    assert named["complaint"].must_arrive and named["complaint"].length == 28
    assert "integrated treatment" not in {one.key for one in rights(NeedKind.ADDICTION, date(2024, 8, 31))}


def test_a_clock_that_ends_before_it_begins_is_nonsense():
    with pytest.raises(Nonsense):
        Clock("x", 1, Unit.DAY, "then", OURS, valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1))


def test_the_last_fifth_is_soon():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    due = start + timedelta(hours=10)
    assert not is_soon(start, due, start + timedelta(hours=7.9)) and is_soon(start, due, start + timedelta(hours=8))


@pytest.mark.parametrize(("month", "day", "hour"), [(3, 28, 13), (10, 24, 11)])
def test_hours_are_counted_over_the_night_the_clock_is_moved(month, day, hour):
    start = datetime(2026, month, day, 12, tzinfo=HERE)
    due = due_at(clock(24, Unit.HOUR), start)
    assert due == start.astimezone(UTC) + timedelta(hours=24) and (due.hour, due.tzinfo) == (hour, HERE)
