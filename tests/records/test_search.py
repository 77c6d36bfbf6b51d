"""A search is asked for once, may be stopped, and may die: the plan that holds is not touched."""

from datetime import timedelta

import pytest

from driveout.core.plan import draft as drafting
from driveout.core.words import Plan as PlanWords
from driveout.core.words import Progress, Proof, Status, Weekday, Wish, WishKind
from driveout.records.models import Plan, PlanRun, Trace
from driveout.records.plan import actions
from driveout.records.plan.models.work import State
from driveout.records.plan.queries import newest_plan
from driveout.records.plan.search import asking, runs, worker
from driveout.records.plan.work import lifecycle
from driveout.records.plan.work.in_line import ahead_of, in_line
from tests.core.good_plan import good_plan, with_opening
from tests.stored import NOW, many_towns, store_plan, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(carla, season):
    return asking.ask_for_plan(season_id=season.id, by=carla.user, now=NOW)


def plans_as(monkeypatch, outcome):
    """Let the planner answer with `outcome`: a plan, or something to raise."""

    def draft(season, effort, *, watch=None, executor=None):
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome(watch) if callable(outcome) else outcome

    monkeypatch.setattr(drafting, "draft", draft)


def run_it(run: PlanRun) -> PlanRun:
    worker.search.call(run_id=run.id)
    run.refresh_from_db()
    return run


def test_the_real_planner_plans_the_small_town(asked, monkeypatch):
    real = drafting.draft
    alone = {"processes": 0}

    def in_this_process(season, effort, **rest):
        from dataclasses import replace

        return real(season, replace(effort, **alone, time_limit_s=None), **rest)

    monkeypatch.setattr(drafting, "draft", in_this_process)
    run = run_it(asked)
    assert (run.state, run.trouble) == (State.DONE, "")
    assert run.plan.status == "proven"
    assert run.plan.guests >= good_plan().guests_a_week
    assert run.plan.made_by == asked.asked_by


def test_asked_twice_is_one_search(asked, carla):
    again = asking.ask_for_plan(season_id=asked.season_id, by=carla.user, now=NOW)
    assert again == asked
    assert PlanRun.objects.count() == 1
    assert Trace.objects.filter(what="asked for a plan").count() == 1


def test_delivered_twice_it_runs_once(asked, monkeypatch):
    plans_as(monkeypatch, good_plan())
    run_it(asked)
    plans_as(monkeypatch, RuntimeError("must not run again"))
    assert run_it(asked).state == State.DONE
    assert Plan.objects.count() == 1


def test_progress_is_noted_and_a_stop_is_heard(asked, carla, monkeypatch):
    def stopped(watch):
        assert watch(Progress(1.0, 28.0, 35.0)) is None
        run = PlanRun.objects.get(pk=asked.id)
        assert (run.found, run.ceiling, run.seconds) == (28.0, 35.0, 1.0)
        asking.stop_run(run_id=asked.id, by=carla.user, now=NOW)
        asking.stop_run(run_id=asked.id, by=carla.user, now=NOW)
        assert watch(Progress(2.0, 30.8, 31.0)) is False
        plan = good_plan()
        return PlanWords(plan.season, plan.openings, plan.tours, Proof(30.8, 31.0, Status.STOPPED))

    monkeypatch.setattr(lifecycle, "LOOK_SECONDS", 0.0)
    plans_as(monkeypatch, stopped)
    run = run_it(asked)
    assert (run.state, run.plan.status) == (State.STOPPED, "stopped")
    assert Trace.objects.filter(what="stopped a search").count() == 1


def test_one_that_waits_is_taken_out_of_the_line(asked, carla, monkeypatch):
    asking.stop_run(run_id=asked.id, by=carla.user, now=NOW)
    plans_as(monkeypatch, RuntimeError("must not run"))
    assert run_it(asked).state == State.STOPPED


def test_a_planner_that_breaks_leaves_the_approved_plan_untouched(asked, carla, monkeypatch):
    held = store_plan(carla, asked.season)
    actions.approve_plan(plan_id=held.id, by=carla.user, now=NOW)
    before = Plan.objects.filter(pk=held.pk).values().get()
    plans_as(monkeypatch, MemoryError())
    run = run_it(asked)
    assert (run.state, run.trouble, run.plan) == (State.FAILED, "broke", None)
    assert Plan.objects.filter(pk=held.pk).values().get() == before
    assert newest_plan(asked.season_id) == held


def test_a_plan_that_breaks_its_rules_is_not_stored(asked, monkeypatch):
    plans_as(monkeypatch, with_opening(good_plan(), 0, starts=300))
    assert (run_it(asked).trouble, Plan.objects.count()) == ("not checked", 0)


def test_a_worker_told_to_end_says_so_and_ends(asked, monkeypatch):
    plans_as(monkeypatch, SystemExit(1))
    with pytest.raises(SystemExit):
        run_it(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.trouble) == (State.FAILED, "ended")


def test_a_worse_plan_does_not_replace_the_one_that_holds(asked, carla, monkeypatch):
    held = store_plan(carla, asked.season)
    plan = good_plan()
    worse = PlanWords(plan.season, plan.openings[:2], plan.tours[:1], Proof(11.9, 31.0, Status.STOPPED))
    plans_as(monkeypatch, worse)
    run = run_it(asked)
    assert (run.trouble, run.plan) == ("no better", held)
    assert Plan.objects.count() == 1


def test_a_search_that_found_nothing_yet_stores_nothing(asked, monkeypatch):
    plans_as(monkeypatch, PlanWords("Small town", (), (), Proof(0.0, 40.0, Status.TIME_LIMIT)))
    assert (run_it(asked).trouble, Plan.objects.count()) == ("nothing yet", 0)


def test_wishes_that_clash_are_named(asked, monkeypatch):
    wishes = (
        Wish(WishKind.PIN, "Mosede", Weekday.MONDAY, sentence="Mosede on Monday.", danish="Mosede om mandagen."),
        Wish(WishKind.FORBID, "Mosede", sentence="No Mosede."),
    )
    plans_as(monkeypatch, PlanWords("Small town", (), (), Proof(0, 0, Status.INFEASIBLE), clash=wishes))
    run = run_it(asked)
    row = asked.season.stops.get(name="Mosede").pk
    assert (run.state, run.clash) == (
        State.IMPOSSIBLE,
        [
            {"key": "pin:Mosede:monday", "en": "Mosede on Monday.", "da": "Mosede om mandagen.", "stop": row},
            {"key": "forbid:Mosede", "en": "No Mosede.", "da": "No Mosede.", "stop": row},
        ],
    )


def test_a_silent_search_is_buried_and_a_new_one_can_be_asked_for(asked, carla):
    runs.start_run(run_id=asked.id, now=NOW)
    assert runs.bury_silent_runs(now=NOW + timedelta(seconds=14)) == 0
    again = asking.ask_for_plan(season_id=asked.season_id, by=carla.user, now=NOW + timedelta(seconds=16))
    asked.refresh_from_db()
    assert (asked.state, asked.trouble) == (State.FAILED, "silent")
    assert again != asked
    assert again.state == State.ASKED


def test_a_buried_search_that_wakes_up_changes_nothing(asked):
    runs.start_run(run_id=asked.id, now=NOW)
    runs.bury_silent_runs(now=NOW + timedelta(minutes=1))
    runs.end_run(run_id=asked.id, state=State.DONE, now=NOW)
    asked.refresh_from_db()
    assert asked.state == State.FAILED


def test_searches_of_others_are_ahead_in_line(asked, carla):
    other = store_season(carla, many_towns(1, 2))
    second = asking.ask_for_plan(season_id=other.id, by=carla.user, now=NOW)
    all_work = in_line(NOW)
    assert (len(ahead_of(asked, all_work)), len(ahead_of(second, all_work))) == (0, 1)
