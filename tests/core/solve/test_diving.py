"""Where a hub's weeks are too many: its program is rounded to a week and mended, and few columns are branched over."""

from functools import cache

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.solve.branching import branch
from driveout.core.solve.crews import crew_can
from driveout.core.solve.diving import dive
from driveout.core.solve.hub_lp import HubLosses
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.hub_week import week_of, work_of
from driveout.core.solve.mend import THOROUGH, mended
from driveout.core.solve.patience import ENDLESS
from driveout.core.solve.problem import Floats, Ints, Prices
from driveout.core.solve.weeks import Ask, best_weeks

ROUNDED = 1e-6  # guests
SEEDS = pytest.mark.parametrize("seed", range(3))


class Hub:
    """One hub of two vans whose people bind, its program solved where a guest is worth a guest."""

    def __init__(self, seed: int) -> None:
        season = scattered(Kind(1, 6, two_vans=1.0, budget_a_hub=None, hosts=5), seed=seed)
        self.problem = build(season, worth(season)).hubs[0]
        none = np.zeros(len(season.stops))
        self.prices = Prices(0.0, none + 1.0, none, none)
        self.state = HubState(self.problem)
        self.worths: tuple[Floats, Floats, Floats] = self.state.worths(0, self.prices)
        self.losses: HubLosses = self.state.lp.solve(*self.worths)

    def worth_of(self, week: Ints) -> float:
        made = week_of(self.state, 0, week)
        return sum(amount for _, amount in made.gain) + made.fixed

    def can(self, week: Ints) -> bool:
        return crew_can(self.problem.crew, work_of(self.problem, self.state.tours, week))


@cache
def best(seed: int) -> float:
    """The best week's worth, by going through all of them."""
    hub = Hub(seed)
    answer = best_weeks(hub.problem, 0, hub.prices, Ask(nodes=2_000_000_000))
    assert not answer.cut
    return answer.worth[0]


@SEEDS
def test_rounding_gives_a_week_that_people_can_do_and_leaves_the_program_as_it_was(seed: int):
    hub = Hub(seed)
    week = dive(hub.state, hub.worths, ENDLESS)
    assert week is not None and hub.can(week)
    assert 0.0 < hub.worth_of(week) <= best(seed) + ROUNDED
    assert hub.state.lp.solve(*hub.worths).bound == pytest.approx(hub.losses.bound, abs=ROUNDED)


@SEEDS
def test_a_mended_week_is_worth_what_it_says_and_never_less_than_before(seed: int):
    hub = Hub(seed)
    week = dive(hub.state, hub.worths, ENDLESS)
    assert week is not None
    before = hub.losses.bound - hub.worth_of(week)
    after, loss = mended(hub.state, hub.losses, week, before, ENDLESS, THOROUGH)
    assert loss <= before and hub.can(after)
    assert hub.worth_of(after) == pytest.approx(hub.losses.bound - loss, abs=ROUNDED)
    assert hub.worth_of(after) <= best(seed) + ROUNDED


@SEEDS
@pytest.mark.parametrize("named", [False, True])
def test_branching_never_says_that_more_is_lost_than_the_best_week_loses(seed: int, named: bool):
    hub = Hub(seed)
    least = hub.losses.bound - best(seed)
    told = branch(hub.state, hub.losses, least + 0.5, 1e-9, ENDLESS, named=named)
    assert told.floor <= least + ROUNDED
    assert told.week is None or hub.worth_of(told.week) == pytest.approx(hub.losses.bound - told.loss, abs=ROUNDED)
    if named:
        assert told.week is not None and told.loss == pytest.approx(least, abs=ROUNDED)
