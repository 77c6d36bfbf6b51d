"""A hub that is alone in its season has nobody to exchange money with: its reasons keep the budget itself.

The twin is the planner: what a reason says is what planning the changed season says.
"""

from dataclasses import replace

import pytest

from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.reasons import Kind, explain_hub, explain_stop
from driveout.core.simulate.small_town import small_town

EXACT = Effort(gap=0.0, processes=0)


def town(budget: float):
    return replace(small_town(), terms=replace(small_town().terms, budget_kr_a_week=budget))


@pytest.mark.parametrize("budget", [6000.0, 3500.0, 2400.0])
def test_one_visit_more_costs_what_planning_again_says(budget):
    season = town(budget)
    plan = draft(season, EXACT)
    asked = 0
    for stop in season.stops:
        more = explain_stop(season, plan, stop.name).one_more
        if more is None or not more.possible:
            continue
        wished = replace(stop, visits_min=more.amount, visits_max=more.amount)
        again = draft(replace(season, stops=tuple(wished if s == stop else s for s in season.stops)), EXACT)
        assert more.in_all == pytest.approx(again.guests_a_week - plan.guests_a_week, abs=1e-6), stop.name
        assert more.guests_elsewhere == 0
        asked += 1
    assert asked >= 3


def test_a_thousand_kroner_more_bring_what_planning_again_says():
    season = town(3500.0)
    plan = draft(season, EXACT)
    money = next(p for p in explain_hub(season, plan, season.hubs[0].name).prices if p.kind is Kind.MONEY)
    richer = draft(town(4500.0), EXACT)
    assert money.in_all == pytest.approx(richer.guests_a_week - plan.guests_a_week, abs=1e-6)


def test_something_more_is_never_worth_less_than_nothing():
    season = replace(small_town(), terms=replace(small_town().terms, budget_kr_a_week=None))
    plan = draft(season, Effort(processes=0))
    for price in explain_hub(season, plan, season.hubs[0].name).prices:
        assert price.in_all >= -1e-6 and price.gap >= 0, price.what.english
