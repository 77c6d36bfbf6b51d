"""Why a plan is not proven, and what it could not do, are kept with it and come out again; an old plan has neither."""

from dataclasses import replace

import pytest

from driveout.core.plan import draft as drafting
from driveout.core.plan.draft import Effort
from driveout.core.plan.frontier import COLD_START
from driveout.core.words import Proof, Saying, Status
from driveout.records.models import Plan, PlanRun
from driveout.records.plan.models.work import State
from driveout.records.plan.queries import plan_as_words
from driveout.records.plan.questions import curves
from driveout.records.plan.search import asking, worker
from tests.core.good_plan import good_plan
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db
WHY, REMARK = Saying("Too many weeks.", "For mange uger."), Saying("No van.", "Ingen vogn.")


def unproven(status: Status = Status.UNPROVEN):
    plan = good_plan()
    return replace(plan, proof=replace(plan.proof, status=status, why=WHY), remarks=(REMARK,))


@pytest.mark.parametrize("status", [Status.UNPROVEN, Status.TIME_LIMIT, Status.STOPPED])
def test_it_comes_out_as_it_went_in(carla, status):
    row = store_plan(carla, store_season(carla), unproven(status))
    assert plan_as_words(row.id) == unproven(status)
    assert not row.is_proven


def test_a_plan_that_is_older_than_the_question_says_nothing(carla):
    row = store_plan(carla, store_season(carla))
    assert (row.unproven, row.remarks) == ({}, [])
    assert plan_as_words(row.id).proof.why is None and plan_as_words(row.id).remarks == ()


def test_it_is_the_same_plan_whatever_is_said_of_it(carla):
    season = store_season(carla)
    plain = good_plan()
    assert store_plan(carla, season, plain) == store_plan(
        carla, season, replace(plain, proof=replace(plain.proof, why=WHY))
    )


def searched(carla, season, monkeypatch, proof: Proof) -> PlanRun:
    """A search that ends with an empty week."""
    plan = replace(good_plan(), openings=(), tours=(), proof=proof)
    monkeypatch.setattr(drafting, "draft", lambda *given, **rest: plan)
    run = asking.ask_for_plan(season_id=season.id, by=carla.user, now=NOW)
    worker.search.call(run_id=run.id)
    run.refresh_from_db()
    return run


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(Status.UNPROVEN, "nothing found"), (Status.TIME_LIMIT, "nothing yet"), (Status.STOPPED, "nothing yet")],
)
def test_an_empty_week_that_is_not_proven_is_no_plan(carla, season, monkeypatch, status, trouble):
    run = searched(carla, season, monkeypatch, Proof(0.0, 31.0, status))
    assert (run.trouble, run.plan, Plan.objects.count()) == (trouble, None, 0)


def test_an_empty_week_that_is_proven_is_a_plan(carla, season, monkeypatch):
    run = searched(carla, season, monkeypatch, Proof(0.0, 0.0, Status.PROVEN))
    assert (run.state, run.trouble, run.plan.is_proven) == (State.DONE, "", True)


def test_no_time_limit_is_none_for_one_point_more_either():
    assert curves._patient(Effort(time_limit_s=None)).time_limit_s is None
    assert curves._patient(Effort(time_limit_s=2.0)).time_limit_s == 2.0 * COLD_START
