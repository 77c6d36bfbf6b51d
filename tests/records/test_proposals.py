"""Proposals: a hub leader asks, the coordinator answers, and only a yes changes anything."""

import pytest

from driveout.records.plan import proposals, wishing
from driveout.records.plan.models import Change, Proposal, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wished import Move
from driveout.records.team.models import Member
from driveout.records.trust.models import Trace
from tests.stored import NOW

pytestmark = pytest.mark.django_db
COLD = "Hallen er kold om mandagen."


@pytest.fixture
def dan(carla):
    return Member.objects.get(user__username="dan")


@pytest.fixture
def stop(season):
    return Stop.objects.get(season=season, name="Mosede")


def asked(stop, plan, by, **changes):
    what = {"kind": Kind.NEVER, "amount": None, "move": None, "why": COLD, **changes}
    return proposals.propose(stop_id=stop.id, plan_id=plan.id, by=by.user, now=NOW, **what)


def test_a_proposal_changes_nothing_until_it_is_accepted(carla, dan, stop, plan):
    proposal = asked(stop, plan, dan)
    assert not Change.objects.exists() and [p.id for p in proposals.waiting(stop.season_id)] == [proposal.id]
    proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW)
    change = Change.objects.get()
    assert change.kind == Kind.NEVER and change.why == COLD and change.made_by == carla.user
    assert Proposal.objects.get().change == change and proposals.waiting(stop.season_id) == []


def test_a_move_is_carried_over_whole(carla, dan, stop, plan):
    move = Move(0, 1, 620)
    proposal = asked(stop, plan, dan, kind=move.kind, amount=move.amount, move=move)
    proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW)
    assert [1, 620, None] in wishing.wishes_of(stop)["pins"]


def test_sent_twice_it_is_one_and_a_newer_one_takes_its_place(dan, stop, plan):
    assert asked(stop, plan, dan).id == asked(stop, plan, dan).id
    assert Trace.objects.filter(what="proposed a wish").count() == 1
    newer = asked(stop, plan, dan, kind=Kind.OFTEN, amount=1)
    assert Proposal.objects.get() == newer and Proposal.objects.get().kind == Kind.OFTEN


def test_no_reason_no_proposal_and_no_refusal(carla, dan, stop, plan):
    with pytest.raises(proposals.NoReason):
        asked(stop, plan, dan, why="  ")
    proposal = asked(stop, plan, dan)
    with pytest.raises(proposals.NoReason):
        proposals.decline(proposal_id=proposal.id, by=carla.user, now=NOW, answer="")


def test_answered_once(carla, dan, stop, plan):
    proposal = asked(stop, plan, dan)
    proposals.decline(proposal_id=proposal.id, by=carla.user, now=NOW, answer="Den er bestilt.")
    proposals.decline(proposal_id=proposal.id, by=carla.user, now=NOW, answer="Den er bestilt.")
    with pytest.raises(proposals.Answered):
        proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW)
    assert not Change.objects.exists()
    assert Trace.objects.filter(what="declined a proposal").count() == 1
    assert [p.answer for p in proposals.of_person(stop.season_id, dan.user.id)] == ["Den er bestilt."]


def test_what_the_stop_cannot_have_any_more_stays_a_proposal(carla, dan, stop, plan):
    move = Move(0, 6)  # the hall is closed on Sundays
    proposal = asked(stop, plan, dan, kind=move.kind, amount=move.amount, move=move)
    with pytest.raises(wishing.NotPossible):
        proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW)
    assert proposals.waiting(stop.season_id) == [proposal] and not Change.objects.exists()
