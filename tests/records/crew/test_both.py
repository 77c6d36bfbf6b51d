"""Two shifts of one person come to overlap: it is seen whatever did it, and they are told of both, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.records.drive.crew.both import both_at_once, tell_of_both
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.days import breaking
from driveout.records.drive.models import Occurrence, Shift, Signup, Trip
from driveout.records.models import Season
from driveout.records.tell.models import Message
from tests.core.good_plan import good_plan
from tests.places import hub_at
from tests.records.crew.town import MONDAY, TODAY, dated, whys, with_papers
from tests.remembered import remembered
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db
DAY = MONDAY + timedelta(days=9)  # a Wednesday: Mosede 10.00–11.30, Lyngdal 12.10–13.40


def at(place: str, day=DAY, season=None) -> Shift:
    """The hosts' shift there."""
    rows = Shift.objects.filter(role="host", occurrence__place=place, trip__date=day)
    return (rows.filter(trip__season=season) if season else rows).select_related("occurrence", "trip").get()


def found(people, day=DAY) -> set[tuple[str, str, str]]:
    known = both_at_once(people["bo"].organisation_id, day, day)
    return {(one.name, one.first.shift.place, one.second.shift.place) for one in known}


def told() -> list[str]:
    return list(Message.objects.filter(kind="two places").values_list("text", flat=True))


@pytest.fixture
@remembered
def bo(people):
    return with_papers(people["bo"])


@pytest.fixture
def vestermark(season, plan, again):
    """Held on Wednesdays by another van, at 14."""
    plan.openings.filter(stop__name="Vestermark").update(weekday=2, starts=840, volunteers=[])
    plan.tours.filter(name="B").update(weekday=2, leaves=785, returns=955)
    again()
    Signup.objects.filter(shift__role="host").delete()
    return Occurrence.objects.get(date=DAY, place="Vestermark")


def test_a_plan_made_again_brings_them_together_and_both_are_named(people, bo, plan, again, vestermark):
    for place in ("Mosede", "Vestermark"):
        sign_up(shift_id=at(place).pk, member=bo, by=bo, now=NOW)
    assert found(people) == set() and told() == []
    plan.openings.filter(stop__name="Vestermark").update(starts=630)
    plan.tours.filter(name="B").update(leaves=575, returns=745)
    again()
    assert found(people) == {("Bo", "Mosede", "Vestermark")}
    (text,) = told()
    assert "Mosede, onsdag 11. marts kl. 10" in text and "Du står også på Vestermark kl. 10.30" in text
    again()
    assert len(told()) == 1


def test_a_cafe_held_later_brings_them_together_and_taken_back_apart(people, bo, vestermark):
    for place in ("Mosede", "Vestermark"):
        sign_up(shift_id=at(place).pk, member=bo, by=bo, now=NOW)
    row = at("Mosede").occurrence
    breaking.cancel(occurrence_id=at("Lyngdal").occurrence_id, why="x", by=people["carla"].user, now=NOW)
    breaking.hold_later(occurrence_id=row.pk, starts=800, why="x", by=people["carla"].user, now=NOW)
    assert found(people) == {("Bo", "Mosede", "Vestermark")} and len(told()) == 1
    breaking.take_back(occurrence_id=row.pk, by=people["carla"].user, now=NOW)
    assert found(people) == set()


def test_who_drives_a_trip_that_comes_home_later_is_seen_too(people, vestermark):
    alma = with_papers(people["alma"], "licence", "child safety", "introduction")
    trip = Trip.objects.get(date=DAY, name="C")
    Signup.objects.filter(shift__trip=trip, shift__role="employee").update(member=alma)
    Signup.objects.create(shift=at("Vestermark"), member=alma, name="Alma", made_at=NOW)
    assert found(people) == {("Alma", "", "Vestermark")}, "the van is home at 14.25"
    breaking.cancel(occurrence_id=at("Lyngdal").occurrence_id, why="x", by=people["carla"].user, now=NOW)
    assert found(people) == set()


def test_who_drives_is_at_the_cafes_of_the_trip(people, season):
    alma = people["alma"]
    trip = Trip.objects.get(date=DAY, name="C")
    Signup.objects.filter(shift__trip=trip, shift__role="employee").update(member=alma)
    Signup.objects.create(shift=at("Mosede"), member=alma, name="Alma", made_at=NOW)
    assert found(people) == set()


def test_somebody_of_the_register_who_does_not_sign_in_is_one_person_at_a_hub_and_another_at_the_next(
    people, vestermark
):
    vest = at("Vestermark")
    Occurrence.objects.filter(pk=vest.occurrence_id).update(starts=600)
    for shift in (vest, at("Mosede")):
        Signup.objects.create(shift=shift, name="Birthe", person="birthe", made_at=NOW)
    assert found(people) == {("Birthe", "Mosede", "Vestermark")} or found(people) == {
        ("Birthe", "Vestermark", "Mosede")
    }
    assert tell_of_both(people["bo"].organisation_id, DAY, DAY, now=NOW) == 1 and told() == []
    Trip.objects.filter(pk=vest.trip_id).update(base=hub_at(people["carla"], "Nordby"))
    assert found(people) == set()


def test_two_hubs(people, bo, vestermark):
    vest = at("Vestermark")
    Occurrence.objects.filter(pk=vest.occurrence_id).update(starts=690)  # as Mosede closes, and no way is that short
    Trip.objects.filter(pk=vest.trip_id).update(base=hub_at(people["carla"], "Nordby"), hub="Nordby")
    for shift in (vest, at("Mosede")):
        Signup.objects.create(shift=shift, member=bo, name="Bo", made_at=NOW)
    assert found(people) == {("Bo", "Mosede", "Vestermark")}


def test_two_seasons_and_who_is_booked_in_the_other_cannot_take_it(people, bo, season):
    town = replace(small_town(), name="Aftencaféer")
    other = store_season(people["carla"], town)
    dated(other, store_plan(people["carla"], other, replace(good_plan(), season=town.name), town), people["carla"])
    Signup.objects.filter(shift__role="host").delete()
    mine, theirs = (at("Mosede", season=one) for one in (season, other))
    sign_up(shift_id=mine.pk, member=bo, by=bo, now=NOW)
    assert "overlaps" in whys(sign_up, shift_id=theirs.pk, member=bo, by=bo, now=NOW)
    Signup.objects.create(shift=theirs, member=bo, name="Bo", made_at=NOW)
    assert {one for one in found(people) if one[0] == "Bo"} == {("Bo", "Mosede", "Mosede")}
    Season.objects.filter(pk=other.pk).update(set_aside_at=NOW)
    assert found(people) == set()


def test_what_is_over_or_cancelled_is_told_to_nobody(people, bo, vestermark):
    Occurrence.objects.filter(place="Vestermark").update(starts=600)
    for shift in (at("Vestermark"), at("Mosede")):
        Signup.objects.create(shift=shift, member=bo, name="Bo", made_at=NOW)
    evening = NOW + timedelta(days=(DAY - TODAY).days, hours=8)
    assert tell_of_both(bo.organisation_id, DAY, DAY, now=evening) == 0 and told() == []
    Occurrence.objects.filter(place="Vestermark").update(state="cancelled", why="x")
    assert found(people) == set()
