"""That a paper was seen: when, by whom, and until when it counts. The paper itself is never kept."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from driveout.core.drive.crew import is_over, lacks
from driveout.core.words import Hindrance, Shift
from driveout.records.drive.crew.reading import Crew, OnShift
from driveout.records.drive.crew.rules import CREW, NotADay, NotYours, OwnPapers, leads, may_take_shifts
from driveout.records.drive.models import Check, Signup
from driveout.records.drive.models.crew import CheckKind, SignupState
from driveout.records.team.models import Member
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
    if checked_on > today or (today - checked_on).days > OLDEST or (valid_until and valid_until < checked_on):
        raise NotADay
    key = {"member": member, "kind": CheckKind(kind), "checked_on": checked_on, "valid_until": valid_until}
    row, is_new = Check.objects.get_or_create(**key, defaults={"checked_by": by.user})
    if is_new:
        leave_trace(by=by.user, what=NOTED, about=member, now=now, kind=row.kind)
    return row


@transaction.atomic
def take_check_back(*, check_id: int, by: Member, now: datetime) -> None:
    """It was noted by mistake. Gone already: nothing happens. NotYours, OwnPapers."""
    row = Check.objects.select_for_update().filter(pk=check_id).first()
    if row is None:
        return
    member = Member.objects.get(pk=row.member_id)
    if not leads(by, member.hub_key) or member.organisation_id != by.organisation_id:
        raise NotYours
    if member.pk == by.pk:
        raise OwnPapers
    leave_trace(by=by.user, what=TAKEN_BACK, about=member, now=now, kind=row.kind)
    row.delete()


def checks_of(member_ids: Collection[int]) -> list[Check]:
    """All that was noted of these people, the newest of each kind first. One query."""
    rows = Check.objects.filter(member__in=list(member_ids)).select_related("checked_by")
    return list(rows.order_by("member_id", "kind", "-checked_on", "-id"))


def lacking(crew: Crew, now: datetime, *, hub: str = "") -> list[tuple[Shift, OnShift, tuple[Hindrance, ...]]]:
    """Who is on a shift ahead without a paper it needs, by time; of one hub when it is named. No query.

    The plan puts people on as it names them; who does not sign in here has no papers here.
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
    return Check.objects.filter(pk=check_id, member__organisation_id=organisation_id).exists()


def crew_of(organisation_id: int, hub: str = "") -> list[Member]:
    """Who takes shifts, of one hub when its key is given; by hub and name. One query."""
    rows = Member.objects.filter(organisation_id=organisation_id, role__in=CREW, user__is_active=True)
    rows = rows.filter(Q(base=hub) | Q(base=None)) if hub else rows
    return list(rows.select_related("user").order_by("base__name", "base", "user__first_name", "pk"))


def next_shifts(member_ids: Collection[int], today: date) -> dict[int, date]:
    """Member → the date of their next shift. One query."""
    rows = Signup.objects.filter(member__in=list(member_ids), state=SignupState.SIGNED, shift__trip__date__gte=today)
    return dict(rows.order_by().values_list("member_id").annotate(day=Min("shift__trip__date")))
