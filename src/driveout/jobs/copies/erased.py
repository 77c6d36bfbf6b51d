"""Who was taken out, as a list beside the data and beside the copies: a copy from before brings nobody back.

The list has no names (see records.team.erased). It is read when a copy is put back, and each time the site starts.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

NAME = "erased.list"
NAMELESS = "# Who was taken out, without names. A copy of the database that is put back is held to it: keep it.\n"


def written(folder: Path) -> set[str]:
    """The marks that stand in a folder's list; none where there is no list."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except OSError:
        return set()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def write_down(folder: Path, marks: Iterable[str]) -> None:
    """Add them to a folder's list. Nothing is ever taken off it, and half a list is never there."""
    known = written(folder)
    if every := known | set(marks):
        if every == known:
            return
        half = folder / f"{NAME}.half"
        half.touch(mode=0o600)
        half.write_text(NAMELESS + "".join(f"{mark}\n" for mark in sorted(every)), encoding="utf-8")
        os.replace(half, folder / NAME)


def keep_list(_now: datetime) -> None:
    """The data folder's list has everybody who was taken out by now: it outlives a database that is lost."""
    from django.conf import settings

    from driveout.records.team.erased import marks_kept

    write_down(settings.DATA_FOLDER, marks_kept())


def take_out_again(marks: Iterable[str]) -> tuple[int, list[str]]:
    """Everybody of these whom the database still names: how many are out now, and which marks could not be."""
    from django.utils import timezone

    from driveout.records.team.erasure import erase_again

    return erase_again(marks=sorted(marks), now=timezone.now())
