"""Planning again from the plan that people know: what moves has its price, and everything reads the season alike."""

from datetime import timedelta
from math import inf

import pytest

from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.records.models import Plan, Stop, Why
from driveout.records.plan import actions, queries
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.work import State
from driveout.records.plan.publishing.actions import publish_times, take_approval_back
from driveout.records.plan.publishing.plan_people_know import plan_people_know
from driveout.records.plan.questions import reasons
from driveout.records.plan.search import asking, runs, worker
from driveout.records.plan.wishes.changing import mark_of, wish, wishes_of
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db


def search(season, carla, follows=None):
    """A search, run to its end here."""
    run = asking.ask_for_plan(season_id=season.id, by=carla.user, now=NOW, follows=follows)
    worker.search.call(run_id=run.id)
    run.refresh_from_db()
    assert run.state == State.DONE
    return run


@pytest.fixture
def approved(carla, season, plan):
    return actions.approve_plan(plan_id=plan.id, by=carla.user, now=NOW)


def test_which_plan_people_know(carla, season, plan):
    assert plan_people_know(season.id) is None
    actions.approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    assert plan_people_know(season.id) == plan
    publish_times(plan_id=plan.id, by=carla.user, now=NOW)
    other = store_plan(carla, season, sent_by="another")
    actions.approve_plan(plan_id=other.id, by=carla.user, now=NOW)
    assert plan_people_know(season.id) == other  # approved goes before public
    take_approval_back(plan_id=other.id, by=carla.user, now=NOW)
    assert plan_people_know(season.id) == plan  # whose times stand in the open


def test_a_season_read_for_a_plan_that_follows_tells_what_people_are_used_to(season, approved):
    plain, again = queries.season_as_words(season.id), queries.season_as_words(season.id, follows=approved.id)
    assert plain.earlier == ()
    openings = queries.plan_as_words(approved.id).openings
    assert [(e.stop, e.weekday, e.starts, e.minutes) for e in again.earlier] == [
        (o.stop, o.weekday, o.starts, o.minutes) for o in openings
    ]


def test_the_search_follows_and_the_stored_plan_holds_before_the_checker(carla, season, approved):
    season.terms = {**season.terms, "change_price_guests": 1.0}  # so little that some openings move
    season.save()
    made = search(season, carla, follows=approved).plan
    assert made.follows == approved
    assert check(queries.season_of(made), queries.plan_as_words(made.id)).holds
    gone = 5 - kept(approved, made)
    assert gone > 0
    price = season.terms["change_price_guests"] / season.weeks
    assert made.objective == pytest.approx(made.guests - gone * price, abs=1e-6)


def test_moving_has_its_price(carla, season, approved):
    free, again = search(season, carla).plan, search(season, carla, follows=approved).plan
    assert again.follows == approved and free.follows is None
    assert kept(approved, again) >= kept(approved, free)
    assert again.guests <= free.guests + 1e-6


def kept(before, after):
    there = {(o.stop_id, o.weekday): o.starts for o in queries.openings_of(after)}
    return sum(abs(there.get((o.stop_id, o.weekday), 10**4) - o.starts) <= 30 for o in queries.openings_of(before))


def test_without_a_price_nothing_is_held(carla, season, approved):
    season.terms = {**season.terms, "change_price_guests": 0.0}
    season.save()
    assert search(season, carla, follows=approved).plan.guests == pytest.approx(
        draft(queries.season_as_words(season.id), Effort(processes=0)).guests_a_week, abs=0.1
    )


def test_reasons_of_such_a_plan_are_reckoned_with_the_same_season(carla, season, approved, monkeypatch):
    made = search(season, carla).plan
    seen = []
    monkeypatch.setattr(
        "driveout.core.plan.reasons.explain_stop", lambda season, plan, stop: seen.append((season, plan)) or 1 / 0
    )
    why = reasons.ask_about(made, queries.openings_of(made)[0].stop, now=NOW, known=lambda: approved)
    reasons.answer.call(why_id=why.id)
    [(asked, plan)] = seen  # as it would be planned now: what was approved is held, also for a plan made without
    assert asked == queries.season_as_words(season.id, follows=approved.id) and asked.earlier
    assert plan.proof.bound == made.bound  # a bound without held times holds with them too


def test_the_bound_of_another_season_says_nothing(carla, season, approved):
    made = search(season, carla, follows=approved).plan
    assert queries.would_be_planned(made, approved.id)[1].proof.bound == made.bound
    assert queries.would_be_planned(made, None)[1].proof.bound == inf  # what is held made it smaller
    Stop.objects.filter(season=season).update(visits_max=1)
    assert queries.would_be_planned(made, approved.id)[1].proof.bound == inf


def test_answers_are_reckoned_anew_when_other_times_are_held(carla, season, approved):
    for change in (take_approval_back, actions.approve_plan):
        why = reasons.ask_about(approved, queries.openings_of(approved)[0].stop, now=NOW)
        reasons.answer.call(why_id=why.id)
        assert Why.objects.get().is_answered
        change(plan_id=approved.id, by=carla.user, now=NOW)
        assert not Why.objects.get().is_answered and Why.objects.get().answered_at


def test_a_plan_that_follows_is_handed_on_as_a_file(carla, season, approved):
    from driveout.jobs.uploading import plan_as_file
    from driveout.records.plan.models import PlanFile

    made = search(season, carla, follows=approved).plan
    file = PlanFile(plan=made, kind=PlanFile.Kind.EXCEL, language="da", asked_at=NOW)
    assert plan_as_file(file)[0][:2] == b"PK"


def test_an_approved_plan_stands_while_another_is_sought_and_when_the_search_dies(carla, season, approved):
    run = asking.ask_for_plan(season_id=season.id, by=carla.user, now=NOW, follows=approved)
    runs.start_run(run_id=run.id, now=NOW)
    assert runs.bury_silent_runs(now=NOW + timedelta(minutes=1)) == 1
    approved.refresh_from_db()
    assert approved.approved_at == NOW and Plan.objects.count() == 1


def test_what_is_wished_is_kept_also_against_what_people_know(carla, season, approved):
    stop = queries.openings_of(approved)[0].stop
    wish(
        stop_id=stop.id, kind=Kind.NEVER, amount=None, openings=[], opened_with=mark_of(wishes_of(stop)), why="",
        by=carla.user, now=NOW,
    )  # fmt: skip
    made = search(season, carla, follows=approved).plan
    assert stop.id not in {o.stop_id for o in queries.openings_of(made)}
