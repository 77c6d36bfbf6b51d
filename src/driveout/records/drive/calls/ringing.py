"""Ticking off that somebody was rung, and taking it back."""

from datetime import datetime

from django.db import transaction

from driveout.records.drive.crew.rules import NotYours, check_leads
from driveout.records.drive.models import Call
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

RANG, TOOK_BACK = "rang somebody", "took a ticked call back"


@transaction.atomic
def tick(*, call_id: int, by: Member, now: datetime) -> Call:
    """They were rung, by whom and when. Whoever was first stands; twice is once. NotYours."""
    row = _held(call_id, by)
    if row.rung_at is None:
        row.rung_at, row.rung_by = now, by.user
        row.save(update_fields=["rung_at", "rung_by"])
        leave_trace(by=by.user, what=RANG, about=row, now=now)
    return row


@transaction.atomic
def untick(*, call_id: int, by: Member, now: datetime) -> Call:
    """They were not rung after all. Twice is once. NotYours."""
    row = _held(call_id, by)
    if row.rung_at is not None:
        row.rung_at, row.rung_by = None, None
        row.save(update_fields=["rung_at", "rung_by"])
        leave_trace(by=by.user, what=TOOK_BACK, about=row, now=now)
    return row


def _held(call_id: int, by: Member) -> Call:
    row = Call.objects.select_for_update(of=("self",), no_key=True).select_related("of_list__season").get(pk=call_id)
    if row.of_list.season.organisation_id != by.organisation_id:
        raise NotYours
    check_leads(by, str(row.base_id))
    return row
