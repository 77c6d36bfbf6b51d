"""Planning again holds on to the times people know, says so beforehand, and tells afterwards how many stand."""

import pytest

from driveout.records.models import PlanRun
from driveout.records.plan import actions, queries
from driveout.records.plan.publishing.actions import publish_times, take_approval_back
from driveout.records.plan.search import worker
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db
APPROVED = "Holder fast ved de godkendte tider: hver flyttet tid skal opvejes af 15 gæster på sæsonen."


def text(answer):
    return answer.content.decode()


@pytest.fixture
def approved(people, plan):
    return actions.approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)


def test_the_form_says_what_the_search_holds_on_to(signed_in, people, page, season, plan):
    carla = signed_in("carla")
    assert "Holder fast" not in text(carla.get(page)) and "Planlæg frit" not in text(carla.get(page))
    by = people["carla"].user
    actions.approve_plan(plan_id=plan.id, by=by, now=NOW)
    html = text(carla.get(page))
    assert APPROVED in html and 'type="checkbox" name="free"' in html
    publish_times(plan_id=plan.id, by=by, now=NOW)
    other = store_plan(people["carla"], season, sent_by="another")
    actions.approve_plan(plan_id=other.id, by=by, now=NOW)
    take_approval_back(plan_id=other.id, by=by, now=NOW)
    assert "Holder fast ved de offentlige tider" in text(carla.get(page))
    assert "Holder fast" not in text(signed_in("dan").get(page))  # who cannot plan has no form


def test_where_moving_costs_nothing_nothing_is_promised(signed_in, page, season, approved):
    season.terms = {**season.terms, "change_price_guests": 0.0}
    season.save()
    assert "Holder fast" not in text(signed_in("carla").get(page))


@pytest.mark.parametrize(("sent", "follows"), [({}, True), ({"free": "1"}, False)])
def test_the_search_follows_unless_it_is_to_be_free(signed_in, page, approved, sent, follows):
    signed_in("carla").post(f"{page}plan-again/", sent)
    assert PlanRun.objects.get().follows == (approved if follows else None)


def test_afterwards_it_says_how_many_times_are_the_same(signed_in, page, season, approved):
    carla = signed_in("carla")
    carla.post(f"{page}plan-again/")
    run = PlanRun.objects.get()
    worker.search.call(run_id=run.id)
    made = queries.newest_plan(season.id)
    assert made.follows == approved
    there = {(o.stop_id, o.weekday) for o in queries.openings_of(made)}
    same = sum((o.stop_id, o.weekday) in there for o in queries.openings_of(approved))
    html = text(carla.get(page))
    assert html.count(f"{same} af 5 kendte tider er de samme.") == 2  # with the news, and beside the plan's number
