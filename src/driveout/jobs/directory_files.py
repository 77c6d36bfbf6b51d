"""What the site publishes of the directory, as files: the same documents, in folders that can be read back in."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from driveout.outside.whole_files import written_whole
from driveout.records.publish.help_lists import LISTS, everything


def write_directory(folder: Path, today: date) -> int:
    """A page of each list with all of it, and a file for each service. Returns how many entries there are."""
    n = 0
    for name in LISTS:
        rows = everything(name, today)
        n += len(rows)
        page = {
            "total_items": len(rows), "total_pages": 1, "page_number": 1, "size": len(rows), "first_page": True,
            "last_page": True, "empty": not rows, "contents": rows,
        }  # fmt: skip
        _write(folder / f"{name}.json", page)
        if name == "services":
            for row in rows:
                _write(folder / name / f"{row['id']}.json", row)
    return n


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as half:
        half.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
