"""A stop that is called something else is the same place: its cafés, its crew and its guests stay."""

from datetime import timedelta

import pytest

from driveout.core.words import Broken, Mishap
from driveout.jobs.following import say_all
from driveout.records.drive.crew.feed import entries
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.crew.standing import stand
from driveout.records.drive.days.breaking import cancel
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.telling import publish_times
from driveout.records.drive.days.together import hold_plan
from driveout.records.drive.models import Occurrence, Signup, Standing, Trip
from driveout.records.models import PublicChange, PublicMove, PublicOpening, Stop
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import edit, undo
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.tell.models import Message
from tests.records.crew.town import TODAY, empty_shift, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEW = "Mosede By"
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def published(people, season, plan):
    publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW, today=TODAY)
    return season


def call(season, carla, was: str, name: str):
    """Carla calls a stop something else."""
    stop = Stop.objects.get(season=season, name=was)
    rows = read(season.id, Register.STOP, [stop.id])
    return edit(
        season_id=season.id, register=Register.STOP, rows={stop.id: {**rows[stop.id], "name": name}},
        opened_with=mark_of(rows), why="", by=carla.user, now=NOW,
    )  # fmt: skip


def renamed(season, carla):
    return call(season, carla, "Mosede", NEW)


def ahead(season):
    """Mosede's cafés to come, by whatever name: number and state."""
    where = Stop.objects.get(season=season, name__startswith="Mosede").where
    return dict(Occurrence.objects.filter(season=season, where=where, date__gte=TODAY).values_list("id", "state"))


def test_its_cafes_stay_under_the_new_name_and_no_guest_is_told_that_they_are_off(published, people, plan, again):
    before = ahead(published)
    renamed(published, people["carla"])
    publish_times(plan_id=plan.id, by=people["carla"].user, now=SOON, today=TODAY)
    made = again(now=SOON)
    assert (made.new, made.cancelled, made.taken_off) == (0, 0, 0)
    assert ahead(published) == before and set(before.values()) == {"planned"} and len(before) > 5
    assert not PublicChange.objects.exists()
    assert NEW in set(PublicOpening.objects.values_list("place", flat=True))
    later = Occurrence.objects.filter(pk__in=before, date__gt=TODAY)
    assert set(later.values_list("place", flat=True)) == {NEW}
    assert not Occurrence.objects.filter(place="Mosede", date__gt=TODAY).exists()


def test_who_signed_up_and_who_promised_stay_and_nobody_hears_of_a_change(published, people, again):
    bo = with_papers(people["bo"])
    row = empty_shift()
    Signup.objects.exclude(shift__occurrence__where=row.occurrence.where_id).delete()
    name = row.occurrence.place
    signup = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    day = {"where": row.occurrence.where_id, "weekday": row.trip.date.weekday()}
    Signup.objects.exclude(pk=signup.pk).delete()
    promise, n = stand(member=bo, season=published, **day, by=bo, now=NOW, today=TODAY)
    again(now=NOW)  # whom the plan names where there is room
    Message.objects.all().delete()
    mine = set(Signup.objects.filter(member=bo, state="signed").values_list("pk", flat=True))
    keys = {entry.key for entry in entries(bo, TODAY)}
    call(published, people["carla"], name, f"{name} By")
    made = again(now=SOON)
    signup.refresh_from_db()
    assert signup.state == "signed" and made.taken_off == 0 and n > 3
    assert set(Signup.objects.filter(member=bo, state="signed").values_list("pk", flat=True)) == mine
    assert not Message.objects.filter(member=bo).exists()
    assert Standing.objects.get(pk=promise.pk).place == f"{name} By"
    assert {entry.key for entry in entries(bo, TODAY)} == keys
    places = {entry.place for entry in entries(bo, TODAY)}
    assert f"{name} By" in places and name not in places


def test_what_was_told_of_a_day_stays_and_is_read_under_the_new_name(published, people, plan, again):
    cafe = Occurrence.objects.filter(place="Mosede", date__gt=TODAY + timedelta(days=2)).earliest("date")
    cancel(occurrence_id=cafe.pk, why="Halvt tag", by=people["carla"].user, now=NOW)
    renamed(published, people["carla"])
    again(now=SOON)
    publish_times(plan_id=plan.id, by=people["carla"].user, now=SOON, today=TODAY)
    cafe.refresh_from_db()
    assert (cafe.state, cafe.why, cafe.place) == ("cancelled", "Halvt tag", NEW)
    assert list(PublicChange.objects.values_list("place", "cancelled")) == [(NEW, True)]


def test_one_act_calls_it_by_its_new_name_wherever_guests_read_it(published, people, plan, season):
    """Also the café that was cancelled before, today's, whose van is out, and the week that was announced."""
    today, later = Occurrence.objects.filter(place="Mosede", date__gte=TODAY).order_by("date")[:2]
    cancel(occurrence_id=later.pk, why="Halvt tag", by=people["carla"].user, now=NOW)
    Trip.objects.filter(pk=today.trip_id).update(date=TODAY, leaves=0)
    Occurrence.objects.filter(pk=today.pk).update(date=TODAY, starts=0)
    key, open_ones = today.where.key, PublicOpening.objects.filter(place="Mosede")
    week = [list(one) for one in open_ones.values_list("weekday", "starts", "minutes", "venue")]
    told = {"before": [], "after": week, "from_date": TODAY, "until": later.date, "told_at": NOW}
    PublicMove.objects.create(season=season, place_key=key, place="Mosede", **told)
    renamed(published, people["carla"])
    hold_plan(plan_id=plan.id, first=TODAY + timedelta(days=14), by=people["carla"].user, now=SOON, today=TODAY)
    today.refresh_from_db()
    assert today.place == NEW
    assert list(PublicChange.objects.values_list("place", "cancelled")) == [(NEW, True)]
    assert list(PublicMove.objects.values_list("place", "told_at")) == [(NEW, NOW)]
    assert not PublicOpening.objects.filter(place="Mosede").exists()


def test_the_list_of_calendars_says_the_name_that_stands_in_the_open(published, people, plan, client):
    """A job writes the calendars, a moment after the act."""
    say_all(NOW)
    renamed(published, people["carla"])
    publish_times(plan_id=plan.id, by=people["carla"].user, now=SOON, today=TODAY)
    page = client.get(f"/tider/{published.pk}/")
    names = [one["name"] for one in page.context["follow"]["places"]]
    assert NEW in names and "Mosede" not in names


def test_two_stops_that_change_names_keep_their_own_cafes(season, people, again):
    cafes = {row.pk: row.where_id for row in Occurrence.objects.filter(season=season)}
    call(season, people["carla"], "Mosede", "Et andet navn")
    call(season, people["carla"], "Lyngdal", "Mosede")
    call(season, people["carla"], "Et andet navn", "Lyngdal")
    made = again(now=SOON)
    assert (made.new, made.cancelled) == (0, 0)
    assert {row.pk: row.where_id for row in Occurrence.objects.filter(season=season)} == cafes
    for stop in Stop.objects.filter(season=season).select_related("where"):
        assert stop.where.name == stop.name
        names = Occurrence.objects.filter(where=stop.where, date__gt=TODAY).values_list("place", flat=True)
        assert set(names) <= {stop.name}


def test_a_new_name_taken_back_is_the_old_name_again(season, people, again):
    undo(edit_id=renamed(season, people["carla"]).pk, by=people["carla"].user, now=SOON)
    made = again(now=SOON)
    assert (made.new, made.cancelled) == (0, 0)
    assert not Occurrence.objects.filter(place=NEW).exists()


def test_a_day_breaks_while_the_new_name_is_not_on_dates_yet(season, people):
    renamed(season, people["carla"])
    cafe = Occurrence.objects.filter(place="Mosede", date__gt=TODAY).earliest("date")
    trip = cafe.trip
    found = repair_day(season=season, day=cafe.date, mishaps=[Mishap(Broken.VAN, trip.van, trip.hub_key)], now=NOW)
    assert found.unknown == () and cafe.pk in {*(one.cafe for one in found.held), *(one.cafe for one in found.lost)}
    house = repair_day(season=season, day=cafe.date, mishaps=[Mishap(Broken.HALL, str(cafe.where_id))], now=NOW)
    assert cafe.pk in {one.cafe for one in house.lost}
