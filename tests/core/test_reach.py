"""Guests met: the table against simulated means, its slow twin, and what must hold for any belief."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from driveout.core.stats.kernels import play, play_slowly
from driveout.core.stats.reach import (
    ASSUMED,
    ReachAssumptions,
    expected_met,
    guests,
    interval_met,
    interval_week,
    people_who_come,
    reach_table,
    spread_met,
)
from driveout.core.words import Belief, Nonsense
from tests.pace import examples

# Means of a simulation written apart from this table: 7 seats, 90 minutes; stay → people who come → guests met.
SIMULATED = {
    45: {8: 7.98, 10: 9.77, 12: 11.16, 15: 12.55, 20: 14.02, 30: 15.58},
    60: {8: 7.94, 10: 9.46, 12: 10.41, 15: 11.24, 20: 12.27, 30: 13.25},
    90: {8: 7.80, 10: 8.64, 12: 9.12, 15: 9.60, 20: 10.10, 30: 10.64},
}
# The same simulation: demand → guests a week for 60, 90 and 120 minutes, once and twice (7 seats, stay 60, shape 4).
A_WEEK = {
    6: ((5.4, 5.6, 5.8), (9.0, 9.3, 9.4)),
    10: ((7.5, 8.1, 8.6), (13.2, 14.0, 14.6)),
    15: ((8.9, 10.0, 11.0), (16.3, 18.1, 19.5)),
    20: ((9.6, 11.2, 12.6), (18.1, 20.7, 22.8)),
}
KINDS = [(seats, minutes, stay) for seats in (5, 7, 10) for minutes in (60, 90, 120) for stay in (45, 60, 90)]
beliefs = st.builds(
    Belief, mean_guests=st.floats(0.1, 40), spread=st.floats(0, 0.9), shape=st.floats(0.5, 20), openings=st.just(0)
)


@pytest.mark.parametrize("stay", SIMULATED)
def test_the_table_is_within_one_per_cent_of_the_simulated_means(stay):
    met = reach_table(7, 90, stay).met
    for people, expected in SIMULATED[stay].items():
        assert met[people] == pytest.approx(expected, rel=0.011)


@pytest.mark.parametrize("demand", A_WEEK)
def test_longer_or_twice_is_answered_as_in_the_simulation(demand):
    belief = Belief(demand, spread=0.0, shape=4.0)
    for minutes, once, twice in zip((60, 90, 120), *A_WEEK[demand], strict=True):
        kind = {"seats": 7, "minutes": minutes, "stay": 60}
        assert expected_met(belief, **kind) == pytest.approx(once, rel=0.025)
        assert 2 * expected_met(belief, **kind, demand_factor=0.8) == pytest.approx(twice, rel=0.025)


def test_the_compiled_café_and_the_slow_one_seat_the_same_guests():
    few = ReachAssumptions(openings=8, people=25)
    for seats, minutes, stay in ((1, 30, 60), (5, 60, 90), (7, 120, 45)):
        played = guests(minutes, stay, few)
        assert (play(*played, seats, float(minutes)) == play_slowly(*played, seats, minutes)).all()


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_more_people_are_more_guests_but_ever_fewer_more(kind):
    """Up to the noise of 1,000 openings: a guest who stays long may keep two others out."""
    met = reach_table(*kind).met
    more = np.diff(met)
    assert met[0] == 0 and met[1] == 1
    assert more.min() > -0.03
    assert np.diff(more).max() < 0.08
    assert (met <= np.arange(71)).all()


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_longer_roomier_and_shorter_stays_never_meet_fewer(kind):
    seats, minutes, stay = kind
    met = reach_table(*kind).met
    for better in ((seats + 1, minutes, stay), (seats, minutes + 30, stay), (seats, minutes, stay - 15)):
        assert (reach_table(*better).met - met).min() > -0.03


def test_the_same_seed_gives_the_same_table_and_it_cannot_be_written_to():
    table = reach_table(7, 90, 60)
    again = play(*guests(90, 60), 7, 90.0) / ASSUMED.openings
    assert (table.share == again).all() and table.assumptions == ASSUMED
    with pytest.raises(ValueError, match="read-only"):
        table.met[3] = 0


@settings(max_examples=examples(50), deadline=None)
@given(belief=beliefs, factor=st.floats(0.1, 1))
def test_people_who_come_add_up_to_one(belief, factor):
    assert people_who_come(belief, factor).sum() == pytest.approx(1, abs=1e-6)
    assert people_who_come(belief, factor).min() >= 0


def test_a_belief_that_is_sure_is_a_negative_binomial():
    mean, shape = 9.0, 3.0
    expected = nbinom.pmf(np.arange(70), shape, shape / (shape + mean))
    assert people_who_come(Belief(mean, spread=0.0, shape=shape))[:70] == pytest.approx(expected, abs=1e-12)


def test_an_unsure_belief_is_integrated_as_a_fine_grid_would():
    belief = Belief(8.0, spread=0.5, shape=3.0)
    z = np.linspace(-8, 8, 4001)
    weight = np.exp(-z * z / 2)
    means = 8.0 * np.exp(0.5 * z)
    met = [nbinom.pmf(np.arange(71), 3.0, 3.0 / (3.0 + mean)) @ reach_table(7, 90, 60).met for mean in means[::20]]
    assert expected_met(belief, seats=7, minutes=90, stay=60) == pytest.approx(
        np.average(met, weights=weight[::20]), rel=2e-3
    )


def test_nobody_is_expected_where_nobody_lives():
    nobody = Belief(0.0)
    assert expected_met(nobody, seats=7, minutes=90, stay=60) == 0
    assert interval_met(nobody, seats=7, minutes=90, stay=60) == (0, 0)


@settings(max_examples=examples(50), deadline=None)
@given(belief=beliefs)
def test_an_interval_holds_the_middle_eighty_per_cent(belief):
    kind = {"seats": 7, "minutes": 90, "stay": 60}
    low, high = interval_met(belief, **kind)
    how_many = people_who_come(belief) @ reach_table(7, 90, 60).share
    assert 0 <= low <= high <= 70
    assert how_many[low : high + 1].sum() >= 0.8 - 1e-9
    assert how_many[:low].sum() <= 0.1 + 1e-9
    mean, variance = spread_met(belief, **kind)
    assert mean == pytest.approx(expected_met(belief, **kind)) and variance >= 0


def test_a_week_of_independent_stops_is_surer_than_each_of_them():
    assert interval_week([]) == (0.0, 0.0)
    low, high = interval_week([(7.0, 9.0, f"stop {n}") for n in range(100)])
    assert (low + high) / 2 == pytest.approx(700)
    assert high - low == pytest.approx(2 * 1.28155 * 30, rel=1e-4)
    twice = interval_week([(7.0, 9.0, "one"), (7.0, 9.0, "one")])
    assert twice[1] - twice[0] == pytest.approx(2 * 1.28155 * 6, rel=1e-4)


def test_assumptions_that_cannot_be_are_refused():
    with pytest.raises(Nonsense):
        ReachAssumptions(early_share=1.2)
    with pytest.raises(Nonsense):
        ReachAssumptions(openings=0)
