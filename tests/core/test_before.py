"""Nobody is moved for nothing on a broken day, and the day stays right by every rule."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings

from driveout.core import drive
from driveout.core.drive.elsewhere import Ahead
from driveout.core.loop import repair
from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken, Mishap, Place, Today, Weekday
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
