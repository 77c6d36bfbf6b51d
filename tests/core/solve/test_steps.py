"""What a stop's least loss becomes by a day's openings, as the search looks it up, against the tables it is made of."""

import random

import numpy as np
import pytest

from driveout.core.solve.week_search import steps_of
from driveout.core.solve.weeks_kernel import IMPOSSIBLE

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
