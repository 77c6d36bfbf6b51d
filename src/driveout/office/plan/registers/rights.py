"""Who may edit what: the coordinator everything, a hub leader the own hub's stops, vans and people.

A stop is the hub's that serves it in the plan that holds, else its home hub's: as on the season's page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from driveout.records.plan.models import Hub
from driveout.records.plan.models.edit import Register
from driveout.records.plan.plans.whose_stops import plan_that_holds, serving_in, whose
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
    return next((hub.pk for hub in hubs if hub.where_id == member.base_id), None)


@dataclass(frozen=True)
class Reach:
    """The hub that a hub leader leads in this season, and by stop, the hubs that serve it in the plan that holds."""

    own: int | None = None
    serving: Mapping[int, set[int]] = field(default_factory=dict)

    def holds(self, register: Register, pk: int | None, row: Mapping[str, object]) -> bool:
        """Is this row the own hub's? A stop that it serves must also go on to name it."""
        if register != Register.STOP:
            return row["hub"] == self.own
        hubs = row["hubs"]
        assert isinstance(hubs, list)
        return self.own in hubs and self.own in whose(pk or 0, self.serving, hubs)


def reach_of(member: Member, hubs: Sequence[Hub]) -> Reach:
    """How far a hub leader reaches. Two queries for one whose hub is there; none for others."""
    own = own_hub(member, hubs)
    return Reach() if own is None else Reach(own, serving_in(plan_that_holds(hubs[0].season_id)))


def may_edit(member: Member, register: Register, rows: Iterable[tuple[int | None, Values | None]], of: Reach) -> bool:
    """May this person give, change or remove these rows? `rows`: by id, as they are and as they would be."""
    if may_plan(member):
        return True
    if of.own is None or register not in OF_A_HUB:
        return False
    return all(row is None or of.holds(register, pk, row) for pk, row in rows)


def may_add(member: Member, register: Register, own: int | None) -> bool:
    """May this person add a row?"""
    return may_plan(member) or (own is not None and register in OF_A_HUB)


def refuse(member: Member, register: Register) -> NotYours:
    """Who may, said kindly."""
    if member.role == Role.HUB_LEADER and register in OF_A_HUB:
        return NotYours(
            _("Du kan rette det, der hører til din egen hub. Det her hører til en anden. Spørg koordinatoren.")
        )
    if member.role == Role.HUB_LEADER:
        return NotYours(_("Sæsonens rammer og hubs retter koordinatoren. Spørg hende eller ham."))
    return NotYours(_("Kun koordinatoren og hublederne kan rette i registrene."))
