"""Lists of help that somebody hands in as a file: kept for the worker, which alone reads files."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from driveout.records.bridge.directory.models import HelpUpload
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace

MOST_BYTES = 20 * 1024 * 1024
TAKEN_IN = (".csv", ".xlsx", ".json")
KEPT_DAYS = 30
READER = "driveout.jobs.directory_uploads.read_help"  # jobs lies above records


@transaction.atomic
def hand_in_help(
    *, name: str, content: bytes, organisation: Organisation, partial: bool, by: By, now: datetime
) -> HelpUpload:
    """Keep the file and put it in line to be read. What was told of files long ago goes."""
    rows = HelpUpload.objects.filter(organisation=organisation)
    rows.filter(at__lt=now - timedelta(KEPT_DAYS)).delete()
    upload = HelpUpload.objects.create(
        organisation=organisation, name=name[-200:], content=content, by=by, at=now, partial=partial
    )
    leave_trace(by=by, what="handed in a list of help", about=upload, now=now, file=upload.name)
    import_string(READER).enqueue(upload_id=upload.pk)
    return upload


@transaction.atomic
def end_help_upload(*, upload: HelpUpload, report: dict[str, Any], now: datetime) -> None:
    """It is read: the file is dropped, and what became of it kept."""
    HelpUpload.objects.filter(pk=upload.pk).update(content=None, report=report, read_at=now)


def help_uploads(organisation_id: int, most: int = 5) -> list[HelpUpload]:
    """The last ones, newest first; without their content. One query."""
    return list(HelpUpload.objects.filter(organisation=organisation_id).defer("content")[:most])
