"""What a guest counts for in a municipality where few or many are met."""

from math import inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.stats.fairness import segments, utility


@pytest.mark.parametrize("x", [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5])
def test_the_utility_passes_through_the_points_of_the_rule(x):
    assert utility(40 * x, 40) == pytest.approx(40 * (1 + log(x / 0.25)))


def test_a_guest_counts_four_times_where_nobody_is_met_and_a_fifth_beyond_five_times_demand():
    assert utility(1, 40) == pytest.approx(4)
    assert utility(301, 40) - utility(300, 40) == pytest.approx(0.2)
    assert utility(0, 40) == 0


def test_without_expected_demand_a_guest_counts_the_least():
    assert segments(0) == ((inf,), (0.2,))
    assert utility(10, 0) == pytest.approx(2)


@given(reference=st.floats(0.1, 500))
def test_slopes_fall_and_widths_reach_everyone(reference):
    widths, slopes = segments(reference)
    assert len(widths) == len(slopes)
    assert list(slopes) == sorted(slopes, reverse=True)
    assert widths[-1] == inf and sum(widths[:-1]) == pytest.approx(5 * reference)


@given(reference=st.floats(0.1, 500), guests=st.floats(0, 5000), more=st.floats(0, 100))
def test_more_guests_never_count_less(reference, guests, more):
    assert utility(guests + more, reference) >= utility(guests, reference) - 1e-9
