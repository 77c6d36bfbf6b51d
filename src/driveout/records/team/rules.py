"""Rights: may this person? (Whether a move is allowed at all is another question, see plan/rules.py.)"""

from driveout.records.team.models import Member, Role

OFFICE = {Role.COORDINATOR, Role.HUB_LEADER, Role.EMPLOYEE}


def may_see_office(member: Member | None) -> bool:
    """Those who plan and drive for an organisation. Volunteers and partners get screens of their own."""
    return member is not None and member.role in OFFICE


def may_plan(member: Member | None) -> bool:
    """Only the coordinator starts and stops the planner."""
    return member is not None and member.role == Role.COORDINATOR
