"""The exact twin against the slow, obvious one, and against the checker."""

import pytest
from hypothesis import HealthCheck, given, settings

from driveout.core.plan.check import check
from driveout.core.solve.tiny import best
from driveout.core.words import Season
from tests.core.exact.guests import guests_of
from tests.core.exact.twin import best_week
from tests.core.exact.written import written
from tests.core.invented import seasons


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(season=seasons())
def test_two_twins_find_the_same_best(season: Season):
    guests = guests_of(season)
    slow, week = best(season, guests), best_week(season, guests)
    assert (slow.objective is None) == (week is None)
    if week is not None:
        assert week.objective == pytest.approx(slow.objective, abs=1e-6)
        assert check(season, written(season, guests, week)).breaches == ()
