"""Every “you cannot” and every warning, one by one and together; times against a twin that walks every minute."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.drive.crew import NEEDED, TERMS, cannot, cautions, opens_on, way_minutes
from driveout.core.travel.crow import crow_km
from driveout.core.travel.geometry import great_circle_km
from driveout.core.words import Cannot, Checked, Duty, Helper, Near, Nonsense, Paper, Shift, Weekday

DAY = date(2026, 3, 10)  # a Tuesday
NOW = datetime(2026, 3, 3, 9, 30)
OK = (Checked(Paper.CHILD_SAFETY, date(2026, 1, 5)), Checked(Paper.INTRODUCTION, date(2026, 1, 5)))
BO = Helper("m1", "Bo", "Havn", papers=OK)
KARBY = Shift(1, DAY, 600, 690, Duty.HOST, "Havn", "Karby", 1, 0, 7, 56.75, 8.55)


def whys(helper=BO, shift=KARBY, booked=(), now=NOW):
    return {hindrance.why for hindrance in cannot(helper, shift, booked, TERMS, now)}


def another(**values):
    return replace(KARBY, **{"id": 2, "trip": 8, **values})


def test_nothing_stands_in_the_way():
    assert cannot(BO, KARBY, [], TERMS, NOW) == ()


@pytest.mark.parametrize(
    ("helper", "shift", "why"),
    [
        (BO, replace(KARBY, date=NOW.date(), ends=570, starts=510), Cannot.OVER),
        (BO, replace(KARBY, cancelled=True), Cannot.CANCELLED),
        (BO, replace(KARBY, taken=1), Cannot.FULL),
        (BO, replace(KARBY, needed=0), Cannot.FULL),
        (BO, replace(KARBY, date=DAY + timedelta(weeks=6)), Cannot.NOT_OPEN),
        (replace(BO, removed={1: "Dan"}), KARBY, Cannot.REMOVED),
        (BO, replace(KARBY, hub="Thy"), Cannot.OTHER_HUB),
        (replace(BO, absent=((DAY, DAY),)), KARBY, Cannot.ABSENT),
        (replace(BO, papers=OK[:1]), KARBY, Cannot.NO_PAPER),
        (replace(BO, papers=(OK[0], Checked(Paper.INTRODUCTION, DAY + timedelta(days=1)))), KARBY, Cannot.NO_PAPER),
        (
            replace(BO, papers=(OK[1], Checked(Paper.CHILD_SAFETY, date(2024, 1, 1), DAY - timedelta(days=1)))),
            KARBY,
            Cannot.PAPER_RUN_OUT,
        ),
        (BO, replace(KARBY, duty=Duty.EMPLOYEE, place=""), Cannot.OTHER_DUTY),
    ],
)
def test_each_reason_is_found(helper, shift, why):
    assert why in whys(helper, shift)


def test_all_reasons_are_told_at_once():
    helper = replace(BO, papers=(), hub="Thy", absent=((DAY, DAY),))
    found = whys(helper, replace(KARBY, taken=1), [another()])
    assert found == {Cannot.NO_PAPER, Cannot.OTHER_HUB, Cannot.ABSENT, Cannot.FULL, Cannot.OVERLAPS}
    missing = [hindrance.paper for hindrance in cannot(helper, KARBY, (), TERMS, NOW) if hindrance.paper]
    assert missing == [Paper.CHILD_SAFETY, Paper.INTRODUCTION]


def test_who_has_the_shift_is_not_told_that_it_is_full():
    assert whys(BO, replace(KARBY, taken=1), [KARBY]) == {Cannot.HAS_IT}


def test_a_paper_counts_to_its_last_day_and_a_newer_one_takes_over():
    last = Checked(Paper.CHILD_SAFETY, date(2024, 1, 1), DAY)
    assert whys(replace(BO, papers=(OK[1], last))) == set()
    old = replace(last, until=DAY - timedelta(days=1))
    assert whys(replace(BO, papers=(*OK, old))) == set()
    hindrance = cannot(replace(BO, papers=(OK[1], old)), KARBY, (), TERMS, NOW)[0]
    assert (hindrance.paper, hindrance.day) == (Paper.CHILD_SAFETY, DAY - timedelta(days=1))


def test_a_host_needs_no_licence_and_a_driver_does():
    driver = replace(BO, duties=(Duty.DRIVER,))
    assert whys(driver, replace(KARBY, duty=Duty.DRIVER)) == {Cannot.NO_PAPER}
    assert Paper.LICENCE not in NEEDED[Duty.HOST]


def test_sign_up_opens_on_the_day():
    far = replace(KARBY, date=NOW.date() + timedelta(weeks=TERMS.opens_weeks_before))
    assert opens_on(far, TERMS) == NOW.date()
    assert Cannot.NOT_OPEN not in whys(shift=far)
    assert Cannot.NOT_OPEN in whys(shift=replace(far, date=far.date + timedelta(days=1)))


def test_one_van_needs_no_time_of_its_own_between_two_cafes():
    next_door = another(trip=7, starts=690, ends=780, lat=57.0)
    assert whys(booked=[next_door]) == set()
    by_oneself = replace(next_door, trip=8)
    assert whys(booked=[by_oneself]) == {Cannot.TRAVEL}
    told = cannot(BO, KARBY, [by_oneself], TERMS, NOW)[0]
    assert told.minutes == 0 and told.needs == way_minutes(KARBY, by_oneself, TERMS) == 40


def test_a_cancelled_shift_is_in_nobodys_way():
    assert whys(booked=[another(cancelled=True)]) == set()


def test_the_law_gives_an_employee_eleven_hours_and_a_volunteer_decides():
    papers = (*OK, Checked(Paper.LICENCE, date(2026, 1, 5)))
    alma = replace(BO, duties=(Duty.EMPLOYEE, Duty.HOST), employed=True, papers=papers)
    late = another(date=DAY - timedelta(days=1), starts=1200, ends=1381, place="")
    assert whys(alma, booked=[late]) == {Cannot.REST}
    told = cannot(alma, KARBY, [late], TERMS, NOW)[0]
    assert (told.minutes, told.needs) == (659, 660)
    assert whys(alma, booked=[replace(late, ends=1380)]) == set()
    assert whys(BO, booked=[late]) == set()


def nears(helper=BO, shift=KARBY, booked=()):
    return {caution.why for caution in cautions(helper, shift, booked, TERMS)}


def test_near_clashes_are_told_and_refuse_nothing():
    tight = another(starts=690 + 14, ends=780)
    assert nears(booked=[tight]) == {Near.TIGHT} and whys(booked=[tight]) == set()
    assert nears(booked=[replace(tight, starts=705)]) == set()
    assert nears(booked=[replace(tight, trip=7)]) == set()
    assert nears(replace(BO, shifts_a_day=1), booked=[another(starts=800, ends=860)]) == {Near.MANY_A_DAY}
    week = [another(id=10 + n, date=DAY + timedelta(days=n)) for n in (1, 2, 3)]
    assert nears(booked=week) == {Near.MANY_A_WEEK}
    assert nears(booked=[another(id=9, date=DAY + timedelta(days=7)), *week[:2]]) == set()
    assert nears(replace(BO, weekdays=(Weekday.MONDAY,))) == {Near.UNUSUAL_DAY}
    soon = Checked(Paper.CHILD_SAFETY, date(2026, 1, 5), DAY + timedelta(days=30))
    assert nears(replace(BO, papers=(soon, OK[1]))) == {Near.RUNS_OUT}
    assert nears(replace(BO, papers=(*OK, soon))) == set()


def test_papers_that_are_seen_elsewhere_are_told_and_refuse_nothing():
    stranger = replace(BO, papers=None)
    assert whys(stranger) == set() and nears(stranger) == {Near.PAPERS_ELSEWHERE}


def test_a_shift_that_ends_before_it_starts_is_nonsense():
    with pytest.raises(Nonsense):
        replace(KARBY, ends=600)


@given(st.tuples(*[st.floats(54.5, 57.8), st.floats(8, 15.3)] * 2))
def test_the_crow_flies_as_far_as_the_planners_does(ends):
    assert crow_km(*ends) == pytest.approx(float(great_circle_km(*ends)), rel=2e-3, abs=1e-3)


spans = st.tuples(st.integers(-1, 1), st.integers(0, 1400), st.integers(1, 400), st.booleans()).map(
    lambda s: another(
        date=DAY + timedelta(days=s[0]), starts=s[1], ends=min(1440, s[1] + s[2]), trip=7 if s[3] else 8, lat=56.8
    )
)


@given(st.lists(spans, max_size=3), st.booleans())
def test_times_agree_with_somebody_who_walks_through_every_minute(booked, employed):
    def minutes(shift):
        first = (shift.date - DAY).days * 1440
        return set(range(first + shift.starts, first + shift.ends))

    expected = set()
    for other in booked:
        mine, theirs = minutes(KARBY), minutes(other)
        free = max(min(mine) - max(theirs), min(theirs) - max(mine)) - 1  # minutes nobody is on a shift
        if mine & theirs:
            expected.add(Cannot.OVERLAPS)
        elif other.date == DAY and free < way_minutes(KARBY, other, TERMS):
            expected.add(Cannot.TRAVEL)
        elif other.date != DAY and employed and free < 660:
            expected.add(Cannot.REST)
    assert whys(replace(BO, employed=employed), booked=booked) == expected
