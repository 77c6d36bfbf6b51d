"""Rows of a register's CSV file, with the columns it promised."""

import csv
from collections.abc import Iterator
from pathlib import Path

from driveout.core.words import Nonsense, as_seen


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, column → text); the header is row 1. `Nonsense` when a column is missing or it is not text."""
    try:
        text = as_seen(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Nonsense(f"{path.name} is not UTF-8 text.") from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise Nonsense(f"{path.name} has no column {', '.join(missing)}.")
    for number, row in enumerate(reader, start=2):
        yield number, {column: row[column] or "" for column in columns}
