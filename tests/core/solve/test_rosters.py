"""Limits on drivers' hours as they come out: every week that employees can share keeps them, mixed halves do not."""

import random
from dataclasses import replace

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.solve.branching import branch
from driveout.core.solve.crews import Work, drivers_can
from driveout.core.solve.hub_state import state_of
from driveout.core.solve.patience import ENDLESS
from driveout.core.solve.problem import HubProblem, Prices
from driveout.core.solve.rosters import broken
from driveout.core.solve.weeks import MOST_LOST, Ask, best_weeks, lp_bound
from tests.pace import PACE

TIGHT = Kind(hubs=1, stops=6, two_vans=1.0, hosts=9, hours=15.0, budget_a_hub=None, step=1)
SHORT = ((31, 900, 420), (14, 620, 420))  # nobody's hours come out even
TRIES, DRAWN = 300, range(8)
GONE_THROUGH = DRAWN if PACE == "night" else (1, 2, 4, 6)  # what the other four take is for the night
NEAR, MANY = 0.3, 2000  # guests; weeks


def _hub(seed: int) -> tuple[HubProblem, Prices]:
    season = scattered(TIGHT, seed=seed)
    problem = build(season, worth(season)).hubs[0]
    none = np.zeros(len(season.stops))
    crew = replace(problem.crew, employees=SHORT)
    return replace(problem, crew=crew, week_minutes=sum(week for _, week, _ in SHORT)), Prices(
        0.0, none + 1, none, none
    )


def _sharpened(problem: HubProblem, prices: Prices) -> tuple[float, float]:
    """The bound of the hub's program before and after it minds who drives."""
    state = state_of(problem)
    before = lp_bound(problem, 0, prices).best
    state.lp.halving = True
    after = lp_bound(problem, 0, prices).best
    return before, after


@pytest.mark.parametrize("seed", DRAWN)
def test_tours_that_employees_can_share_keep_every_limit(seed: int):
    problem, prices = _hub(seed)
    state, dice = state_of(problem), random.Random(seed)
    lp_bound(problem, 0, prices)
    point = state.lp.point()[2]
    found = broken(problem.crew, problem.slots, state.tours, point, np.zeros(len(state.tours)))
    takes = found.takes[:, state.tours.minutes]
    assert (takes @ point > found.most).all()  # or it would not be asked for
    could = 0
    for _ in range(TRIES if len(found) else 0):
        week = dice.sample(range(len(state.tours)), dice.randint(1, 5))
        work = tuple(Work(int(state.tours.day[t]), int(state.tours.minutes[t]), ()) for t in week)
        if drivers_can(problem.crew, work):
            could += 1
            assert (takes[:, week].sum(axis=1) <= found.most).all()
    assert could or not len(found)


def test_nobody_drives_more_than_their_hours_allow_in_whole_tours():
    """Two tours of 420 fill 840 of 900 minutes, and one 420 of 620: the 260 that are over are no tour."""
    problem, _ = _hub(0)
    tours = state_of(problem).tours.take(np.arange(4))
    tours = replace(tours, minutes=np.full(4, 420))
    crew = replace(problem.crew, employees=((31, 900, 480), (14, 620, 480)))
    found = broken(crew, problem.slots, tours, np.full(4, 1520 / 420 / 4), np.ones(4))
    assert found.most == pytest.approx(3.0 * found.takes[:, 420])
    assert not len(broken(crew, problem.slots, tours, np.full(4, 0.75), np.ones(4)))


def test_the_bound_comes_down_and_stays_above_every_week():
    lower, listed = 0, 0
    for seed in DRAWN:
        problem, prices = _hub(seed)
        known = best_weeks(problem, 0, prices, Ask(within=NEAR, most=MANY))
        before, after = _sharpened(problem, prices)
        sharp = best_weeks(problem, 0, prices, Ask(within=NEAR, most=MANY))
        assert sharp.worth[0] == pytest.approx(known.worth[0])
        assert known.worth[0] - 1e-6 <= min(sharp.best, after)
        assert after <= before + 1e-6
        if not known.cut and not sharp.cut:
            alike = [[w for w in told.worth if w > known.worth[0] - NEAR + 1e-6] for told in (known, sharp)]
            assert alike[0] == pytest.approx(alike[1])
            listed += 1
        lower += after < before - 0.05
    assert min(lower, listed) > len(DRAWN) / 2  # hours bind here, and most hubs can be gone through


def test_branching_minds_who_drives_too():
    for seed in GONE_THROUGH:
        problem, prices = _hub(seed)
        best = best_weeks(problem, 0, prices, Ask()).worth[0]
        state = state_of(problem)
        state.lp.halving = True
        losses = state.lp.solve(*state.worths(0, prices))
        found = branch(state, losses, MOST_LOST, 1e-6, ENDLESS)
        assert found.week is not None
        assert losses.bound - found.loss == pytest.approx(best)
        assert losses.bound - found.floor >= best - 1e-6
