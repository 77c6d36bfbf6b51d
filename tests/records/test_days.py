"""The approved plan becomes dates: once, however often, and what was told stays told."""

from datetime import date

import pytest

from driveout.records.drive.days.making import NoDates, dates_of
from driveout.records.models import Occurrence, Shift, Signup, Trip
from driveout.records.plan.actions import approve_plan
from tests.on_dates import make_days
from tests.stored import NOW

MONDAY = date(2026, 3, 2)


@pytest.fixture
def dated(season, plan, carla):
    season.first_day = MONDAY
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    return plan


def make(plan, carla, today=MONDAY):
    return make_days(plan_id=plan.id, by=carla.user, now=NOW, today=today)


def test_every_opening_of_the_week_gets_its_dates(dated, season, carla):
    total = make(dated, carla)
    assert total == dated.openings.count() * season.weeks == Occurrence.objects.count()
    assert Trip.objects.count() == dated.tours.count() * season.weeks
    for opening in dated.openings.select_related("stop"):
        rows = Occurrence.objects.filter(place=opening.stop.name)
        assert {row.date.weekday() for row in rows} >= {opening.weekday}
        assert all(row.promised == row.starts for row in rows)
    named = sum(len(opening.volunteers) for opening in dated.openings.all()) * season.weeks
    assert Signup.objects.filter(shift__role="host").count() == named
    assert Signup.objects.filter(shift__role="employee").count() == Trip.objects.count()


def test_twice_is_once(dated, carla):
    make(dated, carla)
    before = [set(table.objects.values_list("id", flat=True)) for table in (Trip, Occurrence, Shift, Signup)]
    make(dated, carla)
    assert before == [set(table.objects.values_list("id", flat=True)) for table in (Trip, Occurrence, Shift, Signup)]


def test_what_the_new_plan_does_not_hold_is_cancelled_and_says_why(dated, season, carla):
    make(dated, carla)
    gone = dated.openings.first()
    place = gone.stop.name
    dated.openings.filter(stop=gone.stop).delete()
    make(dated, carla)
    rows = Occurrence.objects.filter(place=place)
    assert rows and all(row.state == "cancelled" and "Planen er lavet om" in row.why for row in rows)


def test_what_lies_behind_us_is_left_alone(dated, carla):
    make(dated, carla)
    dated.openings.all().delete()
    make(dated, carla, today=date(2026, 3, 9))
    assert not Occurrence.objects.filter(date__lt=date(2026, 3, 9), state="cancelled").exists()
    assert not Occurrence.objects.filter(date__gte=date(2026, 3, 9), state="planned").exists()


def test_who_withdrew_is_not_signed_up_again(dated, carla):
    make(dated, carla)
    signup = Signup.objects.filter(shift__role="host").first()
    signup.state, signup.ended_at = "withdrawn", NOW
    signup.save()
    make(dated, carla)
    assert not Signup.objects.filter(shift=signup.shift, name=signup.name, state="signed").exists()


def test_without_a_first_day_there_are_no_dates(season, plan, carla):
    season.first_day = None
    season.save(update_fields=["first_day"])
    with pytest.raises(NoDates):
        make(plan, carla)


def test_nobody_drives_on_a_public_holiday(dated, season, carla):
    season.first_day, season.terms = date(2026, 12, 21), {**season.terms, "holidays": "DK"}
    season.save(update_fields=["first_day", "terms"])
    assert date(2026, 12, 25) not in dates_of(season) and date(2027, 1, 1) not in dates_of(season)
    assert date(2026, 12, 24) in dates_of(season)
