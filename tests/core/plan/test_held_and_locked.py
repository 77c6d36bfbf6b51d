"""Reasons of a season whose times are approved or locked say what planning again does, not what it would do else."""

from dataclasses import replace

import pytest

from driveout.core.plan.again import Patience, SeasonAgain
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.reasons import Kind, explain_stop
from driveout.core.plan.stop_wishes import Deed, hall_of, instead, wished, wishes_of
from driveout.core.simulate.small_town import small_town
from driveout.core.words import EarlierOpening, Proof, Status

EXACT = Effort(gap=0.0, processes=0)
PATIENT = Patience()


@pytest.fixture(scope="module")
def planned():
    season = replace(small_town(), terms=replace(small_town().terms, budget_kr_a_week=3500.0))
    return season, draft(season, EXACT)


def held(season, plan):
    return replace(season, earlier=tuple(EarlierOpening(o.stop, o.weekday, o.starts, o.minutes) for o in plan.openings))


def test_a_day_moved_from_approved_times_has_its_price(planned):
    season, plan = planned
    known = held(season, plan)
    stop = next(s for s in season.stops if sum(o.stop == s.name for o in plan.openings) == 1)
    reasons = explain_stop(known, plan, stop.name, PATIENT)
    price = season.terms.change_price_guests / season.weeks
    for other in (one for one in reasons.others if one.kind is Kind.OTHER_DAYS and one.possible):
        mine = [o for o in plan.openings if o.stop == stop.name]
        hall = hall_of(stop, season.terms.leg_step_minutes)
        done = instead(stop.name, wished(hall, wishes_of(known, stop), Deed.MOVE, other.amount, mine))(known)
        again = draft(done, EXACT)
        assert other.low - 1e-6 <= again.proof.objective - plan.proof.objective <= other.high + 1e-6
        assert other.in_all <= -price + 1e-6  # at least one known time is given up
    assert "held" in reasons.assumptions.english and "holdes" in reasons.assumptions.danish


def test_asked_at_a_locked_stop_they_answer_for_what_is_then_done(planned):
    season, plan = planned
    stop = next(s for s in season.stops if any(o.stop == s.name for o in plan.openings))
    mine = [o for o in plan.openings if o.stop == stop.name]
    hall = hall_of(stop, season.terms.leg_step_minutes)
    locked = instead(stop.name, wished(hall, wishes_of(season, stop), Deed.LOCK, None, mine))(season)
    none = next(one for one in explain_stop(locked, plan, stop.name, PATIENT).others if one.kind is Kind.NO_VISIT)
    done = instead(stop.name, wished(hall, wishes_of(locked, stop), Deed.NEVER, None, mine))(locked)
    became = draft(done, EXACT).proof.objective - plan.proof.objective
    assert became < -0.05 and none.in_all == pytest.approx(became, abs=1e-6)


def test_no_promise_is_beyond_the_plan_s_own_bound(planned):
    season, plan = planned
    reasons = explain_stop(season, plan, season.stops[-1].name, PATIENT)
    every = [*reasons.others, *([reasons.one_more] if reasons.one_more else [])]
    assert every and all(plan.proof.objective + one.high <= plan.proof.bound + 1e-6 for one in every if one.possible)


def test_what_planning_again_brings_anyway_is_no_merit_of_a_wish(planned):
    season, plan = planned
    poor = draft(instead("Mosede", replace(wishes_of(season, season.stops[0]), visits=(0, 0)))(season), EXACT)
    poor = replace(poor, proof=Proof(poor.proof.objective, 100.0, Status.TIME_LIMIT))  # as if time had run out
    stop = next(s for s in season.stops[1:] if not any(o.stop == s.name for o in plan.openings))
    again = SeasonAgain(season, poor, PATIENT)
    assert again.gains_anyway > 1
    more = explain_stop(season, poor, stop.name, PATIENT).one_more
    assert more is not None and more.in_all <= 1e-6
    assert "although nothing is changed" in explain_stop(season, poor, stop.name, PATIENT).assumptions.english


def test_the_cause_names_what_is_short(planned):
    season, plan = planned
    said = {stop.name: explain_stop(season, plan, stop.name, PATIENT).cause for stop in season.stops}
    assert "fordi pengene slipper op" in said["Vestermark"].danish
    assert said["Fjordside"].danish.startswith("Det skyldes ikke én ting")
    assert said["Mosede"] is None  # it is visited as often as may be
