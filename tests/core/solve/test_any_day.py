"""A hub's week without its weekdays: its bound lies above every week, and is found where weeks are too many."""

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.solve import weeks
from driveout.core.solve.any_day import REACH, without_days
from driveout.core.solve.branching import best_of
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState, state_of
from driveout.core.solve.patience import ENDLESS
from driveout.core.solve.problem import Floats, HubProblem, Prices
from driveout.core.solve.weeks import Ask, best_weeks

FEW = Kind(
    hubs=1, stops=8, two_vans=1.0, hosts=9, hours=15.0, budget_a_hub=None, step=1
)  # all weeks can be gone through
MANY = Kind(hubs=1, stops=10, two_vans=1.0, vans=3, hosts=8, hours=12.0, budget_a_hub=None, step=1)
PROVEN = 2  # a seed of MANY
A_LITTLE, SURE = 0.05, 1e-6  # guests


def _hub(kind: Kind, seed: int) -> tuple[HubProblem, Prices]:
    season = scattered(kind, seed=seed)
    none = np.zeros(len(season.stops))
    return build(season, worth(season)).hubs[0], Prices(0.0, none + 1, none, none)


def _losses(problem: HubProblem, prices: Prices) -> tuple[HubState, tuple[Floats, Floats, Floats], HubLosses]:
    state = state_of(problem)
    worths = state.worths(0, prices)
    return state, worths, state.lp.solve(*worths)


@pytest.mark.parametrize("halving", [False, True])
def test_no_week_is_worth_more_and_the_bound_is_below_the_linear_programs(halving: bool):
    exact = lower = 0
    for seed in range(5):
        problem, prices = _hub(FEW, seed)
        found = best_weeks(problem, 0, prices, Ask(nodes=2_000_000_000))
        assert not found.cut
        best = found.worth[0]
        state_of(problem).lp.halving = halving
        state, worths, losses = _losses(problem, prices)
        told = without_days(state, worths, losses, losses.bound - best + A_LITTLE, SURE, ENDLESS)
        assert losses.bound - told.floor >= best - SURE
        assert len(told.tours)  # the best week is an answer, and better than what was said to be known
        lower += told.floor > A_LITTLE
        exact += losses.bound - told.floor < best + 0.01
    assert lower >= 3 and exact >= 2


def test_its_tours_put_on_days_are_sometimes_the_best_week_and_never_a_better_one():
    found = 0
    for seed in range(5):
        problem, prices = _hub(FEW, seed)
        best = best_weeks(problem, 0, prices, Ask(nodes=2_000_000_000)).worth[0]
        state, worths, losses = _losses(problem, prices)
        told = without_days(state, worths, losses, losses.bound - best + A_LITTLE, SURE, ENDLESS)
        made = best_of(state, losses, told.tours, ENDLESS)
        assert made.loss >= losses.bound - best - SURE
        found += made.loss <= losses.bound - best + SURE
    assert found


def test_minutes_that_stay_undriven_prove_nothing():
    problem, prices = _hub(FEW, 1)
    state, worths, losses = _losses(problem, prices)
    told = without_days(state, worths, losses, weeks.MOST_LOST, A_LITTLE, ENDLESS, idle=10)
    assert told.floor == 0.0
    assert len(told.tours) and (losses.tour[told.tours] < REACH).all()


def test_where_weeks_are_too_many_they_are_proven_without_days():
    problem, prices = _hub(MANY, PROVEN)
    searched = best_weeks(problem, 0, prices, Ask(nodes=4_000_000))
    assert searched.cut and searched.best > searched.worth[0] + A_LITTLE
    state_of(problem).begin_anew()
    proven = best_weeks(problem, 0, prices, Ask(nodes=4_000_000, branches=True, sure_to=0.02))
    assert proven.best < proven.worth[0] + A_LITTLE
    assert proven.worth[0] >= searched.worth[0] - SURE
