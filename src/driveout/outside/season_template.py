"""The workbook a newcomer starts from: a small season that reads as it is, and a sheet that explains each column."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from driveout.core.simulate.small_town import small_town
from driveout.core.words import Pin, Season, Weekday
from driveout.core.words.fields import STOP
from driveout.core.words.fields.kinds import OneOf
from driveout.outside.season_files import write_season
from driveout.outside.season_files.columns import Column
from driveout.outside.season_files.keys import SEASON_KEYS, TERMS_KEYS
from driveout.outside.season_files.sorting import NOTES, SEASON_SHEET
from driveout.outside.season_files.tables import TABLES
from driveout.outside.season_template_words import DANISH, HERE, ILLUSTRATED
from driveout.outside.sheets import add_sheet

NAME = "Skriv sæsonens navn her"
READ_ME, COLUMNS = NOTES
HEADS = (
    "ark · sheet",
    "overskrift",
    "hedder også · also called",
    "skal udfyldes",
    "betyder",
    "vi venter",
    "uden svar",
    "eksempel",
)
HEADS_EN = ("must be given", "means", "expected")
DAYS = ",".join(day.danish[:3] for day in Weekday)
MOST_ROWS = 2000
SHEET = {table.name: table.title for table in TABLES}
CHOICES = {  # cells with a list to choose from, by sheet and column
    **{
        ("stops", field.heads[0].name): f'"{",".join(also[0] for also in field.kind.also)}"'
        for field in STOP
        if isinstance(field.kind, OneOf)
    },
    ("wishes", "wish"): '"fasthold,forbyd"',
    ("wishes", "day"): f'"{DAYS}"',
    ("wishes", "stop"): f"'{SHEET['stops']}'!$A$2:$A${MOST_ROWS}",
    **{
        (sheet, "hub"): f"'{SHEET['hubs']}'!$A$2:$A${MOST_ROWS}"
        for sheet in ("stops", "vehicles", "employees", "volunteers")
    },
}
HEADING = {(table.name, column.name): column.heading for table in TABLES for column in table.columns}


def example() -> Season:
    """The small town without what only a test needs: figures given outright."""
    town = small_town()
    stops = tuple(replace(stop, venue=ILLUSTRATED[at % len(ILLUSTRATED)]) for at, stop in enumerate(town.stops))
    return replace(
        town,
        name=NAME,
        first_day=date(2027, 3, 29),
        weeks=13,
        notes=("Byerne er opfundet. Skriv dine egne.",),
        stops=stops,
        reach={},
        drives={},
        pins=(Pin(town.stops[0].key, Weekday.TUESDAY),),
        forbidden=(),
        earlier=(),
        terms=replace(town.terms, holidays="DK"),
    )


def write_template(path: Path) -> None:
    """To a workbook at `path`."""
    import openpyxl

    write_season(example(), path, danish=True)
    book = openpyxl.load_workbook(path)
    _explain_keys(book[SEASON_SHEET])
    told = {(row[0], row[1]): row[4] for row in explained()}
    for (sheet, column), source in CHOICES.items():
        head = HEADING[sheet, column]
        _choose(book[SHEET[sheet]], head, source, told[SHEET[sheet], head])
    add_sheet(book, READ_ME, ("Sådan gør du", "How to"), HERE)
    add_sheet(book, COLUMNS, (*HEADS, *HEADS_EN), explained())
    for title, widths in ((READ_ME, (70, 70)), (COLUMNS, (12, 24, 24, 14, 56, 44, 14, 26, 14, 56, 44))):
        _wrap(book[title], widths)
    for title in (COLUMNS, READ_ME):
        book.move_sheet(title, -book.sheetnames.index(title))
    book.active = 0
    book.save(path)


def explained() -> list[tuple[str, ...]]:
    """One row for each key and column, in both languages."""
    rows = list(_rows("season", SEASON_SHEET, (*SEASON_KEYS, *TERMS_KEYS)))
    for table in TABLES:
        rows += _rows(table.name, table.title, table.columns)
    return rows


def _rows(sheet: str, title: str, columns: Iterable[Column]) -> Iterable[tuple[str, ...]]:
    for c in columns:
        must, must_en = ("ja", "yes") if c.required else ("nej", "no")
        write = c.kind.write_danish or c.kind.write
        default = "" if c.required or c.default in (None, "", ()) else write(c.default)
        shown = write(c.kind.read(c.example)) if c.kind.write_danish and c.example else c.example
        said = (c.means_danish or DANISH[sheet, c.name], c.kind.expected.da, default, shown)
        also = ", ".join(dict.fromkeys((c.name, *c.danish)))
        yield (title, c.heading, also, must, *said, must_en, c.means, c.kind.expected.en)


def _explain_keys(sheet: Any) -> None:
    sheet.cell(1, 3, "Betyder · means")
    danish = {column.heading: column.means_danish for column in (*SEASON_KEYS, *TERMS_KEYS)}
    for row in sheet.iter_rows(min_row=2):
        row[2].value = f"{danish[row[0].value]} · {row[2].value}"
    sheet.column_dimensions["C"].width = 90


def _choose(sheet: Any, column: str, source: str, means: str) -> None:
    """A list to choose from, and what the column means where somebody stands in it. Anything may be written."""
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = next(cell.column_letter for cell in sheet[1] if cell.value == column)
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    choice.promptTitle, choice.prompt, choice.showInputMessage = column, means, True
    choice.add(f"{letter}2:{letter}{MOST_ROWS}")
    sheet.add_data_validation(choice)


def _wrap(sheet: Any, widths: tuple[int, ...]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
