"""Rights: who may see a thread. And what is not done with one at all, each refusal with a name of its own."""

from datetime import date, timedelta

from driveout.core.bridge.civil import has_civil_number
from driveout.core.bridge.sharing import LONGEST_DAYS
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import Refused

LONGEST_TEXT, LONGEST_LINE = 2000, 120
HUB_CREW = (Role.HUB_LEADER, Role.EMPLOYEE)


class NotNow(Refused):
    """The thread has moved on since the page was made, or that does not follow."""


class CivilNumber(Refused):
    """Somebody typed a civil registration number: nothing of it is kept."""


class Lacks(Refused):
    """Something is left out. `what`: which fields."""

    def __init__(self, *what: str) -> None:
        super().__init__(", ".join(what))
        self.what = what


class NoSuchDay(Refused):
    """An appointment in the past, or a yes that ends before it begins or far ahead."""


class ConsentIsOver(Refused):
    """The person took it back, or its day has passed."""


class NotReachable(Refused):
    """Whoever is to own it has left, or works elsewhere."""


def may_see_threads(member: Member | None) -> bool:
    """The coordinator all; a hub leader and an employee those of the own hub. Nobody else."""
    if member is None or not member.user.is_active:
        return False
    return member.role == Role.COORDINATOR or (member.role in HUB_CREW and member.base_id is not None)


def may_own(member: Member, organisation_id: int, base_id: int | None) -> bool:
    """Only who sees it: whoever works at the thread's hub now, and coordinators. No query where the user is read."""
    if not may_see_threads(member) or member.organisation_id != organisation_id:
        return False
    return member.role == Role.COORDINATOR or member.base_id == base_id


def may_write_number(member: Member | None) -> bool:
    """Whom people ring: the coordinator for everywhere, a hub leader for the own hub."""
    if member is None or not may_see_threads(member):
        return False
    return member.role in (Role.COORDINATOR, Role.HUB_LEADER)


def check_text(*texts: str) -> None:
    """CivilNumber."""
    if any(has_civil_number(text) for text in texts):
        raise CivilNumber


def check_until(until: date, today: date) -> None:
    """NoSuchDay."""
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise NoSuchDay
