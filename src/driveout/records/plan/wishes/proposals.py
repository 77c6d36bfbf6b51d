"""A hub leader proposes, the coordinator answers. A proposal changes nothing by itself."""

from datetime import datetime

from django.db import transaction

from driveout.records.plan import queries
from driveout.records.plan.models import Proposal, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.rules import Refused
from driveout.records.plan.wishes import changing
from driveout.records.plan.wishes.stop_wishes import Move
from driveout.records.trust.actions import By, leave_trace


class NoReason(Refused):
    """Somebody else is to decide, and must be told why."""


class Answered(Refused):
    """It has been answered otherwise already. `proposal` says how."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        super().__init__("The proposal has been answered already.")


@transaction.atomic
def propose(
    *, stop_id: int, kind: Kind, amount: int | None, move: Move | None, plan_id: int | None, opened_with: str, why: str,
    by: By, now: datetime,
) -> Proposal:  # fmt: skip
    """Ask for a change. A person's newer proposal for a stop takes the place of the one that still waits.

    WishedMeanwhile when other wishes stand there than the form was opened with.
    """
    if not why.strip():
        raise NoReason("A proposal needs a reason.")
    stop = Stop.objects.select_for_update(no_key=True).get(pk=stop_id)
    asked = {
        "kind": kind, "amount": amount, "move": [move.of, move.day, move.starts] if move else [],
        "plan_id": plan_id, "opened_with": opened_with, "why": why.strip(),
    }  # fmt: skip
    waiting = Proposal.objects.filter(stop=stop, made_by=by, answered_at__isnull=True).first()
    if waiting is not None and all(getattr(waiting, name) == value for name, value in asked.items()):
        return waiting  # sent twice
    changing.check_meanwhile(stop, opened_with)
    if waiting is None:
        waiting = Proposal(season_id=stop.season_id, stop=stop, made_by=by)
    for name, value in {**asked, "made_at": now}.items():
        setattr(waiting, name, value)
    waiting.save()
    leave_trace(by=by, what="proposed a wish", about=stop, now=now, kind=kind.value, amount=amount, why=waiting.why)
    return waiting


@transaction.atomic
def accept(*, proposal_id: int, by: By, now: datetime, answer: str = "") -> Proposal:
    """Wish what was proposed. Answered when it was declined; NotPossible where the stop cannot have it any more.

    WishedMeanwhile when other wishes stand there than the one who asked had seen: a yes does not overwrite them.
    """
    proposal = _waiting(proposal_id, accepted=True)
    if proposal.accepted:
        return proposal
    stop = proposal.stop
    visits = queries.visits_in(proposal.plan, stop.id)
    proposal.change = changing.wish(
        stop_id=stop.id, kind=Kind(proposal.kind), amount=proposal.amount,
        move=Move(*proposal.move) if proposal.move else None, openings=visits,
        opened_with=proposal.opened_with or changing.mark_of(changing.wishes_of(stop)), why=proposal.why, by=by,
        now=now,
    )  # fmt: skip
    return _answered(proposal, accepted=True, answer=answer, by=by, now=now)


@transaction.atomic
def decline(*, proposal_id: int, by: By, now: datetime, answer: str) -> Proposal:
    """Say no, and why. Answered when it was accepted."""
    if not answer.strip():
        raise NoReason("A no needs a reason.")
    proposal = _waiting(proposal_id, accepted=False)
    return proposal if proposal.answered_at else _answered(proposal, accepted=False, answer=answer, by=by, now=now)


def waiting(season_id: int) -> list[Proposal]:
    """What waits for an answer, oldest first. One query."""
    rows = Proposal.objects.filter(season_id=season_id, answered_at__isnull=True)
    return list(rows.select_related("stop", "made_by").order_by("id"))


def of_person(season_id: int, user_id: int, *, most: int = 5) -> list[Proposal]:
    """A person's own, the newest first, also those that were answered. One query."""
    rows = Proposal.objects.filter(season_id=season_id, made_by=user_id)
    return list(rows.select_related("stop", "made_by", "answered_by")[:most])


def _waiting(proposal_id: int, *, accepted: bool) -> Proposal:
    rows = Proposal.objects.select_related("stop", "plan").select_for_update(of=("self",), no_key=True)
    proposal = rows.get(pk=proposal_id)
    if proposal.answered_at and proposal.accepted is not accepted:
        raise Answered(proposal)
    return proposal


def _answered(proposal: Proposal, *, accepted: bool, answer: str, by: By, now: datetime) -> Proposal:
    proposal.accepted, proposal.answer = accepted, answer.strip()
    proposal.answered_at, proposal.answered_by = now, by
    proposal.save(update_fields=["accepted", "answer", "answered_at", "answered_by", "change"])
    what = "accepted a proposal" if accepted else "declined a proposal"
    leave_trace(by=by, what=what, about=proposal, now=now, why=proposal.answer)
    return proposal
