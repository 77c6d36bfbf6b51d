"""Sheets that people like to read: a heading that stays, fitting columns, and text that is never a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

Cell = str | float | int | date | None
HEAD = PatternFill("solid", fgColor="FFDF85")  # smør, the lit window
INK = "2A1B2A"
WIDEST = 60


def empty_book() -> Workbook:
    """A workbook without the sheet that a new one comes with."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def add_sheet(book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Any:
    """A sheet with a heading that stays in sight and a filter on it."""
    sheet = book.create_sheet(title)
    widths = [len(head) for head in heads]
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill = Font(bold=True, color=INK), HEAD
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value)
            widths[column - 1] = max(widths[column - 1], len(str(value)) if value is not None else 0)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, WIDEST) + 2.5
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return sheet


def put(sheet: Any, row: int, column: int, value: Cell) -> None:
    """One value. Text stays text, also where it begins with = as a formula would."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")  # stays text also when somebody edits the cell
        cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
