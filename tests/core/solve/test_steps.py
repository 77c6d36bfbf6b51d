"""What a stop's least loss becomes by a day's openings, as the search looks it up, against the tables it is made of."""

import random
from dataclasses import replace

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.solve.problem import Prices
from driveout.core.solve.week_search import steps_of
from driveout.core.solve.weeks import Ask, best_weeks
from driveout.core.solve.weeks_kernel import IMPOSSIBLE
from tests.core.drawn import season_of

NEVER = -1


@pytest.mark.parametrize("seed", range(20))
def test_steps_are_the_differences_of_the_least_losses(seed: int):
    dice = random.Random(seed)
    levels, stops, states, lengths = seed % 5, 3, 7, 2  # 0: nobody drives
    days = np.array(dice.sample(range(7), levels), np.int64)
    least = np.array([[[dice.random() for _ in range(states)] for _ in range(stops)] for _ in range(levels + 1)])
    becomes = np.array(
        [
            [[dice.choice([NEVER, dice.randrange(states)]) for _ in range(lengths)] for _ in range(7)]
            for _ in range(states)
        ],
        np.int64,
    )
    change, closed, opened = steps_of(least, days, becomes)
    for q in range(levels):
        for i in range(stops):
            for now in range(states):
                ends = [becomes[now, days[q], k] for k in range(lengths)]
                after = [least[q + 1, i, new] for new in ends if new != NEVER]
                assert closed[q, i, now] == pytest.approx(least[q + 1, i, now] - least[q, i, now])
                if after:
                    assert opened[q, i, now] == pytest.approx(min(after) - least[q, i, now])
                for k, new in enumerate(ends):
                    if new == NEVER:
                        assert change[q, i, now * lengths + k] >= IMPOSSIBLE / 2
                    else:
                        assert change[q, i, now * lengths + k] == pytest.approx(
                            least[q + 1, i, new] - least[q + 1, i, now]
                        )


def test_a_stop_that_must_be_visited_hides_no_week():
    """What it loses where it is not visited stands in sums, and may not be so large that these lose their digits."""
    season = season_of(45)
    hub = build(season, worth(season)).hubs[1]
    required = replace(hub, unserved=np.where(np.arange(len(hub.stops)) < 1, -np.inf, hub.unserved))
    none = np.zeros(len(season.stops))
    prices = Prices(0.001, none + 1.0, none, none)
    best = max(best_weeks(required, 1, prices, Ask(most=400, within=2.0)).worth)
    for known in (best, best - 0.005, best - 0.1):
        assert best_weeks(required, 1, prices, Ask(most=12, known=known)).best >= best - 1e-6
