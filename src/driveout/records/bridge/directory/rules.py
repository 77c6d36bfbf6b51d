"""Who may see the directory, mark an entry, and write one."""

from driveout.records.team.models import Member, Role
from driveout.records.team.rules import Refused

SEE = frozenset({Role.COORDINATOR, Role.HUB_LEADER, Role.EMPLOYEE, Role.READER, Role.VOLUNTEER})
MARK = SEE - {Role.READER}
WRITE = MARK - {Role.VOLUNTEER}


class SameEntry(Refused):
    """The same organisation already has an entry of that name."""


def may_see_help(member: Member | None) -> bool:
    """Whoever meets guests, leads, or pays."""
    return member is not None and member.role in SEE


def may_mark_help(member: Member | None) -> bool:
    """Whoever may have rung them."""
    return member is not None and member.role in MARK


def may_write_help(member: Member | None) -> bool:
    """Whoever works here."""
    return member is not None and member.role in WRITE
