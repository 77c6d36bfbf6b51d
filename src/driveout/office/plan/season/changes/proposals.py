"""What hub leaders have asked for, and what became of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.plan.season.asked.facts import Facts
from driveout.office.plan.season.changes.sentences import plain_sentence, when
from driveout.records.plan.models import Proposal
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes import proposals
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan, may_propose


def panel(season_id: int, member: Member, facts: Facts) -> dict[str, Any] | None:
    """To the coordinator: what waits for an answer. To a hub leader: the own, and the answers. One query."""
    if may_plan(member):
        rows = proposals.waiting(season_id)
        n = len(rows)
        title = ngettext("%(n)s forslag venter på dit svar", "%(n)s forslag venter på dit svar", n) % {"n": n}
    elif may_propose(member):
        rows = proposals.of_person(season_id, member.user_id)
        title = _("Dine forslag")
    else:
        return None
    return {"title": title, "rows": [_row(row, facts) for row in rows], "answers": may_plan(member)} if rows else None


def _row(row: Proposal, facts: Facts) -> dict[str, Any]:
    return {
        "id": row.id,
        "stop": row.stop_id,
        "what": sentence(row),
        "who": _("%(name)s, %(when)s") % {"name": _name(row.made_by), "when": say.moment(row.made_at)},
        "why": row.why,
        "state": "waits" if row.accepted is None else "yes" if row.accepted else "no",
        "answer": row.answer,
        "answered": _("%(name)s, %(when)s") % {"name": _name(row.answered_by), "when": say.moment(row.answered_at)}
        if row.answered_at
        else "",
    }


def sentence(row: Proposal) -> str:
    """“Karby: torsdag kl. 13”."""
    if row.kind == Kind.HOUR:
        _of, day, starts = row.move
        return f"{row.stop.name}: {when(day, starts)}"
    return plain_sentence(row.stop.name, Kind(row.kind), row.amount)


def _name(person: Any) -> str:
    return hidden.person(person) or _("En, der ikke er her mere")
