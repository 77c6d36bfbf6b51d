"""A season as one Excel workbook: a sheet for each table, and the sheet `season` with keys and values."""

import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

from driveout.core.words import as_seen
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.hidden import Hidden, hidden_in, said_hidden
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
from driveout.outside.unpacking import TooLarge, check_sizes, too_large

KEYS_SHEETS = ("season", "sæson")
# What zipfile and expat let through of a broken file: a password and a packing it does not know are RuntimeErrors.
BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, EOFError, ValueError, KeyError, RuntimeError)
NO_DAY = date(1900, 1, 1)  # openpyxl makes it of 24:00 in a column of hours (findings/openpyxl-midnight-is-new-year.sh)


def read_workbook(path: Path, faults: list[Fault]) -> Raw:
    """Everything in the workbook that belongs to a season, as text; formulas are faults."""
    raw = Raw(f"{path.name} › season", "the workbook", keys=[])
    unseen = too_big(path) or _unseen(path)
    if isinstance(unseen, Fault):
        faults.append(unseen)
        return raw
    try:
        sheets = _sheets(path, faults)
    except Exception:  # openpyxl raises dozens of kinds of error for files that are not workbooks
        faults.append(_no_workbook(path))
        return raw
    raw.keys = None
    for title in [title for title in sheets if plain(title).lower() in KEYS_SHEETS][:1]:
        raw.keys_file, raw.keys = f"{path.name} › {title}", _keys(sheets[title])
        raw.notes.extend(said_hidden(RawTable(raw.keys_file, [], sheets.pop(title)), unseen.get(title, Hidden())))
    titles = {title: title for title, rows in sheets.items() if _known(title) or any(any(row.cells) for row in rows)}
    for name, title in sorted_out(titles, raw, faults, path.name).items():
        file = f"{path.name} › {title}"
        table = shaped(file, sheets[title])
        if isinstance(table, RawTable):
            raw.notes.extend(said_hidden(table, unseen.get(title, Hidden())))
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


def _unseen(path: Path) -> dict[str, Hidden] | Fault:
    """What the sheets hide; a fault where it is no workbook, or would fill the machine. Sizes are asked first."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_sizes(archive)
            return hidden_in(archive)
    except TooLarge as error:
        return too_large(path.name, error)
    except BROKEN:
        return _no_workbook(path)


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
                if any(texts):
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
