"""A place is one from season to season; where a name does not tell which, a person is asked, and nothing is joined."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.core.words import Place as Spot
from driveout.records.drive.days.of_place import history_of
from driveout.records.models import Occurrence, Place, PlaceQuestion, Stop, Tally
from driveout.records.place.finding import Said, places_for
from driveout.records.place.joining import BothStand, answer, open_questions
from driveout.records.place.models import Kind
from driveout.records.plan.seasons.copies import make_next_season
from tests.records.crew.town import dated
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db
HERE: dict[str, Any] = {"lat": 56.5, "lon": 8.3}


def find(carla, *said, taken=()):
    return places_for(carla.organisation_id, Kind.STOP, said, now=NOW, taken=taken)


def another(carla, season, *changed):
    """The small town as a file says it for another season; some stops otherwise."""
    by_name = {stop.name: stop for stop in changed}
    stops = tuple(by_name.get(stop.name, stop) for stop in small_town().stops)
    return store_season(carla, replace(small_town(), name="Næste år", stops=stops))


def places(season):
    return {stop.name: stop.where_id for stop in Stop.objects.filter(season=season)}


def test_the_same_village_next_season_is_the_same_place(carla, season):
    assert places(another(carla, season)) == places(season)
    next_one = make_next_season(
        season=season, name="Kopi", first_day=date(2026, 8, 3), weeks=9, keep_wishes=True, by=carla.user, now=NOW
    )
    assert places(next_one) == places(season)
    assert not PlaceQuestion.objects.exists()


def test_a_village_of_that_name_far_away_is_another_and_is_asked_about(carla, season):
    town = small_town()
    far = replace(town.stops[0], place=Spot(town.stops[0].name, 55.0, 9.5, "665"))
    there = another(carla, season, far)
    assert places(there)[far.name] != places(season)[far.name]
    assert [(row.why, row.one.name, row.other.name) for row in open_questions(carla.organisation_id)] == [
        ("far", far.name, far.name)
    ]


def test_a_name_of_before_still_finds_it_unless_two_had_it(carla):
    place = find(carla, Said("Karby", **HERE))[0]
    place.name, place.names = "Karby By", ["Karby"]
    place.save()
    assert find(carla, Said("karby ", **HERE)) == [place]
    other = find(carla, Said("Karby", 56.51, 8.31), taken=[place.pk])[0]
    assert other != place
    assert find(carla, Said("Karby", **HERE)) == [other], "who has the name now goes before who had it"
    Place.objects.create(organisation=carla.organisation, kind="stop", name="Karby", **HERE)
    new = find(carla, Said("Karby", **HERE))[0]
    assert new not in (place, other)
    assert {row.why for row in PlaceQuestion.objects.filter(other=new)} == {"several"}


def test_a_key_goes_before_a_name_and_an_unknown_key_is_not_joined_by_one(carla):
    place = find(carla, Said("Karby", **HERE, key="k1"))[0]
    assert find(carla, Said("Et helt andet navn", 55.0, 9.0, key="k1")) == [place]
    other = find(carla, Said("Karby", **HERE, key="k2"))[0]
    assert other != place and other.told_key == "k2"
    assert PlaceQuestion.objects.get().other == other


def test_another_name_at_the_very_spot_is_asked_about(carla, season):
    stop = small_town().stops[0]
    there = another(carla, season)
    Stop.objects.filter(season=there, name=stop.name).delete()
    new = find(carla, Said("Mosede Havn", stop.place.lat, stop.place.lon), taken=list(places(season).values()))
    assert not PlaceQuestion.objects.exists(), "the others are all in use"
    Place.objects.filter(pk=new[0].pk).delete()
    find(carla, Said("Mosede Havn", stop.place.lat, stop.place.lon), taken=list(places(there).values()))
    question = PlaceQuestion.objects.get()
    assert (question.why, question.one.name) == ("renamed", stop.name)


def test_the_answer_joins_everything_or_nothing(carla, season):
    stop = small_town().stops[0]
    there = another(carla, season, replace(stop, place=Spot(stop.name, 55.0, 9.5, "665")))
    question = PlaceQuestion.objects.get()
    answer(question_id=question.pk, same=True, by=carla.user, now=NOW)
    assert answer(question_id=question.pk, same=True, by=carla.user, now=NOW).same
    assert places(there) == places(season) and not open_questions(carla.organisation_id)
    two = PlaceQuestion.objects.create(
        one_id=places(season)["Mosede"], other_id=places(season)["Lyngdal"], why="several", asked_at=NOW
    )
    before = places(season)
    with pytest.raises(BothStand):
        answer(question_id=two.pk, same=True, by=carla.user, now=NOW)
    assert places(season) == before and open_questions(carla.organisation_id) == [two]
    assert answer(question_id=two.pk, same=False, by=carla.user, now=NOW).same is False


def test_what_was_joined_is_found_as_one_by_either_name_and_by_the_others_key(carla):
    one = find(carla, Said("Karby", **HERE))[0]
    other = find(carla, Said("Karby Hal", **HERE, key="K7"))[0]
    (question,) = open_questions(carla.organisation_id)
    answer(question_id=question.pk, same=True, by=carla.user, now=NOW)
    assert other != one
    for said in (Said("Karby", **HERE), Said("Karby Hal", **HERE), Said("Et nyt navn", **HERE, key="K7")):
        assert find(carla, said) == [one], said
    assert Place.objects.filter(kind="stop").count() == 2


def test_a_place_tells_its_history_over_all_seasons_in_one_query(carla, season, plan, django_assert_num_queries):
    dated(season, plan, carla)
    later = another(carla, season)
    later.weeks = 2
    later.save()
    dated(later, store_plan(carla, later, words=replace(small_town(), name="Næste år")), carla)
    cafe = Occurrence.objects.filter(season=season, place="Mosede").earliest("date")
    Tally.objects.create(occurrence=cafe, first=3, child=2, opened_at=NOW, changed_at=NOW)
    Occurrence.objects.filter(pk=cafe.pk).update(place="Gamle Mosede")
    off = Occurrence.objects.filter(season=later, place="Mosede").latest("date")
    Occurrence.objects.filter(pk=off.pk).update(state="cancelled", why="Sne", date=off.date + timedelta(days=1))
    with django_assert_num_queries(1):
        found = history_of(cafe.where_id)
    assert {one.season for one in found} == {season.name, "Næste år"}
    assert [one.date for one in found] == sorted((one.date for one in found), reverse=True)
    told = {one.cafe: one for one in found}
    assert (told[cafe.pk].guests, told[cafe.pk].called, told[cafe.pk].hosts) == (5, "Gamle Mosede", 1)
    assert (told[off.pk].cancelled, told[off.pk].why, told[off.pk].guests) == (True, "Sne", None)
