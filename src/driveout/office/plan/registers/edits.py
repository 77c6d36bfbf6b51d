"""The edits that are not in the plan yet, each with its price and a way back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.plan.registers.fields import Setting
from driveout.office.plan.registers.rights import Reach, may_edit, reach_of
from driveout.office.plan.registers.said import in_language, lines, moved, what
from driveout.records.plan.models import Edit, Hub, Plan
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers import editing, pricing
from driveout.records.plan.registers.editing import after_of, before_of
from driveout.records.plan.registers.values import Values
from driveout.records.team.models import Member
from driveout.records.team.rules import may_see_crew


def waiting(
    season_id: int, plan: Plan | None, since: datetime | None, member: Member, hubs: Sequence[Hub], now: datetime
) -> dict[str, Any] | None:
    """What was edited after the plan read the season; without a plan, the newest. None where nothing was. One query."""
    found = editing.edits_since(plan, since) if plan and since else editing.newest_edits(season_id, 10)
    if not found:
        return None
    n = sum(since is not None and editing.waits(edit, since) for edit in found)
    if plan is None:
        title = _("Rettet senest")
    elif n:
        title = ngettext("%(n)s rettelse venter på en ny plan", "%(n)s rettelser venter på en ny plan", n) % {"n": n}
    else:
        title = _("Ingen rettelser venter")
    return {"title": title, "any": n > 0 and plan is not None, "rows": shown(found, member, hubs, now)}


def shown(edits: Sequence[Edit], member: Member, hubs: Sequence[Hub], now: datetime) -> list[dict[str, Any]]:
    """Each as plain values. Two queries for a hub leader, none for others."""
    sees, of = may_see_crew(member), reach_of(member, hubs)
    setting = Setting([(hub.pk, hub.name) for hub in hubs], sees_contacts=sees)
    return [
        {
            "id": edit.pk,
            "what": what(edit, sees_crew=sees),
            "lines": _hidden(edit, lines(edit, setting), sees_crew=sees),
            "who": _by(edit.made_by, edit.made_at) if sees else say.moment(edit.made_at),
            "why": edit.why,
            "undone": _by(edit.undone_by, edit.undone_at) if edit.undone_at else "",
            "price": price(edit, now),
            "may_turn": _may_turn(edit, member, of),
        }
        for edit in edits
    ]


def _hidden(edit: Edit, told: list[str], *, sees_crew: bool) -> list[str]:
    """A reader is not told what somebody was called."""
    crew = Register(edit.register) in (Register.EMPLOYEE, Register.VOLUNTEER)
    return [] if crew and not sees_crew else told


def _may_turn(edit: Edit, member: Member, of: Reach) -> bool:
    return may_edit(member, Register(edit.register), both_ways(edit), of)


def both_ways(edit: Edit) -> list[tuple[int | None, Values | None]]:
    """The rows as they were and as they became."""
    return [*before_of(edit).items(), *after_of(edit).items()]


def _by(person: Any, at: datetime) -> str:
    name = hidden.person(person) or _("En, der ikke er her mere")
    return _("%(name)s, %(when)s") % {"name": name, "when": say.moment(at)}


def price(edit: Edit, now: datetime) -> dict[str, Any]:
    """The price as far as it is. `state`: waits, done, failed, or nothing where there is no plan to compare with."""
    kept = edit.price
    if edit.undone_at is not None:
        return {"state": ""}
    if "said" in kept:
        found = {"state": "done", "text": in_language(kept["said"])}
        return {**found, "moves": moved(kept["moves"], kept.get("elsewhere", 0.0))}
    if pricing.waits(edit, now):
        return {"state": "waits"}
    return {"state": "failed" if pricing.failed(edit, now) else ""}
