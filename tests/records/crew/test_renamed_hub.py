"""A hub that is called something else is the same hub: its people, their rights, shifts, stores and phones stay."""

from datetime import timedelta
from uuid import uuid4

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken
from driveout.field.sync.week import week_answer
from driveout.records.drive.crew.checks import crew_of
from driveout.records.drive.crew.feed import entries
from driveout.records.drive.crew.hours import worked
from driveout.records.drive.crew.own import colleagues_of, free_for, offers
from driveout.records.drive.crew.reading import crew_between
from driveout.records.drive.crew.rules import leads
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.days.board import board
from driveout.records.drive.days.mishaps import of_day
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.stock.catalogue import open_stores
from driveout.records.drive.stock.loads import load_of_trip
from driveout.records.drive.stock.queries import hubs_and_vans
from driveout.records.meet.rules import may_write
from driveout.records.meet.weeks import week_of
from driveout.records.models import Member, Message, Occurrence, Phone, Shift, Signup, Store, Trip
from driveout.records.place.finding import hub_called
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.team.rules import may_change
from tests.records.crew.town import MONDAY, TODAY, empty_shift, with_papers
from tests.stocked import goods, have
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEW = "Vestbyen"
SOON = NOW + timedelta(hours=1)


def rename(season, carla, name=NEW):
    """Carla calls the hub something else."""
    hub = season.hubs.get()
    rows = read(season.pk, Register.HUB, [hub.pk])
    edit(
        season_id=season.pk, register=Register.HUB, rows={hub.pk: {**rows[hub.pk], "name": name}},
        opened_with=mark_of(rows), why="", by=carla.user, now=NOW,
    )  # fmt: skip


def anew(member):
    return Member.objects.select_related("user", "organisation").get(pk=member.pk)


@pytest.fixture
def crew(people):
    """Bo, Alma and Dan belong to the hub; Dan leads it."""
    for name in ("bo", "alma", "dan"):
        with_papers(people[name], "child safety", "introduction", "licence")
    return people


def test_its_people_their_rights_and_their_shifts_stay(season, crew, again):
    bo, dan, carla = crew["bo"], crew["dan"], crew["carla"]
    Shift.objects.filter(role="host").update(needed=3)
    again()
    signup = sign_up(shift_id=empty_shift().id, member=bo, by=bo, now=NOW)
    again()
    before = set(Signup.objects.filter(state="signed").values_list("pk", "member", "name"))
    feed, seen = {entry.key for entry in entries(bo, TODAY)}, free(season, bo)
    hours = {(one.name, one.held, one.ahead) for one in worked(season, NOW)}
    Message.objects.all().delete()
    rename(season, carla)
    made = again(now=SOON)
    bo, dan = anew(bo), anew(dan)
    assert (made.new, made.cancelled, made.taken_off) == (0, 0, 0)
    assert bo.hub_name == dan.hub_name == NEW
    assert set(Signup.objects.filter(state="signed").values_list("pk", "member", "name")) == before
    assert not Message.objects.exists(), "nobody hears of a change"
    assert {entry.key for entry in entries(bo, TODAY)} == feed and free(season, bo) == seen != set()
    assert {(one.name, one.held, one.ahead) for one in worked(season, NOW)} == hours
    assert leads(dan, signup.shift.trip.hub_key) and may_change(dan, [signup.shift.trip.hub_key])
    assert {one.pk for one in crew_of(carla.organisation_id, bo.hub_key)} >= {bo.pk, dan.pk, crew["alma"].pk}
    assert dan in colleagues_of(bo) and offers(season, bo)
    ahead = Trip.objects.filter(season=season, date__gt=TODAY).values_list("hub", flat=True)
    assert set(ahead) == {NEW}


def free(season, member):
    """The shifts that a person is offered."""
    found = crew_between(season, TODAY, TODAY + timedelta(days=20), only=member)
    return {one.shift.id for one in free_for(found, member, NOW)}


def test_a_newcomer_of_the_plan_is_known_by_the_hub_under_its_new_name(season, crew, again):
    Signup.objects.all().delete()
    rename(season, crew["carla"])
    again(now=SOON)
    assert Signup.objects.filter(member=crew["bo"], name="Bo", state="signed").exists()
    assert not Signup.objects.filter(member=None, name="Bo").exists()


@pytest.mark.parametrize("put_on_dates", [False, True])
def test_the_day_is_repaired_also_while_its_trips_have_the_old_name(season, crew, again, put_on_dates):
    again()
    rename(season, crew["carla"])
    if put_on_dates:
        again(now=SOON)
    day = Occurrence.objects.filter(date__gt=TODAY, state="planned").earliest("date", "starts").date
    known = board(season.pk, day)
    driver = next(one for one in of_day(known).values() if one.mishap.kind is Broken.EMPLOYEE)
    legs = [one for one in of_day(known).values() if one.mishap.kind is Broken.ROAD]
    assert driver.hub == crew["dan"].hub_key and {one.mishap.key for one in legs} & {driver.hub}
    assert {one.shown.key for one in legs} & {NEW if put_on_dates else HUB}, "people read a name"
    found = repair_day(season=season, day=day, mishaps=[driver.mishap, legs[0].mishap], now=NOW, within=driver.hub)
    assert {ride.hub for ride in found.rides} <= {driver.hub} and not found.unknown
    assert {ride.hub_name for ride in found.rides} <= {NEW}
    assert settle_repair(proposal=found, why="Sygdom i huset.", by=crew["dan"].user, now=NOW)
    out = Signup.objects.filter(shift__trip__date=day, state="absent")
    assert out.exists() and {row.name for row in out} == {driver.mishap.key}
    assert set(Trip.objects.filter(date=day).values_list("base", flat=True)) == {crew["dan"].base_id}


def test_its_stores_and_what_a_trip_takes_along_stay(season, crew, again):
    from driveout.records.drive.stock.stocking import donate

    carla = crew["carla"]
    again()
    vans = hubs_and_vans(season)
    open_stores(organisation=carla.organisation, hubs=vans, by=carla.user, now=NOW)
    room, stores = Store.objects.get(is_van=False), Store.objects.count()
    donate(store=room, good=goods(carla)[0], quantity=9, best_before=None, key="k", by=carla.user, now=NOW)
    rename(season, carla)
    again(now=SOON)
    assert open_stores(organisation=carla.organisation, hubs=hubs_and_vans(season), by=carla.user, now=NOW) == []
    room = Store.objects.get(is_van=False)
    assert Store.objects.count() == stores and room.hub == NEW and list(have(room).values()) == [9]
    trip = Trip.objects.select_related("season").filter(date__gt=TODAY).earliest("date", "leaves")
    meals = load_of_trip(trip, carla.organisation_id).lines[0]
    assert sum(n for _lot, n in meals.take) > 0, "it is taken from the hub's own room"


def test_the_phone_gets_the_same_days_and_may_write_there(season, crew, again):
    again()
    bo = crew["bo"]
    phone = Phone.objects.create(id=uuid4(), member=bo, name="x", public_key="k", made_at=NOW, signed_in_at=NOW)
    before = told(phone)
    rename(season, crew["carla"])
    phone.member = anew(bo)
    for remade in (False, True):
        if remade:
            again(now=SOON)
        after = told(phone)
        assert after["member"]["hub"] == NEW
        assert cafes(after) == cafes(before) != [], "the same cafés, as far from one another"
    cafe = Occurrence.objects.filter(date=TODAY + timedelta(days=1)).first() or Occurrence.objects.latest("date")
    assert may_write(phone.member, cafe, named=False)


def told(phone):
    return week_answer(week_of(phone, MONDAY + timedelta(days=7)), phone.member, NOW)


def cafes(answer):
    trips = [trip for day in answer["days"] for trip in day["trips"]]
    return [
        (row["id"], row["drive_minutes"], trip["hub"]["lat"], trip["hub"]["lon"])
        for trip in trips
        for row in trip["openings"]
    ]


def test_a_file_of_before_and_who_types_the_old_name_still_mean_it(season, crew):
    rename(season, crew["carla"])
    base = season.hubs.get().where_id
    assert hub_called(season.organisation_id, HUB).pk == hub_called(season.organisation_id, NEW.upper()).pk == base
    assert anew(crew["bo"]).base_id == base
