"""Do wishes fit together? What that is decided by."""

from dataclasses import replace

from driveout.core.plan.build import build
from driveout.core.plan.clash import least_cost
from driveout.core.plan.worth import worth
from driveout.core.simulate.small_town import small_town
from driveout.core.words import EarlierOpening, Season, Weekday


def test_the_cheapest_week_is_cheapest_in_kroner_whatever_moving_costs_in_guests():
    town = small_town()
    asked = replace(town, stops=tuple(replace(stop, visits_min=1) for stop in town.stops[:3]))
    # Three stops on three days until now: keeping to that takes three tours, where one would do.
    before = tuple(
        EarlierOpening(stop.name, Weekday(day), stop.windows[0].opens, stop.lengths[-1])
        for day, stop in enumerate(asked.stops)
    )
    moved = replace(asked, earlier=before, terms=replace(asked.terms, change_price_guests=500.0))
    assert costs(moved) == costs(asked)
    assert any(cost and cost > 0 for cost in costs(asked))


def costs(season: Season) -> list[float | None]:
    return [least_cost(hub, len(season.stops)) for hub in build(season, worth(season)).hubs]
