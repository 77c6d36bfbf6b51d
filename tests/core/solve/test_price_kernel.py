"""What a tour loses, spelt out in NumPy: a loss too low only makes a search longer, so no plan would show it."""

import numpy as np

from driveout.core.solve.price_kernel import least_of_day, tours_lose

TOURS, PROMISES = 200, 40


def test_a_tour_loses_its_prices_less_its_worth():
    dice = np.random.default_rng(7)
    promises = np.append(dice.uniform(-1, 3, PROMISES), 0.0)
    rows = dice.integers(0, PROMISES + 1, (TOURS, 5))
    day = dice.integers(0, 7, TOURS)
    minutes, need, hosts = (dice.integers(0, most, TOURS) for most in (480, 9, 5))
    cost, worth = dice.uniform(0, 900, TOURS), dice.uniform(-5, 0, TOURS)
    by_day, hour, money = dice.uniform(0, 2, (3, 7)), 0.01, 0.002
    van, place, host = by_day[:, day]
    asked = promises[rows].sum(axis=1) + van + place * need + host * hosts + hour * minutes + money * cost - worth
    told = tours_lose(promises, rows, day, minutes, cost, need, hosts, worth, by_day, hour, money)
    assert np.allclose(told, asked, rtol=0, atol=1e-9)


def test_the_least_of_a_day_is_never_above_nothing():
    day, loss = np.array([0, 0, 3, 6]), np.array([-0.5, -2.0, 4.0, -1e-9])
    assert least_of_day(day, loss).tolist() == [-2.0, 0, 0, 0, 0, 0, -1e-9]
