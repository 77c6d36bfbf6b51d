"""An empty week can be the best there is: then it is a plan, proven, and says what stands in the way."""

from dataclasses import replace
from typing import Any

import pytest

from driveout.core.plan import clash
from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import Fairness, Pin, Plan, Season, Status, Weekday, Wish, WishKind

TOWN = small_town()
HERE = Effort(processes=0)
# To Mosede and home: 15 + 10 + 15 minutes, an hour's café, and the same back, at 230 kr.; 20 km at 3.5; one opening.
CHEAPEST = 230 * (2 * 40 + 60) / 60 + 70 + 150


def on_terms(season: Season = TOWN, **changes: Any) -> Season:
    return replace(season, terms=replace(season.terms, **changes))


def floor(share: float, budget: float | None) -> Season:
    return on_terms(fairness=Fairness.FLOOR, floor_share=share, budget_kr_a_week=budget)


def empty_and_proven(season: Season) -> Plan:
    plan = draft(season, HERE)
    assert (plan.openings, plan.proof.status, plan.is_empty_handed) == ((), Status.PROVEN, False)
    assert check(season, plan).holds
    return plan


def test_a_plan_with_nothing_in_its_way_has_no_remarks():
    assert draft(TOWN, HERE).remarks == ()


@pytest.mark.parametrize("budget", [0.0, CHEAPEST - 0.01])
def test_a_budget_that_pays_for_no_tour(budget):
    (said,) = empty_and_proven(on_terms(budget_kr_a_week=budget)).remarks
    assert said.danish.startswith(f"Budgettet på {budget:.0f} kr. om ugen rækker ikke til én tur")
    assert said.danish.endswith("den billigste koster mindst 757 kr.")
    assert said.english.endswith("the cheapest costs at least 757 kr.")


def test_a_budget_that_pays_for_one_tour_to_the_oere():
    plan = draft(on_terms(budget_kr_a_week=CHEAPEST + 0.01), HERE)
    assert [opening.stop for opening in plan.openings] == ["Mosede"] and plan.remarks == ()


def test_a_budget_of_nothing_and_a_lock_cannot_both_be(monkeypatch):
    monkeypatch.setattr(clash, "any_plan", lambda *asked: pytest.fail("whole searches where a sum says it"))
    plan = draft(on_terms(replace(TOWN, pins=(Pin("Mosede", Weekday.MONDAY),)), budget_kr_a_week=0.0), HERE)
    assert plan.proof.status is Status.INFEASIBLE
    assert set(plan.clash) == {Wish(WishKind.BUDGET), Wish(WishKind.PIN, "Mosede", Weekday.MONDAY)}


def test_exactly_the_same_share_is_hardly_ever_possible():
    (said,) = empty_and_proven(floor(1.0, 2000.0)).remarks
    assert said.danish.startswith("Præcis lige stor andel til alle kommuner er næsten aldrig mulig")
    assert "60 %" in said.english


def test_one_municipality_has_all_of_its_share():
    season = floor(1.0, 3000.0)
    plan = draft(replace(season, stops=season.stops[:3]), HERE)
    assert plan.openings and plan.remarks == ()


def test_a_share_that_no_week_with_openings_keeps():
    (said,) = empty_and_proven(floor(0.975, CHEAPEST + 50)).remarks
    assert "mindst 97,5 % af sin del" in said.danish and "at least 97.5 % of its part" in said.english


def without(**changes: Any) -> Season:
    return replace(TOWN, **changes)


ON_FRIDAY = tuple(replace(one, weekdays=(Weekday.FRIDAY,)) for one in TOWN.employees)
ON_MONDAY = tuple(replace(one, weekdays=(Weekday.MONDAY,)) for one in TOWN.employees)
TUESDAYS = tuple(replace(one, weekdays=(Weekday.TUESDAY,)) for one in TOWN.volunteers)


@pytest.mark.parametrize(
    ("season", "lacks"),
    [
        (without(vehicles=()), "der er ingen vogn."),
        (without(employees=()), "der er ingen ansat til at køre."),
        (without(employees=tuple(replace(e, minutes_a_week=0) for e in TOWN.employees)), "ingen ansat til at køre."),
        (without(employees=ON_FRIDAY), "der er ingen ugedag, hvor både en vogn, en ansat og hubben kan køre."),
        (without(hubs=(replace(TOWN.hubs[0], workdays=()),)), "der er ingen ugedag, hvor både"),
        (without(volunteers=()), "alle steder kræver frivillige, og der er ingen, når vognen kører."),
        (without(employees=ON_MONDAY, volunteers=TUESDAYS), "alle steder kræver frivillige"),
    ],
)
def test_a_hub_that_cannot_drive_says_what_it_lacks(season, lacks):
    (said,) = empty_and_proven(season).remarks
    assert said.danish.startswith(f"{HUB} kan ikke køre ud: ") and lacks in said.danish


def test_a_hub_that_cannot_drive_is_told_beside_those_that_do():
    other = replace(TOWN.hubs[0], name="Odense", key="")
    moved = replace(TOWN.stops[5], hubs=("Odense",))
    season = without(hubs=(*TOWN.hubs, other), stops=(*TOWN.stops[:5], moved))
    plan = draft(season, HERE)
    assert plan.openings
    assert [said.english for said in plan.remarks] == ["Odense cannot drive out: there is no van."]


def test_no_hub_and_no_stop_are_weeks_without_openings():
    nobody = without(hubs=(), stops=(), vehicles=(), employees=(), volunteers=(), drives={}, reach={})
    assert [said.danish for said in empty_and_proven(nobody).remarks] == ["Der er ingen hub, så ingen kan køre."]
    nowhere = without(stops=(), drives={}, reach={})
    assert [said.danish for said in empty_and_proven(nowhere).remarks] == ["Der er intet sted at køre til."]
