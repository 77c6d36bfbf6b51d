"""That somebody's number, papers or hours were read is written with it; and all that is held, when it is handed out."""

from collections.abc import Iterable

from django.utils import timezone

from driveout.records.drive.calls.reading import ToRing
from driveout.records.drive.crew.mates import Mate
from driveout.records.team.models import Member
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose, note_readings


def note(member: Member, what: Seeing, mates: Iterable[Mate]) -> None:
    """The member has read it of these, as far as there is something to read."""
    _note(member, what, [_whose(one) for one in mates if what != Seeing.PHONE or one.phone], "")


def note_calls(member: Member, calls: Iterable[ToRing], why: str) -> None:
    """The member has their numbers before them. `why`: what the list is about."""
    found = []
    for call in (one.call for one in calls if one.number):
        person = call.person
        signs_in = call.member_id or (person.member_id if person else None)
        if signs_in:
            found.append(Whose(member=signs_in))
        elif person and person.base_id:
            found.append(Whose(base=person.base_id, person=person.key))
    _note(member, Seeing.PHONE, found, why)


def _whose(one: Mate) -> Whose:
    return Whose(member=one.member.pk) if one.member else Whose(base=one.base_id, person=one.key)


def _note(member: Member, what: Seeing, of: list[Whose], why: str) -> None:
    here = member.organisation_id
    note_readings(by=member.user, organisation_id=here, what=what, of=of, now=timezone.now(), why=why)
