"""What a season could reach: one curve of a kind at a time, kept as it comes, stopped, and told when it is old."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.core.plan import frontier as planner
from driveout.core.plan.draft import Effort
from driveout.core.plan.resources import explain_hub
from driveout.core.simulate.small_town import HUB, small_town
from driveout.records.models import Change, Edit, Frontier, Plan, PlanRun, Season, Stop, Trace
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.models.work import State
from driveout.records.plan.questions import curves, frontiers
from driveout.records.plan.rules import is_silent
from driveout.records.plan.search.asking import ask_for_plan
from driveout.records.plan.work.in_line import ahead_of, in_line
from tests.patience import HANG_S
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db
ROUGHLY = Effort(gap=1e-3, time_limit_s=HANG_S, processes=0)


@pytest.fixture(autouse=True)
def few_points_in_this_process(monkeypatch):
    monkeypatch.setattr(frontiers, "POINTS", {Of.BUDGET: 3, Of.FAIRNESS: 3})
    for draws in (planner.budget_frontier, planner.fairness_frontier):
        monkeypatch.setattr(draws, "__kwdefaults__", draws.__kwdefaults__ | {"effort": ROUGHLY})


@pytest.fixture
def season(carla):
    """Two places of the small town in each of its two municipalities: that they can be met evenly is soon proven."""
    town = small_town()
    names = {"Mosede", "Lyngdal", "Vestermark", "Kirkeby Hede"}
    stops = tuple(stop for stop in town.stops if stop.name in names)
    drives = {way: drive for way, drive in town.drives.items() if {*way} <= names | {HUB}}
    reach = {known: guests for known, guests in town.reach.items() if known[0] in names}
    return store_season(carla, replace(town, stops=stops, drives=drives, reach=reach))


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
        line = planner_points(season)
        for nth in range(len(line)):
            if nth == 3:
                frontiers.stop_frontier(frontier_id=asked.id, by=carla.user, now=NOW)
                assert watch(None) is False
            if told(nth + 1, points, line[: nth + 1]) is False:
                return

    def planner_points(season):
        return [planner.BudgetPoint(1000.0 * n, n, n, 1000.0 * n, n) for n in range(1, 13)]

    monkeypatch.setattr(curves, "budget_frontier", some)
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
    monkeypatch.setattr(curves, "budget_frontier", lambda *_, **__: 1 / 0)
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


def test_a_change_of_a_register_makes_it_old_too(carla, season):
    before = frontiers.mark_of(season)
    Edit.objects.create(season=season, register="hub", name="X", before={}, after={}, made_at=NOW, made_by=carla.user)
    assert frontiers.mark_of(season) != before


# Hub by hub


def test_what_one_more_of_each_brings_every_hub_and_what_is_lost_without_it(carla, season):
    plan = store_plan(carla, season)
    done = drawn(ask(carla, season, Of.HUBS))
    assert (done.state, done.tried, done.asked_points, done.held["plan"]) == (State.DONE, 1, 1, plan.id)
    (point,) = done.points
    assert point["hub"] == "Havnby" and point["guests"] == pytest.approx(plan.guests)
    assert point["lost"] == pytest.approx(point["guests"] - point["elsewhere"])
    assert point["elsewhere"] == 0  # alone in its season, it leaves its money to nobody
    for what in ("hour", "van_day", "volunteer", "money"):
        assert point[what]["in_all"] >= -1e-6 and point[what]["possible"], what


def test_hubs_are_stopped_between_two_of_them(carla, season, monkeypatch):
    store_plan(carla, season)
    asked = ask(carla, season, Of.HUBS)

    def explained(_season, _plan, name, patience):
        frontiers.stop_frontier(frontier_id=asked.id, by=carla.user, now=NOW)
        return explain_hub(_season, _plan, name, patience)

    monkeypatch.setattr(curves, "explain_hub", explained)
    assert (drawn(asked).state, asked.points) == (State.STOPPED, [])


def test_without_a_plan_there_is_nothing_to_say_of_hubs(carla, season):
    with pytest.raises(frontiers.NoPlan):
        ask(carla, season, Of.HUBS)
    assert not Frontier.objects.exists()


# One point of somebody's own


def own(carla, season, limit, of=Of.BUDGET, now=NOW) -> Frontier:
    return frontiers.ask_for_point(season=season, of=of, limit=limit, by=carla.user, now=now)


def test_a_budget_of_ones_own_is_one_point_more_on_the_curve(carla, season):
    first = drawn(ask(carla, season))
    done = drawn(own(carla, season, 3456.0))
    assert (done.state, done.tried, len(done.points)) == (State.DONE, 4, 4)
    budgets = [point["budget_kr_a_week"] for point in done.points]
    assert budgets == sorted(budgets) and [point for point in done.points if "own" not in point] == first.points
    (mine,) = [point for point in done.points if point.get("own")]
    assert mine["budget_kr_a_week"] == 3456.0 and 0 < mine["cost_kr_a_week"] <= 3456.0
    assert own(carla, season, 3456.0) == done and Frontier.objects.count() == 2


def test_a_floor_that_nothing_keeps_leaves_the_curve_as_it_was(carla, season):
    first = drawn(ask(carla, season, Of.FAIRNESS))
    Stop.objects.update(visits_max=0, visits_min=0, municipality="999")
    Stop.objects.filter(name="Mosede").update(visits_max=1, visits_min=1, municipality="665")  # no plan meets nobody
    done = drawn(own(carla, season, 0.77, Of.FAIRNESS))
    assert (done.state, done.points, done.held["own"]) == (State.DONE, first.points, 0.77)


def test_a_point_needs_a_curve_of_the_season_as_it_stands(carla, season):
    for of in Of:
        with pytest.raises(frontiers.NoCurve):
            own(carla, season, 3000.0, of)
    drawn(ask(carla, season))
    asked = own(carla, season, 3000.0)
    assert own(carla, season, 3000.0) == asked
    with pytest.raises(frontiers.Busy):
        own(carla, season, 3100.0)
    drawn(asked)
    Edit.objects.create(season=season, register="hub", name="X", before={}, after={}, made_at=NOW, made_by=carla.user)
    with pytest.raises(frontiers.NoCurve):
        own(carla, season, 3100.0)


# The line


def test_searches_and_curves_are_one_line(carla, season):
    other = store_season(carla, replace(small_town(), name="Another"))
    first = ask(carla, season, now=NOW)
    run = ask_for_plan(season_id=season.id, by=carla.user, now=NOW + timedelta(seconds=1))
    last = ask(carla, other, Of.FAIRNESS, now=NOW + timedelta(seconds=2))
    line = in_line(NOW)
    assert [one.key for one in line] == [("frontier", first.id), ("planrun", run.id), ("frontier", last.id)]
    assert (ahead_of(first, line), ahead_of(last, line)) == ([], line[:2])
    assert [(one.of, one.season) for one in line] == [
        ("budget", season.name),
        ("", season.name),
        ("fairness", "Another"),
    ]
    now = timezone.now()
    PlanRun.objects.update(state=State.RUNNING, started_at=now, heartbeat=now)
    assert [one.key for one in ahead_of(first, in_line(now))] == [("planrun", run.id)]
    dead = now - timedelta(minutes=5)
    PlanRun.objects.update(heartbeat=dead)
    assert ahead_of(first, in_line(now)) == []


def test_the_line_takes_two_queries_whoever_stands_in_it(carla, season, django_assert_num_queries):
    for n in range(10):
        other = store_season(carla, replace(small_town(), name=f"Season {n}"))
        ask_for_plan(season_id=other.id, by=carla.user, now=NOW + timedelta(seconds=n))
    with django_assert_num_queries(2):
        line = in_line(NOW)
    assert len(line) == 10 and len(ahead_of(PlanRun.objects.get(season=other), line)) == 9
