"""Rights: may this person? And which moves with people are allowed at all, each refusal with a name of its own."""

from collections.abc import Collection

from driveout.records.team.models import Member, Role

OFFICE = {Role.COORDINATOR, Role.HUB_LEADER, Role.EMPLOYEE, Role.READER}
INVITED = tuple(role for role in Role if role != Role.PARTNER)  # a partner belongs to an organisation of their own


class Refused(Exception):
    """The move is not allowed. The message says why."""


class OwnAccess(Refused):
    """Nobody changes the own role or ends the own access: somebody else should know of it."""


class LastCoordinator(Refused):
    """Somebody has to be left who can give access."""


class LinkIsOver(Refused):
    """The link is used, withdrawn, too old, or was never made."""


class NotHeld(Refused):
    """Who gives a role holds it, and a coordinator holds them all."""


class LinkWaits(Refused):
    """The link gives more than its maker holds: a coordinator has not said yes yet."""


class NameTaken(Refused):
    """Somebody signs in with that name already."""


def may_see_office(member: Member | None) -> bool:
    """Those who plan, drive or pay for an organisation's season. Volunteers and partners get screens of their own."""
    return member is not None and member.role in OFFICE


def may_plan(member: Member | None) -> bool:
    """Only the coordinator starts and stops the planner."""
    return member is not None and member.role == Role.COORDINATOR


def may_change(member: Member | None, hubs: Collection[str]) -> bool:
    """A season's wishes: the coordinator everywhere, a hub leader for stops of the own hub's. `hubs`: their keys."""
    if member is None:
        return False
    return may_plan(member) or (member.role == Role.HUB_LEADER and member.hub_key in hubs)


def may_propose(member: Member | None) -> bool:
    """A hub leader asks the coordinator for what the own rights do not reach."""
    return member is not None and member.role == Role.HUB_LEADER


def may_act(member: Member | None) -> bool:
    """A reader looks and changes nothing; what others may do is asked where they do it."""
    return may_see_office(member) and member is not None and member.role != Role.READER


def may_see_crew(member: Member | None) -> bool:
    """Names of employees, volunteers, contacts and colleagues: for those who work with them, not for readers."""
    return may_act(member)


def may_manage_people(member: Member | None) -> bool:
    """Take people in, change what they may do, and end their access."""
    return member is not None and member.role in {Role.COORDINATOR, Role.OPERATOR}


def may_give(member: Member | None, role: str) -> bool:
    """Give a role without asking anybody: a coordinator every one, others only what they are themselves."""
    if member is None or not may_manage_people(member):
        return False
    return member.role in {Role.COORDINATOR, role}
