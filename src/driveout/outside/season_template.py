"""The workbook a newcomer starts from: a small season that reads as it is, and a sheet that explains each column.

There is one in Danish and one in English; what either holds is read alike.
"""

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
from driveout.outside.season_files.sorting import NOTES, SEASON_SHEETS
from driveout.outside.season_files.tables import TABLES
from driveout.outside.season_template_words import DANISH, HERE, ILLUSTRATED, INVENTED, NAMES
from driveout.outside.sheets import add_sheet

NAME = NAMES["da"]
READ_ME, COLUMNS = NOTES["da"]
HEADS = {
    "da": (
        "ark · sheet",
        "overskrift",
        "hedder også · also called",
        "skal udfyldes",
        "betyder",
        "vi venter",
        "uden svar",
        "eksempel",
        "must be given",
        "means",
        "expected",
    ),
    "en": ("sheet", "heading", "also called", "must be given", "means", "expected", "when empty", "example"),
}
WIDTHS = {"da": (12, 24, 24, 14, 56, 44, 14, 26, 14, 56, 44), "en": (12, 24, 30, 14, 56, 44, 14, 26)}
MOST_ROWS = 2000


def example(lang: str = "da") -> Season:
    """The small town without what only a test needs: figures given outright."""
    town = small_town()
    stops = tuple(replace(stop, venue=ILLUSTRATED[at % len(ILLUSTRATED)]) for at, stop in enumerate(town.stops))
    return replace(
        town,
        name=NAMES[lang],
        first_day=date(2027, 3, 29),
        weeks=13,
        notes=(INVENTED[lang],),
        stops=stops,
        reach={},
        drives={},
        pins=(Pin(town.stops[0].key, Weekday.TUESDAY),),
        forbidden=(),
        earlier=(),
        terms=replace(town.terms, holidays="DK"),
    )


def write_template(path: Path, lang: str = "da") -> None:
    """To a workbook at `path`, in Danish (“da”) or English (“en”)."""
    import openpyxl

    write_season(example(lang), path, lang=lang)
    book = openpyxl.load_workbook(path)
    _explain_keys(book[SEASON_SHEETS[lang]], lang)
    told = {(row[0], row[1]): row[4] for row in explained(lang)}
    for (sheet, head), source in _choices(lang).items():
        _choose(book[sheet], head, source, told[sheet, head])
    read_me, columns = NOTES[lang]
    add_sheet(book, read_me, ("Sådan gør du", "How to") if lang == "da" else ("How to",), HERE[lang])
    add_sheet(book, columns, HEADS[lang], explained(lang))
    for title, widths in ((read_me, (70, 70)), (columns, WIDTHS[lang])):
        _wrap(book[title], widths)
    for title in (columns, read_me):
        book.move_sheet(title, -book.sheetnames.index(title))
    book.active = 0
    book.save(path)


def _choices(lang: str) -> dict[tuple[str, str], str]:
    """Cells with a list to choose from, by sheet and heading."""
    sheet = {table.name: table.title if lang == "da" else table.title_english for table in TABLES}
    head = {(table.name, c.name): _heading(c, lang) for table in TABLES for c in table.columns}
    days = (day.danish[:3] if lang == "da" else day.english.lower()[:3] for day in Weekday)
    answers = {
        ("stops", field.heads[0].name): (also[0] if lang == "da" else str(of) for of, also in _answers(field.kind))
        for field in STOP
        if isinstance(field.kind, OneOf)
    }
    lists = {
        **answers,
        ("wishes", "wish"): ("fasthold", "forbyd") if lang == "da" else ("pin", "forbid"),
        ("wishes", "day"): days,
    }
    named = {
        ("wishes", "stop"): sheet["stops"],
        **{(name, "hub"): sheet["hubs"] for name in ("stops", "vehicles", "employees", "volunteers")},
    }
    sources = {key: f'"{",".join(words)}"' for key, words in lists.items()}
    sources |= {key: f"'{title}'!$A$2:$A${MOST_ROWS}" for key, title in named.items()}
    return {(sheet[name], head[name, column]): source for (name, column), source in sources.items()}


def _answers(kind: OneOf) -> Iterable[tuple[object, tuple[str, ...]]]:
    return zip(kind.of, kind.also, strict=True)


def _heading(column: Column, lang: str) -> str:
    return column.heading if lang == "da" else column.heading_english


def explained(lang: str = "da") -> list[tuple[str, ...]]:
    """One row for each key and column; in the Danish workbook in both languages."""
    rows = list(_rows("season", SEASON_SHEETS[lang], (*SEASON_KEYS, *TERMS_KEYS), lang))
    for table in TABLES:
        rows += _rows(table.name, table.title if lang == "da" else table.title_english, table.columns, lang)
    return rows


def _rows(sheet: str, title: str, columns: Iterable[Column], lang: str) -> Iterable[tuple[str, ...]]:
    for c in columns:
        must, must_en = ("ja", "yes") if c.required else ("nej", "no")
        also = ", ".join(dict.fromkeys((c.name, *c.danish)))
        if lang == "en":
            default = "" if c.required or c.default in (None, "", ()) else c.kind.write(c.default)
            means = c.means.replace("`", "")
            yield (title, c.heading_english, also, must_en, means, c.kind.expected.en, default, c.example)
            continue
        write = c.kind.write_danish or c.kind.write
        default = "" if c.required or c.default in (None, "", ()) else write(c.default)
        shown = write(c.kind.read(c.example)) if c.kind.write_danish and c.example else c.example
        said = (c.means_danish or DANISH[sheet, c.name], c.kind.expected.da, default, shown)
        yield (title, c.heading, also, must, *said, must_en, c.means, c.kind.expected.en)


def _explain_keys(sheet: Any, lang: str) -> None:
    if lang == "da":
        sheet.cell(1, 3, "Betyder · means")
    danish = {column.heading: column.means_danish for column in (*SEASON_KEYS, *TERMS_KEYS)}
    for row in sheet.iter_rows(min_row=2):
        if lang == "da":
            row[2].value = f"{danish[row[0].value]} · {row[2].value}"
        else:
            row[2].value = row[2].value.replace("`", "")
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
