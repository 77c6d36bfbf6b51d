"""A season that came by mistake goes; one that somebody relies on stays. What is running is in front of what is new."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.records.drive.crew.ahead import Ahead, ahead_of
from driveout.records.drive.days.removing import HasDays, TookAPlace, on_dates, remove_season
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.models import Plan, PlanRun, Season, Stop, Trace
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times, take_approval_back, take_times_down
from driveout.records.plan.publishing.rules import StillPublic
from driveout.records.plan.queries import season_now
from driveout.records.plan.rules import BindsNobody, OtherContent
from driveout.records.plan.seasons import copies
from driveout.records.plan.seasons.taking_in import import_season
from tests.records.crew.town import MONDAY, TODAY, dated
from tests.stored import NOW, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def does(carla):
    return {"by": carla.user, "now": NOW}


def another(carla, name: str, **words) -> Season:
    return store_season(carla, replace(small_town(), name=name, **words))


def test_a_season_that_nobody_relies_on_goes_with_its_plans_and_leaves_its_name(carla, season, plan, does):
    scenario = copies.make_scenario(season=season, name="Prøve", why="", **does)
    for _ in range(2):
        remove_season(season_id=season.id, **does)
    assert Season.objects.get() == scenario and not Plan.objects.exists()
    assert not Stop.objects.exclude(season=scenario).exists()
    told = copies.deleted(season.id, carla.organisation_id)
    assert (told.what, told.details["name"], told.who) == ("deleted a season", "Small town", carla.user)
    assert Trace.objects.filter(what="deleted a season").count() == 1


def test_what_is_decided_public_or_dated_stays(carla, season, plan, does):
    dated(season, plan, carla)
    with pytest.raises(copies.StillDecided):
        remove_season(season_id=season.id, **does)
    publish_times(plan_id=plan.id, **does)
    Plan.objects.update(approved_at=None)
    with pytest.raises(StillPublic):
        remove_season(season_id=season.id, **does)
    Plan.objects.update(approved_at=NOW)
    take_times_down(plan_id=plan.id, **does)
    take_approval_back(plan_id=plan.id, **does)
    with pytest.raises(HasDays):
        remove_season(season_id=season.id, **does)
    assert on_dates([season.id]) == {season.id} and Season.objects.exists()


def test_what_stands_for_another_or_is_set_aside_or_worked_on_stays(season, does):
    PlanRun.objects.create(season=season, asked_at=NOW, limit_seconds=9)
    with pytest.raises(copies.UnderWay):
        remove_season(season_id=season.id, **does)
    PlanRun.objects.all().delete()
    scenario = copies.make_scenario(season=season, name="Prøve", why="", **does)
    copies.make_it_the_season(season_id=scenario.id, why="", **does)
    for kept, why in ((scenario, TookAPlace), (season, BindsNobody)):
        with pytest.raises(why):
            remove_season(season_id=kept.id, **does)
    assert Season.objects.count() == 2


def test_the_season_that_runs_is_in_front_and_else_the_newest(carla, season, plan, does):
    here, monday = carla.organisation_id, small_town().first_day or MONDAY
    Season.objects.filter(pk=season.pk).update(first_day=monday, weeks=4)
    new = another(carla, "Næste", first_day=monday + timedelta(weeks=4))
    assert season_now(here, monday) == new  # nobody has approved anything
    approve_plan(plan_id=plan.id, **does)
    last = monday + timedelta(days=27)
    assert [season_now(here, day) for day in (monday, last)] == [season, season]
    assert [season_now(here, day) for day in (monday - timedelta(1), last + timedelta(1))] == [new, new]
    scenario = copies.make_scenario(season=season, name="Prøve", why="", **does)
    copies.make_it_the_season(season_id=scenario.id, why="", **does)
    assert season_now(here, monday) in (new, scenario)  # what was set aside does not run
    assert season_now(here + 1000, monday) is None


def test_one_question_finds_the_season_that_runs(carla, season, django_assert_num_queries):
    for n in range(5):
        another(carla, f"Nr. {n}")
    with django_assert_num_queries(1):
        season_now(carla.organisation_id, date(2026, 3, 3))


def test_the_same_file_after_an_edit_is_not_the_same_season(carla, season):
    Stop.objects.filter(season=season).order_by("id").first().windows.all().delete()
    with pytest.raises(OtherContent):
        store_season(carla)
    assert Season.objects.count() == 1


def test_the_file_of_what_was_edited_is_the_same_season(carla, season):
    Season.objects.filter(pk=season.pk).update(weeks=9)
    words = replace(small_town(), weeks=9)
    assert import_season(words=words, organisation=carla.organisation, by=None, now=NOW) == season


def test_cafes_and_people_ahead_are_counted_once(carla, season, plan, does):
    assert ahead_of(season.id, TODAY) == Ahead(0, 0)
    dated(season, plan, carla)
    cafes = Occurrence.objects.filter(date__gte=TODAY)
    names = set(Signup.objects.filter(shift__trip__date__gte=TODAY).values_list("name", flat=True))
    assert ahead_of(season.id, TODAY) == Ahead(cafes.count(), len(names)) and len(names) > 1
    Occurrence.objects.update(state="cancelled", why="Sne", told_at=NOW)
    assert ahead_of(season.id, TODAY) == Ahead(0, 0)
    assert ahead_of(season.id, date(2099, 1, 1)) == Ahead(0, 0)
