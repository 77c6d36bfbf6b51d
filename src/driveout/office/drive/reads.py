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
    with_number = (one.call for one in calls if one.number)
    found = []
    for call in with_number:
        if call.member_id or (call.person and call.person.member_id):
            found.append(Whose(member=call.member_id or call.person.member_id))
        elif call.person and call.person.base_id:
            found.append(Whose(base=call.person.base_id, person=call.person.key))
    _note(member, Seeing.PHONE, found, why)


def _whose(one: Mate) -> Whose:
    return Whose(member=one.member.pk) if one.member else Whose(base=one.base_id, person=one.key)


def _note(member: Member, what: Seeing, of: list[Whose], why: str) -> None:
    told = {"organisation_id": member.organisation_id, "now": timezone.now(), "why": why}
    note_readings(by=member.user, what=what, of=of, **told)
