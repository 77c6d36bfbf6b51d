"""What was changed since the plan was made, and the ways to change the chosen stop."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.season.facts import Facts
from driveout.records.plan.models import Change, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishing import WishedMeanwhile, mark_of, wishes_of

# What a possibility of the planner's is called as a wish.
AS_WISH = {"no visit": Kind.NEVER, "other days": Kind.MOVE, "length": Kind.LENGTH, "visits": Kind.OFTEN}


def waiting(facts: Facts, changes: list[Change]) -> dict[str, Any] | None:
    """The changes that are not in the plan yet, each with a way back; None where there are none."""
    if not changes:
        return None
    live = [change for change in changes if change.undone_at is None]
    n = len(live)
    title = ngettext("%(n)s ændring venter på en ny plan", "%(n)s ændringer venter på en ny plan", n) % {"n": n}
    return {
        "title": title if n else _("Ingen ændringer venter"),
        "any": n > 0,
        "rows": [
            {
                "id": change.id,
                "what": sentence(change),
                "who": _by(change.made_by, change.made_at),
                "why": change.why,
                "undone": _by(change.undone_by, change.undone_at) if change.undone_at else "",
            }
            for change in changes
        ],
    }


def sentence(change: Change) -> str:
    """“Karby: torsdag”."""
    words = {
        Kind.LOCK: _("låst som nu"),
        Kind.FREE: _("ikke længere låst eller flyttet"),
        Kind.NEVER: _("intet besøg"),
        Kind.MOVE: _("om %(day)sen") % {"day": say.day(change.amount or 0)},
        Kind.LENGTH: _("åbent i %(minutes)s minutter") % {"minutes": change.amount},
        Kind.OFTEN: _("ét besøg om ugen") if change.amount == 1 else _("to besøg om ugen"),
    }
    return f"{change.stop.name}: {words[Kind(change.kind)]}"


def _by(person: Any, at: Any) -> str:
    name = (person.first_name or person.username) if person else _("En, der ikke er her mere")
    return _("%(name)s, %(when)s") % {"name": name, "when": say.moment(at)}


def ways(facts: Facts, stop: Stop) -> dict[str, Any]:
    """What the form of the chosen stop needs. Two queries."""
    wishes = wishes_of(stop)
    locked = bool(wishes["pins"] or wishes["forbidden"])
    return {
        "stop": stop.id,
        "opened_with": mark_of(wishes),
        "may_lock": bool(facts.visits.get(stop.id)) and not wishes["pins"],
        "may_free": locked,
        "waits": any(change.stop_id == stop.id and change.undone_at is None for change in facts.changes),
    }


def as_wish(possibility: dict[str, Any]) -> str:
    """A possibility as the value of a button; empty where it cannot be chosen."""
    kind = AS_WISH.get(possibility["kind"])
    if not possibility["possible"] or kind is None or (kind == Kind.MOVE and possibility["amount"] is None):
        return ""
    return f"{kind.value}:{'' if possibility['amount'] is None else possibility['amount']}"


def from_button(value: str) -> tuple[Kind, int | None] | None:
    """The other way; None for what no button of ours says."""
    kind, _colon, amount = value.partition(":")
    if kind not in Kind.values or not (amount == "" or (amount.isdecimal() and len(amount) < 4)):
        return None
    return Kind(kind), int(amount) if amount else None


def told(meanwhile: WishedMeanwhile) -> str:
    """Who was quicker, and what to do."""
    change = meanwhile.change
    if change is None:
        return _("Stedet er ændret, siden du åbnede siden. Din ændring er ikke gemt. Se stedet igen, og vælg på ny.")
    person, at = (change.undone_by, change.undone_at) if change.undone_at else (change.made_by, change.made_at)
    return _("%(change)s (%(who)s). Din ændring er ikke gemt. Se stedet igen, og vælg på ny.") % {
        "change": sentence(change), "who": _by(person, at)
    }  # fmt: skip
