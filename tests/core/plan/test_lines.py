"""Lines never turn back: a plan for less money is one for more, a bound for more money holds for less."""

from dataclasses import replace

from driveout.core.plan import frontier
from driveout.core.plan.frontier import BudgetPoint, FairnessPoint, as_one_line, fairness_frontier
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Plan, Proof, Status


def budget(kr: float, guests: float, at_most: float) -> BudgetPoint:
    return BudgetPoint(kr, guests, at_most, kr - 1, int(guests), guests)


def test_a_plan_for_less_money_holds_for_more_and_a_bound_for_more_money_for_less():
    line = as_one_line((budget(1000, 10, 12), budget(2000, 9, 30), budget(3000, 20, 21)))
    assert [point.guests_a_week for point in line] == [10, 10, 20]
    assert [point.at_most for point in line] == [12, 21, 21]
    assert line[1].cost_kr_a_week == 999 and line[1].budget_kr_a_week == 2000  # the cheaper plan, as it is
    assert [point.proven for point in line] == [False, False, False]
    assert as_one_line(line) == line


def test_a_point_is_proven_when_another_point_s_bound_says_so():
    (first, _second) = as_one_line((budget(1000, 10, 40), budget(2000, 10, 10)))
    assert first.proven and first.at_most == 10


def test_a_plan_for_a_higher_floor_is_one_for_a_lower_and_a_bound_for_a_lower_floor_holds_for_a_higher():
    points = (
        FairnessPoint(0.0, 30, 31, 0.2, "665", 30), FairnessPoint(0.5, 20, 40, 0.6, "665", 20),
        FairnessPoint(0.8, 25, 60, 0.9, "671", 25),
    )  # fmt: skip
    line = as_one_line(points)
    assert [point.floor_share for point in line] == [0.0, 0.5, 0.8]
    assert [point.guests_a_week for point in line] == [30, 25, 25]
    assert [point.at_most for point in line] == [31, 31, 31]
    assert line[1].worst_share == 0.9  # the plan of the higher floor, as it is


def nothing_found(season, *_args, **_more) -> Plan:
    """As a search that ends in time without a plan: at floor 1 nearly every plan breaks the floor."""
    proof = Proof(0.0, 40.0, Status.TIME_LIMIT)
    found = Proof(30.0, 30.0, Status.PROVEN)
    return Plan(season.name, (), (), proof if season.terms.floor_share == 1.0 else found)


def test_at_an_exact_share_the_empty_plan_is_a_plan_and_says_so(monkeypatch):
    monkeypatch.setattr(frontier, "draft", nothing_found)
    season = replace(small_town(), terms=replace(small_town().terms, budget_kr_a_week=900.0))
    line = fairness_frontier(season, points=2)
    assert [point.floor_share for point in line] == [0.0, 1.0]
    assert line[1].empty and line[1].guests_a_week == 0 and not line[1].proven
    stops = tuple(replace(stop, visits_min=1) for stop in season.stops)
    assert len(fairness_frontier(replace(season, stops=stops), points=2)) == 0  # then meeting nobody is no plan
