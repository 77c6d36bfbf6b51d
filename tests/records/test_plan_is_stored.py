"""A plan is stored only when the independent checker finds nothing wrong, once, and whole."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from driveout.records.models import Opening, Plan, Tour, Trace
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.queries import plan_as_words
from driveout.records.plan.rules import NotChecked
from tests.core.good_plan import good_plan, with_opening
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla():
    return cast()["carla"]


def test_a_plan_comes_out_as_it_went_in(carla):
    row = store_plan(carla, store_season(carla))
    assert plan_as_words(row.id) == good_plan()


def test_it_carries_its_proof_and_what_the_checker_tried(carla):
    row = store_plan(carla, store_season(carla))
    assert (row.objective, row.bound, row.status) == (30.8, 31.0, "time limit")
    assert row.gap == pytest.approx(0.2 / 31)
    assert len(row.rules) >= 20
    assert Trace.objects.get(what="stored a plan").details["guests"] == 31


def test_guests_given_outright_have_no_interval(carla):
    row = store_plan(carla, store_season(carla))
    assert row.guests_low is None
    assert not row.openings.filter(guests_low__isnull=False).exists()


def test_a_plan_that_breaks_a_rule_is_refused_and_the_old_one_stands(carla):
    season = store_season(carla)
    row = store_plan(carla, season)
    too_early = with_opening(good_plan(), 0, starts=300)
    with pytest.raises(NotChecked) as refusal:
        store_plan(carla, season, too_early, sent_by="another")
    assert any(breach.rule.startswith("4") for breach in refusal.value.verdict.breaches)
    assert list(Plan.objects.all()) == [row]


def test_sent_twice_it_is_stored_once(carla):
    season = store_season(carla)
    assert store_plan(carla, season) == store_plan(carla, season)
    assert (Plan.objects.count(), Tour.objects.count(), Opening.objects.count()) == (1, 3, 5)


def test_one_approved_plan_a_season(carla):
    season = store_season(carla)
    first, second = store_plan(carla, season), store_plan(carla, season, sent_by="another")
    approve_plan(plan_id=first.id, by=carla.user, now=NOW)
    approve_plan(plan_id=second.id, by=carla.user, now=NOW)
    approve_plan(plan_id=second.id, by=carla.user, now=NOW)
    assert list(Plan.objects.filter(approved_at__isnull=False)) == [second]
    assert Trace.objects.filter(what="approved a plan").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=first.id).update(approved_at=NOW)


def test_the_database_itself_refuses_a_plan_without_proof(carla):
    season = store_season(carla)
    row = store_plan(carla, season)
    opening = row.openings.first()
    impossible = [
        lambda: Plan.objects.filter(pk=row.pk).update(bound=row.objective - 1),
        lambda: Plan.objects.filter(pk=row.pk).update(rules=[]),
        lambda: Plan.objects.filter(pk=row.pk).update(status="infeasible"),
        lambda: Opening.objects.filter(pk=opening.pk).update(starts=1439),
        lambda: Opening.objects.filter(pk=opening.pk).update(guests=-1),
        lambda: Tour.objects.filter(plan=row).update(weekday=0),
    ]
    for attempt in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_bound_below_the_plan_cannot_even_be_said(carla):
    with pytest.raises(ValueError, match="proves nothing"):
        replace(good_plan().proof, bound=1.0)
