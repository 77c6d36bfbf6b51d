"""The own telephone number as plain values: which it is, whose word it is, and who sees it."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.office.numbers import shown
from driveout.records.drive.crew.own_number import number_of
from driveout.records.team.models import Member


def number_page(member: Member, typed: str | None) -> dict[str, Any]:
    """`typed`: what was refused. Four queries."""
    found = number_of(member)
    by_leader = bool(found.phone) and not found.is_own
    return {
        "value": shown(found.phone) if typed is None else typed,
        "is_kept": bool(found.phone),
        "by_leader": by_leader,
        "seen_by": _seen_by(member),
        "trouble": "" if typed is None else _trouble(),
    }


def _trouble() -> str:
    return _("Skriv otte cifre, det første fra 2 til 9, eller et nummer med + og landekode. Intet er ændret.")


def _seen_by(member: Member) -> str:
    if member.base_id is None:
        return _("Kun koordinatoren ser det.")
    return _("Kun lederen af %(hub)s og koordinatoren ser det.") % {"hub": member.hub_name}
