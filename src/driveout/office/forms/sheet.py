"""A table as a workbook: a heading that stays, fitting columns, and text that is never a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from driveout.office.forms.table import cell as in_cell

WIDEST = 60
Cell = str | float | int | date | None


def as_workbook(title: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet; the first row is its heading."""
    from openpyxl import Workbook  # heavy, and few ask for it
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title[:31]
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, in_cell(value) if isinstance(value, str) else value)
            cell.font = Font(bold=number == 1)
            widths[column] = max(widths.get(column, 0), len(str(value)) if value is not None else 0)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(width, WIDEST) + 2.5
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = BytesIO()
    book.save(file)
    return file.getvalue()
