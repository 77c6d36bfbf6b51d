"""That a paper was seen: when, by whom, and until when it counts. The paper itself is never kept."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from driveout.core.drive.crew import is_over, lacks
from driveout.core.words import Hindrance, Shift
from driveout.records.drive.crew.plan_people import connected, who_of_person
from driveout.records.drive.crew.reading import Crew, OnShift
from driveout.records.drive.crew.rules import (
    CREW,
    NotADay,
    NotYours,
    OwnPapers,
    check_leads,
    leads,
    may_take_shifts,
)
from driveout.records.drive.models import Check
from driveout.records.drive.models.crew import CheckKind
from driveout.records.team.holding import hold
from driveout.records.team.models import Member, Person
from driveout.records.team.persons import hold_person
from driveout.records.trust.actions import leave_trace

NOTED, TAKEN_BACK = "noted a paper", "took a noted paper back"
OLDEST = 366 * 20  # days: a driving licence is seen again when it is renewed


@transaction.atomic
def note_check(
    *, member: Member, kind: CheckKind, checked_on: date, valid_until: date | None, by: Member, now: datetime,
    today: date,
) -> Check:  # fmt: skip
    """Note that `by` has seen it. The same again is the same. NotYours, OwnPapers, NotADay."""
    if not leads(by, member.hub_key) or member.organisation_id != by.organisation_id or not may_take_shifts(member):
        raise NotYours
    if member.pk == by.pk:
        raise OwnPapers
    hold(member)  # sent twice at once it is noted once
    if _is_no_day(checked_on, valid_until, today):
        raise NotADay
    key = {"member": member, "kind": CheckKind(kind), "checked_on": checked_on, "valid_until": valid_until}
    row, is_new = Check.objects.get_or_create(**key, defaults={"checked_by": by.user})
    if is_new:
        leave_trace(by=by.user, what=NOTED, about=member, now=now, kind=row.kind)
    return row


@transaction.atomic
def note_person_check(
    *, person: Person, kind: CheckKind, checked_on: date, valid_until: date | None, by: Member, now: datetime,
    today: date,
) -> Check:  # fmt: skip
    """The same of somebody who does not sign in here, by who leads their hub. NotYours, NotADay, and NotHere
    as team.persons has it."""
    check_leads(by, str(person.base_id or ""))
    if person.organisation_id != by.organisation_id:
        raise NotYours
    if person.member_id == by.pk:
        raise OwnPapers
    if _is_no_day(checked_on, valid_until, today):
        raise NotADay
    hold_person(person)
    key = {"person": person, "kind": CheckKind(kind), "checked_on": checked_on, "valid_until": valid_until}
    row, is_new = Check.objects.get_or_create(**key, defaults={"checked_by": by.user})
    if is_new:
        leave_trace(by=by.user, what=NOTED, about=person, now=now, kind=row.kind)
    return row


def _is_no_day(checked_on: date, valid_until: date | None, today: date) -> bool:
    """Seen in the future or before anybody can remember, or run out before it was seen."""
    too_old = (today - checked_on).days > OLDEST
    return checked_on > today or too_old or (valid_until is not None and valid_until < checked_on)


@transaction.atomic
def take_check_back(*, check_id: int, by: Member, now: datetime) -> None:
    """It was noted by mistake. Gone already: nothing happens. NotYours, OwnPapers."""
    row = Check.objects.select_for_update(no_key=True).filter(pk=check_id).first()
    if row is None:
        return
    whose = row.member or row.person
    assert whose is not None  # the database holds it
    if not leads(by, str(whose.base_id or "")) or whose.organisation_id != by.organisation_id:
        raise NotYours
    if by.pk in (row.member_id, whose.member_id if isinstance(whose, Person) else None):
        raise OwnPapers
    leave_trace(by=by.user, what=TAKEN_BACK, about=whose, now=now, kind=row.kind)
    row.delete()


def checks_of(member: Member) -> list[Check]:
    """All that was noted of one who signs in, also before they did; the newest of each kind first. Four queries."""
    known = connected(member.organisation_id)
    rows = Check.objects.filter(Q(member=member) | Q(person__organisation=member.organisation_id))
    rows = rows.select_related("checked_by", "person").order_by("kind", "-checked_on", "-id")
    return [row for row in rows if row.person is None or who_of_person(row.person, known) == f"m{member.pk}"]


def lacking(crew: Crew, now: datetime, *, hub: str = "") -> list[tuple[Shift, OnShift, tuple[Hindrance, ...]]]:
    """Who is on a shift ahead without a paper it needs, by time; of one hub when it is named. No query.

    The plan puts people on as it names them, whether or not they sign in here.
    """
    here, found = timezone.localtime(now), []
    for shift in sorted(crew.shifts.values(), key=lambda one: (one.date, one.starts, one.id)):
        if shift.cancelled or is_over(shift, here) or hub not in ("", shift.hub):
            continue
        for signup in crew.signed.get(shift.id, []):
            helper = crew.helpers.get(crew.key_of.get(signup.id, ""))
            if helper is not None and (papers := lacks(helper, shift)):
                found.append((shift, signup, papers))
    return found


def check_here(organisation_id: int, check_id: int) -> bool:
    """Is it one of the organisation's own? One query."""
    here = Q(member__organisation=organisation_id) | Q(person__organisation=organisation_id)
    return Check.objects.filter(here, pk=check_id).exists()


def crew_of(organisation_id: int, hub: str = "") -> list[Member]:
    """Who takes shifts, of one hub when its key is given; by hub and name. One query."""
    rows = Member.objects.filter(organisation_id=organisation_id, role__in=CREW, user__is_active=True)
    rows = rows.filter(Q(base=hub) | Q(base=None)) if hub else rows
    return list(rows.select_related("user").order_by("base__name", "base", "user__first_name", "pk"))
