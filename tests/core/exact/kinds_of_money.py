"""Kinds in which money or fairness bind, often by a hair."""

from dataclasses import replace
from random import Random

from driveout.core.words import Fairness, Season
from tests.core.exact.guests import demand_of, guests_of
from tests.core.exact.kinds import kind
from tests.core.exact.kinds_of_people import budgeted
from tests.core.exact.town import Size, town
from tests.core.exact.twin import Week, best_week


def bound_by(season: Season, budget: float | None) -> Season:
    return replace(season, terms=replace(season.terms, budget_kr_a_week=budget))


def best_of(season: Season) -> Week:
    """The best week; there is one where nothing is asked for."""
    week = best_week(season, guests_of(season))
    assert week is not None
    return week


def _a_good_week_costs(rng: Random, season: Season) -> float:
    """Kroner, to the øre below: what the best week under a budget drawn at will costs."""
    return best_of(budgeted(rng, season, 1000, 4000)).cost


def _for_money(rng: Random) -> Season:
    return town(rng, Size(hubs=rng.choice((1, 1, 2)), stops=rng.choice((3, 4, 5)), shared=rng.random() < 0.3))


@kind
def budget_exact(rng: Random) -> Season:
    """To the øre, or to the last digit of a sum of floating numbers: the week is allowed."""
    season = _for_money(rng)
    cost = _a_good_week_costs(rng, season)
    return bound_by(season, rng.choice((cost, _up_to_the_ore(cost))))


@kind
def budget_an_ore_short(rng: Random) -> Season:
    """The week that is best with 0.01 kr. more is not allowed."""
    season = _for_money(rng)
    return bound_by(season, round(_up_to_the_ore(_a_good_week_costs(rng, season)) - 0.02, 2))


@kind
def budget_an_ore_short_of_the_second_best(rng: Random) -> Season:
    """Twice in turn: neither the best week nor the next one."""
    season = _for_money(rng)
    for _ in range(2):
        season = bound_by(season, round(_up_to_the_ore(best_of(season).cost) - 0.02, 2))
    return season


def _up_to_the_ore(kroner: float) -> float:
    """Whole øre, not less: 12.345 → 12.35."""
    return -(-round(kroner * 1e6) // 10_000) / 100


@kind
def budget_zero(rng: Random) -> Season:
    return bound_by(_for_money(rng), 0.0)


@kind
def budget_for_no_tour_at_all(rng: Random) -> Season:
    return bound_by(_for_money(rng), 300.0)


@kind
def budget_huge(rng: Random) -> Season:
    return bound_by(_for_money(rng), 1e7)


@kind
def budget_none(rng: Random) -> Season:
    return _for_money(rng)


@kind
def budget_tight(rng: Random) -> Season:
    return budgeted(rng, _for_money(rng), 700, 2500)


@kind
def budget_in_odd_rates(rng: Random) -> Season:
    """Rates that no money comes in: the sums have no last digit."""
    season = _for_money(rng)
    season = replace(season, terms=replace(season.terms, kr_per_km=3.79, kr_per_employee_hour=231.43))
    return bound_by(season, _up_to_the_ore(_a_good_week_costs(rng, season)) - rng.choice((0.0, 0.02)))


@kind
def unspent_money_is_worth_guests(rng: Random) -> Season:
    season = budgeted(rng, _for_money(rng), 1500, 5000)
    return replace(season, terms=replace(season.terms, guests_per_1000_kr=rng.choice((1.5, 4.0, 8.0, 20.0))))


@kind
def spent_money_counts_without_a_budget(rng: Random) -> Season:
    season = _for_money(rng)
    return replace(season, terms=replace(season.terms, guests_per_1000_kr=rng.choice((1.5, 4.0, 8.0, 20.0))))


# ── fairness ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _floored(season: Season, share: float) -> Season:
    share = min(1.0, max(0.0, share))
    return replace(season, terms=replace(season.terms, fairness=Fairness.FLOOR, floor_share=share))


def _worst_share(season: Season) -> float:
    """What the worst-off municipality has of its part, in the best week without a floor; 0 where one has nothing."""
    week, demand, guests = best_of(season), demand_of(season), guests_of(season)
    met = dict.fromkeys(demand, 0.0)
    for way in week.patterns:
        stop = season.stops[way.stop]
        met[stop.place.municipality] += sum(guests[stop.name, d, len(way.days), way.minutes] for d in way.days)
    total, every = sum(met.values()), sum(demand.values())
    return min(met[name] * every / (total * part) for name, part in demand.items()) if total else 0.0


@kind
def floor(rng: Random) -> Season:
    return _floored(budgeted(rng, _for_money(rng), 1500, 4500), rng.choice((0.1, 0.3, 0.5, 0.7)))


@kind
def floor_exact_by_a_hair(rng: Random) -> Season:
    """The best week just keeps it, or just does not."""
    season = budgeted(rng, _for_money(rng), 2000, 5000)
    return _floored(season, _worst_share(season) + rng.choice((-1e-5, 0.0, 1e-5)))


@kind
def floor_a_hair_above_the_second_best(rng: Random) -> Season:
    season = budgeted(rng, _for_money(rng), 2000, 5000)
    for _ in range(2):
        season = _floored(season, _worst_share(season) + 1e-5)
    return season


@kind
def floor_hardly_possible(rng: Random) -> Season:
    return _floored(budgeted(rng, _for_money(rng), 1500, 4500), rng.choice((0.85, 0.9, 0.95)))


@kind
def floor_of_one(rng: Random) -> Season:
    return _floored(budgeted(rng, _for_money(rng), 800, 4500), 1.0)


@kind
def floor_with_a_stop_that_must_be_visited(rng: Random) -> Season:
    season = _for_money(rng)
    stops = (replace(season.stops[0], visits_min=1), *season.stops[1:])
    return _floored(budgeted(rng, replace(season, stops=stops), 1500, 6000), rng.choice((0.1, 0.3, 0.6, 1.0)))


@kind
def floor_and_an_ore_short(rng: Random) -> Season:
    season = _floored(_for_money(rng), rng.choice((0.2, 0.4)))
    return bound_by(season, round(_up_to_the_ore(_a_good_week_costs(rng, season)) - 0.02, 2))


def _proportional(season: Season) -> Season:
    return replace(season, terms=replace(season.terms, fairness=Fairness.PROPORTIONAL))


@kind
def proportional(rng: Random) -> Season:
    return _proportional(_for_money(rng))


@kind
def proportional_with_a_budget(rng: Random) -> Season:
    return _proportional(budgeted(rng, _for_money(rng), 900, 3500))


@kind
def proportional_and_an_ore_short(rng: Random) -> Season:
    season = _proportional(_for_money(rng))
    return bound_by(season, round(_up_to_the_ore(_a_good_week_costs(rng, season)) - 0.02, 2))


@kind
def nobody_expected_somewhere(rng: Random) -> Season:
    """Municipalities without any expected demand, whose guests still count."""
    season = _for_money(rng)
    belief = replace(season.stops[0].belief, mean_guests=0.0)
    stops = tuple(replace(stop, belief=belief) if stop.place.municipality == "101" else stop for stop in season.stops)
    season = budgeted(rng, replace(season, stops=stops), 1500, 4000)
    return _proportional(season) if rng.random() < 0.5 else _floored(season, 0.4)
