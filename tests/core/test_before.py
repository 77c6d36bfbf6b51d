"""Nobody is moved for nothing on a broken day, and the day stays right by every rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from driveout.core import drive
from driveout.core.drive.elsewhere import Ahead
from driveout.core.loop import repair
from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken, Mishap, Place, Plan, Season, Today, Tour, Volunteer, Weekday
from tests.core.good_plan import good_plan
from tests.core.test_repair import DAYS, PLAN, SEASON, broken_days
from tests.pace import examples


@settings(max_examples=examples(80), derandomize=True, deadline=None)
@given(today=broken_days())
def test_the_day_with_its_own_people_is_still_right_by_every_rule(today: Today):
    day = drive.one_day(SEASON, PLAN, today)
    again = drive.as_before(PLAN, day, draft(day, Effort(gap=0.0, processes=0)))
    assert check(day, again).breaches == ()
    gone = {b.key for b in today.mishaps if b.hub}
    assert not gone & {name for t in again.tours for name in (t.vehicle, t.employee)}
    assert not gone & {name for o in again.openings for name in o.volunteers}


SPARE = replace(SEASON.volunteers[-1], name="Berit", key="Berit")
MANY = replace(SEASON, volunteers=(*SEASON.volunteers, SPARE))


@settings(max_examples=examples(80), derandomize=True, deadline=None)
@given(on=st.sampled_from(DAYS), ill=st.sampled_from(SEASON.volunteers), chosen=st.integers(0, 10**6))
def test_as_many_hosts_stay_as_can_stay_whomever_the_planner_had_chosen(on: Weekday, ill: Volunteer, chosen: int):
    """Against every way to man the day."""
    day = drive.one_day(MANY, PLAN, Today(on, (Mishap(Broken.VOLUNTEER, ill.key, HUB),)))
    every = list(ways(day, draft(day, Effort(gap=0.0, processes=0))))
    again = drive.as_before(PLAN, day, every[chosen % len(every)])
    assert stayed(again) == max(map(stayed, every))


def stayed(again: Plan) -> int:
    """How many are at the opening where they were to be."""
    before = {(o.stop, o.weekday): set(o.volunteers) for o in PLAN.openings}
    return sum(len(before[o.stop, o.weekday] & set(o.volunteers)) for o in again.openings)


def ways(day: Season, again: Plan) -> Iterator[Plan]:
    """Each way to man the day that keeps the rules: one tour a day, and no more openings than one does."""
    most = {v.key: min(v.openings_a_day, v.openings_a_week) for v in day.volunteers}
    for crews in product(*(combinations(most, len(o.volunteers)) for o in again.openings)):
        manned = tuple(replace(o, volunteers=crew) for o, crew in zip(again.openings, crews, strict=True))
        on = {key: [o.tour for o in manned if key in o.volunteers] for key in most}
        if all(len(set(tours)) <= 1 and len(tours) <= most[key] for key, tours in on.items()):
            yield replace(again, openings=manned)


def test_who_drives_one_tour_is_not_given_another_whose_driver_is_ill():
    """Though the planner, who knows no names, had put her there: somebody else is free."""
    season = replace(SEASON, employees=(*SEASON.employees, replace(SEASON.employees[0], name="Agnes", key="Agnes")))
    one, two = (t for t in PLAN.tours if t.weekday == Weekday.TUESDAY)
    others = [t for t in PLAN.tours if t.weekday != Weekday.TUESDAY]
    plan = replace(PLAN, tours=(*others, replace(one, employee="Alma"), replace(two, employee="Agnes")))
    day = drive.one_day(season, plan, Today(Weekday.TUESDAY, (Mishap(Broken.EMPLOYEE, "Agnes", HUB),)))
    again = draft(day, Effort(gap=0.0, processes=0))
    first = next(t for t in again.tours if {o.stop for o in again.openings if o.tour == t.key} & stops_of(one))
    again = replace(again, tours=tuple(replace(t, employee="Anders" if t == first else "Alma") for t in again.tours))
    found = {t.key: t.employee for t in drive.as_before(plan, day, again).tours}
    assert found.pop(first.key) == "Alma" and list(found.values()) == ["Anders"]


def stops_of(tour: Tour) -> set[str]:
    return {o.stop for o in PLAN.openings if o.tour == tour.key}


def test_on_a_day_when_nothing_breaks_everybody_stays_where_they_were():
    """The planner would give the first van of the list to the first tour; this plan gives the second."""
    plan = good_plan()
    for day in DAYS:
        found = repair(SEASON, plan, Today(day))
        assert {(t.vehicle, t.employee) for t in found.tours} == {
            (t.vehicle, t.employee) for t in plan.tours if t.weekday == day
        }
        assert {(o.stop, o.volunteers) for o in found.openings} == {
            (o.stop, o.volunteers) for o in plan.openings if o.weekday == day
        }


def test_only_the_van_that_broke_is_changed():
    found = repair(SEASON, good_plan(), Today(Weekday.MONDAY, (Mishap(Broken.VAN, "Van 1", HUB),)))
    (tour,) = found.tours
    assert (tour.vehicle, tour.employee) == ("Van 2", "Alma")
    assert {o.volunteers for o in found.openings} == {("Bo",)}


def test_a_driver_without_hours_for_the_longer_tour_is_not_asked():
    """Anders has 8 hours a week; with 1 left he cannot drive what he drove this morning."""
    short = replace(
        SEASON, employees=tuple(replace(e, minutes_a_week=60) if e.name == "Anders" else e for e in SEASON.employees)
    )
    day = drive.one_day(short, good_plan(), Today(Weekday.TUESDAY))
    again = drive.as_before(good_plan(), day, draft(day, Effort(gap=0.0, processes=0)))
    assert {t.employee for t in again.tours} <= {"Alma"}


AT = datetime(2026, 11, 24, 12, 0)


def village(name: str, lat: float) -> Place:
    return Place(name, lat, 8.5)


def test_the_next_nearest_cafe_is_near_and_soon():
    """Open now and 11 km away beats tomorrow next door; a far one today does not."""
    here = village("Karby", 56.0)
    cafes = [
        (village("Tomorrow, near", 56.01), AT + timedelta(days=1), 90),
        (village("Now, 11 km", 56.1), AT - timedelta(minutes=30), 90),
        (village("Today, 111 km", 57.0), AT + timedelta(hours=2), 90),
        (village("Over", 56.0), AT - timedelta(hours=3), 90),
    ]
    ahead = Ahead(cafes)
    assert [one.place.name for one in ahead.next_nearest(here, AT)] == ["Now, 11 km", "Tomorrow, near"]
    assert round(ahead.next_nearest(here, AT)[0].km) == 11
    assert [one.place.name for one in ahead.next_nearest(here, AT, but=1)] == ["Tomorrow, near", "Today, 111 km"]
    assert Ahead([]).next_nearest(here, AT) == ()
