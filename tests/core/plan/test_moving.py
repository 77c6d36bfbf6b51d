"""What moving an opening costs, against plans made from scratch: the price must be what planning it gives."""

from dataclasses import replace

import pytest

from driveout.core.plan.clash import clash_of
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.moving import Price, price_of
from driveout.core.plan.stop_wishes import Wished, instead
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Nonsense, Pin, Plan, Season, Status, Weekday, Wish, WishKind

HERE = Effort(gap=0.0, processes=0)
TUESDAY, THURSDAY = Weekday.TUESDAY, Weekday.THURSDAY


def town() -> Season:
    """The small town with one van and no budget: then nothing is exchanged with other hubs."""
    season = small_town()
    terms = replace(season.terms, budget_kr_a_week=None)
    return replace(season, vehicles=season.vehicles[:1], employees=season.employees[:1], terms=terms)


@pytest.fixture(scope="module")
def planned() -> tuple[Season, Plan]:
    season = town()
    return season, draft(season, HERE)


def asked(season: Season, plan: Plan, wished: Wished, day: Weekday, starts: int | None) -> Price:
    return price_of(season, plan, wished.pins[0].stop, wished, day, starts)


def once(stop: str, day: Weekday, starts: int | None) -> Wished:
    return Wished((Pin(stop, day, starts),), (), (1, 1), (60, 90))


@pytest.mark.parametrize("stop", ["Mosede", "Vestermark", "Sandholm"])
@pytest.mark.parametrize(("day", "starts"), [(TUESDAY, None), (THURSDAY, 805)])
def test_a_move_costs_what_a_plan_with_it_loses(planned, stop, day, starts):
    season, plan = planned
    wished = once(stop, day, starts)
    price = asked(season, plan, wished, day, starts)
    whole = draft(instead(stop, wished)(season), HERE)
    assert price.possibility.possible
    assert price.possibility.in_all == pytest.approx(whole.guests_a_week - plan.guests_a_week, abs=1e-6)
    [opening] = price.openings
    assert opening.weekday == day and starts in (None, opening.starts)


def test_what_cannot_be_names_what_clashes_and_dropping_one_helps(planned):
    season, plan = planned
    both = Wished((Pin("Mosede", Weekday.MONDAY), Pin("Mosede", TUESDAY)), (), (2, 2), (60, 90))
    price = asked(season, plan, both, TUESDAY, None)
    assert price.possibility.possible is False and price.openings == ()
    assert {wish.danish for wish in price.clash} == {"Mosede har åbent mandag.", "Mosede har åbent tirsdag."}
    for pin in both.pins:
        kept = replace(both, pins=tuple(other for other in both.pins if other is not pin))
        assert asked(season, plan, kept, TUESDAY, None).possibility.possible


def test_a_pin_elsewhere_that_takes_the_only_van_is_named(planned):
    season = replace(planned[0], pins=(Pin("Sandholm", TUESDAY, 600), Pin("Vestermark", TUESDAY, 600)))
    assert draft(season, HERE).proof.status is Status.INFEASIBLE
    pins = {Wish(WishKind.PIN, name, TUESDAY) for name in ("Sandholm", "Vestermark")}
    assert pins <= set(clash_of(season, season.hubs[0].name))


def test_a_stop_that_is_not_there_is_refused_with_a_sentence(planned):
    season, plan = planned
    with pytest.raises(Nonsense, match="is not a stop of"):
        asked(season, plan, once("Nowhere", TUESDAY, None), TUESDAY, None)
