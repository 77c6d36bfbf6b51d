"""What the days to come lose at the least, against every way to drive them."""

import random
from itertools import product

import numpy as np
import pytest

from driveout.core.solve.hours_kernel import least_ahead

NO_WAY = 1e18


@pytest.mark.parametrize("seed", range(40))
def test_what_lies_ahead_is_the_least_of_all_ways(seed: int):
    dice = random.Random(seed)
    levels, limit, price, rostered = dice.randint(0, 3), dice.randint(0, 12), dice.choice((0.0, 0.3)), dice.random()
    sets = [
        [(dice.randint(0, 6), dice.random(), dice.random()) for _ in range(dice.randint(1, 4))] for _ in range(levels)
    ]
    counts = np.array([len(each) for each in sets], np.int64)
    ends = counts.cumsum()
    minutes = np.array([took for each in sets for took, _, _ in each], np.int64)
    loss, paid = (np.array([one[k] for each in sets for one in each]) for k in (1, 2))
    ahead, later = np.zeros((levels + 1, limit + 1)), np.zeros((levels + 1, limit + 1))
    least_ahead(ends - counts, ends, (minutes, loss, paid), price, np.int64(limit), rostered, ahead, later)

    def least(level: int, used: int, *, own: bool) -> float:
        found = [NO_WAY]
        for way in product(*sets[level:]):
            total = used + sum(took for took, _, _ in way)
            if total <= limit:
                lost = sum(one for _, one, _ in (way if own else way[1:])) - sum(pays for _, _, pays in way)
                found.append(lost + price * (limit - total) + rostered)
        return min(found)

    for level in range(levels + 1):
        for used in range(limit + 1):
            assert ahead[level, used] == pytest.approx(least(level, used, own=True))
            assert later[level, used] == pytest.approx(least(level, used, own=False))
