"""Halved limits on places: every whole week keeps them, half weeks do not, and a week is worth what it was."""

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.solve.branching import branch
from driveout.core.solve.halves import broken
from driveout.core.solve.hub_state import state_of
from driveout.core.solve.hub_week import week_of
from driveout.core.solve.patience import ENDLESS
from driveout.core.solve.problem import HubProblem, Prices
from driveout.core.solve.warm import toy
from driveout.core.solve.weeks import MOST_LOST, Ask, HubAnswer, best_weeks, lp_bound

FEW_PLACES = Kind(hubs=1, stops=5, two_vans=1.0, hosts=3, hours=40.0, budget_a_hub=None)
NEAR = 0.5  # guests
ODD = 8  # of ten hubs at least so many have places that no week can fill


def _shared_out(dice: random.Random) -> tuple[HubProblem, np.ndarray]:
    """Three stops, some limits on places, and shares of choices of weekdays that keep the limits."""
    problem = toy()
    needs = np.array([dice.randint(1, 3) for _ in range(3)], np.int64)
    caps = tuple((dice.choice((1, 3, 7, 10, 31)), dice.randint(1, 9)) for _ in range(dice.randint(1, 3)))
    problem = replace(problem, stops=(0, 1, 2), volunteers=needs, volunteer_caps=caps)
    shares = np.array([[dice.random() ** 6 for _ in problem.patterns] for _ in needs])
    shares /= np.maximum(1.0, shares.sum(axis=1))[:, None]
    days = _days(problem)
    most = min(cap / max(1e-9, float((_taken(problem, days, mask) * shares).sum())) for mask, cap in caps)
    return problem, shares * min(1.0, most)


def _days(problem: HubProblem) -> list[int]:
    return [sum(1 << d for d in pattern) for pattern in problem.patterns]


def _taken(problem: HubProblem, days: list[int], mask: int) -> np.ndarray:
    return np.array([[int(need) * (day & mask).bit_count() for day in days] for need in problem.volunteers])


@pytest.mark.parametrize("seed", range(60))
def test_a_week_within_its_places_keeps_every_halved_limit(seed: int):
    problem, shares = _shared_out(random.Random(seed))
    halves, days = broken(problem, shares), _days(problem)
    for takes, most in zip(halves.takes, halves.most, strict=True):
        assert (takes * shares).sum() > most  # or it would not be asked for
    choices = range(len(days) + 1)  # the last: not visited
    taken = [np.append(_taken(problem, days, mask), [[0]] * 3, axis=1) for mask, _ in problem.volunteer_caps]
    halved = [np.append(takes, [[0]] * 3, axis=1) for takes in halves.takes]
    for week in product(choices, repeat=3):
        if all(
            sum(int(each[i, p]) for i, p in enumerate(week)) <= cap
            for each, (_, cap) in zip(taken, problem.volunteer_caps, strict=True)
        ):
            for each, most in zip(halved, halves.most, strict=True):
                assert sum(int(each[i, p]) for i, p in enumerate(week)) <= most


def test_some_shares_break_a_halved_limit():
    assert sum(len(broken(*_shared_out(random.Random(seed)))) > 0 for seed in range(60)) > 10


def _hub(seed: int) -> tuple[HubProblem, Prices]:
    """One whose hosts bind: every opening takes two of them."""
    season = scattered(FEW_PLACES, seed=seed)
    season = replace(season, stops=tuple(replace(stop, volunteers=2) for stop in season.stops))
    none = np.zeros(len(season.stops))
    return build(season, worth(season)).hubs[0], Prices(0.0, none + 1.0, none, none)


def _near(answer: HubAnswer) -> list[float]:
    """What weeks are worth, each worth once: of those that open the same cafés one or several may be listed."""
    return sorted({round(one, 6) for one in answer.worth if one > answer.worth[0] - NEAR + 1e-6})


def test_with_them_a_hub_is_worth_what_it_was_and_its_bound_is_lower():
    lower, found = 0, 0
    for seed in range(10):
        problem, prices = _hub(seed)
        plain = lp_bound(problem, 0, prices).lp
        before = best_weeks(problem, 0, prices, Ask(within=NEAR, most=400))
        state = state_of(problem)
        state.lp.halving = True
        losses = state.lp.solve(*state.worths(0, prices))
        now = best_weeks(problem, 0, prices, Ask(within=NEAR, most=400))
        assert _near(now) == pytest.approx(_near(before), abs=1e-6)
        assert losses.bound >= now.best - 1e-9
        lower += bool(losses.bound < plain - 1e-3 and (losses.half > 0).any())
        for week, said in zip(now.weeks, now.worth, strict=True):
            assert said == pytest.approx(sum(gain for _, gain in week.gain) + week.fixed, abs=1e-6)
        branched = branch(state, losses, MOST_LOST, 1e-9, ENDLESS)
        assert branched.floor <= losses.bound - now.worth[0] + 1e-6
        if branched.week is not None:
            told, met = losses.bound - branched.loss, week_of(state, 0, branched.week)
            assert told == pytest.approx(sum(gain for _, gain in met.gain) + met.fixed, abs=1e-5)
            found += 1
    assert lower >= ODD and found
