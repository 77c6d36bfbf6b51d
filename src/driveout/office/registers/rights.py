"""Who may edit what: the coordinator everything, a hub leader the own hub's stops, vans and people."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from driveout.records.plan.models import Hub
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import AT_A_HUB, Values
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_plan

OF_A_HUB = (Register.STOP, *AT_A_HUB)


class NotYours(Exception):
    """The person may see it and not change it. The message is a sentence for people."""


def own_hub(member: Member, hubs: Sequence[Hub]) -> int | None:
    """The hub a hub leader leads in this season; None for others, and where it is not there."""
    if member.role != Role.HUB_LEADER:
        return None
    return next((hub.pk for hub in hubs if hub.name == member.hub_name), None)


def may_edit(member: Member, register: Register, rows: Iterable[Values | None], own: int | None) -> bool:
    """May this person give, change or remove these rows? `rows`: as they are and as they would be."""
    if may_plan(member):
        return True
    if own is None or register not in OF_A_HUB:
        return False
    return all(row is None or own in _hubs(register, row) for row in rows)


def may_add(member: Member, register: Register, own: int | None) -> bool:
    """May this person add a row?"""
    return may_plan(member) or (own is not None and register in OF_A_HUB)


def _hubs(register: Register, row: Mapping[str, object]) -> Sequence[object]:
    hubs = row["hubs"] if register == Register.STOP else [row["hub"]]
    assert isinstance(hubs, list)
    return hubs


def refuse(member: Member, register: Register) -> NotYours:
    """Who may, said kindly."""
    if member.role == Role.HUB_LEADER and register in OF_A_HUB:
        return NotYours(
            _("Du kan rette det, der hører til din egen hub. Det her hører til en anden. Spørg koordinatoren.")
        )
    if member.role == Role.HUB_LEADER:
        return NotYours(_("Sæsonens rammer og hubs retter koordinatoren. Spørg hende eller ham."))
    return NotYours(_("Kun koordinatoren og hublederne kan rette i registrene."))
