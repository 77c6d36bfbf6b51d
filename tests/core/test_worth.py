"""What an opening is worth, which weekdays a stop may have, and the days nobody drives."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from driveout.core.plan.calendar import closed_on, dates_of, open_share
from driveout.core.plan.worth import allowed_patterns, days_apart, worth
from driveout.core.simulate.small_town import small_town
from driveout.core.stats.reach import expected_met
from driveout.core.words import Forbidden, Nonsense, Pin, Season, Weekday, Window

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = Weekday


def spring(**changes: Any) -> Season:
    """Thirteen weeks from Monday 2 March 2026: Easter, Ascension and Whit Monday fall in it."""
    season = replace(small_town(), first_day=date(2026, 3, 2), **changes)
    return replace(season, terms=replace(season.terms, holidays="DK"))


def test_two_mondays_on_holidays_leave_eleven_of_thirteen():
    assert open_share(spring()) == (11 / 13, 1, 1, 11 / 13, 12 / 13, 1, 11 / 13)
    assert closed_on(spring())[date(2026, 4, 6)] == "Anden påskedag"


def test_closed_dates_count_once_even_on_a_holiday():
    closed = (date(2026, 4, 6), date(2026, 3, 10), date(2027, 1, 5))
    assert open_share(spring(closed_dates=closed))[:2] == (11 / 13, 12 / 13)


def test_without_a_first_day_or_a_country_nothing_is_closed():
    assert open_share(small_town()) == (1.0,) * 7
    assert dates_of(small_town(), MONDAY) == () and closed_on(small_town()) == {}
    season = replace(small_town(), first_day=date(2026, 3, 2))
    assert closed_on(season) == {}


def test_a_season_may_start_midweek():
    season = replace(spring(), first_day=date(2026, 3, 4), weeks=2)
    assert dates_of(season, MONDAY) == (date(2026, 3, 9), date(2026, 3, 16))
    assert dates_of(season, WEDNESDAY) == (date(2026, 3, 4), date(2026, 3, 11))


def test_an_unknown_country_is_refused_in_words():
    season = spring()
    with pytest.raises(Nonsense, match="country code"):
        closed_on(replace(season, terms=replace(season.terms, holidays="Danmark")))


def test_outright_figures_are_divided_by_visits_and_weeks_held():
    value = worth(spring())
    assert value.guests_at("Mosede", TUESDAY, 1, 60) == pytest.approx(6.3)
    assert value.guests_at("Mosede", TUESDAY, 2, 60) == pytest.approx(5.4)
    assert value.guests_at("Mosede", MONDAY, 2, 60) == pytest.approx(5.4 * 11 / 13)


def test_without_figures_the_table_is_asked_and_each_of_two_visits_has_four_fifths_of_demand():
    season = replace(small_town(), reach={})
    stop = season.stops[0]
    kind = {"seats": 7, "minutes": 90, "stay": 60}
    value = worth(season)
    assert value.guests_at(stop.name, MONDAY, 1, 90) == pytest.approx(expected_met(stop.belief, **kind), abs=1e-9)
    assert value.guests_at(stop.name, MONDAY, 2, 90) == pytest.approx(
        expected_met(stop.belief, **kind, demand_factor=0.8), abs=1e-9
    )


def test_what_the_figures_leave_out_is_not_offered():
    season = small_town()
    season = replace(season, reach={key: met for key, met in season.reach.items() if key != ("Mosede", 2, 90)})
    value, stop = worth(season), season.stops[0]
    assert value.offers("Mosede", 1, 90) and not value.offers("Mosede", 2, 90)
    assert allowed_patterns(stop, season)[(MONDAY,)] == (60, 90)
    assert allowed_patterns(stop, season)[(MONDAY, WEDNESDAY)] == (60,)
    with pytest.raises(KeyError):
        value.guests_at("Mosede", MONDAY, 2, 90)


def test_days_apart_are_counted_round_the_week():
    assert days_apart(SUNDAY, MONDAY) == days_apart(MONDAY, SUNDAY) == 1
    assert days_apart(MONDAY, FRIDAY) == 3


def patterns(season: Season) -> set[tuple[Weekday, ...]]:
    return set(allowed_patterns(season.stops[0], season))


def with_first(season: Season, **changes: Any) -> Season:
    return replace(season, stops=(replace(season.stops[0], **changes), *season.stops[1:]))


def test_a_stop_may_have_any_day_or_two_days_two_apart():
    two = {(MONDAY, WEDNESDAY), (MONDAY, THURSDAY), (TUESDAY, THURSDAY)}
    assert patterns(small_town()) == {(), (MONDAY,), (TUESDAY,), (WEDNESDAY,), (THURSDAY,)} | two
    assert patterns(with_first(small_town(), visits_min=2)) == two
    assert patterns(with_first(small_town(), visits_max=0)) == {()}


@pytest.mark.parametrize(
    "spans",
    [
        ((600, 660), (660, 720)),
        ((660, 720), (600, 660)),
        ((600, 700), (640, 720)),
        ((600, 720), (610, 620), (600, 720)),
        ((600, 620), (620, 640), (640, 720)),
    ],
)
def test_hours_that_touch_or_overlap_are_one(spans):
    whole, apart = Window(MONDAY, 600, 720), Window(TUESDAY, 720, 780)
    stop = replace(small_town().stops[0], windows=(apart, *(Window(MONDAY, *span) for span in spans)), lengths=(120,))
    assert stop.windows == (whole, apart)
    season = replace(small_town(), stops=(stop,), reach={})
    assert allowed_patterns(season.stops[0], season)[(MONDAY,)] == (120,)
    hub = replace(small_town().hubs[0], workdays=tuple(Window(MONDAY, *span) for span in spans))
    assert hub.workdays == (whole,)


def test_hours_with_a_gap_stay_apart():
    spans = (Window(MONDAY, 600, 660), Window(MONDAY, 661, 720), Window(TUESDAY, 660, 700))
    assert replace(small_town().stops[0], windows=spans).windows == spans


def test_pins_forbidden_days_and_short_windows_take_patterns_away():
    season = replace(small_town(), pins=(Pin("Mosede", MONDAY),))
    assert patterns(season) == {(MONDAY,), (MONDAY, WEDNESDAY), (MONDAY, THURSDAY)}
    assert patterns(replace(season, forbidden=(Forbidden("Mosede", WEDNESDAY),))) == {(MONDAY,), (MONDAY, THURSDAY)}
    assert patterns(replace(season, forbidden=(Forbidden("Mosede"),))) == set()
    assert patterns(replace(small_town(), forbidden=(Forbidden("Mosede"),))) == {()}
    assert patterns(with_first(small_town(), windows=(Window(MONDAY, 600, 655),))) == {()}
    assert patterns(with_first(small_town(), windows=(Window(MONDAY, 601, 662),))) == {()}
    assert patterns(with_first(small_town(), windows=(Window(MONDAY, 600, 660),))) == {(), (MONDAY,)}


def test_a_pinned_start_and_length_must_fit():
    season = replace(small_town(), pins=(Pin("Mosede", MONDAY, 840, 60),))
    assert allowed_patterns(season.stops[0], season)[(MONDAY,)] == (60,)
    assert patterns(replace(season, pins=(Pin("Mosede", MONDAY, 842),))) == set()
    assert patterns(replace(season, pins=(Pin("Mosede", MONDAY, 870),))) == set()
    assert patterns(replace(season, pins=(Pin("Mosede", MONDAY, 600), Pin("Mosede", MONDAY, 660)))) == set()
