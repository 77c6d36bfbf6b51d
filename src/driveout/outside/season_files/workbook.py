"""A season as one Excel workbook: a sheet for each table, and the sheet `season` with keys and values."""

import zipfile
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from driveout.core.words import as_seen
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.kinds import plain
from driveout.outside.season_files.raw import (
    ANSWERED,
    MOST_COLUMNS,
    MOST_ROWS,
    Raw,
    RawKey,
    RawRow,
    RawTable,
    number_text,
    shaped,
    too_big,
)
from driveout.outside.season_files.sorting import KNOWN, sorted_out

KEYS_SHEETS = ("season", "sæson")
MOST_UNPACKED = 200 * 1024 * 1024
NO_DAY = date(1900, 1, 1)  # openpyxl makes it of 24:00 in a column of hours (findings/openpyxl-midnight-is-new-year.sh)


def read_workbook(path: Path, faults: list[Fault]) -> Raw:
    """Everything in the workbook that belongs to a season, as text; formulas are faults."""
    raw = Raw(f"{path.name} › season", "the workbook", keys=[])
    fault = too_big(path) or _bomb(path)
    if fault:
        faults.append(fault)
        return raw
    try:
        sheets = _sheets(path, faults)
    except Exception:  # openpyxl raises dozens of kinds of error for files that are not workbooks
        faults.append(_no_workbook(path))
        return raw
    raw.keys = None
    for title in [title for title in sheets if plain(title).lower() in KEYS_SHEETS][:1]:
        raw.keys_file, raw.keys = f"{path.name} › {title}", _keys(sheets.pop(title))
    titles = {title: title for title, rows in sheets.items() if _known(title) or any(any(row.cells) for row in rows)}
    for name, title in sorted_out(titles, raw, faults, path.name).items():
        file = f"{path.name} › {title}"
        table = shaped(file, sheets[title])
        if isinstance(table, Fault):
            faults.append(table)
            table = RawTable(file, [], [])
        raw.tables[name] = table
    return raw


def _known(title: str) -> bool:
    return plain(title).lower() in (*KEYS_SHEETS, *KNOWN)


def _no_workbook(path: Path) -> Fault:
    return Fault(
        path.name,
        Said("It cannot be opened as a workbook", "Den kan ikke åbnes som en projektmappe"),
        Said("an Excel workbook saved as .xlsx", "en Excel-projektmappe gemt som .xlsx"),
    )


def _bomb(path: Path) -> Fault | None:
    """A small file may unpack to gigabytes; the sizes it states are read first (and zipfile holds it to them)."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):  # the last: a packing zipfile does not know
        return _no_workbook(path)
    if size <= MOST_UNPACKED:
        return None
    most = MOST_UNPACKED // 1048576
    return Fault(
        path.name,
        Said(f"Unpacked it would fill {size / 1048576:.0f} MB", f"Pakket ud ville den fylde {size / 1048576:.0f} MB"),
        Said(f"at most {most} MB", f"højst {most} MB"),
    )


def _sheets(path: Path, faults: list[Fault]) -> dict[str, list[RawRow]]:
    """Two readings: one sees formulas, the other the value each showed when it was saved. By title."""
    import openpyxl

    found: dict[str, list[RawRow]] = {}
    books = [openpyxl.load_workbook(path, read_only=True, data_only=shown) for shown in (False, True)]
    try:
        for sheet in books[0].worksheets:
            shown = books[1][sheet.title]
            for each in (sheet, shown):
                each.reset_dimensions()  # what the file says of its own size may be wrong
            file = f"{path.name} › {sheet.title}"
            told: list[Fault] = faults if _known(sheet.title) else []  # what is not used may hold formulas
            rows = []
            pairs = zip(_rows(sheet), _rows(shown), strict=False)
            for number, (cells, values) in enumerate(pairs, 1):
                texts = [_cell(c, v, file, number, told) for c, v in zip(cells, values, strict=False)]
                rows.append(RawRow(number, _trimmed(texts)))
            found[sheet.title] = rows
    finally:
        for book in books:
            book.close()
    return found


def _trimmed(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _rows(sheet: Any) -> Any:
    return islice(sheet.iter_rows(max_col=MOST_COLUMNS + 1), MOST_ROWS + 2)


def _cell(cell: Any, shown: Any, file: str, row: int, faults: list[Fault]) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        faults.append(_formula(cell, shown.value, file, row))
        return ANSWERED
    if cell.data_type == "e":
        faults.append(
            Fault(
                file,
                Said(f"Cell {cell.coordinate} shows {cell.value}", f"Celle {cell.coordinate} viser {cell.value}"),
                Said("a value", "en værdi"),
                row,
                cell.column_letter,
                str(cell.value),
            )
        )
        return ANSWERED
    return _as_text(cell.value)


def _formula(cell: Any, shown: Any, file: str, row: int) -> Fault:
    formula = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None)
    the, den = (f"the formula {formula}", f"formlen {formula}") if formula else ("a formula", "en formel")
    last = f", which last showed {_as_text(shown)}" if shown is not None else ", which was never worked out"
    sidst = f", som sidst viste {_as_text(shown)}" if shown is not None else ", som aldrig er regnet ud"
    return Fault(
        file,
        Said(
            f"Cell {cell.coordinate} holds {the}{last}",
            f"Celle {cell.coordinate} rummer {den}{sidst}",
        ),
        Said("the value itself (copy, then paste as values)", "selve værdien (kopiér, og indsæt som værdier)"),
        row,
        cell.column_letter,
        formula or "",
    )


def _as_text(value: Any) -> str:
    """A cell as a person would have typed it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime) and value.date() == NO_DAY:
        return f"{24 + value.hour}:{value.minute:02d}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return f"{value // timedelta(hours=1)}:{value // timedelta(minutes=1) % 60:02d}"
    return as_seen(str(value))


def _keys(rows: list[RawRow]) -> list[RawKey]:
    """Column A holds keys, column B values; further cells are remarks. A heading key/value may stand on top."""
    keys = []
    for row in rows:
        key, text = ([*row.cells, "", ""])[:2]
        if key.strip() and key.strip().lower() not in ("key", "nøgle") and text.strip():
            keys.append(RawKey(key.strip(), text, row.number))
    return keys
