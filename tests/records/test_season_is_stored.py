"""A season goes in as words and comes out equal; what cannot be true is refused by the database itself."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from driveout.core import words
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import EarlierOpening, Fairness, Forbidden, Pin, Weekday
from driveout.core.words.fields.kinds import LONGEST_NAME, LONGEST_VENUE
from driveout.records.models import Employee, Hub, Season, Stop, Trace, Vehicle, Volunteer
from driveout.records.models import Pin as PinRow
from driveout.records.plan.queries import season_as_words, season_seen_by
from driveout.records.plan.rules import OtherContent
from driveout.records.plan.seasons.taking_in import forget_season, import_season
from driveout.records.plan.storing.keys import people_by_name
from tests.core.keyed import with_opaque_keys
from tests.stored import NOW, cast, store_season

pytestmark = pytest.mark.django_db


def everything():
    """The small town with every kind of wish and a calendar."""
    town = small_town()
    return replace(
        town,
        first_day=date(2026, 9, 7),
        weeks=13,
        closed_dates=(date(2026, 10, 12), date(2026, 10, 13)),
        terms=replace(town.terms, fairness=Fairness.PROPORTIONAL, guests_per_1000_kr=0.5),
        pins=(Pin("Mosede", Weekday.MONDAY), Pin("Lyngdal", Weekday.TUESDAY, 600, 90)),
        forbidden=(Forbidden("Sandholm"), Forbidden("Fjordside", Weekday.MONDAY)),
        earlier=(EarlierOpening("Mosede", Weekday.MONDAY, 600, 60),),
        target_guests_a_week=30.0,
        notes=("Opdigtet.",),
        stops=(replace(town.stops[0], venue="Forsamlingshuset", seats=5), *town.stops[1:]),
    )


@pytest.mark.parametrize("words", [small_town(), everything()], ids=["small", "everything"])
def test_words_come_out_as_they_went_in(words):
    season = store_season(cast()["carla"], words)
    assert season_as_words(season.id) == words


def test_the_example_season_comes_out_as_it_went_in(root):
    from driveout.outside.season_files import read_season

    words = read_season(root / "examples" / "seasons" / "akut-2020")
    assert season_as_words(store_season(cast()["carla"], words).id) == words


def test_reading_takes_the_same_number_of_queries_for_any_size(django_assert_num_queries):
    season = store_season(cast()["carla"], everything())
    with django_assert_num_queries(14):
        season_as_words(season.id)


def test_the_same_season_twice_is_one_season():
    carla = cast()["carla"]
    assert store_season(carla) == store_season(carla)
    assert Season.objects.count() == 1
    assert Trace.objects.filter(what="imported a season").count() == 1


def test_other_content_under_the_same_name_is_refused_and_nothing_changes():
    carla = cast()["carla"]
    season = store_season(carla)
    with pytest.raises(OtherContent):
        store_season(carla, replace(small_town(), weeks=12))
    assert season_as_words(season.id) == small_town()


def test_a_season_that_breaks_off_leaves_nothing_behind():
    carla = cast()["carla"]
    town = small_town()
    broken = replace(town, pins=(Pin("Nowhere", Weekday.MONDAY),))
    with pytest.raises(KeyError):
        import_season(words=broken, organisation=carla.organisation, by=carla.user, now=NOW)
    assert not Season.objects.exists()
    assert not Stop.objects.exists()
    assert not Trace.objects.filter(what="imported a season").exists()


def test_a_forgotten_season_takes_its_rows_with_it_and_leaves_a_trace():
    carla = cast()["carla"]
    season = store_season(carla)
    forget_season(season=season, by=carla.user, now=NOW)
    assert not Stop.objects.exists()
    assert Trace.objects.get(what="forgot a season").who == carla.user


def test_another_organisation_does_not_see_it():
    people = cast()
    season = store_season(people["carla"])
    assert season_seen_by(people["carla"].organisation_id, season.id) == season
    assert season_seen_by(people["finn"].organisation_id, season.id) is None
    assert season_seen_by(people["eva"].organisation_id, season.id) is None


def test_the_database_itself_refuses_what_cannot_be():
    carla = cast()["carla"]
    season = store_season(carla)
    stop, hub = Stop.objects.first(), Hub.objects.first()
    impossible = [
        lambda: Stop.objects.filter(pk=stop.pk).update(visits_max=3),
        lambda: Stop.objects.filter(pk=stop.pk).update(visits_min=2, visits_max=1),
        lambda: Stop.objects.filter(pk=stop.pk).update(lat=91),
        lambda: Stop.objects.filter(pk=stop.pk).update(seats=0),
        lambda: Stop.objects.filter(pk=stop.pk).update(name=Stop.objects.last().name),
        lambda: stop.windows.update(closes=0),
        lambda: hub.workdays.update(opens=1500),
        lambda: Season.objects.filter(pk=season.pk).update(weeks=0),
        lambda: PinRow.objects.create(season=season, stop=stop, weekday=7),
    ]
    for attempt in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_files_take_names_as_long_as_the_records_keep():
    named = (Season, Hub, Stop, Vehicle, Employee, Volunteer)
    assert {model._meta.get_field("name").max_length for model in named} == {LONGEST_NAME}
    assert Stop._meta.get_field("venue").max_length == LONGEST_VENUE


def test_a_season_whose_file_has_keys_is_stored_by_its_names():
    """What it says is what the same file without keys would say. People keep the keys they are told by."""
    carla, keyed = cast()["carla"], with_opaque_keys(small_town())
    stored = store_season(carla, keyed)
    assert people_by_name(season_as_words(stored.id)) == small_town()
    assert [one.key for one in season_as_words(stored.id).volunteers] == [one.key for one in keyed.volunteers]
    assert store_season(carla, small_town()) == stored
    assert store_season(carla, with_opaque_keys(small_town())) == stored


def test_two_of_one_name_are_asked_about_before_anything_is_stored():
    town, carla = small_town(), cast()["carla"]
    two = replace(town, vehicles=(*town.vehicles, words.Vehicle("Van 1", HUB, (Weekday.MONDAY,), key="van-9")))
    with pytest.raises(words.Nonsense, match="two are called Van 1"):
        store_season(carla, two)
    assert not Season.objects.exists()
