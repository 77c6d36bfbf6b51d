"""Rules 7 and 9 at their edges: where a break may lie, how long work may be without one, ferries that are met."""

import pytest

from driveout.core.plan.check import check
from driveout.core.words import Breach, Plan, Season
from tests.core.good_plan import with_tour
from tests.core.test_check import GOOD, TOWN, by_ferry, late_lyngdal, longer_monday, terms


@pytest.mark.parametrize("break_starts", [705, 715, None])
def test_waiting_is_allowed_and_a_break_fits_into_it(break_starts):
    assert check(TOWN, late_lyngdal(break_starts)).breaches == ()


@pytest.mark.parametrize("break_starts", [545, 555])
def test_a_break_may_make_the_first_leg_longer(break_starts):
    """It is held between loading (530–545) and set-up (585–600)."""
    season = terms(break_after_minutes=310)
    assert check(season, longer_monday(30, 0, break_starts)).breaches == ()


@pytest.mark.parametrize("break_starts", [835, 850])
def test_a_break_may_be_held_on_the_way_home(break_starts):
    """It is held between pack-down (820–835) and unloading (880–895)."""
    season = terms(break_after_minutes=310)
    assert check(season, longer_monday(0, 30, break_starts)).breaches == ()


@pytest.mark.parametrize(
    ("most", "break_starts", "worked"),
    [(290, 545, "290 minutes"), (289, 545, "290 minutes, 9.35–14.25"), (279, 555, "280 minutes, 9.45–14.25")],
)
def test_no_stretch_of_work_is_longer_than_allowed(most, break_starts, worked):
    """From leaving to the break, from the break to returning: 290 minutes are allowed where 290 are, 289 are not."""
    breaches = on_monday(terms(break_after_minutes=most), longer_monday(30, 0, break_starts))
    assert [b.rule for b in breaches] == ([] if most == 290 else ["9 break"])
    assert all(b.sentence.startswith(worked) for b in breaches)


def on_monday(season: Season, plan: Plan) -> list[Breach]:
    return [breach for breach in check(season, plan).breaches if "Monday" in breach.where]


@pytest.mark.parametrize(
    ("hours", "met"), [((705, 705), True), ((706, None), False), ((None, 704), False), ((600, 800), True)]
)
def test_a_ferry_is_met_or_the_tour_does_not_hold(hours, met):
    breaches = check(by_ferry(*hours), GOOD).breaches
    assert {b.rule for b in breaches} == (set() if met else {"7 times"})
    assert all("Mosede–Lyngdal by ferry" in b.sentence for b in breaches)


def test_one_may_wait_for_a_ferry():
    """Half an hour of waiting: the drive may begin as late as 12.15."""
    assert on_monday(by_ferry(735, None), late_lyngdal(None)) == []
    assert [b.rule for b in on_monday(by_ferry(736, None), late_lyngdal(None))] == ["7 times"]


@pytest.mark.parametrize(("hours", "good"), [((None, 705), [715]), ((735, None), [705]), ((None, 734), [715])])
def test_a_break_does_not_part_a_ferry_s_way(hours, good):
    """Ten minutes on board between pack-down (until 11.45) and set-up (from 12.25): the break comes before or after."""
    found = [at for at in range(700, 721) if not on_monday(by_ferry(*hours), late_lyngdal(at))]
    assert found == good


def test_tickets_are_part_of_the_cost():
    breaches = check(by_ferry(None, None, 120.0), GOOD).breaches
    assert {b.rule for b in breaches} == {"13 cost"}
    paid = with_tour(with_tour(GOOD, 0, cost_kr=GOOD.tours[0].cost_kr + 120), 2, cost_kr=GOOD.tours[2].cost_kr + 120)
    assert "13 cost" not in {b.rule for b in check(by_ferry(None, None, 120.0), paid).breaches}
