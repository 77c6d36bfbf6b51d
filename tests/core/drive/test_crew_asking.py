"""Gaps, whom to ask, and how fairly shifts are shared: by hand, by published figures and by slow twins."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.drive.asking import DAY as DAY_POINTS
from driveout.core.drive.asking import FAR_KM, LOAD, WAY, fair_load, gaps, people_for_gaps, right_people
from driveout.core.drive.crew import TERMS, cannot
from driveout.core.stats.gini import gini, gini_slowly
from driveout.core.words import Cannot, Checked, Duty, Helper, Paper, Shift, Weekday

DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 3, 9, 30)
OK = (Checked(Paper.CHILD_SAFETY, date(2026, 1, 5)), Checked(Paper.INTRODUCTION, date(2026, 1, 5)))
BO = Helper("m1", "Bo", "Havn", papers=OK, weekdays=(Weekday.TUESDAY,), lat=56.75, lon=8.55, shifts=2)
KARBY = Shift(1, DAY, 600, 690, Duty.HOST, "Havn", "Karby", 1, 0, 7, 56.75, 8.55)


def test_gaps_come_soonest_first_and_hold_neither_full_nor_cancelled_nor_past_ones():
    later, bare = replace(KARBY, id=2, needed=2, taken=1), replace(KARBY, id=3)
    none = [replace(KARBY, taken=1), replace(KARBY, cancelled=True), replace(KARBY, date=DAY - timedelta(days=14))]
    found = gaps([later, bare, *none], NOW)
    assert [(gap.shift.id, gap.missing, gap.days_left, gap.nobody) for gap in found] == [
        (3, 1, 7, True),
        (2, 1, 7, False),
    ]


def test_who_gave_the_day_lives_near_and_has_had_few_is_asked_first():
    wrong_day = replace(BO, id="m2", name="Ane", weekdays=(Weekday.MONDAY,))
    far = replace(BO, id="m3", name="Cai", lat=57.05)
    busy = replace(BO, id="m4", name="Dea", shifts=8)
    people, kept = right_people(KARBY, [busy, far, wrong_day, BO], {}, TERMS, NOW)
    assert [one.helper.name for one in people] == ["Bo", "Dea", "Cai", "Ane"]
    best = people[0]
    assert (best.day_points, best.way_points, best.load_points) == (DAY_POINTS, WAY, LOAD * (1 - 2 / 8))
    assert best.points == pytest.approx(92.5) and best.km == 0 and best.most == 8
    assert not kept


def test_what_nobody_knows_gives_half():
    stranger = replace(BO, weekdays=None, lat=None, lon=None, shifts=0)
    people, _ = right_people(KARBY, [stranger], {}, TERMS, NOW)
    assert (people[0].day_points, people[0].way_points, people[0].load_points) == (DAY_POINTS / 2, WAY / 2, LOAD)


def test_who_cannot_is_counted_with_the_reason_and_not_asked():
    busy = replace(BO, id="m5")
    away = replace(BO, id="m6", absent=((DAY, DAY),), papers=())
    people, kept = right_people(KARBY, [busy, away], {"m5": [replace(KARBY, id=9)]}, TERMS, NOW)
    assert people == []
    assert kept == {Cannot.OVERLAPS: 1, Cannot.ABSENT: 1, Cannot.NO_PAPER: 1}


def test_somebody_is_asked_also_before_sign_up_opens():
    far = replace(KARBY, date=DAY + timedelta(weeks=10))
    assert right_people(far, [BO], {}, TERMS, NOW)[0]


helpers = st.builds(
    lambda n, day, lat, shifts, ok, hub: replace(
        BO, id=f"m{n}", name=f"N{n}", weekdays=day, lat=lat, shifts=shifts, papers=OK if ok else (), hub=hub
    ),
    st.integers(0, 99), st.sampled_from([None, (Weekday.TUESDAY,), ()]), st.sampled_from([None, 56.75, 56.9, 58.0]),
    st.integers(0, 9), st.booleans(), st.sampled_from(["Havn", "Thy", ""]),
)  # fmt: skip


@given(st.lists(helpers, max_size=12, unique_by=lambda helper: helper.id))
def test_the_order_is_that_of_somebody_who_compares_every_two(crew):
    people, _ = right_people(KARBY, crew, {}, TERMS, NOW)
    assert {one.helper.id for one in people} == {one.id for one in crew if not cannot(one, KARBY, (), TERMS, NOW)}
    for better, worse in pairwise(people):
        assert better.points >= worse.points
    for one in people:
        assert 0 <= one.points <= 100 and (one.km is None or one.km < FAR_KM or one.way_points == 0)
    by_gap = people_for_gaps(gaps([KARBY], NOW), crew, {}, TERMS, NOW)
    assert [one.helper.id for one in by_gap[1]] == [one.helper.id for one in people]


def test_gini_is_the_published_one():
    """The income example of R's package ineq (Zeileis), whose manual gives 0.4620911."""
    incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
    assert gini(incomes) == pytest.approx(0.4620911, abs=5e-8)
    assert gini([1, 2, 3, 4, 5]) == pytest.approx(4 / 15)
    assert gini([3, 3, 3]) == gini([]) == gini([0, 0]) == 0
    assert gini([0, 0, 0, 8]) == pytest.approx(3 / 4)


@given(st.lists(st.integers(0, 60), max_size=30))
def test_gini_agrees_with_comparing_every_two(amounts):
    assert gini(amounts) == pytest.approx(gini_slowly(amounts), abs=1e-12)


def test_the_load_counts_those_with_none():
    load = fair_load({"Bo": 6, "Ane": 2, "Cai": 0, "Dea": 2})
    assert load.shifts == (("Bo", 6), ("Ane", 2), ("Dea", 2), ("Cai", 0))
    assert load.total == 10 and load.gini == pytest.approx(gini_slowly([6, 2, 2, 0]))
