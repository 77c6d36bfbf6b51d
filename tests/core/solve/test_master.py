"""The small program over hub weeks: in whole numbers nothing that hubs share is broken, by however little."""

from typing import Any

import numpy as np
import pytest

from driveout.core.solve import master as programs
from driveout.core.solve.master import Master
from driveout.core.solve.problem import HubWeek, Prices, SharedProblem

HUBS, DEAR_WEEKS, NODES = 3, 6, 10_000


def week(hub: int, guests: float, cost: float) -> HubWeek:
    return HubWeek(hub, ((0, int(1000 * cost)),), ((hub, guests),), ((hub, guests),), 0.0, cost, ((hub, 1.0),))


def season(budget: float) -> Master:
    """Each hub has a week for 5 kr. and many for hardly more than 10 kr., which meet twice as many guests."""
    none = np.zeros(HUBS)
    shared = SharedProblem(budget, 0.0, np.zeros(HUBS, np.int64), np.ones(1), (), frozenset(), none)
    found = Master(shared, HUBS)
    for hub in range(HUBS):
        found.add([week(hub, 5.0, 5.0), *(week(hub, 10.0 + n / 1000, 10.0 + n / 1000) for n in range(DEAR_WEEKS))])
    return found


def test_where_a_great_many_seasons_are_a_hair_too_dear_the_best_that_is_not_is_found():
    """More of them than would be forbidden one by one: with a hair's breach at a price, each would beat the best."""
    assert DEAR_WEEKS**HUBS > programs.MOST_TRIES
    master = season(budget=3 * 10.0 - 0.001)
    best, value, ceiling = master.best(range(len(master.weeks)), NODES)
    assert best is not None and master.holds(best)
    assert value == pytest.approx(5.0 + 2 * (10.0 + (DEAR_WEEKS - 1) / 1000)) and ceiling == pytest.approx(
        value, abs=1e-6
    )


def test_what_floating_point_lets_through_is_judged_exactly(monkeypatch: pytest.MonkeyPatch):
    """A pick that breaks the budget after all is forbidden as a whole, and the next best is asked for."""
    master = season(budget=1_000.0)
    real = Master.holds
    refused: list[Any] = []

    def strict(self: Master, weeks: tuple[HubWeek, ...]) -> bool:
        if len(refused) < 3:
            refused.append(weeks)
            return False
        return real(self, weeks)

    monkeypatch.setattr(Master, "holds", strict)
    best, value, _ = master.best(range(len(master.weeks)), NODES)
    assert best is not None and best not in refused and len(set(refused)) == 3
    assert value <= min(master.value(weeks) for weeks in refused) + 1e-9


def test_a_season_that_is_near_enough_the_best_ends_the_search_and_the_bound_says_how_near():
    """To no more than is asked for: what is known may stand, and nothing lies above the bound."""
    master = season(budget=3 * 10.0 - 0.001)
    every = range(len(master.weeks))
    exact, best, _ = master.best(every, NODES)
    assert exact is not None
    known = [master.weeks[hub * (1 + DEAR_WEEKS) + (1 if hub else 0)] for hub in range(HUBS)]  # 0.01 below the best
    found, value, ceiling = master.best(every, NODES, sure_to=0.1, known=known)
    assert found is not None and master.holds(found)
    assert master.value(known) - 1e-9 <= value <= best + 1e-9 <= ceiling + 1e-9 <= value + 0.1 + 1e-6


def test_a_week_is_worth_to_its_hub_what_its_guests_kroner_and_stops_come_to():
    master = season(budget=30.0)
    prices = Prices(0.1, np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.5, 0.0]), np.array([0.25, 0.0, 1.0]))
    by_hand = [
        w.fixed - 0.1 * w.cost + sum(prices.gain[s] * a for s, a in w.gain)
        + sum(prices.guest[s] * a for s, a in w.guests) - sum(prices.stop[s] * a for s, a in w.serves)
        for w in master.weeks
    ]  # fmt: skip
    assert master.worths(prices) == pytest.approx(by_hand, abs=1e-12)
