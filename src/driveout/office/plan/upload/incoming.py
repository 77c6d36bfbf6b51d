"""A season handed in as a file: what became of it, in the page's language."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from driveout.look.say import date_long
from driveout.office import say
from driveout.records.drive.days.removing import check_removable
from driveout.records.plan.files.uploads import MOST_BYTES, TAKEN_IN, was_there_already
from driveout.records.plan.models import Upload
from driveout.records.plan.rules import Refused

MOST_MB = MOST_BYTES // 1048576
FORM = {"most": MOST_MB, "accept": ",".join(TAKEN_IN)}  # what the form tells the browser


def upload_page(upload: Upload) -> dict[str, Any]:
    """Plain values for the page. No queries."""
    kind = Upload.State(upload.state)
    page: dict[str, Any] = {
        "upload": upload.id,
        "file": upload.name,
        "state": kind.value,
        "size": size(upload.size),
        "handed_in": _("Sendt %(when)s") % {"when": say.moment(upload.asked_at)},
        "notes": [_in_language(note) for note in upload.notes],
        **FORM,
    }
    if kind in (Upload.State.FAULTY, Upload.State.ASKS):
        page.update(_faulty(upload))
    elif kind == Upload.State.TAKEN:
        page["taken"] = upload.season_name
        page["season"] = upload.season_id
    return page


def doubt(upload: Upload, today: date) -> dict[str, str] | None:
    """Why a season that was just taken in is perhaps the wrong one; None when nothing says so, or it is relied on."""
    season, ended = upload.season, over_since(upload, today)
    if season is None or not ended or was_there_already(upload):
        return None
    try:
        check_removable(season)
    except Refused:
        return None
    return {"season": str(season.pk), "name": season.name, "ended": ended}


def over_since(upload: Upload, today: date) -> str:
    """The last day of a season that is over already, “28. juni 2020”; empty when it is not, or has no dates."""
    season = upload.season
    if season is None or season.first_day is None:
        return ""
    last = season.first_day + timedelta(weeks=season.weeks) - timedelta(days=1)
    return date_long(last) if last < today else ""


def _faulty(upload: Upload) -> dict[str, Any]:
    n = len(upload.faults) + sum(fault.get("more", 1) - 1 for fault in upload.faults)
    head = ngettext("%(n)s fejl skal rettes. Intet er hentet ind.", "%(n)s fejl skal rettes. Intet er hentet ind.", n)
    if upload.state == Upload.State.ASKS:
        head = ngettext(
            "%(n)s navn skal være et andet. Intet er hentet ind endnu.",
            "%(n)s navne skal være andre. Intet er hentet ind endnu.",
            n,
        )
    rows = [
        {
            "file": place(fault["file"], upload.name),
            "row": "" if fault["row"] is None else say.number(fault["row"]),
            "column": fault["column"],
            "found": fault["found"],
            "what": _sentence(_in_language(fault["what"]).replace(f"{upload.name} › ", "")),
            "expected": _in_language(fault["expected"]),
            "instead": fault.get("instead", ""),
        }
        for fault in upload.faults
    ]
    return {"head": head % {"n": say.number(n)}, "rows": rows}


def place(file: str, name: str) -> str:
    """The sheet of a workbook, or the file of a folder; the workbook's own name stands on top of the page already."""
    return file.split(" › ", 1)[1] if " › " in file else file if file != name else _("hele filen")


def size(bytes_: int) -> str:
    """“34 kB”, “1,2 MB”."""
    if bytes_ >= 1_000_000:
        return f"{say.number(bytes_ / 1_000_000, 1)} MB"
    return f"{say.number(max(1, round(bytes_ / 1000)))} kB"


def _in_language(said: dict[str, str]) -> str:
    return said["da"] if (get_language() or "da").startswith("da") else said["en"]


def _sentence(text: str) -> str:
    return text if text.endswith(("?", ".")) else f"{text}."
