"""Hypothesis invents seasons until planner and slow twin disagree.

The same 100 seasons every time; DRIVEOUT_SEASONS=5000 invents so many new ones.
"""

import os

import pytest
from hypothesis import HealthCheck, given, note, settings

from driveout.core.plan.check import check
from driveout.core.solve.tiny import best
from driveout.core.words import Nonsense, Season, Status
from tests.core.invented import guests_of, refused, seasons
from tests.pace import examples

MANY = os.environ.get("DRIVEOUT_SEASONS")


@settings(
    max_examples=int(MANY or examples(100)),
    derandomize=not MANY,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
@given(season=seasons())
def test_planner_and_slow_twin_find_the_same_best(season: Season):
    from driveout.core.plan.draft import Effort, draft

    effort = Effort(time_limit_s=None, gap=0.0, seed=1, processes=0)
    try:
        plan = draft(season, effort)
    except Nonsense:
        assert refused(season)
        return
    slow = best(season, guests_of(season))
    note(f"slow twin: {slow}")
    note(f"planner: {plan}")
    if slow.objective is None:
        assert plan.proof.status is Status.INFEASIBLE
        assert plan.openings == () and plan.clash
        return
    assert plan.proof.status is Status.PROVEN
    assert check(season, plan).breaches == ()
    assert plan.proof.objective == pytest.approx(slow.objective, abs=1e-6)
    assert plan.proof.bound == pytest.approx(plan.proof.objective, abs=1e-4)
