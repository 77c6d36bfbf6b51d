"""A van that is called something else is the same van: its days, what lies in it and what it hands out stay its own."""

from datetime import timedelta

import pytest
from django.db.models import F

from driveout.core.words import Broken
from driveout.records.drive.days.board import board
from driveout.records.drive.days.mishaps import of_day
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.stock.at_cafe import van_of
from driveout.records.drive.stock.catalogue import open_stores
from driveout.records.drive.stock.loads import load_of_trip
from driveout.records.drive.stock.queries import hubs_and_vans
from driveout.records.drive.stock.stocking import donate
from driveout.records.models import Occurrence, Plan, Store, Trip
from driveout.records.plan.models.edit import Register
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.seasons.copies import make_scenario
from driveout.records.plan.storing.reading import read_plan, read_season
from tests.records.crew.town import TODAY
from tests.stocked import goods, have
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEW = "Den røde"
SOON = NOW + timedelta(hours=1)


def rename(season, carla, old, new):
    van = next(van for van in season.hubs.get().vehicles.all() if van.name == old)
    rows = read(season.pk, Register.VEHICLE, [van.pk])
    edit(
        season_id=season.pk, register=Register.VEHICLE, rows={van.pk: {**rows[van.pk], "name": new}},
        opened_with=mark_of(rows), why="", by=carla.user, now=NOW,
    )  # fmt: skip


@pytest.fixture
def was(season, again):
    """What the van of the first trip to come is called."""
    again()
    return ahead().van


def ahead():
    return Trip.objects.select_related("season").filter(date__gt=TODAY).earliest("date", "leaves")


def test_plans_and_trips_mean_the_same_van(people, season, plan, again, was):
    tours = read_plan(plan.pk).tours
    rename(season, people["carla"], was, NEW)
    assert read_plan(plan.pk).tours == tours
    words = read_season(season.pk)
    assert words.names.vehicle(was) == NEW and NEW not in {tour.vehicle for tour in tours}
    again(now=SOON)
    assert (ahead().van, ahead().van_key) == (NEW, was)
    saved = save_plan(
        season_id=season.pk, season=words, plan=read_plan(plan.pk), by=people["carla"].user, now=NOW, sent_by="again"
    )
    assert read_plan(saved.pk).tours == tours, "a plan of the season as it is now fits too"


def test_another_may_take_the_name_that_is_free(people, season, was):
    other = next(van.name for van in season.hubs.get().vehicles.all() if van.name != was)
    rename(season, people["carla"], was, NEW)
    rename(season, people["carla"], other, was)
    names = read_season(season.pk).names
    assert (names.vehicle(was), names.vehicle(other)) == (NEW, was), "the key stays with whoever had it first"


def test_a_new_one_may_have_the_name_that_is_free_and_a_key_of_its_own(people, season, was):
    rename(season, people["carla"], was, NEW)
    hub = season.hubs.get()
    edit(
        season_id=season.pk, register=Register.VEHICLE, rows={None: {"name": was, "hub": hub.pk, "weekdays": [0]}},
        opened_with=mark_of({}), why="", by=people["carla"].user, now=NOW,
    )  # fmt: skip
    keys = {van.name: van.key for van in hub.vehicles.all()}
    assert keys[NEW] == was and keys[was] not in ("", was)


def test_a_day_that_is_settled_says_what_the_van_is_called(people, season, again, was):
    other = next(van.name for van in season.hubs.get().vehicles.all() if van.name != was)
    for old, new in ((was, "x"), (other, was), ("x", other)):
        rename(season, people["carla"], old, new)  # the two change names
    again(now=SOON)
    trip = Trip.objects.filter(date__gt=TODAY, van_key=was).earliest("date", "leaves")
    van = next(one for one in of_day(board(season.pk, trip.date)).values() if one.code == f"van-{trip.pk}")
    found = repair_day(season=season, day=trip.date, mishaps=[van.mishap], now=NOW, within=van.hub)
    assert settle_repair(proposal=found, why="Motoren.", by=people["dan"].user, now=NOW)
    driven = {ride.trip: (ride.van_name, ride.van) for ride in found.rides if ride.trip}
    rows = {row.pk: (row.van, row.van_key) for row in Trip.objects.filter(pk__in=driven)}
    assert rows == driven and set(driven.values()) == {(was, other)}


def test_what_lies_in_it_stays_in_it(people, season, again, was):
    carla = people["carla"]
    by = {"by": carla.user, "now": NOW}
    open_stores(organisation=carla.organisation, hubs=hubs_and_vans(season), **by)
    van, stores = Store.objects.get(key=was), Store.objects.count()
    donate(store=van, good=goods(carla)[0], quantity=9, best_before=None, key="k", **by)
    rename(season, carla, was, NEW)
    again(now=SOON)
    assert load_of_trip(ahead(), carla.organisation_id).lines[0].in_van == 9
    assert open_stores(organisation=carla.organisation, hubs=hubs_and_vans(season), **by) == []
    cafe = Occurrence.objects.filter(trip=ahead()).annotate(organisation_id=F("season__organisation")).first()
    assert van_of(cafe) == van and Store.objects.count() == stores
    van.refresh_from_db()
    assert van.name == NEW and list(have(van).values()) == [9]


@pytest.mark.parametrize("put_on_dates", [False, True])
def test_it_breaks_as_itself_also_while_its_trips_have_the_old_name(people, season, again, was, put_on_dates):
    rename(season, people["carla"], was, NEW)
    if put_on_dates:
        again(now=SOON)
    trip = ahead()
    van = next(one for one in of_day(board(season.pk, trip.date)).values() if one.code == f"van-{trip.pk}")
    assert (van.mishap.kind, van.mishap.key) == (Broken.VAN, was)
    assert van.shown.key == (NEW if put_on_dates else was), "people read a name"
    found = repair_day(season=season, day=trip.date, mishaps=[van.mishap], now=NOW, within=van.hub)
    assert was not in {ride.van for ride in found.rides}, "neither under its old name nor its new"
    assert {ride.van_name for ride in found.rides} <= {one.name for one in season.hubs.get().vehicles.all()} - {NEW}
    assert settle_repair(proposal=found, why="Motoren.", by=people["dan"].user, now=NOW)
    for row in Trip.objects.filter(date=trip.date, pk__in=[ride.trip for ride in found.rides if ride.trip]):
        assert row.van_key == row.van != NEW


def test_a_scenario_knows_it_too(people, season, was):
    rename(season, people["carla"], was, NEW)
    other = make_scenario(season=season, name="Et forsøg", why="", by=people["carla"].user, now=NOW)
    assert read_season(other.pk).names.vehicle(was) == NEW
    assert Plan.objects.filter(season=season).exists()
