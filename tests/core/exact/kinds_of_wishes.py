"""Kinds in which something was asked for, or people are used to something."""

from dataclasses import replace
from random import Random
from typing import Any

from driveout.core.words import EarlierOpening, Forbidden, Pin, Season
from tests.core.exact.kinds import kind
from tests.core.exact.kinds_of_people import budgeted
from tests.core.exact.town import WORKDAYS, Size, some_of, town


def _asked(rng: Random, **size: Any) -> Season:
    return budgeted(rng, town(rng, replace(Size(hubs=rng.choice((1, 2))), **size)), 1500, 4500)


def _pin(rng: Random, season: Season) -> Pin:
    """A pin that fits a window, to the start and the length in some."""
    stop = rng.choice(season.stops)
    window = rng.choice(stop.windows)
    starts = rng.choice((None, window.opens, window.opens + 30))
    return Pin(stop.name, window.weekday, starts, rng.choice((None, *stop.lengths)))


@kind
def pins(rng: Random) -> Season:
    season = _asked(rng)
    return replace(season, pins=tuple(_pin(rng, season) for _ in range(rng.choice((1, 1, 2)))))


@kind
def pins_that_may_clash(rng: Random) -> Season:
    season = town(rng, Size(volunteers=2))
    return replace(budgeted(rng, season, 1500, 5000), pins=tuple(_pin(rng, season) for _ in range(3)))


@kind
def a_pin_outside_every_window(rng: Random) -> Season:
    season = _asked(rng)
    return replace(season, pins=(Pin(season.stops[0].name, season.stops[0].windows[0].weekday, 480),))


@kind
def bans(rng: Random) -> Season:
    season = _asked(rng)
    wishes = [Forbidden(rng.choice(season.stops).name, rng.choice((None, *WORKDAYS[:3]))) for _ in range(3)]
    return replace(season, forbidden=tuple(wishes))


@kind
def a_ban_on_what_must_be(rng: Random) -> Season:
    season = _asked(rng)
    stops = (replace(season.stops[0], visits_min=1), *season.stops[1:])
    return replace(season, stops=stops, forbidden=(Forbidden(stops[0].name, rng.choice((None, WORKDAYS[0]))),))


@kind
def one_visit_each(rng: Random) -> Season:
    season = town(rng, Size(hubs=rng.choice((1, 2)), volunteers=4, days=WORKDAYS[:4]))
    stops = tuple(replace(stop, visits_min=1 if rng.random() < 0.7 else 0) for stop in season.stops)
    return budgeted(rng, replace(season, stops=stops), 2000, 6000)


@kind
def two_visits_each(rng: Random) -> Season:
    season = town(rng, Size(stops=3, volunteers=4, days=WORKDAYS[:4]))
    stops = tuple(replace(stop, visits_min=2 if rng.random() < 0.6 else 0) for stop in season.stops)
    return replace(season, stops=stops)


@kind
def at_most_one_visit(rng: Random) -> Season:
    season = _asked(rng, stops=5)
    return replace(season, stops=tuple(replace(stop, visits_max=rng.choice((0, 1, 1))) for stop in season.stops))


def _used_to(rng: Random, season: Season, many: int) -> tuple[EarlierOpening, ...]:
    stops = [rng.choice(season.stops) for _ in range(many)]
    days = [rng.choice(WORKDAYS[:3]) for _ in range(many)]
    return tuple(
        EarlierOpening(s.name, d, rng.choice((540, 600, 660, 675, 720)), s.lengths[0])
        for s, d in zip(stops, days, strict=True)
    )


@kind
def an_earlier_plan(rng: Random) -> Season:
    season = _asked(rng)
    terms = replace(season.terms, change_price_guests=rng.choice((15.0, 40.0, 90.0)))
    return replace(season, terms=terms, earlier=_used_to(rng, season, rng.choice((2, 4))))


@kind
def an_earlier_plan_at_the_very_hour(rng: Random) -> Season:
    season = _asked(rng)
    terms = replace(season.terms, change_price_guests=60.0, same_hour_minutes=rng.choice((0, 5, 15)))
    return replace(season, terms=terms, weeks=rng.choice((1, 6)), earlier=_used_to(rng, season, 4))


@kind
def two_habits_on_one_day(rng: Random) -> Season:
    season = town(rng, Size(stops=3))
    stop = season.stops[0]
    day = stop.windows[0].weekday
    opens = stop.windows[0].opens
    habits = tuple(EarlierOpening(stop.name, day, opens + late, 60) for late in (0, rng.choice((30, 50, 90))))
    terms = replace(season.terms, change_price_guests=100.0)
    return replace(season, terms=terms, weeks=5, earlier=(*habits, *_used_to(rng, season, 1)))


@kind
def an_earlier_plan_of_a_stop_of_two_hubs(rng: Random) -> Season:
    season = _asked(rng, hubs=2, shared=True)
    terms = replace(season.terms, change_price_guests=50.0)
    return replace(season, terms=terms, earlier=_used_to(rng, season, 4))


@kind
def ties(rng: Random) -> Season:
    """Stops that are worth the same: many weeks are best at once."""
    season = _asked(rng, vans=2, employees=2)
    reach = {(s.name, v, m): (6.0 if v == 1 else 9.0) + m / 60 for s in season.stops for v in (1, 2) for m in s.lengths}
    return replace(season, reach=reach)


@kind
def guests_not_given_for_all(rng: Random) -> Season:
    """Some combinations are not offered; some stops are asked of the reach table."""
    season = _asked(rng)
    given = {key: figure for key, figure in season.reach.items() if rng.random() < 0.6}
    return replace(season, reach=given)


@kind
def weights(rng: Random) -> Season:
    season = _asked(rng)
    stops = tuple(replace(stop, weight=rng.choice((0.0, 0.5, 1.0, 2.0, 5.0))) for stop in season.stops)
    return replace(season, stops=stops)


@kind
def some_days_of_the_week_only(rng: Random) -> Season:
    season = _asked(rng, days=WORKDAYS, stops=3)
    hubs = tuple(
        replace(hub, workdays=tuple(w for w in hub.workdays if w.weekday in some_of(rng, WORKDAYS, 2)))
        for hub in season.hubs
    )
    return replace(season, hubs=hubs)
