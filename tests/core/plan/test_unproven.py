"""A plan that is not proven says why, and what would help; a proven one has nothing to say."""

from dataclasses import dataclass, replace

import pytest

from driveout.core.plan import draft as drafting
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.unproven import why_unproven
from driveout.core.simulate.small_town import small_town
from driveout.core.solve.prices import End
from driveout.core.words import Hub, Proof, Saying, Season, Status, Vehicle

TOWN = small_town()
HERE = Effort(processes=0)


def with_hubs(*names: str) -> Season:
    """Hubs of one van and no stops beside the small town's own of two vans and six stops."""
    place, days = TOWN.hubs[0].place, TOWN.hubs[0].workdays
    return replace(
        TOWN,
        hubs=(*TOWN.hubs, *(Hub(name, place, days) for name in names)),
        vehicles=(*TOWN.vehicles, *(Vehicle(f"{name} 1", name) for name in names)),
    )


@dataclass(frozen=True)
class Ended:
    """How a search may have ended that has found no week."""

    end: End
    hard: tuple[int, ...] = ()
    weeks: None = None
    value: float = 0.0
    bound: float = 5.0
    money: float = 0.0
    impossible: bool = False


def drafted(monkeypatch, outcome, season=TOWN):
    monkeypatch.setattr(drafting, "solve", lambda search: outcome)
    return draft(season, HERE)


def test_a_proven_plan_has_nothing_to_explain():
    proof = draft(TOWN, HERE).proof
    assert (proof.status, proof.why) == (Status.PROVEN, None)


@pytest.mark.parametrize("status", [Status.PROVEN, Status.INFEASIBLE])
def test_nor_has_one_that_cannot_be(status):
    assert why_unproven(TOWN, status) is None


@pytest.mark.parametrize(
    ("end", "status", "danish", "english"),
    [
        (End.OUT_OF_TIME, Status.TIME_LIMIT, "Tiden gik, før planen var bevist. Mere tid hjælper", "More time helps"),
        (End.CALLED_OFF, Status.STOPPED, "Søgningen blev stoppet", "Let it run to the end."),
        (
            End.EXHAUSTED,
            Status.UNPROVEN,
            "Der er for mange næsten lige gode uger i Havnby (2 vogne, 6 steder)",
            "weeks",
        ),
    ],
)
def test_it_says_why_and_what_would_help(monkeypatch, end, status, danish, english):
    proof = drafted(monkeypatch, Ended(end)).proof
    assert proof.status is status
    assert danish in proof.why.danish and english in proof.why.english


def test_nothing_found_says_why_too(monkeypatch):
    plan = drafted(monkeypatch, Ended(End.OUT_OF_TIME))
    assert plan.is_empty_handed and plan.proof.why is not None


def test_the_hubs_that_were_cut_short_are_named(monkeypatch):
    season = with_hubs("Odense", "Vejle")
    why = drafted(monkeypatch, Ended(End.EXHAUSTED, hard=(2, 0)), season).proof.why
    assert "uger i Vejle (1 vogn, 0 steder) og Havnby (2 vogne, 6 steder) til" in why.danish
    assert "weeks at Vejle (1 van, 0 stops) and Havnby (2 vans, 6 stops) that" in why.english
    assert "Odense" not in why.danish and why.danish.endswith(
        "Færre steder i de hubs hjælper, eller låse på nogle af dem."
    )


def test_many_hubs_are_counted():
    season = with_hubs("A", "B", "C", "D")
    assert "A (1 vogn, 0 steder), B (1 vogn, 0 steder) og C (1 vogn, 0 steder) til" in said(season, 1, 2, 3)
    assert ", C (1 vogn, 0 steder) og D (1 vogn, 0 steder) til" in said(season, 1, 2, 3, 4)
    assert "B (1 vogn, 0 steder) og 2 andre hubs til" in said(season, 0, 1, 2, 3, 4)


def test_where_no_hub_is_known_none_is_named():
    assert said(with_hubs("Odense")).startswith("Der er for mange næsten lige gode uger til at gå dem alle igennem.")


def said(season, *hard) -> str:
    return why_unproven(season, Status.UNPROVEN, hard).danish


def test_a_plan_is_the_same_one_whatever_is_said_of_it():
    plain = Proof(1.0, 2.0, Status.TIME_LIMIT)
    assert repr(replace(plain, why=Saying("so", "sådan"))) == repr(plain)


def test_every_status_has_a_danish_word():
    assert len({status.danish for status in Status}) == len(Status)
