"""A season as a folder: `season.toml` and one CSV file for each table."""

import csv
import io
import re
import tomllib
from pathlib import Path
from typing import Any

from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.raw import (
    MOST_ROWS,
    Raw,
    RawKey,
    RawRow,
    RawTable,
    decoded,
    number_text,
    shaped,
    too_big,
)
from driveout.outside.season_files.tables import TABLES

KEYS_FILE = "season.toml"


def read_folder(folder: Path, faults: list[Fault]) -> Raw:
    """Everything in the folder that belongs to a season, as text."""
    raw = Raw(KEYS_FILE)
    text = _text(folder, KEYS_FILE, raw, faults)
    if text is not None:
        raw.keys = _keys(text, faults)
    for table in TABLES:
        for file in (table.file, *(f"{name}.csv" for name in table.danish)):
            text = _text(folder, file, raw, faults)
            if text is not None:
                found = read_csv(file, text)
                if isinstance(found, Fault):
                    faults.append(found)
                    found = RawTable(file, [], [])
                raw.tables[table.name] = found
                break
    return raw


def _text(folder: Path, file: str, raw: Raw, faults: list[Fault]) -> str | None:
    path = folder / file
    if not path.exists() and not path.is_symlink():
        return None
    fault = _not_ours(folder, path) or too_big(path)
    text = fault or decoded(path, raw.notes)
    if isinstance(text, Fault):
        faults.append(text)
        if file == KEYS_FILE:
            raw.keys = []
        else:
            name = next(t.name for t in TABLES if file in (t.file, *(f"{d}.csv" for d in t.danish)))
            raw.tables[name] = RawTable(file, [], [])
        return None
    return text


def _not_ours(folder: Path, path: Path) -> Fault | None:
    """A link out of the folder, a pipe or a folder would read something nobody handed in, or never end."""
    inside = path.resolve().is_relative_to(folder.resolve())
    if inside and path.is_file():
        return None
    return Fault(
        path.name,
        Said("This is not a file in the folder", "Det er ikke en fil i mappen"),
        Said("the file itself, not a link or a folder", "selve filen, ikke et link eller en mappe"),
    )


def read_csv(file: str, text: str) -> RawTable | Fault:
    """Comma, semicolon or tab between cells: whichever the heading uses most."""
    lines = text.splitlines()
    heading = next((line for line in lines if line.strip()), "")
    delimiter = max(";,\t", key=heading.count)
    rows: list[RawRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            rows.append(RawRow(start, cells))
            start = reader.line_num + 1
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        return Fault(
            file,
            Said(f"The line cannot be read ({error})", f"Linjen kan ikke læses ({error})"),
            Said(
                "cells with commas or semicolons between, quotes in pairs",
                "celler med komma eller semikolon imellem, citationstegn parvis",
            ),
            row=start,
        )
    return shaped(file, rows)


def _keys(text: str, faults: list[Fault]) -> list[RawKey]:
    try:
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        reason = re.sub(r"\s*\(at .*\)$", "", str(error)) or "not TOML"
        faults.append(
            Fault(
                KEYS_FILE,
                Said(f"The line cannot be read ({reason})", f"Linjen kan ikke læses ({reason})"),
                Said(
                    'lines such as weeks = 13, or name = "Akut 2020"', 'linjer som weeks = 13 eller name = "Akut 2020"'
                ),
                row=int(found[1]) if found else None,
            )
        )
        return []
    terms = values.pop("terms", {})
    values.update(terms if isinstance(terms, dict) else {"terms": terms})
    lines = text.splitlines()
    return [RawKey(key, _as_text(item), _line(lines, key)) for key, value in values.items() for item in _items(value)]


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _as_text(value: Any) -> str:
    if isinstance(value, float):
        return number_text(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(lines: list[str], key: str) -> int | None:
    pattern = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*(=|\.)""")
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)
