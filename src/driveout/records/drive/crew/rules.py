"""Who may do what with a shift, and which moves are not possible; each refusal says what stands in the way."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from driveout.core.drive.crew import is_over
from driveout.core.words import Cannot, Hindrance, Shift
from driveout.records.drive.models import Shift as ShiftRow
from driveout.records.place.models import Place
from driveout.records.team.models import Member, Role

CREW = frozenset({Role.VOLUNTEER, Role.EMPLOYEE, Role.HUB_LEADER, Role.COORDINATOR})
# Somebody who leads decides this for others: nobody else has to wait or to stay at the own hub then.
LEADER_DECIDES = frozenset({Cannot.NOT_OPEN, Cannot.REMOVED, Cannot.OTHER_HUB})


class Refused(Exception):
    """The move is not allowed."""


class CannotTake(Refused):
    """Something stands in the way of the shift; `hindrances` says what, all of it."""

    def __init__(self, hindrances: Iterable[Hindrance]) -> None:
        self.hindrances = tuple(hindrances)
        super().__init__(", ".join(hindrance.why.value for hindrance in self.hindrances))


class NotYours(Refused):
    """Another's shift, and one does not lead the hub."""


class NotKnown(Refused):
    """Nobody of that name is in the register of the hub."""


class IsOver(Refused):
    """What has been is not changed; hours and who came are told afterwards."""


class NotYet(Refused):
    """It has not begun, so nobody can have stayed away."""


class HasEnded(Refused):
    """It was withdrawn, swapped or answered in the meantime."""


class OwnPapers(Refused):
    """Nobody looks at the own papers: another pair of eyes is the point of it."""


class NotADay(Refused):
    """Days that cannot be: an end before its start, a check in the future, or further away than anybody plans."""


def may_take_shifts(member: Member | None) -> bool:
    """Volunteers, employees and those who lead them."""
    return member is not None and member.role in CREW


def leads(member: Member, hub: str) -> bool:
    """The coordinator everywhere, a hub leader at the own hub. `hub`: its key."""
    return member.role == Role.COORDINATOR or (member.role == Role.HUB_LEADER and member.hub_key == hub)


def leads_somewhere(member: Member) -> bool:
    return member.role in {Role.COORDINATOR, Role.HUB_LEADER}


def check_leads(member: Member, hub: str) -> None:
    """As `leads`, and the hub is of the member's own organisation: who leads everywhere leads nowhere else. NotYours.
    One query for a coordinator."""
    if not leads(member, hub):
        raise NotYours
    if hub and member.role == Role.COORDINATOR:
        check_here(member, Place.objects.values_list("organisation", flat=True).get(pk=int(hub)))


def check_here(member: Member, organisation_id: int) -> None:
    """It is the member's own organisation's. NotYours."""
    if member.organisation_id != organisation_id:
        raise NotYours


def check_own_or_leads(member: Member, owner_id: int | None, hub: str) -> None:
    if owner_id != member.pk:
        check_leads(member, hub)


def check_not_over(shift: Shift, now: datetime) -> None:
    if is_over(shift, timezone.localtime(now)):
        raise IsOver


def check_leads_or_drives(member: Member, row: ShiftRow) -> None:
    """NotYours. Two queries at most."""
    if not leads_or_drives(member, row):
        raise NotYours
    check_here(member, row.trip.season.organisation_id)


def leads_or_drives(member: Member, row: ShiftRow) -> bool:
    """Those who lead the hub, and who drives the trip: they were there. One query for an employee."""
    if leads(member, row.trip.hub_key):
        return True
    on_it = row.trip.shifts.filter(occurrence=None, signups__member=member, signups__state="signed")
    return member.role == Role.EMPLOYEE and on_it.exists()
