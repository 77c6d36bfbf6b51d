"""Rights: may this person? (Whether a move is allowed at all is another question, see plan/rules.py.)"""

from collections.abc import Collection

from driveout.records.team.models import Member, Role

OFFICE = {Role.COORDINATOR, Role.HUB_LEADER, Role.EMPLOYEE}


def may_see_office(member: Member | None) -> bool:
    """Those who plan and drive for an organisation. Volunteers and partners get screens of their own."""
    return member is not None and member.role in OFFICE


def may_plan(member: Member | None) -> bool:
    """Only the coordinator starts and stops the planner."""
    return member is not None and member.role == Role.COORDINATOR


def may_change(member: Member | None, hubs: Collection[str]) -> bool:
    """A season's wishes: the coordinator everywhere, a hub leader for stops that the own hub serves."""
    if member is None:
        return False
    return may_plan(member) or (member.role == Role.HUB_LEADER and member.hub_name in hubs)
