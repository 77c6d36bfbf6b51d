"""When help is open: beside a slow twin that looks at every minute, and by hand where people would be surprised."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.bridge.directory import age_of, coverage, gaps, hours_open, next_opening, open_at, week_of
from driveout.core.words import By, Nonsense, OpenRule

ZONE = ZoneInfo("Europe/Copenhagen")
MONDAY = date(2026, 12, 21)
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 26)}
WEEKDAYS = OpenRule((0, 1, 2, 3, 4), 600, 960)


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def is_open_twin(rules, moment, holidays):
    """Minute by minute, by the rule as it is written: no stretch is ever made. The wall's clock of that moment."""
    here = moment.astimezone(ZONE).replace(tzinfo=None)
    for back in (0, 1):
        day = here.date() - timedelta(back)
        minute = 60 * here.hour + here.minute + 1440 * back
        for by in By:
            said = []
            for rule in rules:
                fits = not rule.weekdays or day.weekday() in rule.weekdays
                inside = (rule.first is None or rule.first <= day) and (rule.last is None or day <= rule.last)
                if fits and inside and (rule.by is by or rule.opens is None):
                    said.append(rule)
            if day in holidays:
                said = [rule for rule in said if rule.first and rule.last]
            if not said:
                continue
            length = min((r.last - r.first).days if r.first and r.last else 10**9 for r in said)
            said = [r for r in said if ((r.last - r.first).days if r.first and r.last else 10**9) == length]
            if any(rule.opens is None for rule in said):
                continue
            for rule in said:
                end = rule.closes if rule.closes > rule.opens else rule.closes + 1440
                if rule.opens <= minute < end:
                    return True
    return False


DATES = st.dates(date(2026, 12, 14), date(2027, 1, 10))


@st.composite
def rules(draw):
    weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=5))))
    first, last = sorted((draw(DATES), draw(DATES)))
    span = draw(st.sampled_from(("always", "both", "from")))
    bounds = {"always": (None, None), "both": (first, last), "from": (first, None)}[span]
    if span == "both" and draw(st.booleans()):
        return OpenRule(weekdays, None, None, first=first, last=last)
    opens, closes = draw(st.integers(0, 47)) * 30, draw(st.integers(0, 48)) * 30
    return OpenRule(weekdays, opens, closes, draw(st.sampled_from(By)), *bounds)


@given(
    st.lists(rules(), max_size=5),
    st.datetimes(datetime(2026, 12, 15), datetime(2027, 1, 8)),
    st.sets(DATES, max_size=3),
)
def test_open_at_a_moment_is_what_the_slow_twin_says(rows, when, holidays):
    whole = any(not r.weekdays and not r.first and r.opens == 0 and (r.closes or 0) % 1440 == 0 and r.opens is not None
                for r in rows)  # fmt: skip
    if whole:
        holidays = set()
    moment = when.replace(tzinfo=UTC, second=0, microsecond=0)
    found = open_at(rows, moment, ZONE, holidays)
    assert (found is not None) == is_open_twin(rows, moment, holidays)
    if found:
        assert found.starts <= moment < found.ends


@given(st.lists(rules(), max_size=4), st.sets(DATES, max_size=2))
def test_the_week_of_168_hours_is_the_same_as_asking_minute_by_minute(rows, holidays):
    if any(r.opens == 0 and (r.closes or 0) % 1440 == 0 for r in rows):
        holidays = set()  # who never closes is open on holidays: said in a test of its own
    week = week_of(rows, MONDAY, holidays)
    start = datetime(2026, 12, 21, tzinfo=ZONE)
    for hour in range(0, 168, 5):
        minutes = [is_open_twin(rows, start + timedelta(minutes=60 * hour + m), holidays) for m in range(0, 60, 30)]
        assert (week[hour] is not None) == any(minutes)


@given(st.lists(st.lists(rules(), max_size=3), max_size=4))
def test_gaps_and_coverage_never_contradict_one_another(services):
    counts, holes = coverage(services, MONDAY), gaps(services, MONDAY)
    for start, end in holes:
        assert 0 <= start < end <= 7 * 1440
        assert all(counts[hour] == 0 for hour in range(start // 60, -(-end // 60)))
    open_minutes = 7 * 1440 - sum(end - start for start, end in holes)
    union = sum(
        any(is_open_twin(rows, datetime(2026, 12, 21, tzinfo=ZONE) + timedelta(minutes=m), set()) for rows in services)
        for m in range(0, 7 * 1440, 30)
    )
    assert open_minutes == 30 * union


def test_a_closed_day_stands_over_a_month_and_that_over_always():
    july = OpenRule((0, 1, 2, 3, 4), 540, 720, first=date(2026, 7, 1), last=date(2026, 7, 31))
    shut = OpenRule((), None, None, first=date(2026, 7, 15), last=date(2026, 7, 15))
    rows = [WEEKDAYS, july, shut]
    assert open_at(rows, at(1, 11, month=6), ZONE) is not None
    assert open_at(rows, at(14, 11, month=7), ZONE) is not None
    assert open_at(rows, at(14, 13, month=7), ZONE) is None
    assert open_at(rows, at(15, 11, month=7), ZONE) is None


def test_a_row_for_saturdays_in_july_leaves_the_other_days_as_they_are():
    rows = [WEEKDAYS, OpenRule((5,), 600, 720, first=date(2026, 7, 1), last=date(2026, 7, 31))]
    assert open_at(rows, at(14, 15, month=7), ZONE) is not None
    assert open_at(rows, at(18, 11, month=7), ZONE) is not None


def test_on_a_holiday_only_who_says_so_is_open_and_who_never_closes():
    opened = OpenRule((), 600, 720, first=date(2026, 12, 25), last=date(2026, 12, 25))
    always = OpenRule((0, 1, 2, 3, 4, 5, 6), 0, 1440, By.PHONE)
    assert open_at([WEEKDAYS], at(25, 11), ZONE, CHRISTMAS) is None
    assert open_at([WEEKDAYS, opened], at(25, 11), ZONE, CHRISTMAS) is not None
    assert open_at([always], at(25, 11), ZONE, CHRISTMAS) is not None
    assert next_opening([WEEKDAYS], at(24, 17), ZONE, CHRISTMAS).starts == at(28, 10)


def test_past_midnight_belongs_to_the_evening_before():
    rows = [OpenRule((4,), 23 * 60, 4 * 60, By.PHONE)]
    assert open_at(rows, at(5, 3), ZONE).ends == at(5, 4)  # Saturday
    assert open_at(rows, at(4, 3), ZONE) is None


def test_summer_time_the_night_that_loses_an_hour_and_the_one_that_has_it_twice():
    night = [OpenRule((5, 6), 0, 6 * 60)]
    spring = open_at(night, datetime(2026, 3, 29, 1, tzinfo=ZONE), ZONE)
    autumn = open_at(night, datetime(2026, 10, 25, 1, tzinfo=ZONE), ZONE)
    assert spring.ends - spring.starts == timedelta(hours=5)
    assert autumn.ends - autumn.starts == timedelta(hours=7)
    before = open_at([WEEKDAYS], datetime(2026, 3, 27, 9, 30, tzinfo=UTC), ZONE)
    after = open_at([WEEKDAYS], datetime(2026, 3, 30, 8, 30, tzinfo=UTC), ZONE)
    assert before and after and after.starts.hour == before.starts.hour - 1  # ten o'clock on the wall, both times


def test_each_second_week_and_the_last_thursday_of_a_month():
    second = [OpenRule((1,), 600, 720, every=2, since=date(2026, 12, 1))]
    assert [open_at(second, at(day, 11), ZONE) is not None for day in (1, 8, 15)] == [True, False, True]
    last = [OpenRule((3,), 600, 720, nth=(-1,), monthly=True)]
    assert [day for day in range(1, 32) if open_at(last, at(day, 11), ZONE)] == [31]


def test_hours_are_counted_once_where_door_and_telephone_are_open_at_once():
    rows = [WEEKDAYS, OpenRule((0, 1, 2, 3, 4), 540, 720, By.PHONE)]
    assert hours_open(rows, MONDAY) == 35
    assert week_of(rows, MONDAY)[9] is By.PHONE
    assert week_of(rows, MONDAY)[10] is By.DOOR


@pytest.mark.parametrize(
    ("days", "age"), [(None, "never"), (0, "fresh"), (71, "fresh"), (72, "soon"), (90, "soon"), (91, "stale")]
)
def test_a_help_line_is_asked_about_every_ninety_days(days, age):
    today = date(2026, 12, 1)
    assert age_of(None if days is None else today - timedelta(days), today, 90) == age


def test_a_rule_that_cannot_be_is_refused():
    with pytest.raises(Nonsense):
        OpenRule((), 600, None)
    with pytest.raises(Nonsense):
        OpenRule((7,), 600, 660)
