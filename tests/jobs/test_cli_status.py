"""`driveout plan` says whether a plan is proven, why not, what would help, and what it could not do."""

import json
from dataclasses import replace
from typing import Any

import pytest

from driveout.core.plan.unproven import why_unproven
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Fairness, Plan, Proof, Saying, Season, Status, Weekday
from driveout.jobs.commands import plan as plan_command
from driveout.outside.season_files import write_season
from tests.core.good_plan import good_plan
from tests.jobs.cli import Run

TOWN = small_town()
WHY = {
    Status.UNPROVEN: "Der er for mange næsten lige gode uger i Havnby (2 vogne, 6 steder)",
    Status.TIME_LIMIT: "Tiden gik, før planen var bevist.",
    Status.STOPPED: "Søgningen blev stoppet, før planen var bevist.",
}


def answers(monkeypatch, plan: Plan) -> None:
    monkeypatch.setattr(plan_command, "draft_plan", lambda season, args: plan)


def ended(status: Status) -> Plan:
    plan = good_plan()
    return replace(plan, proof=replace(plan.proof, status=status, why=why_unproven(TOWN, status)))


@pytest.mark.parametrize("status", WHY)
def test_an_unproven_plan_says_so_and_why(capsys, town, monkeypatch, status):
    answers(monkeypatch, ended(status))
    run = Run(capsys, "plan", town, "--lang", "da")
    assert (run.code, run.err) == (0, "")
    assert "Ikke bevist efter 0,0 sekunder: højst 31,0 er muligt, så højst 0,645 % mangler." in run.out
    assert WHY[status] in run.out and "Bevist på" not in run.out
    assert "Not proven after 0.0 seconds" in Run(capsys, "plan", town).out


@pytest.mark.parametrize("status", WHY)
def test_an_empty_week_that_is_not_proven_is_no_plan(capsys, town, tmp_path, monkeypatch, status):
    answers(monkeypatch, replace(ended(status), openings=(), tours=(), proof=replace(ended(status).proof, objective=0)))
    run = Run(capsys, "plan", town, "--lang", "da", "--save", tmp_path / "plan.json")
    assert (run.code, run.out) == (1, "") and not (tmp_path / "plan.json").exists()
    assert run.err.startswith("Ingen plan blev fundet") and WHY[status] in run.err
    assert ("i tiden" in run.err) is (status is not Status.UNPROVEN)


def planned(capsys, tmp_path, season: Season, *words: object) -> Run:
    write_season(season, tmp_path / "season")
    return Run(capsys, "plan", tmp_path / "season", "--lang", "da", "--processes", 1, *words)


def on_terms(**changes: Any) -> Season:
    return replace(TOWN, terms=replace(TOWN.terms, **changes))


def test_exact_proportion_is_answered_with_a_plan_and_a_sentence(capsys, tmp_path):
    season = on_terms(fairness=Fairness.FLOOR, floor_share=1.0, budget_kr_a_week=2000.0)
    run = planned(capsys, tmp_path, season, "--save", tmp_path / "plan.json")
    assert (run.code, run.err) == (0, "")
    assert "Bevist på" in run.out and "Ugen er uden åbninger." in run.out
    assert "Præcis lige stor andel til alle kommuner er næsten aldrig mulig" in run.out
    saved = json.loads((tmp_path / "plan.json").read_text())
    assert saved["status"] == "proven" and "hardly ever possible" in saved["remarks"][0]["sentence"]


def test_a_budget_of_nothing_is_answered_too(capsys, tmp_path):
    run = planned(capsys, tmp_path, on_terms(budget_kr_a_week=0.0))
    assert (run.code, run.err) == (0, "")
    assert "Budgettet på 0 kr. om ugen rækker ikke til én tur: den billigste koster mindst 757 kr." in run.out


def test_a_hub_whose_vans_have_nobody_to_drive(capsys, tmp_path):
    on_friday = tuple(replace(one, weekdays=(Weekday.FRIDAY,)) for one in TOWN.employees)
    run = planned(capsys, tmp_path, replace(TOWN, employees=on_friday))
    assert run.code == 2 and run.err.count("Havnby har ingen medarbejder") == len(TOWN.stops)


def test_wishes_that_clash_come_with_what_is_in_their_way(capsys, town, monkeypatch):
    remark = Saying("No van.", "Ingen vogn.")
    answers(monkeypatch, Plan("Small town", (), (), Proof(0.0, 0.0, Status.INFEASIBLE), remarks=(remark,)))
    run = Run(capsys, "plan", town, "--lang", "da")
    assert run.code == 3 and run.err.endswith("Ingen vogn.\n")
