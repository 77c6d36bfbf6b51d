"""Task of the files' worker: read a list of help that was handed in, entry by entry, and tell what became of it."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from django_tasks import task

from driveout.jobs.directory import as_plain
from driveout.records.bridge.directory.models import HelpUpload
from driveout.records.bridge.directory.taking import take_list
from driveout.records.bridge.directory.uploads import end_help_upload
from driveout.records.plan.work.queues import FILES

log = logging.getLogger(__name__)


@task(queue_name=FILES)
def read_help(upload_id: int) -> None:
    """Read it and take it in, or tell every fault. Delivered twice, it is read once."""
    from driveout.core.bridge.directory.items import take_apart
    from driveout.outside.faults import Faults
    from driveout.outside.hsds import read_path

    upload = HelpUpload.objects.select_related("by", "organisation").filter(pk=upload_id, read_at=None).first()
    if upload is None or upload.content is None:
        return
    now = timezone.now()
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"list{Path(upload.name).suffix.lower()}"
            path.write_bytes(bytes(upload.content))
            listed = read_path(str(path))
        found = take_apart(listed.rows)
        report = take_list(
            organisation=upload.organisation, found=found, whose_list=upload.name, by=upload.by, now=now,
            partial=upload.partial,
        )  # fmt: skip
        odd = [
            (where.replace(f"list{Path(upload.name).suffix.lower()}", upload.name), said) for where, said in listed.odd
        ]
        told = {lang: as_plain(report, odd, lang) for lang in ("da", "en")}
        end_help_upload(upload=upload, report={**told, "written": report.is_written}, now=now)
    except Faults as refusal:
        told = {
            lang: {"taken": [], "unchanged": [], "warnings": [], "refused": [
                {"item": upload.name, "field": "", "reason": one.sentence(lang)} for one in refusal.faults]}
            for lang in ("da", "en")
        }  # fmt: skip
        end_help_upload(upload=upload, report={**told, "written": False}, now=now)
    except Exception:
        log.exception("The list of help %s could not be read", upload_id)
        end_help_upload(upload=upload, report={"broken": True, "written": False}, now=now)
