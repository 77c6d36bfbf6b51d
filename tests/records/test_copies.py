"""Copies of a season: all of it comes along; a scenario takes a season's place and gives it back, with a trace."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.core.words import EarlierOpening, Forbidden, Pin, Weekday
from driveout.records.models import EarlierOpening as EarlierRow
from driveout.records.models import Plan, PlanRun, PublicTimes, Season, Stop, Trace
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.models.work import State
from driveout.records.plan.publishing.actions import publish_times, take_season_back
from driveout.records.plan.publishing.rules import StillPublic
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.rules import BindsNobody
from driveout.records.plan.seasons import copies
from driveout.records.plan.seasons.copies import (
    NameTaken,
    NotAScenario,
    NotTheSeason,
    StillDecided,
    UnderWay,
    delete_scenario,
    in_place_of,
    make_it_the_season,
    make_next_season,
    make_scenario,
    take_it_back,
    took_place_of,
)
from driveout.records.plan.storing.fingerprints import content_fingerprint
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def does(carla):
    return {"by": carla.user, "now": NOW}


@pytest.fixture
def wished(carla):
    """The small town with wishes of every kind, and somebody to call."""
    town = small_town()
    stop = town.stops[0].name
    season = store_season(
        carla,
        replace(
            town,
            pins=(Pin(stop, Weekday.MONDAY, 600, 60), Pin(town.stops[1].name, Weekday.TUESDAY)),
            forbidden=(Forbidden(town.stops[2].name), Forbidden(stop, Weekday.FRIDAY)),
            earlier=(EarlierOpening(stop, Weekday.MONDAY, 600, 60),),
            closed_dates=(date(2026, 6, 5), date(2026, 12, 24)),
        ),
    )
    Stop.objects.filter(season=season, name=stop).update(contact="Ring til nøglen: 12 34 56 78")
    return season


@pytest.fixture
def scenario(season, does):
    return make_scenario(season=season, name="En vogn mere", why="Der er penge i en pulje.", **does)


def test_a_scenario_is_everything_once_more(wished, does):
    copy = make_scenario(season=wished, name="Prøve", why="", **does)
    assert season_as_words(copy.id) == replace(season_as_words(wished.id), name="Prøve")
    assert copy.fingerprint == content_fingerprint(season_as_words(copy.id))
    assert (copy.copy_of, copy.is_scenario, copy.organisation) == (wished, True, wished.organisation)
    assert copy.stops.get(name=small_town().stops[0].name).contact == "Ring til nøglen: 12 34 56 78"
    assert not set(copy.stops.values_list("id")) & set(wished.stops.values_list("id"))
    copy.stops.all().delete()
    assert wished.stops.count() == len(small_town().stops) and wished.pins.count() == 2


def test_sent_twice_it_is_one_and_another_of_its_name_is_refused(season, does):
    first, second = (make_scenario(season=season, name="Prøve", why="", **does) for _ in range(2))
    assert first == second and Trace.objects.filter(what="made a scenario").count() == 1
    Stop.objects.filter(season=season, name="Mosede").update(seats=9)
    for name in ("Prøve", season.name):
        with pytest.raises(NameTaken):
            make_scenario(season=season, name=name, why="", **does)
    assert Season.objects.count() == 2


def test_a_scenario_of_a_scenario_may_take_the_same_seasons_place(scenario, season, does):
    assert make_scenario(season=scenario, name="To vogne mere", why="", **does).copy_of == season


def test_nothing_in_a_scenario_is_decided(carla, scenario, does):
    words = season_as_words(scenario.id)
    plan = store_plan(carla, scenario, words=words)
    with pytest.raises(BindsNobody):
        approve_plan(plan_id=plan.id, **does)
    Plan.objects.update(approved_at=NOW)
    with pytest.raises(BindsNobody):
        publish_times(plan_id=plan.id, **does)
    assert not PublicTimes.objects.exists()


def test_it_becomes_the_season_and_goes_back(season, scenario, does):
    for _ in range(2):
        make_it_the_season(season_id=scenario.id, why="Bevillingen kom.", **does)
    scenario.refresh_from_db(), season.refresh_from_db()
    assert (scenario.is_scenario, season.set_aside_at) == (False, NOW)
    assert (took_place_of(scenario), in_place_of(season)) == (season, scenario)
    (trace,) = Trace.objects.filter(what=copies.BECAME)
    assert trace.details == {"why": "Bevillingen kom.", "instead_of": season.id}
    for _ in range(2):
        take_season_back(season_id=scenario.id, why="Den faldt væk.", **does)
    scenario.refresh_from_db(), season.refresh_from_db()
    assert (scenario.is_scenario, season.set_aside_at) == (True, None)
    assert (took_place_of(scenario), in_place_of(season)) == (None, None)
    assert Trace.objects.filter(what=copies.WENT_BACK).count() == 1


def test_a_second_scenario_takes_the_place_of_the_first(season, scenario, does):
    other = make_scenario(season=season, name="Langeland", why="", **does)
    make_it_the_season(season_id=scenario.id, why="", **does)
    make_it_the_season(season_id=other.id, why="", **does)
    scenario.refresh_from_db(), other.refresh_from_db()
    assert took_place_of(other) == scenario and scenario.set_aside_at
    assert copies.all_it_replaced(other) == [scenario.id, season.id]
    with pytest.raises(NotTheSeason):
        take_it_back(season_id=scenario.id, why="", **does)
    take_it_back(season_id=other.id, why="", **does)
    take_it_back(season_id=scenario.id, why="", **does)
    season.refresh_from_db(), other.refresh_from_db()
    assert season.set_aside_at is None and other.copy_of == season


def test_only_what_took_a_place_goes_back(season, does):
    with pytest.raises(NotTheSeason):
        take_it_back(season_id=season.id, why="", **does)
    following = make_next_season(
        season=season, name="Næste", first_day=date(2026, 8, 3), weeks=13, keep_wishes=True, **does
    )
    other = make_scenario(season=season, name="Prøve", why="", **does)
    make_it_the_season(season_id=other.id, why="", **does)
    following.refresh_from_db()
    assert took_place_of(following) is None and copies.all_it_replaced(following) == []


def test_old_times_stand_until_new_ones_are_published(carla, season, plan, scenario, does):
    approve_plan(plan_id=plan.id, **does)
    publish_times(plan_id=plan.id, **does)
    make_it_the_season(season_id=scenario.id, why="", **does)
    assert PublicTimes.objects.get().season == season
    with pytest.raises(BindsNobody):
        approve_plan(plan_id=store_plan(carla, season, sent_by="late").id, **does)
    new = store_plan(carla, scenario, words=season_as_words(scenario.id))
    approve_plan(plan_id=new.id, **does)
    with pytest.raises(StillDecided):
        take_season_back(season_id=scenario.id, why="", **does)
    publish_times(plan_id=new.id, **does)
    assert PublicTimes.objects.get().season == scenario
    assert [t.about for t in Trace.objects.filter(what="took the times down")] == [f"plan {plan.id}"]
    with pytest.raises(StillPublic):
        take_season_back(season_id=scenario.id, why="", **does)


def test_the_times_of_a_season_that_another_followed_are_not_taken_down(carla, season, plan, does):
    approve_plan(plan_id=plan.id, **does)
    publish_times(plan_id=plan.id, **does)
    next_one: dict[str, Any] = {"name": "Næste", "first_day": date(2026, 8, 3), "weeks": 13, "keep_wishes": True}
    following = make_next_season(season=season, **next_one, **does)
    new = store_plan(carla, following, words=season_as_words(following.id))
    approve_plan(plan_id=new.id, **does)
    publish_times(plan_id=new.id, **does)
    assert set(PublicTimes.objects.values_list("season_id", flat=True)) == {season.id, following.id}


def test_a_scenario_is_deleted_with_its_plans_and_a_season_never(carla, season, scenario, does):
    store_plan(carla, scenario, words=season_as_words(scenario.id))
    for _ in range(2):
        delete_scenario(season_id=scenario.id, **does)
    assert not Season.objects.filter(pk=scenario.id).exists() and not Plan.objects.exists()
    told = copies.deleted(scenario.id, season.organisation_id)
    assert (told.details["name"], told.who) == ("En vogn mere", carla.user)
    assert copies.deleted(scenario.id, season.organisation_id + 1) is None
    with pytest.raises(NotAScenario):
        delete_scenario(season_id=season.id, **does)
    assert Season.objects.get() == season


def test_what_is_worked_on_is_not_deleted(scenario, does):
    PlanRun.objects.create(season=scenario, asked_at=NOW, limit_seconds=10)
    with pytest.raises(UnderWay):
        delete_scenario(season_id=scenario.id, **does)
    PlanRun.objects.update(state=State.STOPPED, ended_at=NOW)
    delete_scenario(season_id=scenario.id, **does)


def test_the_next_season_has_the_same_places_and_guests(wished, does):
    following = make_next_season(
        season=wished, name="Efterår", first_day=date(2026, 12, 14), weeks=2, keep_wishes=False, **does
    )
    words = season_as_words(following.id)
    assert (words.name, words.first_day, words.weeks) == ("Efterår", date(2026, 12, 14), 2)
    assert (words.pins, words.forbidden, words.closed_dates) == ((), (), (date(2026, 12, 24),))
    assert words.earlier == season_as_words(wished.id).earlier  # no plan yet: what the season itself said
    assert [stop.belief for stop in words.stops] == [stop.belief for stop in small_town().stops]
    assert not following.is_scenario and following.copy_of == wished


def test_used_to_is_the_approved_plan_and_else_the_newest(carla, season, plan, does):
    newest = store_plan(carla, season, sent_by="another")
    newest.openings.filter(weekday=0).delete()
    when: dict[str, Any] = {"first_day": date(2026, 8, 3), "weeks": 13, "keep_wishes": True}
    first = make_next_season(season=season, name="Først", **when, **does)
    assert EarlierRow.objects.filter(season=first).count() == newest.openings.count() < plan.openings.count()
    approve_plan(plan_id=plan.id, **does)
    second = make_next_season(season=season, name="Så", **when, **does)
    used = {(was.stop.name, was.weekday, was.starts, was.minutes) for was in second.earlier.select_related("stop")}
    assert used == {(o.stop.name, o.weekday, o.starts, o.minutes) for o in plan.openings.select_related("stop")}
