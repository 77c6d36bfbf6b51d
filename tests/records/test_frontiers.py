"""What a season could reach: one curve of a kind at a time, kept as it comes, stopped, and told when it is old."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.core.plan import frontier as planner
from driveout.core.plan.draft import Effort
from driveout.records.models import Change, Frontier, Plan, Season, Stop, Trace
from driveout.records.plan import frontiers
from driveout.records.plan.frontiers import Of
from driveout.records.plan.models.work import State
from driveout.records.plan.rules import is_silent
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db
QUICKLY = Effort(gap=1e-3, time_limit_s=5.0, processes=0)


@pytest.fixture(autouse=True)
def few_points_in_this_process(monkeypatch):
    monkeypatch.setattr(frontiers, "POINTS", {Of.BUDGET: 3, Of.FAIRNESS: 3})
    for draws in (planner.budget_frontier, planner.fairness_frontier):
        monkeypatch.setattr(draws, "__kwdefaults__", draws.__kwdefaults__ | {"effort": QUICKLY})


def ask(carla, season, of=Of.BUDGET, now=NOW) -> Frontier:
    return frontiers.ask_for_frontier(season=season, of=of, by=carla.user, now=now)


def drawn(frontier: Frontier) -> Frontier:
    frontiers.draw.call(frontier_id=frontier.id)
    frontier.refresh_from_db()
    return frontier


def test_asked_twice_it_is_one(carla, season):
    assert ask(carla, season) == ask(carla, season)
    assert ask(carla, season, Of.FAIRNESS) != ask(carla, season)
    assert Trace.objects.filter(what="asked what if").count() == 2


def test_a_budget_curve_is_plans_that_rise(carla, season):
    store_plan(carla, season)
    done = drawn(ask(carla, season))
    assert (done.state, done.tried, len(done.points)) == (State.DONE, 3, 3)
    guests = [point["guests_a_week"] for point in done.points]
    assert guests[0] < guests[1] <= guests[2] + 0.1
    assert all(point["at_most"] >= point["guests_a_week"] - 1e-6 for point in done.points)
    assert all(point["cost_kr_a_week"] <= point["budget_kr_a_week"] + 1e-6 for point in done.points)
    assert done.held["guests_a_week"] == Plan.objects.get().guests


def test_a_fairness_curve_ends_where_no_higher_floor_can_hold(carla, season):
    done = drawn(ask(carla, season, Of.FAIRNESS))
    assert done.state == State.DONE and 1 <= len(done.points) <= 3
    assert all(point["worst_share"] >= point["floor_share"] - 1e-6 for point in done.points)
    assert done.held == {}


def test_a_second_delivery_does_nothing(carla, season):
    done = drawn(ask(carla, season))
    points = done.points
    Frontier.objects.update(points=points[:1])
    assert drawn(done).points == points[:1]


def test_stopped_it_keeps_its_points(carla, season, monkeypatch):
    asked = ask(carla, season)

    def some(season, points, *, told, watch):
        for nth, point in enumerate(planner_points(season)):
            if nth == 3:
                frontiers.stop_frontier(frontier_id=asked.id, by=carla.user, now=NOW)
                assert watch(None) is False
            if told(nth + 1, points, point) is False:
                return

    def planner_points(season):
        return [planner.BudgetPoint(1000.0 * n, n, n, 1000.0 * n, n) for n in range(1, 13)]

    monkeypatch.setattr(planner, "budget_frontier", some)
    stopped = drawn(asked)
    assert (stopped.state, stopped.tried, len(stopped.points)) == (State.STOPPED, 3, 3)
    frontiers.stop_frontier(frontier_id=asked.id, by=carla.user, now=NOW)
    assert Trace.objects.filter(what="stopped what if").count() == 1


def test_stopped_in_the_line_it_never_starts(carla, season):
    asked = ask(carla, season)
    frontiers.stop_frontier(frontier_id=asked.id, by=carla.user, now=NOW)
    assert drawn(asked).state == State.STOPPED and asked.points == []


def test_what_breaks_is_written_down_and_the_older_curve_stays(carla, season, monkeypatch):
    first = drawn(ask(carla, season))
    monkeypatch.setattr(planner, "budget_frontier", lambda *_, **__: 1 / 0)
    second = drawn(ask(carla, season))
    assert (second.state, second.trouble) == (State.FAILED, "broke")
    shown = frontiers.shown(season.id)[Of.BUDGET]
    assert (shown.latest, shown.kept) == (second, first)
    assert frontiers.shown(season.id)[Of.FAIRNESS] == frontiers.Shown(None, None)


def test_a_dead_one_is_buried_when_somebody_asks_again(carla, season):
    asked = ask(carla, season)
    then = timezone.now() - timedelta(minutes=5)
    Frontier.objects.filter(pk=asked.pk).update(state=State.RUNNING, started_at=then, heartbeat=then)
    asked.refresh_from_db()
    assert is_silent(asked, timezone.now())
    assert ask(carla, season, now=timezone.now()) != asked
    asked.refresh_from_db()
    assert (asked.state, asked.trouble) == (State.FAILED, "silent")


def test_a_season_without_a_budget_has_no_budget_to_vary(carla, season):
    Season.objects.update(terms=season.terms | {"budget_kr_a_week": None})
    season.refresh_from_db()
    with pytest.raises(frontiers.NoBudget):
        ask(carla, season)


def test_a_change_makes_it_old_until_the_change_is_undone(carla, season):
    made_from = drawn(ask(carla, season)).made_from
    assert made_from == frontiers.mark_of(season)
    change = Change.objects.create(
        season=season, stop=Stop.objects.first(), kind="never", before={}, after={}, made_at=NOW, made_by=carla.user
    )
    assert frontiers.mark_of(season) != made_from
    Change.objects.filter(pk=change.pk).update(undone_at=NOW)
    assert frontiers.mark_of(season) == made_from
