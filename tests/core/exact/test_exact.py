"""The exact twin against sums done by hand, against the slow, obvious twin, and against the checker."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import small_town
from driveout.core.solve.tiny import best
from driveout.core.words import Fairness, Season, Weekday, Window
from tests.core.exact.guests import guests_of
from tests.core.exact.kinds import KINDS, season_of
from tests.core.exact.twin import Week, best_week
from tests.core.exact.written import written
from tests.core.invented import seasons
from tests.pace import examples

MONDAY = Weekday.MONDAY
ONE_TOUR = 122.5 + 230 * 305 / 60 + 300  # kr.: Mosede and Lyngdal on one Monday, 35 km, 305 minutes


def monday(**terms: Any) -> Season:
    """Mosede (7.2 guests) and Lyngdal (6.4), one visit of 90 minutes each, on a Monday at 10 or 12.10, with one van."""
    season = small_town()
    hours = {"Mosede": (600, 690), "Lyngdal": (730, 820)}
    stops = tuple(
        replace(stop, windows=(Window(MONDAY, *hours[stop.name]),), lengths=(90,), visits_max=1)
        for stop in season.stops
        if stop.name in hours
    )
    vans = season.vehicles[:1]
    return replace(season, stops=stops, vehicles=vans, terms=replace(season.terms, **terms))


def week_of(season: Season) -> Week:
    """The twin's week, after the checker has agreed to it."""
    guests = guests_of(season)
    week = best_week(season, guests)
    assert week is not None and check(season, written(season, guests, week)).breaches == ()
    return week


def week_of_any(season: Season) -> Week:
    """The twin's word alone."""
    week = best_week(season, guests_of(season))
    assert week is not None
    return week


@pytest.mark.parametrize(
    ("budget", "guests"),
    [(None, 13.6), (ONE_TOUR, 13.6), (round(ONE_TOUR + 0.01, 2), 13.6), (round(ONE_TOUR - 0.01, 2), 7.2), (0.0, 0.0)],
)
def test_a_hundredth_of_a_krone_decides(budget: float | None, guests: float):
    assert week_of(monday(budget_kr_a_week=budget)).objective == pytest.approx(guests)


@pytest.mark.parametrize(("part", "guests"), [(0.9999999, 11.9), (1.00001, 0.0)])
def test_a_hair_above_what_the_worst_off_has_leaves_nobody_anything(part: float, guests: float):
    season = monday(fairness=Fairness.FLOOR, budget_kr_a_week=2000.0)
    stops = tuple(
        replace(stop, place=replace(stop.place, municipality=name), belief=replace(stop.belief, mean_guests=8.0))
        for stop, name in zip(season.stops, ("101", "147"), strict=True)
    )
    reach = {("Mosede", 1, 90): 6.3, ("Lyngdal", 1, 90): 5.6}
    share = part * 5.6 / (11.9 / 2)  # Lyngdal's is half of all guests
    season = replace(season, stops=stops, reach=reach, terms=replace(season.terms, floor_share=share))
    assert week_of(season).objective == pytest.approx(guests)


def test_a_last_ferry_is_caught_or_the_place_is_left_out():
    """Lyngdal closes at 13.40; the drive home begins when all is packed down, and not a minute earlier."""
    season = monday()
    home = next(pair for pair in season.drives if pair[0] == "Lyngdal" and pair[1] == season.hubs[0].name)

    def until(minute: int, ticket: float) -> Season:
        sails = replace(season.drives[home], ferries=("Sund",), leave_by=minute, ticket_kr=ticket)
        return replace(season, drives={**season.drives, home: sails})

    packed = 820 + next(stop.packdown_minutes for stop in season.stops if stop.name == "Lyngdal")
    caught, missed = week_of_any(until(packed, 200.0)), week_of_any(until(packed - 1, 200.0))
    assert caught.objective == pytest.approx(13.6) and caught.cost == pytest.approx(ONE_TOUR + 200)
    assert missed.objective == pytest.approx(7.2)


def test_there_are_kinds_enough_and_each_draws_the_same_season_again():
    assert len(KINDS) >= 25
    assert all(season_of(kind, 0) == season_of(kind, 0) for kind in ("plain", "ferries", "budget exact"))


@settings(max_examples=examples(40), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(season=seasons())
def test_two_twins_find_the_same_best(season: Season):
    guests = guests_of(season)
    slow, week = best(season, guests), best_week(season, guests)
    assert (slow.objective is None) == (week is None)
    if week is not None:
        assert week.objective == pytest.approx(slow.objective, abs=1e-6)
        assert check(season, written(season, guests, week)).breaches == ()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", ["breaks bind", "waiting between windows", "ferries", "ferries and breaks"])
def test_two_twins_read_the_same_clock(kind: str, seed: int):
    """On a step of 30 minutes, so that the slow one can try every start."""
    drawn = season_of(kind, seed)
    stops = tuple(replace(stop, lengths=(60,)) for stop in drawn.stops[:3])
    season = replace(drawn, stops=stops, terms=replace(drawn.terms, leg_step_minutes=30))
    slow, week = best(season, guests_of(season)), best_week(season, guests_of(season))
    assert week is not None and week.objective == pytest.approx(slow.objective, abs=1e-6)
