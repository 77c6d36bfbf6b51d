"""The gap list, whom to ask, and asking them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from driveout.core.drive.asking import gaps, people_for_gaps, right_people
from driveout.core.drive.crew import TERMS
from driveout.core.words import Candidate, Cannot, Duty, Gap, Helper, Shift
from driveout.records.drive.crew.reading import Crew, Spot, crew_between
from driveout.records.drive.crew.rules import NotYours, check_leads, may_take_shifts
from driveout.records.drive.crew.signing import held, where
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.tell.models import Message
from driveout.records.trust.actions import leave_trace

ASKED = "asked somebody to take a shift"


def gaps_of(crew: Crew, now: datetime, *, hub: str = "") -> list[Gap]:
    """What lacks somebody on the days that were read; of one hub when it is named. No query."""
    found = gaps(crew.shifts.values(), timezone.localtime(now))
    return [gap for gap in found if not hub or gap.shift.hub == hub]


def to_ask(crew: Crew, duty: Duty) -> list[Helper]:
    """Who is asked for it: hosts are volunteers, employees drive; nobody asks those who lead. No query."""
    leading = {Role.COORDINATOR, Role.HUB_LEADER}
    return [
        helper
        for helper in crew.helpers.values()
        if duty in helper.duties
        and helper.employed == (duty is Duty.EMPLOYEE)
        and not (helper.id in crew.members and crew.members[helper.id].role in leading)
    ]


def people_for(crew: Crew, shift: Shift, now: datetime) -> tuple[list[Candidate], Counter[Cannot]]:
    """Whom to ask for one shift, the best first, and what keeps the others. No query."""
    own = [helper for helper in to_ask(crew, shift.duty) if helper.hub in (shift.hub, "")]
    return right_people(shift, own, crew.booked, TERMS, timezone.localtime(now))


def people_for_all(crew: Crew, found: Sequence[Gap], now: datetime) -> dict[int, list[Candidate]]:
    """Shift → whom to ask, for every gap at once. No query."""
    here = timezone.localtime(now)
    by_shift: dict[int, list[Candidate]] = {}
    for duty in {gap.shift.duty for gap in found}:
        of_duty = [gap for gap in found if gap.shift.duty is duty]
        by_shift |= people_for_gaps(of_duty, to_ask(crew, duty), crew.booked, TERMS, here)
    return by_shift


def gap_list(
    season: Season, first: date, last: date, now: datetime, near: Mapping[str, Spot] | None = None
) -> tuple[list[Gap], dict[int, list[Candidate]]]:
    """Some days' gaps, each with whom to ask. Fourteen queries; what bench measures."""
    crew = crew_between(season, first, last, near=near)
    found = [gap for gap in gaps_of(crew, now) if first <= gap.shift.date <= last]
    return found, people_for_all(crew, found, now)


@transaction.atomic
def ask(*, shift_id: int, member: Member, by: Member, now: datetime) -> Message | None:
    """Write them a message: “can you help?”. Once a shift and person, however often it is pressed. NotYours."""
    row = held(shift_id)
    check_leads(by, row.trip.hub_key)
    if member.organisation_id != by.organisation_id or not may_take_shifts(member):
        raise NotYours
    once = once_asked(shift_id, member.pk)
    if known := Message.objects.filter(once=once).first():
        return known
    cafe, trip = row.occurrence, row.trip
    message = tell(
        member=member, kind=Told.ASKED, once=once, place=cafe.place if cafe else trip.hub, day=trip.date,
        starts=cafe.starts if cafe else trip.leaves, now=now,
    )  # fmt: skip
    leave_trace(by=by.user, what=ASKED, about=member, now=now, **where(row))
    return message


def asked_for(shift_ids: Collection[int], members: Collection[int]) -> dict[tuple[int, int], Message]:
    """(shift, member) → the message that asked them. One query."""
    keys = {once_asked(shift, member): (shift, member) for shift in shift_ids for member in members}
    return {keys[row.once]: row for row in Message.objects.filter(once__in=list(keys))}


def once_asked(shift_id: int, member_id: int) -> str:
    return f"shift {shift_id} asks {member_id}"
