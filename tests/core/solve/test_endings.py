"""How a search ends: proven, out of time, called off; and what is left when it ends early."""

from concurrent.futures import Executor, Future
from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered, with_budget
from driveout.core.solve import hub_state
from driveout.core.solve.asking import ask_all
from driveout.core.solve.greedy import first_steps
from driveout.core.solve.hub_state import keep_room_for, state_of
from driveout.core.solve.listing import list_tours
from driveout.core.solve.patience import ENDLESS, OutOfTime, Patience
from driveout.core.solve.problem import Prices
from driveout.core.solve.weeks import Ask, best_weeks
from driveout.core.words import Fairness, Progress, Status

SEASON = scattered(Kind(hubs=3, stops=7, budget_a_hub=4_000.0), seed=3)
HERE = Effort(processes=0)


def test_a_season_is_proven_and_the_same_from_one_process_and_two():
    alone, together = draft(SEASON, HERE), draft(SEASON, Effort(processes=2))
    assert alone.proof.status is together.proof.status is Status.PROVEN
    assert alone.openings == together.openings and alone.proof.bound == together.proof.bound


@pytest.mark.parametrize("calls", [1, 5, 20, 80])
def test_when_time_is_up_the_best_plan_so_far_is_handed_in_with_a_true_bound(calls: int):
    """The clock stands still for so many looks, and then an hour has gone: whatever was being asked ends."""
    looks = count()
    plan = draft(SEASON, replace(HERE, time_limit_s=10.0), clock=lambda: 0.0 if next(looks) < calls else 3600.0)
    best = draft(SEASON, HERE).proof.objective
    assert plan.proof.status is Status.TIME_LIMIT
    assert plan.proof.objective <= best + 1e-6 and plan.proof.bound >= best - 1e-6
    assert not plan.openings or check(SEASON, plan).holds


def test_somebody_who_calls_it_off_keeps_the_best_plan_so_far():
    def once_there_is_a_plan(progress: Progress) -> bool:
        return progress.found is None

    plan = draft(SEASON, replace(HERE, gap=0.0), watch=once_there_is_a_plan)
    assert plan.proof.status is Status.STOPPED and plan.openings and check(SEASON, plan).holds


def test_a_search_in_the_middle_of_a_hub_ends_between_two_slices():
    problem = build(SEASON, worth(SEASON)).hubs[0]
    ones, none = np.ones(len(SEASON.stops)), np.zeros(len(SEASON.stops))
    with pytest.raises(OutOfTime):
        best_weeks(problem, 0, Prices(0.005, ones, none, none), Ask(), Patience(ended=lambda: True))


@pytest.mark.parametrize("share", [0.0, 0.6, 1.0])
def test_the_empty_plan_is_a_plan(share: float):
    """With no money there is nothing but it, and an exact proportion is hardly ever possible otherwise."""
    fair = replace(SEASON.terms, fairness=Fairness.FLOOR, floor_share=share, budget_kr_a_week=0.0)
    plan = draft(replace(SEASON, terms=fair), HERE)
    assert (plan.proof.status, plan.openings) == (Status.PROVEN, ())
    assert plan.proof.bound == pytest.approx(0.0, abs=1e-6)


def test_a_budget_a_hair_short_loses_only_what_the_hair_costs():
    """One øre less than the best plan costs: the second best is found, and proven, at once."""
    free = draft(with_budget(SEASON, None), replace(HERE, gap=0.0))
    short = draft(with_budget(SEASON, free.cost_kr_a_week - 0.01), replace(HERE, gap=0.0))
    exact = draft(with_budget(SEASON, free.cost_kr_a_week), replace(HERE, gap=0.0))
    assert exact.proof.objective == pytest.approx(free.proof.objective, abs=1e-6)
    assert short.proof.status is Status.PROVEN and short.cost_kr_a_week <= free.cost_kr_a_week - 0.01 + 1e-6
    assert free.proof.objective - 1.0 < short.proof.objective < free.proof.objective


def test_room_is_kept_for_as_many_hubs_as_are_asked_in_turn(monkeypatch: pytest.MonkeyPatch):
    """A hub that is forgotten before its next turn would be listed at every turn."""
    problem = build(SEASON, worth(SEASON)).hubs[0]
    many = [replace(problem, week_minutes=1_000 + n) for n in range(hub_state.FEWEST_KEPT + 5)]
    made = []
    monkeypatch.setattr(hub_state, "list_tours", lambda hub: made.append(hub.hub_key) or list_tours(hub))
    keep_room_for(len(many))
    for _ in range(2):
        for hub in many:
            state_of(hub)
    assert len(made) == len(many)
    hub_state.forget_all()


def test_a_hand_keeps_room_for_its_share():
    problem = build(SEASON, worth(SEASON)).hubs[0]
    many = [problem] * (hub_state.FEWEST_KEPT + 7)
    ask_all(lambda hub, number, word, patience: None, many, [None] * len(many), ENDLESS, SameThread(), 1)
    assert hub_state._most_kept >= len(many)
    hub_state.forget_all()


class SameThread(Executor):
    """Hands that are one's own."""

    def submit(self, call, /, *words, **more):
        done: Future[object] = Future()
        done.set_result(call(*words, **more))
        return done


@pytest.mark.parametrize("branches", [False, True])
def test_a_hub_with_too_many_weeks_hands_in_one_that_its_people_can_do_and_a_bound_that_holds(branches: bool):
    """With hardly any sets to look at, the week it filled at first is mended, or the best is branched for."""
    season = scattered(Kind(hubs=1, stops=8, two_vans=1.0, budget_a_hub=None), seed=2)
    problem = build(season, worth(season)).hubs[0]
    ones, none = np.ones(len(season.stops)), np.zeros(len(season.stops))
    told = Prices(0.004, ones, none, none)
    state_of(problem).begin_anew()
    first_steps(problem, 0, len(season.stops))
    little = best_weeks(problem, 0, told, Ask(nodes=10, branches=branches))
    much = best_weeks(problem, 0, told, Ask(nodes=10**9))
    assert little.weeks and not much.cut
    assert little.worth[0] <= much.best + 1e-6 <= little.best + 2e-6
    if branches:
        assert little.worth[0] == pytest.approx(much.best, abs=1e-6)


def test_when_a_hub_s_time_is_up_at_once_it_still_hands_in_the_week_it_filled():
    season = scattered(Kind(hubs=1, stops=8, two_vans=1.0, budget_a_hub=None), seed=2)
    problem = build(season, worth(season)).hubs[0]
    ones, none = np.ones(len(season.stops)), np.zeros(len(season.stops))
    first_steps(problem, 0, len(season.stops))
    for branches in (False, True):
        told = best_weeks(problem, 0, Prices(0.004, ones, none, none), Ask(seconds=0.0, branches=branches))
        assert told.cut and told.best == pytest.approx(told.lp)
        assert told.weeks
