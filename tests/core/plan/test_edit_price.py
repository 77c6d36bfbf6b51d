"""What an edit costs, as the sentence that people read: guests first, then minutes and kroner, and how sure it is."""

import pytest

from driveout.core.plan.edit_price import NOTHING, UNKNOWN, Side, budget_price, edit_price, priced
from driveout.core.plan.sayings import between
from driveout.core.simulate.small_town import HUB, small_town
from tests.core.good_plan import good_plan

TOWN = small_town()


@pytest.mark.parametrize(
    ("guests", "minutes", "kroner", "danish", "english"),
    [
        (-1.4, -20, -85.0, "Koster 1,4 gæster om ugen, sparer 20 min. på vejen og 85 kr.",
         "Costs 1.4 guests a week, saves 20 min. of driving and 85 kr."),
        (2.0, 15, 1200.4, "Giver 2,0 gæster mere om ugen, bruger 15 min. på vejen og 1.200 kr.",
         "Wins 2.0 guests a week, takes 15 min. of driving and 1,200 kr."),
        (0.04, -5, 40.0, "Koster ingen gæster, sparer 5 min. på vejen, bruger 40 kr.",
         "Costs no guests, saves 5 min. of driving, takes 40 kr."),
        (-0.04, 0, 0.3, "Koster ingen gæster.", "Costs no guests."),
    ],
)  # fmt: skip
def test_a_price_is_told_in_guests_minutes_and_kroner(guests, minutes, kroner, danish, english):
    said = priced(guests, minutes, kroner)
    assert (said.danish, said.english) == (danish, english)


def test_a_price_that_is_not_sure_has_its_bounds():
    said = priced(-1.4, 0, 0.0, between(-1.6, -1.3))
    assert said.danish == "Koster 1,4 gæster om ugen (mellem −1,6 og −1,3)."


def test_an_edit_that_touches_no_hub_changes_nothing_and_money_nobody_knows_is_not_priced():
    plan = good_plan()
    assert edit_price(Side(TOWN, plan, ()), Side(TOWN, plan, ()), {}).said == NOTHING
    for before, after in ((None, 6000.0), (6000.0, None)):
        price = budget_price(TOWN, plan, before, after)
        assert (price.said, price.guests) == (UNKNOWN, None)


def test_more_money_is_worth_what_the_season_planned_with_both_differs_by():
    price = budget_price(TOWN, good_plan(), 3000.0, 6000.0)
    assert price.guests is not None and price.guests > 0 and price.cost_kr > 0
    assert price.low <= price.guests <= price.high and price.elsewhere == 0.0
    assert sum(by for _stop, by in price.moves) == pytest.approx(price.guests, abs=0.3)
    assert HUB not in dict(price.moves)
