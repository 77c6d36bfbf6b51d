"""Files in and out: kept for the worker, which alone reads and writes them, and dropped when they have served."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from driveout.core import words
from driveout.records.plan.models import Plan, PlanFile, Season, Upload
from driveout.records.plan.rules import OtherContent
from driveout.records.plan.seasons.taking_in import import_season
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace

MOST_BYTES = 20 * 1024 * 1024
WORKBOOKS = (".xlsx", ".xlsm")
TAKEN_IN = (*WORKBOOKS, ".zip")  # a season
ENDINGS = {  # a plan
    PlanFile.Kind.EXCEL: ".xlsx",
    PlanFile.Kind.CSV: ".zip",
    PlanFile.Kind.CALENDAR: ".ics",
    PlanFile.Kind.MAP: ".geojson",
    PlanFile.Kind.CARDS: ".pdf",
    PlanFile.Kind.RUN_SHEETS: ".pdf",
}
LOST_AFTER = timedelta(minutes=3)  # the worker died with it
KEPT_FOR = timedelta(days=1)  # a plan's file can be written again
READER, WRITER = "driveout.jobs.uploading.read_upload", "driveout.jobs.uploading.write_file"  # jobs lies above records


@transaction.atomic
def hand_in(*, name: str, content: bytes, organisation: Organisation, by: By, now: datetime) -> Upload:
    """Keep a season's file and put it in line to be read."""
    drop_old_files(now=now)
    upload = Upload.objects.create(
        name=_short(name), size=len(content), content=content, organisation=organisation, asked_by=by, asked_at=now
    )
    leave_trace(by=by, what="handed in a season file", about=upload, now=now, file=upload.name, bytes=upload.size)
    import_string(READER).enqueue(upload_id=upload.id)
    return upload


def forget_calendars(*, season_id: int) -> None:
    """Kept calendars say what holds on each date: they go when a date changes. Call it inside the deed."""
    PlanFile.objects.filter(plan__season_id=season_id, kind=PlanFile.Kind.CALENDAR).delete()


@transaction.atomic
def refuse(*, name: str, organisation: Organisation, by: By, now: datetime, why: str) -> None:
    """Leave a trace of a file that was turned away at the door; nothing of it is kept."""
    leave_trace(by=by, what="was refused a season file", about=organisation, now=now, file=_short(name), why=why)


@transaction.atomic
def take_in(*, upload_id: int, season: words.Season, notes: Sequence[dict[str, str]], now: datetime) -> Upload:
    """Store the season that was read, or note that its name is taken by another. The file is dropped."""
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload_id)
    if upload.state != Upload.State.WAITS:
        return upload
    upload.notes, upload.season_name = list(notes), season.name[:200]
    try:
        with transaction.atomic():
            upload.season = import_season(words=season, organisation=upload.organisation, by=upload.asked_by, now=now)
        state = Upload.State.DONE
    except OtherContent:
        state = Upload.State.TAKEN
        upload.season = Season.objects.filter(organisation=upload.organisation, name=season.name).first()
    return _end(upload, state, now)


@transaction.atomic
def turn_down(*, upload_id: int, faults: Sequence[dict[str, Any]], now: datetime) -> Upload:
    """Keep everything that is wrong with the file, and drop the file, unless only names are shared and each has one
    that would do: then it is kept for a day, and asked about. No faults: reading itself broke."""
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload_id)
    if upload.state != Upload.State.WAITS:
        return upload
    upload.faults = list(faults)
    if faults and all(fault.get("instead") for fault in faults):
        return _end(upload, Upload.State.ASKS, now)
    return _end(upload, Upload.State.FAULTY if faults else Upload.State.BROKE, now)


@transaction.atomic
def take_names(*, upload_id: int, by: By, now: datetime) -> Upload:
    """Take the names that would do, and have the same file read again with them. Sent twice is once; a file that is no
    longer kept stays as it is."""
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload_id)
    if upload.state != Upload.State.ASKS or upload.content is None:
        return upload
    upload.called = [*upload.called, *([one["file"], one["row"], one["instead"]] for one in upload.faults)]
    upload.state, upload.faults, upload.asked_at, upload.ended_at = Upload.State.WAITS, [], now, None
    upload.save()
    leave_trace(by=by, what="took the names that would do", about=upload, now=now, names=len(upload.called))
    import_string(READER).enqueue(upload_id=upload.id)
    return upload


def drop_old_files(*, now: datetime) -> None:
    """Delete what has been kept long enough: season files that nobody read, or answered for, and plans' files after a
    day."""
    bury_lost(now=now)
    asked = Upload.objects.filter(state=Upload.State.ASKS, ended_at__lt=now - KEPT_FOR)
    asked.update(state=Upload.State.FAULTY, content=None)
    PlanFile.objects.filter(asked_at__lt=now - KEPT_FOR).delete()


def bury_lost(*, now: datetime) -> int:
    """Drop the files that no worker has read in time. Returns how many."""
    lost = Upload.objects.filter(state=Upload.State.WAITS, asked_at__lt=now - LOST_AFTER)
    return lost.update(state=Upload.State.LOST, content=None, ended_at=now)


def seen_by(organisation_id: int, upload_id: int) -> Upload | None:
    """The upload, if it is this organisation's own, without its content. One query."""
    own = Upload.objects.filter(organisation_id=organisation_id, pk=upload_id)
    return own.select_related("season").defer("content", "season__drives", "season__reach").first()


def was_there_already(upload: Upload) -> bool:
    """Was the season stored before this file was read? Then the file said the same, and nothing was changed."""
    return upload.season is not None and upload.season.imported_at != upload.ended_at


@transaction.atomic
def ask_for_file(*, plan: Plan, kind: str, language: str, by: By, now: datetime) -> PlanFile:
    """Put a plan's file in line to be written anew. While it is on its way, that one."""
    drop_old_files(now=now)
    file, new = (
        PlanFile.objects.select_for_update(no_key=True)
        .defer("content")
        .get_or_create(plan=plan, kind=kind, language=language, defaults={"asked_by": by, "asked_at": now})
    )
    if not new and is_under_way(file, now):
        return file
    if not new:
        file.asked_by, file.asked_at, file.made_at, file.failed, file.troubles = by, now, None, False, []
        file.content, file.size = None, 0
        file.save()
    leave_trace(by=by, what="asked for a plan as a file", about=plan, now=now, kind=kind)
    import_string(WRITER).enqueue(file_id=file.id)
    return file


def is_under_way(file: PlanFile, now: datetime) -> bool:
    """Asked for, and neither written nor given up."""
    return file.made_at is None and not file.failed and now - file.asked_at < LOST_AFTER


def file_is_written(*, file_id: int, content: bytes, now: datetime, notes: Sequence[dict[str, str]] = ()) -> None:
    """Keep what the worker wrote. `notes`: what to know of it."""
    written = {"content": content, "size": len(content), "made_at": now, "failed": False, "troubles": list(notes)}
    PlanFile.objects.filter(pk=file_id).update(**written)


def file_failed(*, file_id: int, troubles: Sequence[dict[str, str]]) -> None:
    """Note that it could not be written, and why."""
    PlanFile.objects.filter(pk=file_id).update(failed=True, troubles=list(troubles))


def files_of(plan_id: int, language: str, now: datetime) -> dict[str, PlanFile]:
    """A plan's files in this language by kind, without their content; none older than a day. One query."""
    return {file.kind: file for file in _kept(plan_id, language, now).defer("content")}


def file_to_fetch(plan_id: int, kind: str, language: str, now: datetime) -> PlanFile | None:
    """A file that is written and not older than a day. One query."""
    return _kept(plan_id, language, now).filter(kind=kind, made_at__isnull=False, content__isnull=False).first()


def _kept(plan_id: int, language: str, now: datetime) -> QuerySet[PlanFile]:
    """Old ones may lie here until somebody asks the worker for something; nobody sees them."""
    return PlanFile.objects.filter(plan_id=plan_id, language=language, asked_at__gte=now - KEPT_FOR)


def _end(upload: Upload, state: Upload.State, now: datetime) -> Upload:
    upload.state, upload.ended_at = state, now
    if state != Upload.State.ASKS:
        upload.content = None
    upload.save()
    leave_trace(
        by=upload.asked_by,
        what="read a season file",
        about=upload,
        now=now,
        result=state.value,
        faults=len(upload.faults),
        season=upload.season_name,
    )
    return upload


def _short(name: str) -> str:
    """The last 120 letters: an ending says more than a beginning."""
    return (name or "?")[-120:]
