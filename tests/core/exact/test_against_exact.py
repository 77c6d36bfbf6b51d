"""The planner against the exact twin: one small season of every kind. `make night` draws many more."""

import pytest

from tests.core.exact.judge import Finding, judge
from tests.core.exact.kinds import KINDS, season_of

SEEDS = (1,)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_planner_finds_and_proves_the_true_best(kind: str, seed: int):
    judgement = judge(season_of(kind, seed))
    assert judgement.finding in (Finding.AGREED, Finding.REFUSED), judgement.said
