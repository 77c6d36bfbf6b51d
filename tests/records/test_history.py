"""A plan's name, its approval and its public times: each once, with a trace, and nobody's words are lost."""

from typing import Any

import pytest

from driveout.records.models import PublicOpening, PublicTimes, Trace
from driveout.records.plan.files.uploads import ask_for_file
from driveout.records.plan.plans.history import (
    ChangedMeanwhile,
    decide_on,
    decisions_about,
    mark_of,
    name_plan,
    plans_of,
    season_to_compare,
)
from driveout.records.plan.publishing.actions import publish_times, take_approval_back, take_times_down
from driveout.records.plan.publishing.rules import NotApproved, StillPublic
from driveout.records.publish.queries import public_openings, times_of
from driveout.records.trust.actions import leave_trace
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(carla, season):
    return store_plan(carla, season), store_plan(carla, season, sent_by="another")


@pytest.fixture
def does(carla):
    return {"by": carla.user, "now": NOW}


def traces(what: str) -> list[dict[str, Any]]:
    return [trace.details for trace in Trace.objects.filter(what=what)]


def test_all_plans_newest_first(plans, season):
    first, second = plans
    assert plans_of(season.id) == [second, first]


def test_a_name_and_a_note_are_kept_once_with_a_trace(plans, does):
    plan, _ = plans
    for _ in range(2):
        plan = name_plan(
            plan_id=plan.id, name=" Efterår  uden Karby ", why="Salen er kold.\r\n", opened_with=mark_of(plan), **does
        )
    assert (plan.name, plan.why) == ("Efterår uden Karby", "Salen er kold.")
    assert traces("named a plan") == [{"name": plan.name, "why": plan.why, "was": ["", ""]}]


def test_words_somebody_else_wrote_meanwhile_are_not_overwritten(plans, does):
    plan, _ = plans
    opened = mark_of(plan)
    name_plan(plan_id=plan.id, name="Dans", why="", opened_with=opened, **does)
    with pytest.raises(ChangedMeanwhile):
        name_plan(plan_id=plan.id, name="Carlas", why="", opened_with=opened, **does)
    plan.refresh_from_db()
    assert plan.name == "Dans"


def test_approving_says_why_and_in_whose_place(plans, does):
    first, second = plans
    decide_on(plan_id=first.id, instead_of=None, why="Alle har sagt ja.", **does)
    decide_on(plan_id=second.id, instead_of=first.id, **does)
    decide_on(plan_id=second.id, instead_of=first.id, **does)
    assert traces("approved a plan") == [
        {"why": "Alle har sagt ja.", "instead_of": None},
        {"why": "", "instead_of": first.id},
    ]


def test_another_plan_approved_meanwhile_stands(plans, does):
    first, second = plans
    decide_on(plan_id=first.id, instead_of=None, **does)
    with pytest.raises(ChangedMeanwhile):
        decide_on(plan_id=second.id, instead_of=None, **does)
    first.refresh_from_db()
    assert first.approved_at == NOW


def test_only_an_approved_plans_times_become_public(plans, does, season):
    with pytest.raises(NotApproved):
        publish_times(plan_id=plans[0].id, **does)
    assert times_of(season.id) is None


def test_publishing_copies_where_and_when_and_nothing_else(plans, does, season):
    plan = decide_on(plan_id=plans[0].id, instead_of=None, **does)
    for _ in range(2):
        publish_times(plan_id=plan.id, **does)
    assert len(traces("published the times")) == 1
    times = times_of(season.id)
    first = public_openings(times)[0]
    assert (first.place, first.municipality, first.weekday, first.starts, first.minutes) == (
        "Mosede",
        "665",
        0,
        600,
        90,
    )
    assert len(public_openings(times)) == 5
    copied = {field.name for field in PublicOpening._meta.concrete_fields} - {"id", "times"}
    assert copied == set(PublicOpening.Seen.anyone)


def test_public_times_stand_until_others_take_their_place(plans, does, season):
    first, second = plans
    decide_on(plan_id=first.id, instead_of=None, **does)
    publish_times(plan_id=first.id, **does)
    decide_on(plan_id=second.id, instead_of=first.id, **does)
    assert times_of(season.id).plan_id == first.id
    publish_times(plan_id=second.id, **does)
    assert times_of(season.id).plan_id == second.id
    assert PublicTimes.objects.count() == 1
    assert PublicOpening.objects.count() == 5


def test_approval_is_taken_back_only_when_nobody_reads_the_times(plans, does, season):
    plan, _ = plans
    decide_on(plan_id=plan.id, instead_of=None, **does)
    publish_times(plan_id=plan.id, **does)
    with pytest.raises(StillPublic):
        take_approval_back(plan_id=plan.id, **does)
    for _ in range(2):
        take_times_down(plan_id=plan.id, why="Fejl i Lyngdal", **does)
    for _ in range(2):
        take_approval_back(plan_id=plan.id, **does)
    plan.refresh_from_db()
    assert plan.approved_at is None
    assert times_of(season.id) is None
    assert not PublicOpening.objects.exists()
    assert traces("took the times down") == [{"why": "Fejl i Lyngdal"}]
    assert len(traces("took approval back")) == 1


def test_what_was_decided_is_told_newest_first(plans, does):
    first, second = plans
    decide_on(plan_id=first.id, instead_of=None, **does)
    take_approval_back(plan_id=first.id, **does)
    told = [trace.what for trace in decisions_about([first.id])]
    assert told == ["took approval back", "approved a plan"]
    assert decisions_about([second.id]) == []


def test_fetching_a_file_is_no_decision(plans, does):
    ask_for_file(plan=plans[0], kind="csv", language="da", **does)
    leave_trace(what="fetched a file", about=plans[0], **does)
    assert Trace.objects.filter(about=f"plan {plans[0].id}").exclude(what="stored a plan").exists()
    assert decisions_about([plans[0].id]) == []


def test_what_two_plans_are_compared_by_takes_as_many_queries_as_it_says(season, django_assert_num_queries):
    with django_assert_num_queries(14):
        season_to_compare(season.id)


def test_a_season_that_is_forgotten_takes_its_public_times_along(plans, does, season):
    decide_on(plan_id=plans[0].id, instead_of=None, **does)
    publish_times(plan_id=plans[0].id, **does)
    season.delete()
    assert not PublicTimes.objects.exists()
