"""What was said of a wish is kept with it, and the plan that is made with it says what it became."""

from datetime import timedelta

import pytest

from driveout.records.models import Change, Edit
from driveout.records.plan import actions, queries
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.work import State
from driveout.records.plan.publishing.plan_people_know import plan_people_know
from driveout.records.plan.questions import reasons
from driveout.records.plan.search import asking, worker
from driveout.records.plan.wishes import move_prices
from driveout.records.plan.wishes.changing import mark_of, wish, wishes_of
from driveout.records.plan.wishes.stop_wishes import Move
from tests.stored import NOW

pytestmark = pytest.mark.django_db


def planned(season, carla):
    """A search, run to its end here, that holds what is approved."""
    known = plan_people_know(season.id)
    run = asking.ask_for_plan(season_id=season.id, by=carla.user, now=NOW, follows=known)
    worker.search.call(run_id=run.id)
    run.refresh_from_db()
    assert run.state == State.DONE
    return run.plan


def asked(plan, stop):
    why = reasons.ask_about(plan, stop, now=NOW, known=lambda: plan_people_know(plan.season_id))
    reasons.answer.call(why_id=why.id)
    why.refresh_from_db()
    return why.told


def wished(carla, plan, stop, kind, amount=None, **more):
    stop.refresh_from_db()
    made = wish(
        stop_id=stop.id, kind=kind, amount=amount, why="", by=carla.user, openings=queries.visits_in(plan, stop.id),
        opened_with=mark_of(wishes_of(stop)), now=plan.made_at + timedelta(microseconds=1), **more,
    )  # fmt: skip
    # In these tests no time passes between a search and the wish after it.
    Change.objects.filter(pk=made.pk).update(made_at=plan.made_at + timedelta(microseconds=1))
    return Change.objects.get(pk=made.pk)


@pytest.fixture
def first(carla, season):
    season.terms = {**season.terms, "budget_kr_a_week": 3500.0}
    season.save()
    return planned(season, carla)


def stops_of(plan):
    return list(dict.fromkeys(o.stop for o in queries.openings_of(plan)))


def test_said_and_became_of_one_wish(carla, season, first):
    stop = stops_of(first)[0]
    told = asked(first, stop)
    none = next(one for one in told["others"] if one["kind"] == "no visit")
    made = wished(carla, first, stop, Kind.NEVER)
    assert made.promise["said"] == pytest.approx(none["guests"] + none["guests_elsewhere"] + none["counted"])
    assert made.promise["low"] <= made.promise["said"] <= made.promise["high"]
    kept = planned(season, carla).kept
    assert kept["holds"] is True and kept["others"] == 0 and len(kept["wishes"]) == 1
    assert kept["low"] - 1e-6 <= kept["became"] <= kept["high"] + 1e-6 and kept["became"] < -0.5


def test_a_move_is_promised_as_it_was_priced_with_what_is_held(carla, season, first):
    actions.approve_plan(plan_id=first.id, by=carla.user, now=NOW)
    every = queries.openings_of(first)
    opening = next(o for o in every if [one.stop_id for one in every].count(o.stop_id) == 1)
    move = Move(opening.weekday, (opening.weekday + 1) % 4)
    move_prices.ask_price(first, opening.stop, move, now=NOW, known=lambda: first)
    why = first.whys.get()
    move_prices.price.call(why_id=why.id, of=move.of, day=move.day, starts=None)
    made = wished(carla, first, opening.stop, Kind.MOVE, move.day, move=move)
    assert (
        made.promise["follows"] == first.id and made.promise["said"] <= -season.terms["change_price_guests"] / 13 + 1e-6
    )
    assert planned(season, carla).kept["holds"] is True


def test_several_that_went_in_together_are_summed(carla, season, first):
    one, other = stops_of(first)[:2]
    asked(first, one)
    wished(carla, first, one, Kind.NEVER)
    asked(first, other)  # reckoned with the first wish
    wished(carla, first, other, Kind.NEVER)
    kept = planned(season, carla).kept
    assert len(kept["wishes"]) == 2 and kept["holds"] is True
    assert kept["said"] == pytest.approx(sum(wish["said"] for wish in kept["wishes"]))


def test_what_went_in_besides_is_told_and_nothing_is_held_against_it(carla, season, first):
    one, other = stops_of(first)[:2]
    asked(first, one)
    wished(carla, first, one, Kind.NEVER)
    wished(carla, first, other, Kind.LOCK)  # nobody reckoned that
    Edit.objects.create(
        season=season, register="hub", name="X", before={}, after={}, made_by=carla.user,
        made_at=first.made_at + timedelta(microseconds=1),
    )  # fmt: skip
    kept = planned(season, carla).kept
    assert kept["others"] == 2 and kept["holds"] is None


def test_when_nothing_was_said_nothing_is_told(carla, season, first):
    wished(carla, first, stops_of(first)[0], Kind.NEVER)
    assert planned(season, carla).kept == {}


def test_when_other_times_are_held_it_cannot_be_measured(carla, season, first):
    stop = stops_of(first)[0]
    asked(first, stop)
    wished(carla, first, stop, Kind.NEVER)
    actions.approve_plan(plan_id=first.id, by=carla.user, now=NOW)
    kept = planned(season, carla).kept
    assert kept["became"] is None and kept["holds"] is None


def test_the_answer_of_another_season_is_no_promise(carla, season, first):
    asked(first, stops_of(first)[0])
    reasons.forget_answers(season.id)
    assert wished(carla, first, stops_of(first)[0], Kind.NEVER).promise == {}
