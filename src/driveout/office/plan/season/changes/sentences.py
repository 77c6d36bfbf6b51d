"""What was changed since the plan was made, and the ways to change the chosen stop."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.plan.season.asked.choice import move_in
from driveout.office.plan.season.asked.chosen_stop import Place
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.models import Change
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes.changing import WishedMeanwhile, first_wishes, mark_of, wishes_of
from driveout.records.plan.wishes.stop_wishes import Move, kind_of, let_go
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change

# What a possibility of the planner's is called as a wish.
AS_WISH = {"no visit": Kind.NEVER, "other days": Kind.MOVE, "length": Kind.LENGTH, "visits": Kind.OFTEN}
MOVE = "flyt"  # the button of a price: the form says which opening goes where


def waiting(facts: Facts, member: Member) -> dict[str, Any] | None:
    """The changes since the plan, each with a way back for whoever may; None where there are none."""
    if not facts.changes:
        return None
    n = len(facts.waiting)
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
                "undone": _by(change.undone_by, change.undone_at, inside=True) if change.undone_at else "",
                "may_turn": may_change(member, facts.hubs_of(change.stop_id)),
            }
            for change in facts.changes
        ],
    }


def sentence(change: Change) -> str:
    """The stop and what was wished of it: “Karby: om torsdagen”, “Karby: torsdag kl. 13”."""
    if change.kind == Kind.HOUR:
        return f"{change.stop.name}: {_hour(change)}"
    return plain_sentence(change.stop.name, Kind(change.kind), change.amount)


def plain_sentence(stop: str, kind: Kind, amount: int | None) -> str:
    """The same of any wish but an hour, whose day stands elsewhere."""
    words = {
        Kind.LOCK: lambda: _("låst som nu"),
        Kind.FREE: lambda: _("ikke længere låst, flyttet eller forbudt"),
        Kind.NEVER: lambda: _("intet besøg"),
        Kind.MOVE: lambda: _("om %(day)sen") % {"day": say.day(amount or 0)},
        Kind.LENGTH: lambda: _("åbent i %(minutes)s minutter") % {"minutes": amount},
        Kind.OFTEN: lambda: _("ét besøg om ugen") if amount == 1 else _("to besøg om ugen"),
    }
    return f"{stop}: {words[kind]()}"


def _hour(change: Change) -> str:
    """The day stands with the wishes it led to."""
    days = [pin[0] for pin in change.after["pins"] if pin[1] == change.amount and pin not in change.before["pins"]]
    return when(days[0] if days else 0, change.amount)


def when(day: int, starts: int | None) -> str:
    """“torsdag kl. 13”; without an hour, “torsdag”."""
    if starts is None:
        return say.day(day)
    return _("%(day)s kl.\u00a0%(time)s") % {"day": say.day(day), "time": say.time(starts)}


def _by(person: Any, at: Any, *, inside: bool = False) -> str:
    """Who and when; `inside` a sentence, where somebody without a name has no capital."""
    gone = _("en, der ikke er her mere") if inside else _("En, der ikke er her mere")
    name = hidden.person(person) or gone
    return _("%(name)s, %(when)s") % {"name": name, "when": say.moment(at)}


def ways(place: Place) -> dict[str, Any]:
    """What the form of the chosen stop needs. Three queries."""
    wishes = wishes_of(place.stop)
    first = first_wishes(place.stop)
    now = sorted([o.weekday, o.starts, o.minutes] for o in place.visits)
    return {
        "stop": place.stop.id,
        "plan": place.plan.id,
        "opened_with": mark_of(wishes),
        "may_lock": bool(now) and wishes["pins"] != now,
        "may_free": (freed := let_go(wishes, first)) != wishes,
        "frees_all": freed != first,
        "waits": bool(place.waiting),
        "proposes": place.proposes,
    }


def as_wish(possibility: dict[str, Any]) -> str:
    """A possibility as the value of a button; empty where it cannot be chosen."""
    kind = AS_WISH.get(possibility["kind"])
    if not possibility["possible"] or kind is None or (kind == Kind.MOVE and possibility["amount"] is None):
        return ""
    return f"{kind.value}:{'' if possibility['amount'] is None else possibility['amount']}"


def from_form(sent: QueryDict) -> tuple[Kind, int | None, Move | None] | None:
    """The other way; None for what no form of ours says."""
    value = sent.get("wish", "")
    if value == MOVE:
        move = move_in(sent)
        return (kind_of(move), move.amount, move) if move else None
    kind, _colon, amount = value.partition(":")
    plain = amount.isascii() and amount.isdecimal() and len(amount) < 4
    if kind not in set(Kind.values) - {Kind.HOUR.value} or not (amount == "" or plain):
        return None
    return Kind(kind), int(amount) if amount else None, None


def told(meanwhile: WishedMeanwhile) -> str:
    """Who was quicker, and what to do."""
    change = meanwhile.change
    if change is None:
        return _("Stedet er ændret, siden du åbnede siden. Din ændring er ikke gemt. Se stedet igen, og vælg på ny.")
    if change.undone_at:
        said = _("%(change)s er fortrudt (%(who)s). Din ændring er ikke gemt. Se stedet igen, og vælg på ny.")
        return said % {"change": sentence(change), "who": _by(change.undone_by, change.undone_at, inside=True)}
    said = _("%(change)s (%(who)s). Din ændring er ikke gemt. Se stedet igen, og vælg på ny.")
    return said % {"change": sentence(change), "who": _by(change.made_by, change.made_at, inside=True)}


def told_of_yes(meanwhile: WishedMeanwhile, asked_at: datetime) -> str:
    """The same to somebody who said yes to a proposal that was made before."""
    what_now = _("Intet er ændret. Vil du stadig, så ret selv stedet. Ellers sig nej, og skriv hvorfor.")
    change = meanwhile.change
    if change is None or max(change.made_at, change.turned_at or change.made_at) < asked_at:
        return _("Stedet er ændret, siden det blev foreslået.") + " " + what_now
    if change.undone_at:
        said = _("Siden det blev foreslået, er det fortrudt: %(change)s (%(who)s).")
        who = _by(change.undone_by, change.undone_at, inside=True)
    else:
        said = _("Siden det blev foreslået, er stedet ændret: %(change)s (%(who)s).")
        who = _by(change.made_by, change.made_at, inside=True)
    return said % {"change": sentence(change), "who": who} + " " + what_now
