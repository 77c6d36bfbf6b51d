"""A café is held later or cancelled: all who drive are out until the van is home, and back at its hour as before."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from driveout.core.words import Cannot
from driveout.field.calendar.feed import as_calendar
from driveout.records.drive.crew import feed
from driveout.records.drive.crew.hours import worked
from driveout.records.drive.crew.signing import hindrances
from driveout.records.drive.days import breaking
from driveout.records.drive.days.way_out_and_home import keep_as_made, plan_again, promised_on
from driveout.records.drive.models import Occurrence, Shift, Trip
from driveout.records.plan.models import Hub, Season
from tests.records.crew.town import DAY, TODAY
from tests.stored import NOW

pytestmark = pytest.mark.django_db
# Out from 9.20; Mosede 10.00–11.30, Lyngdal 12.10–13.40; packing 15, home 15, unloading 15: 14.25. 35 km, 35 minutes.
MADE = {"leaves": 560, "returns": 865, "km": 35.0, "driving_minutes": 35, "as_made": {}}


def stands(trip) -> dict[str, Any]:
    trip.refresh_from_db()
    return {name: getattr(trip, name) for name in MADE}


def later(act, place, starts):
    act(breaking.hold_later, place, starts=starts, why="Vejen er glat.")


def cancel(act, place):
    act(breaking.cancel, place, why="Huset er lukket.")


@pytest.mark.parametrize("late", [5, 50, 180, 300])
def test_the_last_cafe_is_later_and_so_is_the_way_home(act, trip, late):
    later(act, "Lyngdal", 730 + late)
    found = stands(trip)
    assert (found["returns"], found["km"], found["leaves"]) == (865 + late, 35.0, 560)
    later(act, "Lyngdal", 740 + late)
    assert stands(trip)["returns"] == 875 + late
    act(breaking.take_back, "Lyngdal")
    assert stands(trip) == MADE


def test_one_that_is_held_after_the_last_is_the_one_it_comes_home_from(act, trip):
    later(act, "Mosede", 850)  # 10 minutes after Lyngdal has closed at 13.40 and the way there
    assert stands(trip)["returns"] == 850 + 90 + 15 + 10 + 15  # Mosede lies 10 minutes from home
    later(act, "Mosede", 630)
    assert stands(trip)["returns"] == 865
    later(act, "Mosede", 600)
    assert stands(trip) == MADE


def test_it_ends_the_day_it_began(act, trip):
    later(act, "Lyngdal", 1350)
    assert stands(trip)["returns"] == 1440


def test_the_last_one_cancelled_it_comes_home_from_the_one_before(act, trip):
    cancel(act, "Lyngdal")
    found = stands(trip)
    assert found["returns"] == 690 + 15 + 10 + 15 and found["driving_minutes"] < 35 and found["km"] < 35.0
    act(breaking.take_back, "Lyngdal")
    assert stands(trip) == MADE


def test_the_first_one_cancelled_leaves_the_end_and_with_none_left_all_is_as_it_was_made(act, trip):
    cancel(act, "Mosede")
    assert stands(trip)["returns"] == 865 and stands(trip)["km"] != 35.0
    cancel(act, "Lyngdal")
    assert stands(trip) == MADE
    act(breaking.take_back, "Mosede")
    assert stands(trip)["returns"] == 730
    act(breaking.take_back, "Lyngdal")
    assert stands(trip) == MADE


def test_the_shift_the_hours_and_the_calendar_of_who_drives_end_when_the_van_is_home(act, season, trip, alma):
    evening = NOW + timedelta(days=30)

    def told() -> tuple[str, int]:
        text = as_calendar(feed.entries(alma, TODAY)).decode()
        (hours,) = (one.minutes for one in worked(season, evening) if one.name == "Alma")
        return re.search(rf"DTEND[^:]*:{DAY:%Y%m%d}T(\d{{4}})", text)[1], hours

    end, before = told()
    assert end == "1425"
    later(act, "Lyngdal", 910)
    assert told() == ("1725", before + 180)
    act(breaking.take_back, "Lyngdal")
    assert told() == ("1425", before)
    cancel(act, "Lyngdal")
    assert told()[0] == "1210" and told()[1] < before


def test_who_drives_longer_cannot_take_another_shift_meanwhile(act, trip, alma):
    evening = Trip.objects.get(pk=trip.pk)
    evening.pk, evening.name, evening.van, evening.leaves, evening.returns = None, "Aften", "Van 9", 960, 1200
    evening.save()
    cafe = Occurrence.objects.filter(trip=trip).first()
    cafe.pk, cafe.trip, cafe.starts, cafe.promised = None, evening, 1020, 1020
    cafe.where = Occurrence.objects.filter(place="Vestermark").first().where
    cafe.save()
    row = Shift.objects.create(trip=evening, role="employee", needed=1)
    row.held = True

    def why() -> set[Any]:
        return {one.why for one in hindrances(row, alma, NOW)}

    assert Cannot.OVERLAPS not in why()
    later(act, "Lyngdal", 910)  # home 17.25
    assert Cannot.OVERLAPS in why()


def test_a_plan_made_again_moves_the_way_home_of_a_day_that_was_told_by_as_much(act, plan, trip, again):
    later(act, "Mosede", 610)
    plan.openings.filter(stop__name="Lyngdal", weekday=0).update(starts=760)
    plan.tours.filter(name="A").update(returns=895)
    again()
    assert stands(trip)["returns"] == 895
    act(breaking.take_back, "Mosede")
    again()
    assert stands(trip) == {**MADE, "returns": 895}


def test_a_hub_that_no_register_knows_any_more_lies_beside_the_trips_own_cafes(season, trip):
    """And not beside those of another trip that the plan changes in the same go."""
    far = Trip.objects.filter(season=season, date__lt=trip.date).order_by("date").first()
    Occurrence.objects.filter(trip=far).update(lat=50.0, lon=5.0)
    Hub.objects.filter(season=season).update(where=Occurrence.objects.filter(trip=trip).first().where)
    Season.objects.filter(pk=season.pk).update(drives={"names": [], "legs": []})
    rows = Occurrence.objects.filter(trip__in=[trip, far]).select_related("stop")
    before = promised_on({trip.pk, far.pk}, rows)
    Occurrence.objects.filter(trip=trip, place="Lyngdal").update(starts=500, promised=500)  # first now
    found = []
    for which in ([trip.pk], [far.pk, trip.pk]):
        with transaction.atomic():
            plan_again({pk: before[pk] for pk in which}, set(), now=NOW)
            found.append(stands(trip))
            transaction.set_rollback(True)
    assert found[0] == found[1] != MADE


def test_a_day_that_was_repaired_follows_from_what_the_repair_made(act, trip):
    Occurrence.objects.filter(trip=trip, place="Lyngdal").update(starts=790, why="Bilen", told_at=NOW)
    Trip.objects.filter(pk=trip.pk).update(van="Van 2", returns=925)
    trip.refresh_from_db()
    keep_as_made(trip)
    later(act, "Lyngdal", 800)
    assert stands(trip)["returns"] == 935
    act(breaking.take_back, "Lyngdal")
    assert stands(trip)["returns"] == 865
    later(act, "Lyngdal", 790)
    assert stands(trip)["returns"] == 925


def test_a_place_without_a_road_in_the_season_is_still_driven_home_from(act, season, trip):
    Season.objects.filter(pk=season.pk).update(drives={"names": [], "legs": [], "ferries": []})
    cancel(act, "Lyngdal")
    assert 690 < stands(trip)["returns"] < 865
