"""Kinds in which vans, employees or volunteers bind."""

from dataclasses import replace
from random import Random

from driveout.core.words import Season
from tests.core.exact.kinds import kind
from tests.core.exact.town import WORKDAYS, Size, some_of, town


def budgeted(rng: Random, season: Season, low: float = 1200.0, high: float = 4500.0) -> Season:
    """With a budget that binds more or less, in whole kroner."""
    return replace(season, terms=replace(season.terms, budget_kr_a_week=float(rng.randint(int(low), int(high)))))


@kind
def plain(rng: Random) -> Season:
    return budgeted(rng, town(rng, Size(hubs=rng.choice((1, 2)), outright=False)))


@kind
def one_stop(rng: Random) -> Season:
    return town(rng, Size(stops=1, vans=rng.choice((1, 2)), lengths=(60, 90, 120)))


@kind
def two_vans(rng: Random) -> Season:
    return town(rng, Size(stops=5, vans=2, employees=2, volunteers=4, stops_a_tour=2))


@kind
def three_vans(rng: Random) -> Season:
    return town(rng, Size(stops=5, vans=3, employees=3, volunteers=5, days=WORKDAYS[:2], stops_a_tour=2))


@kind
def more_vans_than_drivers(rng: Random) -> Season:
    return town(rng, Size(vans=3, employees=2, volunteers=4))


@kind
def vans_on_some_days(rng: Random) -> Season:
    season = town(rng, Size(stops=5, vans=2, employees=2, volunteers=4, stops_a_tour=2))
    vans = tuple(replace(van, weekdays=some_of(rng, WORKDAYS[:3])) for van in season.vehicles)
    return replace(season, vehicles=vans)


@kind
def employees_days_overlap_in_part(rng: Random) -> Season:
    season = town(rng, Size(stops=5, days=WORKDAYS[:4], vans=2, employees=2, volunteers=4, stops_a_tour=2))
    days = (WORKDAYS[:3], WORKDAYS[1:4])
    crew = tuple(
        replace(
            one, weekdays=own, minutes_a_week=rng.choice((300, 500, 700)), minutes_a_day=rng.choice((240, 300, 400))
        )
        for one, own in zip(season.employees, days, strict=True)
    )
    return replace(season, employees=crew)


@kind
def three_employees_of_few_hours(rng: Random) -> Season:
    season = town(rng, Size(vans=2, employees=3, volunteers=4, stops_a_tour=2))
    crew = tuple(
        replace(
            one, weekdays=some_of(rng, WORKDAYS[:3], 2),
            minutes_a_week=rng.choice((250, 400, 550)), minutes_a_day=rng.choice((200, 260, 320)),
        )
        for one in season.employees
    )  # fmt: skip
    return replace(season, employees=crew)


@kind
def one_opening_a_day(rng: Random) -> Season:
    season = town(rng, Size(stops=5, vans=2, employees=2, volunteers=2, stops_a_tour=3))
    people = tuple(replace(one, openings_a_day=1, openings_a_week=rng.choice((2, 3))) for one in season.volunteers)
    stops = tuple(replace(stop, volunteers=1) for stop in season.stops)
    return replace(season, volunteers=people, stops=stops)


@kind
def two_at_an_opening(rng: Random) -> Season:
    season = town(rng, Size(vans=2, employees=2, volunteers=4, stops_a_tour=2))
    stops = tuple(replace(stop, volunteers=rng.choice((1, 2, 2))) for stop in season.stops)
    return replace(season, stops=stops)


@kind
def volunteers_on_one_weekday(rng: Random) -> Season:
    season = town(rng, Size(stops=5, days=WORKDAYS[:4], volunteers=4))
    people = tuple(replace(one, weekdays=(rng.choice(WORKDAYS[:4]),)) for one in season.volunteers)
    return replace(season, volunteers=people, stops=tuple(replace(stop, volunteers=1) for stop in season.stops))


@kind
def hosts_on_one_van_only(rng: Random) -> Season:
    """Two vans out at once and hosts enough for one of them, or for both only if shared out well."""
    season = town(rng, Size(stops=5, days=WORKDAYS[:2], vans=2, employees=2, volunteers=3, stops_a_tour=2))
    people = tuple(replace(one, weekdays=WORKDAYS[:2], openings_a_day=2) for one in season.volunteers)
    stops = tuple(replace(stop, volunteers=rng.choice((1, 1, 2))) for stop in season.stops)
    return replace(season, volunteers=people, stops=stops)


@kind
def nobody_to_host(rng: Random) -> Season:
    return replace(town(rng, Size()), volunteers=())


@kind
def nobody_to_drive(rng: Random) -> Season:
    return replace(town(rng, Size(hubs=2, shared=True)), employees=())


@kind
def nobody_to_drive_from_one_hub(rng: Random) -> Season:
    season = town(rng, Size(hubs=2, shared=True))
    return replace(season, employees=tuple(one for one in season.employees if one.hub == "Havnby"))


@kind
def somebody_must_be_visited_by_nobody(rng: Random) -> Season:
    season = town(rng, Size(stops=3))
    stops = (replace(season.stops[0], visits_min=1), *season.stops[1:])
    return replace(season, employees=() if rng.random() < 0.7 else season.employees, stops=stops)


@kind
def a_stop_of_two_hubs(rng: Random) -> Season:
    return budgeted(rng, town(rng, Size(hubs=2, shared=True, volunteers=2)), 1500, 4000)


@kind
def a_stop_of_two_hubs_required(rng: Random) -> Season:
    season = town(rng, Size(hubs=2, shared=True, volunteers=2))
    stops = tuple(replace(stop, visits_min=1) if len(stop.hubs) > 1 else stop for stop in season.stops)
    return budgeted(rng, replace(season, stops=stops), 1500, 4500)


@kind
def three_hubs(rng: Random) -> Season:
    size = Size(hubs=3, stops=5, shared=True, volunteers=1, days=WORKDAYS[:2], lengths=(60,))
    return budgeted(rng, town(rng, size), 1500, 4500)
