"""A plan put on dates in the middle of a day: what lies behind stays, also where no phone has called yet."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from driveout.records.drive.models import Occurrence, Shift, Signup, Standing, Trip
from driveout.records.plan.models import Stop
from tests.records.crew.town import MONDAY, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db
DAY = MONDAY + timedelta(days=14)  # Mosede 10.00, Lyngdal 12.10, the van is out from 9.20 to 14.25


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=ZoneInfo("Europe/Copenhagen"))


def rows_of(date) -> list[Any]:
    """All that stands of a day, but for its keys' order."""
    tables = ((Trip, "date"), (Occurrence, "date"), (Shift, "trip__date"), (Signup, "shift__trip__date"))
    return [list(table.objects.filter(**{day: date}).order_by("pk").values()) for table, day in tables]


def change_everything(plan) -> None:
    """Other hours, vans and lengths, more hosts; one stop less."""
    plan.openings.filter(stop__name="Mosede").delete()
    plan.openings.update(starts=640, minutes=60, volunteers=["Birthe"])
    plan.tours.update(leaves=600, returns=900, break_starts=None)
    Stop.objects.update(volunteers=3, venue="Et andet hus")


def test_after_the_last_cafe_nothing_of_the_day_is_touched(plan, again):
    before = rows_of(DAY)
    change_everything(plan)
    again(now=at(15), today=DAY)
    assert rows_of(DAY) == before
    assert not Occurrence.objects.filter(date=DAY + timedelta(days=7), place="Mosede", state="planned").exists()


def test_between_two_cafes_only_the_one_ahead_follows_the_plan(plan, again):
    before = rows_of(DAY)
    plan.openings.update(minutes=60)
    again(now=at(12), today=DAY)
    held, ahead = Occurrence.objects.filter(date=DAY).order_by("starts")
    assert (held.place, held.minutes, ahead.place, ahead.minutes) == ("Mosede", 90, "Lyngdal", 60)
    trip, was = rows_of(DAY)[0][0], before[0][0]
    assert {**trip, "as_made": was["as_made"]} == was, "the van has left: its trip is what it is"


def test_who_is_out_is_out_until_what_the_plan_puts_ahead_is_over(plan, again):
    plan.openings.update(minutes=120)
    again(now=at(12), today=DAY)
    assert Trip.objects.get(date=DAY, name="A").returns == 865 + 30


@pytest.mark.parametrize("lengths", [(60, 90), (60, 120, 90), (120, 90), (120, 60, 90), (30, 60, 150, 90)])
def test_planned_twice_while_it_is_out_it_is_home_when_its_cafes_ask(plan, again, lengths):
    for minute, length in enumerate(lengths):
        plan.openings.filter(stop__name="Lyngdal").update(minutes=length)
        again(now=at(12, minute), today=DAY)
        assert Trip.objects.get(date=DAY, name="A").returns == 865 + max(0, length - 90)
    assert Trip.objects.get(date=DAY, name="A").leaves == 560


def test_one_that_fell_out_of_the_plan_and_came_back_while_the_van_was_out_adds_nothing(plan, again):
    lyngdal = plan.openings.get(stop__name="Lyngdal", weekday=0)
    key = lyngdal.pk
    lyngdal.delete()
    again(now=at(11), today=DAY)
    lyngdal.pk = key
    lyngdal.save()
    again(now=at(11, 30), today=DAY)
    assert Trip.objects.get(date=DAY, name="A").returns == 865
    assert Occurrence.objects.get(date=DAY, place="Lyngdal").state == "planned"


def test_a_minute_before_it_begins_it_still_follows_and_at_its_minute_no_more(plan, again):
    mosede = Occurrence.objects.get(date=DAY, place="Mosede")
    plan.openings.filter(stop__name="Mosede").update(minutes=75)
    again(now=at(10), today=DAY)
    mosede.refresh_from_db()
    assert mosede.minutes == 90
    again(now=at(9, 59), today=DAY)
    mosede.refresh_from_db()
    assert mosede.minutes == 75


def test_no_cafe_is_put_on_an_hour_that_is_over(plan, again):
    plan.openings.filter(stop__name="Vestermark").update(weekday=0, starts=480)
    plan.tours.filter(name="B").update(weekday=0, leaves=425, returns=595)
    again(now=at(15), today=DAY)
    found = set(
        Occurrence.objects.filter(place="Vestermark", state="planned", date__gte=DAY).values_list("date", flat=True)
    )
    assert DAY not in found and DAY + timedelta(days=7) in found


def test_a_trip_that_has_left_keeps_its_crew_and_its_cafes(plan, again):
    trip = Trip.objects.get(date=DAY, name="A")
    plan.tours.filter(name="A").update(name="A ny")
    again(now=at(9, 30), today=DAY)
    assert Signup.objects.filter(shift__trip=trip, shift__role="employee", state="signed").count() == 1
    assert trip.occurrences.count() == 2 and not Trip.objects.filter(date=DAY, name="A ny").exists()


def test_who_promises_every_monday_is_not_put_on_a_cafe_that_is_over(people, season, plan, again):
    bo = with_papers(people["bo"])
    mosede = Occurrence.objects.get(date=DAY, place="Mosede")
    Signup.objects.filter(shift__trip__date__gte=DAY).delete()
    Standing.objects.create(member=bo, season=season, where_id=mosede.where_id, place="Mosede", weekday=0, made_at=NOW)
    plan.openings.update(volunteers=[])
    again(now=at(11), today=DAY)
    days = set(Signup.objects.filter(member=bo, state="signed").values_list("shift__trip__date", flat=True))
    assert DAY not in days and DAY + timedelta(days=7) in days
