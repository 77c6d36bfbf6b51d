"""What a workbook hides from those who look at it: sheets, rows and columns. All of it is read, so it is said."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from driveout.outside.faults import Said
from driveout.outside.season_files.raw import RawTable
from driveout.outside.unpacking import unpacked

MOST_TOLD = 10
RELATION = re.compile(r"(^|:)id$")


@dataclass(slots=True)
class Hidden:
    """Of one sheet: is all of it hidden, which rows are (a filter hides them too), and which columns, from 1."""

    sheet: bool = False
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)

    def column(self, number: int) -> bool:
        return any(number in span for span in self.columns)


def hidden_in(archive: zipfile.ZipFile) -> dict[str, Hidden]:
    """By the sheet's title. Source: ECMA-376, part 1, 18.2.19 (sheet), 18.3.1.13 (col) and 18.3.1.73 (row)."""
    sheets: list[tuple[str, str, bool]] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for name, value in given.items() if RELATION.search(name)), "")
            sheets.append((given.get("name", ""), relation, given.get("state", "visible") != "visible"))

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[given.get("Id", "")] = normpath(join("/xl", given.get("Target", ""))).lstrip("/")

    _walk(archive, "xl/workbook.xml", sheet)
    _walk(archive, "xl/_rels/workbook.xml.rels", relation)
    return {title: _of_sheet(archive, targets.get(at, ""), hidden) for title, at, hidden in sheets}


def _of_sheet(archive: zipfile.ZipFile, name: str, hidden: bool) -> Hidden:
    found, last = Hidden(hidden), 0

    def row_or_column(tag: str, given: dict[str, str]) -> None:
        nonlocal last
        if tag == "row":
            last = int(given.get("r", last + 1))
        if tag not in ("row", "col") or not (given.get("hidden") in ("1", "true") or _flat(given)):
            return
        if tag == "row":
            found.rows.add(last)
        else:
            found.columns.append(range(int(given["min"]), int(given["max"]) + 1))

    _walk(archive, name, row_or_column)
    return found


def _flat(given: dict[str, str]) -> bool:
    """Without height or width it is not seen either."""
    return any(re.fullmatch(r"0(\.0+)?", given.get(name, "")) for name in ("ht", "width"))


def _walk(archive: zipfile.ZipFile, name: str, begins: Any) -> None:
    if name not in archive.namelist():
        return
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: begins(tag.rpartition(":")[2], given)
    with archive.open(name) as file:
        for part in unpacked(file):
            parser.Parse(part)
    parser.Parse(b"", True)


def said_hidden(table: RawTable, unseen: Hidden) -> Iterator[Said]:
    """A note for each: the rows with what stands first in them, the columns with their headings."""
    if unseen.sheet:
        yield Said(
            f"{table.file}: the sheet is hidden in the workbook, and is read all the same. Unhide it to see what is in "
            "it.",
            f"{table.file}: arket er skjult i projektmappen og er læst alligevel. Vis det for at se, hvad det rummer.",
        )
    rows = [row for row in table.rows if row.number in unseen.rows]
    if rows:
        shown = [f"{row.number} ({next(cell for cell in row.cells if cell.strip())[:40]})" for row in rows[:MOST_TOLD]]
        yield _also_read(table.file, shown, len(rows), ("row", "rows"), ("række", "rækker"), ("skjult", "skjulte"))
    heads = [f"{letters(at)} ({head[:40]})" for at, head in enumerate(table.header, 1) if head and unseen.column(at)]
    if heads:
        one, many = ("column", "columns"), ("kolonne", "kolonner")
        yield _also_read(table.file, heads[:MOST_TOLD], len(heads), one, many, ("skjult", "skjulte"))


def _also_read(
    file: str, shown: list[str], n: int, en: tuple[str, str], da: tuple[str, str], hidden: tuple[str, str]
) -> Said:
    some = n > 1
    more = Said(f" and {n - len(shown)} more", f" og {n - len(shown)} til") if n > len(shown) else Said("", "")
    listed = ", ".join(shown)
    return Said(
        f"{file}: {en[some]} {listed}{more.en} {'are' if some else 'is'} hidden in the workbook, and read all the "
        "same. Delete what is not to count.",
        f"{file}: {da[some]} {listed}{more.da} er {hidden[some]} i projektmappen og er læst alligevel. Slet det, der "
        "ikke skal tælle med.",
    )


def letters(column: int) -> str:
    """A column's name as a workbook shows it: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
