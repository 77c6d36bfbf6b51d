"""Reasons against plans made from scratch: what a counterfactual says must be what planning it gives."""

from dataclasses import replace

import pytest

from driveout.core.plan import searched
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.found import NotFound
from driveout.core.plan.frontier import budget_frontier, fairness_frontier, worst_off
from driveout.core.plan.reasons import Kind, explain_hub, explain_stop
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Nonsense, Season, Status

HERE = Effort(gap=0.0, processes=0)


def town() -> Season:
    """The small town with one van and no budget: then nothing is exchanged with other hubs."""
    season = small_town()
    return replace(
        season,
        vehicles=season.vehicles[:1],
        employees=season.employees[:1],
        terms=replace(season.terms, budget_kr_a_week=None),
    )


def planned_with(season: Season, name: str, visits: int) -> float:
    """Guests a week when the stop is visited exactly so often, from a plan of its own."""
    stops = tuple(replace(s, visits_min=visits, visits_max=visits) if s.name == name else s for s in season.stops)
    return draft(replace(season, stops=stops), HERE).guests_a_week


@pytest.mark.parametrize("nth", range(6))
def test_no_visit_costs_what_a_plan_without_it_loses(nth: int):
    season = town()
    plan = draft(season, HERE)
    assert plan.proof.status is Status.PROVEN and plan.guests_a_week > 10
    stop = season.stops[nth].name
    reasons = explain_stop(season, plan, stop)
    if not reasons.visits:
        assert reasons.one_more is not None
        return
    none = next(p for p in reasons.others if p.kind is Kind.NO_VISIT)
    assert none.in_all == pytest.approx(planned_with(season, stop, 0) - plan.guests_a_week, abs=1e-6)
    if reasons.one_more and reasons.one_more.possible:
        more = planned_with(season, stop, reasons.visits + 1) - plan.guests_a_week
        assert reasons.one_more.in_all == pytest.approx(more, abs=1e-6)


def test_one_hour_more_brings_what_a_plan_with_it_gains():
    season = town()
    plan = draft(season, HERE)
    hub = season.hubs[0].name
    people = list(season.employees)
    people[0] = replace(people[0], minutes_a_week=people[0].minutes_a_week + 60)
    gain = draft(replace(season, employees=tuple(people)), HERE).guests_a_week - plan.guests_a_week
    assert explain_hub(season, plan, hub).prices[0].in_all == pytest.approx(gain, abs=1e-6)


def test_no_resource_more_ever_costs_guests():
    season = town()
    plan = draft(season, HERE)
    assert all(p.in_all >= -1e-9 for p in explain_hub(season, plan, season.hubs[0].name).prices if p.possible)


def test_unknown_names_are_refused_with_a_sentence():
    season = town()
    plan = draft(season, HERE)
    with pytest.raises(Nonsense, match="is not a stop of"):
        explain_stop(season, plan, "Nowhere")
    with pytest.raises(Nonsense, match="is not a hub of"):
        explain_hub(season, plan, "Nowhere")


def test_more_money_never_meets_fewer_guests():
    season = small_town()
    budget = season.terms.budget_kr_a_week or 12_000.0
    season = replace(season, terms=replace(season.terms, budget_kr_a_week=budget))
    points = budget_frontier(season, points=4, effort=Effort(gap=0.0, processes=0))
    guests = [point.guests_a_week for point in points]
    assert guests == sorted(guests)
    assert all(point.cost_kr_a_week <= point.budget_kr_a_week + 1e-6 for point in points)
    assert all(point.at_most >= point.guests_a_week - 1e-6 for point in points)


def test_a_higher_floor_lifts_the_worst_off_and_never_the_total():
    season = small_town()
    points = fairness_frontier(season, points=3, effort=Effort(gap=0.0, processes=0))
    assert all(point.worst_share >= point.floor_share - 1e-6 for point in points)
    guests = [point.guests_a_week for point in points]
    assert guests == sorted(guests, reverse=True)
    assert worst_off(season, draft(season, HERE))[0] <= 1.0 + 1e-9


def test_wishes_that_cannot_hold_together_are_named_and_dropping_one_helps():
    season = small_town()
    stops = tuple(replace(stop, visits_min=2, visits_max=2) for stop in season.stops)
    plan = draft(replace(season, stops=stops, terms=replace(season.terms, budget_kr_a_week=900.0)), HERE)
    assert plan.proof.status is Status.INFEASIBLE
    assert plan.openings == ()
    assert plan.clash and all(wish.sentence.endswith(".") and wish.danish.endswith(".") for wish in plan.clash)


def test_a_figure_that_is_not_proven_says_how_much_more_there_may_be(monkeypatch):
    season = town()
    plan = draft(season, HERE)
    real = searched.Searched.again

    def cut_short(self, problem):
        found = real(self, problem)
        return replace(found, at_most=found.value + 2.0)  # as when the search ran out of time

    monkeypatch.setattr(searched.Searched, "again", cut_short)
    found = explain_hub(season, plan, season.hubs[0].name).prices[0]
    assert found.gap == pytest.approx(2.0) and found.high == pytest.approx(found.in_all + 2.0)
    assert found.said.english.startswith("between ") and found.said.danish.startswith("mellem ")


def test_what_was_neither_found_nor_ruled_out_is_not_called_impossible(monkeypatch):
    season = town()
    plan = draft(season, HERE)

    def out_of_time(self, problem):
        raise NotFound

    monkeypatch.setattr(searched.Searched, "again", out_of_time)
    reasons = explain_stop(season, plan, season.stops[0].name)
    every = [*reasons.others, *([reasons.one_more] if reasons.one_more else [])]
    assert every and all(p.possible is None for p in every)
