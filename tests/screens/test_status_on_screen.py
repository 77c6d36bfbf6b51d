"""An unproven plan looks unproven on its page, says why and what would help; an empty week is a plan."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from driveout.core.plan.unproven import why_unproven
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Fairness, Plan, Proof, Saying, Status
from driveout.records.plan.models.work import State
from driveout.records.plan.search import asking, runs
from tests.core.good_plan import good_plan
from tests.screens.reading import text
from tests.stored import store_plan

pytestmark = pytest.mark.django_db
REMARK = Saying("Exactly the same is hardly possible.", "Præcis lige er næsten umuligt.")
WHY = {
    Status.UNPROVEN: "Der er for mange næsten lige gode uger i Havnby (2 vogne, 6 steder) til at gå dem alle igennem.",
    Status.TIME_LIMIT: "Tiden gik, før planen var bevist. Mere tid hjælper",
    Status.STOPPED: "Søgningen blev stoppet, før planen var bevist.",
}


def plan_that_ended(status: Status, **changes: Any) -> Plan:
    plan = good_plan()
    why = why_unproven(small_town(), status)
    return replace(plan, proof=replace(plan.proof, status=status, why=why), **changes)


@pytest.mark.parametrize("status", WHY)
def test_an_unproven_plan_looks_unproven_and_says_why(people, season, signed_in, page, status):
    store_plan(people["carla"], season, plan_that_ended(status))
    carla = signed_in("carla")
    strip = text(carla.get(page)).split('<div id="proof"')[1].split('href="/office/seasons')[0]
    assert '<p class="proof unproven">' in strip and "#triangle-alert" in strip and "#shield-check" not in strip
    assert '<span class="tag warn">Ikke bevist</span>' in strip
    assert "(højst 0,6 % fra bedste plan)" in strip
    assert WHY[status] in strip
    assert WHY[status] in text(carla.get(page + "how/"))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.TIME_LIMIT, "Søgningen nåede sin tidsgrænse."),
        (Status.STOPPED, "Søgningen blev stoppet før tid."),
        (Status.UNPROVEN, "Søgningen kunne ikke bevise mere."),
    ],
)
def test_a_plan_that_was_not_told_why_still_looks_unproven(people, season, signed_in, page, status, said):
    plain = good_plan()
    store_plan(people["carla"], season, replace(plain, proof=replace(plain.proof, status=status)))
    strip = text(signed_in("carla").get(page))
    assert '<p class="proof unproven">' in strip and said in strip


def test_a_proven_plan_looks_proven(people, season, signed_in, page):
    plain = good_plan()
    proof = Proof(plain.proof.objective, plain.proof.objective, Status.PROVEN)
    store_plan(people["carla"], season, replace(plain, proof=proof))
    strip = text(signed_in("carla").get(page))
    assert '<p class="proof">' in strip and "#shield-check" in strip
    assert "Ikke bevist</span>" not in strip and "(under 0,01 % fra bedste plan)" in strip


def test_an_empty_week_is_shown_as_the_plan_it_is(people, season, signed_in, page):
    empty = Plan("Small town", (), (), Proof(0.0, 0.0, Status.PROVEN), remarks=(REMARK,))
    terms = replace(small_town().terms, fairness=Fairness.FLOOR, floor_share=1.0)
    store_plan(people["carla"], season, empty, replace(small_town(), terms=terms))
    said = text(signed_in("carla").get(page))
    assert "<b>0</b> gæster om ugen" in said and REMARK.danish in said
    assert "Her er ingen plan endnu" not in said


def test_the_same_in_english(people, season, signed_in, page):
    store_plan(people["carla"], season, plan_that_ended(Status.UNPROVEN, remarks=(REMARK,)))
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    said = text(carla.get(page))
    assert "Not proven</span>" in said and "at most 0.6% from the best plan" in said.replace(" %", "%")
    assert "weeks at Havnby (2 vans, 6 stops) that are nearly as good" in said and REMARK.english in said


def test_a_search_that_found_nothing_says_what_helps(people, season, signed_in, page):
    now = timezone.now()
    run = asking.ask_for_plan(season_id=season.id, by=people["carla"].user, now=now)
    runs.start_run(run_id=run.id, now=now)
    runs.end_run(run_id=run.id, state=State.DONE, now=now, trouble="nothing found")
    said = text(signed_in("carla").get(page))
    assert "Søgningen fandt ingen plan" in said and "Færre steder i hver hub, eller færre ønsker, hjælper." in said


def test_a_budget_of_nothing_is_a_budget(people, season, plan, signed_in, page):
    season.terms["budget_kr_a_week"] = 0.0
    season.save()
    said = text(signed_in("carla").get(page + "how/"))
    assert "Budgettet er 0 kr. om ugen." in said and "Der er intet budget sat." not in said
