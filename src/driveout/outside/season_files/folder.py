"""A season as a folder: `season.toml` and one CSV file for each table."""

import csv
import io
import re
from pathlib import Path

from driveout.core.words import as_written
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.kinds import plain
from driveout.outside.season_files.raw import (
    MOST_ROWS,
    Raw,
    RawRow,
    RawTable,
    decoded,
    shaped,
    too_big,
)
from driveout.outside.season_files.sorting import sorted_out
from driveout.outside.season_files.toml_keys import KEYS_FILE, toml_keys

MOST_SIGNS = csv.field_size_limit()


def read_folder(folder: Path, faults: list[Fault]) -> Raw:
    """Everything in the folder that belongs to a season, as text. Small and large letters are alike."""
    raw = Raw(KEYS_FILE)
    names = sorted(path.name for path in folder.iterdir())
    for name in names:
        if plain(name).lower() == KEYS_FILE and raw.keys is None:
            text = _text(folder, name, raw, faults)
            raw.keys = [] if text is None else toml_keys(text, faults)
    tables = [name for name in names if plain(name).lower().endswith(".csv")]
    for table, name in sorted_out({name: plain(name)[:-4] for name in tables}, raw, faults).items():
        text = _text(folder, name, raw, faults)
        found = None if text is None else read_csv(name, text)
        if isinstance(found, Fault):
            faults.append(found)
        raw.tables[table] = found if isinstance(found, RawTable) else RawTable(name, [], [])
    return raw


def _text(folder: Path, file: str, raw: Raw, faults: list[Fault]) -> str | None:
    path = folder / file
    fault = _not_ours(folder, path) or too_big(path)
    text = fault or decoded(path, raw.notes)
    if isinstance(text, Fault):
        faults.append(text)
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
    """Comma, semicolon or tab between cells: whichever the heading uses most. A line “sep=;” on top is passed over."""
    text = re.sub(r'\A"?sep=.?"?(?=[\r\n])', "", text)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=heading.count)
    rows: list[RawRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            rows.append(RawRow(start, [as_written(cell) for cell in cells]))
            start = reader.line_num + 1
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        return _unread(file, start, too_long="limit" in str(error))
    return shaped(file, rows)


def _unread(file: str, row: int, *, too_long: bool) -> Fault:
    if too_long:
        what = Said(f"A cell has over {MOST_SIGNS} characters", f"En celle har over {MOST_SIGNS} tegn")
        return Fault(file, what, Said("shorter text in each cell", "kortere tekst i hver celle"), row)
    return Fault(
        file,
        Said(
            "A quotation mark is not closed, or text stands beside it",
            "Et citationstegn er ikke lukket, eller der står tekst ved siden af det",
        ),
        Said(
            'quotation marks in pairs round the whole cell, and "" for one inside it',
            'citationstegn parvis om hele cellen, og "" for ét inde i den',
        ),
        row,
    )
