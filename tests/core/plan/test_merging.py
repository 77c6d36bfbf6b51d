"""Hubs merged one after the other against every season there is: the same best one, and no better one hidden."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.plan.merging import Close, Weeks, best_beside, in_order, merge

WEEK = st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(0, 7))
HUBS = st.lists(st.lists(WEEK, min_size=1, max_size=5), min_size=1, max_size=4)


def weeks(rows) -> Weeks:
    cost, worth, stops = (np.array(column) for column in zip(*rows, strict=True))
    loss = (worth.max() - worth).astype(float)
    return Weeks(cost.astype(float), worth.astype(float), loss, stops.astype(np.uint64), np.inf)


def closing(hubs, unserved: float):
    """Each of three shared stops is closed after the last hub."""
    closes: list[list[Close]] = [[] for _ in hubs]
    closes[-1] = [Close(bit, unserved, 0.0, 0.0) for bit in range(3)]
    return closes


def slow_twin(hubs, budget: float, unserved: float) -> float | None:
    best = None
    for season in product(*hubs):
        served = [stops for _, _, stops in season]
        if sum(cost for cost, _, _ in season) > budget or sum(served) != np.bitwise_or.reduce(served):
            continue
        left = 3 - int(sum(served)).bit_count()
        worth = sum(worth for _, worth, _ in season) + (left * unserved if left else 0)
        best = worth if best is None else max(best, worth)
    return best


@given(HUBS, st.integers(0, 150), st.sampled_from([0.0, -2.0]))
def test_the_best_season_within_the_budget_is_found(hubs, budget, unserved):
    closes = closing(hubs, unserved)
    rest = merge([weeks(hub) for hub in hubs[:-1]], closes[:-1], np.inf)
    which, best = best_beside(rest, weeks(hubs[-1]), closes[-1], budget), slow_twin(hubs, budget, unserved)
    if best is None:
        assert which is None
        return
    assert which is not None
    picked = [hub[at] for hub, at in zip(hubs, [*rest.chosen(which[0]), which[1]], strict=True)]
    left = 3 - sum(stops.bit_count() for _, _, stops in picked)
    assert sum(worth for _, worth, _ in picked) + left * unserved == pytest.approx(best)
    assert sum(cost for cost, _, _ in picked) <= budget


@given(HUBS, st.floats(0, 30))
def test_what_is_left_out_loses_more_than_is_said(hubs, most_loss):
    merged = merge([weeks(hub) for hub in hubs], closing(hubs, 0.0), most_loss)
    assert merged.weeks.seen <= most_loss and (merged.weeks.loss <= most_loss).all()


def test_hubs_that_share_are_merged_side_by_side():
    assert in_order([0b01, 0, 0b11, 0b10]) == [0, 2, 3, 1]
