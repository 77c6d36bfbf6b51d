"""The slow twin against sums done by hand, and against the checker on whatever Hypothesis invents."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import small_town
from driveout.core.solve.tiny import best, counted, partitions
from driveout.core.stats.fairness import utility
from driveout.core.words import (
    EarlierOpening,
    Fairness,
    Forbidden,
    Pin,
    Plan,
    Proof,
    Season,
    Status,
    Weekday,
    Window,
)
from tests.core.invented import guests_of, seasons
from tests.pace import examples

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY


def town(*names: str, **terms: Any) -> Season:
    """The small town with some of its stops, on a step of 30 minutes."""
    season = small_town()
    chosen = tuple(stop for stop in season.stops if stop.name in names)
    return replace(season, stops=chosen, terms=replace(season.terms, **{"leg_step_minutes": 30, **terms}))


def changed(season: Season, **changes: Any) -> Season:
    """The season with all its stops changed."""
    return replace(season, stops=tuple(replace(stop, **changes) for stop in season.stops))


def answer(season: Season) -> float | None:
    """The objective, after the checker has agreed to the plan."""
    found = best(season, guests_of(season))
    if found.objective is not None:
        proof = Proof(found.objective, found.objective, Status.PROVEN)
        assert check(season, Plan(season.name, found.openings, found.tours, proof)).breaches == ()
    return found.objective


def test_with_money_enough_everyone_is_visited_twice_and_long():
    assert answer(town("Mosede", "Lyngdal")) == pytest.approx(12.6 + 11.2)


def test_a_budget_for_one_tour_buys_the_best_one():
    """Both once for 90 minutes: 60 + 90 + 60 + 90 + 60 minutes, 35 km: 122.5 + 1380 + 300 kr. = 1802.5."""
    season = changed(town("Mosede", "Lyngdal", budget_kr_a_week=1802.5), visits_max=1)
    assert answer(season) == pytest.approx(7.2 + 6.4)
    # One krone less: Mosede for 90 and Lyngdal for 60 minutes, 7.2 + 5.6, beats Mosede 60 and Lyngdal 90, 6.3 + 6.4.
    less = replace(season, terms=replace(season.terms, budget_kr_a_week=1801.5))
    assert answer(less) == pytest.approx(7.2 + 5.6)


def test_no_money_no_openings():
    assert answer(town("Mosede", budget_kr_a_week=0.0)) == 0
    assert answer(changed(town("Mosede", budget_kr_a_week=0.0), visits_min=1)) is None


def test_money_saved_may_be_worth_more_than_guests():
    """Mosede for 90 minutes: 60 + 90 + 60 minutes and 20 km are 70 + 805 + 150 = 1,025 kr. for 7.2 guests."""
    once = changed(town("Mosede", budget_kr_a_week=2000.0, guests_per_1000_kr=1.0), visits_max=1, lengths=(90,))
    assert answer(once) == pytest.approx(7.2 + 0.975)
    dear = replace(once, terms=replace(once.terms, guests_per_1000_kr=8.0))
    assert answer(dear) == pytest.approx(16.0)
    unbounded = replace(once, terms=replace(once.terms, budget_kr_a_week=None))
    assert answer(unbounded) == pytest.approx(7.2 - 1.025)


def test_a_day_may_hold_no_more_tours_than_vans_and_employees():
    """Openings at the same hour need two vans."""
    season = changed(town("Mosede", "Lyngdal"), windows=(Window(MONDAY, 600, 690),), visits_max=1, lengths=(90,))
    assert answer(season) == pytest.approx(7.2 + 6.4)
    assert answer(replace(season, vehicles=season.vehicles[:1])) == pytest.approx(7.2)
    assert answer(replace(season, employees=season.employees[:1])) == pytest.approx(7.2)
    assert answer(replace(season, volunteers=season.volunteers[:1])) == pytest.approx(7.2)


def test_a_pin_and_a_forbidden_day_are_kept():
    season = replace(changed(town("Mosede"), visits_max=1), pins=(Pin("Mosede", TUESDAY, 630, 60),))
    assert answer(season) == pytest.approx(6.3)
    assert answer(replace(season, forbidden=(Forbidden("Mosede", TUESDAY),))) is None


def test_an_earlier_opening_is_kept_when_moving_it_costs_more():
    """The earlier hour leaves no time for 90 minutes."""
    season = changed(town("Mosede"), visits_max=1, lengths=(60, 90), windows=(Window(MONDAY, 600, 720),))
    season = replace(season, earlier=(EarlierOpening("Mosede", MONDAY, 690, 60),))
    priced = {
        price: answer(replace(season, terms=replace(season.terms, change_price_guests=price, same_hour_minutes=30)))
        for price in (5.0, 50.0)
    }
    assert priced[5.0] == pytest.approx(7.2 - 5 / 13)  # 90 minutes from 10.30 at the latest: moved by an hour
    assert priced[50.0] == pytest.approx(6.3)  # 60 minutes from 11.00: kept


def test_a_long_tour_takes_its_break_before_it_takes_more_time():
    """Waiting between two openings holds the break; without it the first leg is 30 minutes longer, and dearer."""
    season = changed(town("Mosede", "Lyngdal", break_after_minutes=240), visits_max=1, lengths=(60,))
    apart = tuple(
        replace(stop, windows=(Window(MONDAY, opens, opens + 60),))
        for stop, opens in zip(season.stops, (600, 780), strict=True)
    )
    waits = best(replace(season, stops=apart, vehicles=season.vehicles[:1]), guests_of(season))
    assert waits.tours[0].break_starts == 675 and waits.tours[0].leaves == 540
    close = tuple(replace(stop, windows=(Window(MONDAY, 600, 810),)) for stop in season.stops)
    leaves = best(replace(season, stops=close, vehicles=season.vehicles[:1]), guests_of(season))
    assert leaves.objective == pytest.approx(6.3 + 5.6)
    assert answer(replace(season, stops=close, vehicles=season.vehicles[:1])) == leaves.objective


def test_a_floor_may_cost_guests():
    """Money for one tour of the two: either leaves a municipality with nobody, so the floor allows none."""
    season = changed(town("Mosede", "Sandholm", budget_kr_a_week=1330.0), visits_max=1, lengths=(90,))
    assert answer(season) == pytest.approx(7.2)
    floor = replace(season, terms=replace(season.terms, fairness=Fairness.FLOOR, floor_share=0.3))
    assert answer(floor) == 0  # either alone leaves the other municipality with nothing
    both = replace(floor, terms=replace(floor.terms, budget_kr_a_week=3000.0))
    assert answer(both) == pytest.approx(7.2 + 4.0)


@pytest.mark.parametrize("demand", [0.0, 1.0, 24.0])
@pytest.mark.parametrize("part", [0, 0.1, 0.25, 0.6, 1.0, 1.7, 4.0, 5.0, 9.0])
def test_the_twin_reads_the_utility_off_the_same_points(demand, part):
    assert counted(part * demand, demand) == pytest.approx(utility(part * demand, demand))


def test_four_openings_are_shared_out_in_fifteen_ways():
    ways = [sorted(map(sorted, way)) for way in partitions([(name, 60) for name in "abcd"])]
    assert len(ways) == 15 and all(ways.count(way) == 1 for way in ways)


@settings(max_examples=examples(60), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(season=seasons())
def test_the_checker_agrees_with_the_twin(season):
    answer(season)
