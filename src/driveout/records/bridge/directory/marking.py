"""“I rang, and …”: what the crew heard of an entry, in two presses. Nothing is taken away for a silence."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from driveout.core.words import Heard
from driveout.records.bridge.directory.models import HelpCheck, HelpService
from driveout.records.bridge.directory.publishing import publish_help
from driveout.records.trust.actions import By, leave_trace

LONGEST = 300


@transaction.atomic
def mark_help(
    *, service: HelpService, heard: Heard, by: By, now: datetime, once: str = "", note: str = ""
) -> HelpService:
    """Keep what was heard. `once`: of the form it was said in: sent again it changes nothing.

    `fits` and `full` mean that somebody spoke with them, and so do away with silences; `fits` with all the rest too.
    """
    row = HelpService.objects.select_for_update(no_key=True).get(pk=service.pk)
    if once and HelpCheck.objects.filter(service=row, once=once[:40]).exists():
        return row
    keyed = {"once": once[:40]} if once else {}
    HelpCheck.objects.create(service=row, heard=heard, by=by, at=now, note=note[:LONGEST], **keyed)
    today = timezone.localdate(now)
    if heard in (Heard.FITS, Heard.FULL):
        row.checked_on, row.silent, row.moved_on = today, 0, None
        row.full_on = today if heard is Heard.FULL else None
    elif heard is Heard.SILENT:
        row.silent += 1
    elif heard is Heard.MOVED:
        row.moved_on = today
    row.told_at = now
    row.save()
    leave_trace(by=by, what="looked after an entry of help", about=row, now=now, heard=heard.value)
    publish_help(row.organisation_id, [row.key])
    return row
