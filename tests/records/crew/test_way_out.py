"""The first café of a trip is held later or cancelled: the trip begins later, and all who drive it are told when."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from driveout.field.calendar.feed import as_calendar
from driveout.field.sync.week import week_answer
from driveout.records.drive.crew import feed
from driveout.records.drive.crew.hours import worked
from driveout.records.drive.days import breaking
from driveout.records.drive.models import Call, Message, Occurrence, Signup, Trip
from driveout.records.meet.weeks import week_of
from driveout.records.models import Phone
from tests.records.crew.town import DAY, TODAY
from tests.stored import NOW

pytestmark = pytest.mark.django_db
# Out from 9.20: loading 15, 10 to Mosede, setting up 15; Mosede 10.00. Lyngdal 12.10 lies 15 from home.
OUT, TO_LYNGDAL, HOME = 560, 730 - 15 - 15 - 15, 865


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=ZoneInfo("Europe/Copenhagen"))


def later(act, starts, place="Mosede", now=NOW):
    act(breaking.hold_later, place, now, starts=starts, why="Vejen er glat.")


def cancel(act, place="Mosede", now=NOW):
    act(breaking.cancel, place, now, why="Huset er lukket.")


def out(trip) -> int:
    trip.refresh_from_db()
    return trip.leaves


def told(member) -> list[str]:
    return list(Message.objects.filter(member=member).order_by("id").values_list("text", flat=True))


@pytest.mark.parametrize("late", [5, 25, 30])
def test_the_first_one_is_later_and_so_is_the_way_out(act, trip, late):
    later(act, 600 + late)
    assert out(trip) == OUT + late
    act(breaking.take_back)
    assert (out(trip), trip.returns, trip.as_made) == (OUT, HOME, {})


def test_the_first_one_cancelled_it_sets_out_for_the_next(act, trip):
    cancel(act)
    assert (out(trip), trip.returns) == (TO_LYNGDAL, HOME)
    later(act, 740, "Lyngdal")
    assert (out(trip), trip.returns) == (TO_LYNGDAL + 10, HOME + 10)
    cancel(act, "Lyngdal")
    assert out(trip) == OUT, "nobody drives it"
    act(breaking.take_back)
    act(breaking.take_back, "Lyngdal")
    assert (out(trip), trip.as_made) == (OUT, {})


def test_held_after_the_other_it_sets_out_for_the_other(act, trip):
    later(act, 850)
    assert out(trip) == TO_LYNGDAL


def test_a_later_last_one_leaves_the_way_out(act, trip):
    later(act, 800, "Lyngdal")
    assert out(trip) == OUT


def test_nobody_begins_earlier_than_was_promised_wherever_the_road_goes(act, trip):
    Occurrence.objects.filter(trip=trip, place="Lyngdal").update(place="Skagen", lat=57.7, lon=10.6, stop=None)
    cancel(act)
    assert out(trip) == OUT


def test_what_is_fetched_on_the_way_has_its_own_hour(act, trip):
    Trip.objects.filter(pk=trip.pk).update(pick_ups=[{"name": "Fødevarebanken", "at": 570, "what": ""}])
    cancel(act)
    assert out(trip) == OUT


@pytest.mark.parametrize("hour", [(9, 20), (9, 45), (11, 0)])
def test_who_has_left_has_left(act, trip, hour):
    cancel(act, now=at(*hour))
    assert out(trip) == OUT


def test_taken_back_when_its_hour_to_leave_is_past_it_leaves_now(act, trip):
    later(act, 630)
    act(breaking.take_back, now=at(9, 30))
    assert out(trip) == 570


def test_shift_hours_calendar_and_phone_begin_when_the_van_sets_out(act, season, trip, alma):
    evening = NOW + timedelta(days=30)
    phone = Phone.objects.create(id=uuid4(), member=alma, name="x", public_key="", made_at=NOW, signed_in_at=NOW)

    def stands() -> tuple[str, int, int, int]:
        text = as_calendar(feed.entries(alma, TODAY)).decode()
        event = next(part for part in text.split("BEGIN:VEVENT") if f"{DAY:%Y%m%d}T" in part)
        begins = re.search(rf"DTSTART[^:]*:{DAY:%Y%m%d}T(\d{{4}})", event)[1]
        number = int(re.search(r"SEQUENCE:(\d+)", event)[1])
        (hours,) = (one.minutes for one in worked(season, evening) if one.name == "Alma")
        days = week_answer(week_of(phone, DAY), alma, NOW)["days"]
        (leaves,) = (one["leaves"] for day in days for one in day["trips"] if one["id"] == trip.pk)
        return begins, hours, leaves, number

    begins, hours, leaves, number = stands()
    assert (begins, leaves) == ("0920", OUT)
    cancel(act)
    later_on = stands()
    assert later_on[:3] == ("1125", hours - (TO_LYNGDAL - OUT), TO_LYNGDAL) and later_on[3] > number
    act(breaking.take_back)
    again = stands()
    assert again[:3] == (begins, hours, leaves) and again[3] > later_on[3]


def test_who_drives_is_told_when_it_sets_out_and_when_it_was_to(act, alma):
    cancel(act)
    assert "kl. 11.25" in told(alma)[-1] and "Før var det kl. 9.20." in told(alma)[-1]
    act(breaking.take_back)
    assert "kl. 9.20" in told(alma)[-1] and "Før var det kl. 11.25." in told(alma)[-1]
    later(act, 620)
    cafe, way = told(alma)[-2:]
    assert "Mosede" in cafe and "kl. 10.20" in cafe and "Havnby" in way and "kl. 9.40" in way
    before = len(told(alma))
    later(act, 800, "Lyngdal")
    assert len(told(alma)) == before + 1, "a way out that stands is not told again"


def test_who_is_rung_hears_when_the_van_sets_out(act, trip):
    Signup.objects.filter(shift__trip=trip, shift__role="employee").update(member=None)
    cancel(act)
    said: list[dict[str, Any]] = [one for row in Call.objects.all() for one in row.news if one["trip"]]
    assert {(one["place"], one["starts"], one["was"]) for one in said} == {("Havnby", TO_LYNGDAL, OUT)}
