"""Proposals: a hub leader asks, the coordinator answers, and only a yes changes anything."""

import pytest

from driveout.records.plan import queries
from driveout.records.plan.models import Change, Proposal, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes import changing, proposals
from driveout.records.plan.wishes.stop_wishes import Move
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
    what.setdefault("opened_with", changing.mark_of(changing.wishes_of(stop)))
    return proposals.propose(stop_id=stop.id, plan_id=plan.id, by=by.user, now=NOW, **what)


def wished_meanwhile(stop, plan, carla):
    """Carla bans the place herself."""
    now = changing.mark_of(changing.wishes_of(stop))
    return changing.wish(
        stop_id=stop.id, kind=Kind.NEVER, amount=None, openings=queries.visits_in(plan, stop.id), opened_with=now,
        why="Hallen er lejet ud.", by=carla.user, now=NOW,
    )  # fmt: skip


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
    assert [1, 620, None] in changing.wishes_of(stop)["pins"]


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
    with pytest.raises(changing.NotPossible):
        proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW)
    assert proposals.waiting(stop.season_id) == [proposal] and not Change.objects.exists()


def test_a_yes_does_not_overwrite_what_was_wished_since_it_was_asked(carla, dan, stop, plan):
    proposal = asked(stop, plan, dan, kind=Kind.OFTEN, amount=1)
    newer = wished_meanwhile(stop, plan, carla)
    stop.refresh_from_db()
    stands = changing.wishes_of(stop)
    with pytest.raises(changing.WishedMeanwhile) as told:
        proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW)
    assert told.value.change == newer and changing.wishes_of(stop) == stands and Change.objects.get() == newer
    assert proposals.waiting(stop.season_id) == [proposal]  # it can still be declined
    changing.undo(change_id=newer.id, by=carla.user, now=NOW)
    assert proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW).change.kind == Kind.OFTEN


def test_who_asks_from_an_old_page_is_told_at_once(carla, dan, stop, plan):
    saw = changing.mark_of(changing.wishes_of(stop))
    wished_meanwhile(stop, plan, carla)
    with pytest.raises(changing.WishedMeanwhile):
        asked(stop, plan, dan, kind=Kind.OFTEN, amount=1, opened_with=saw)
    assert not Proposal.objects.exists()


def test_what_was_asked_before_it_was_kept_what_stood_there_is_answered_as_then(carla, dan, stop, plan):
    proposal = asked(stop, plan, dan)
    Proposal.objects.update(opened_with="")
    assert proposals.accept(proposal_id=proposal.id, by=carla.user, now=NOW).change.kind == Kind.NEVER
