"""`write_season`: a season out, as a folder or a workbook, by the same description that reads it."""

import csv
import io
import json
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any

from driveout.core.words import Ferry, Forbidden, Pin, Season, harmless
from driveout.core.words.fields import EMPLOYEE, HUB, SEASON, STOP, TERMS, VEHICLE, VOLUNTEER
from driveout.outside.faults import Fault, Faults, Said
from driveout.outside.season_files.columns import Column, Table
from driveout.outside.season_files.keys import SEASON_KEYS, TERMS_KEYS
from driveout.outside.season_files.kinds import plain
from driveout.outside.season_files.of_fields import row_of
from driveout.outside.season_files.refs import Written
from driveout.outside.season_files.sorting import KNOWN, SEASON_SHEETS
from driveout.outside.season_files.tables import TABLES
from driveout.outside.season_files.toml_keys import KEYS_FILE
from driveout.outside.whole_files import unwritten, written_whole

Row = dict[str, Any]
NO_FOLDERS = (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".toml", ".json", ".zip", ".pdf")


def write_season(season: Season, path: str | Path, *, lang: str = "") -> None:
    """To a folder (made when it is not there), or to a workbook when the name ends in .xlsx; whole or not at all.

    `lang`: a workbook that people fill in has headings and words of its own, Danish (“da”) or English (“en”). What a
    program may read next keeps the keys of the format; all three are read alike.

    Every drive the season knows is written as given outright; read with `with_estimates=False` to keep estimates out.
    Raises Faults where it cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() == ".xlsx":
        with written_whole(path) as part:
            _write_workbook(season, part, lang)
    elif path.suffix.lower() in NO_FOLDERS:
        what = Said(f"A season is not written as {path.suffix}", f"En sæson skrives ikke som {path.suffix}")
        expected = Said("a folder, or a file that ends in .xlsx", "en mappe eller en fil, der ender på .xlsx")
        raise Faults([Fault(str(path), what, expected, found=path.suffix)])
    else:
        _write_folder(season, path)


def rows(season: Season) -> dict[str, list[Row]]:
    """Table name → rows of values by column."""
    of = Written(season)
    return {
        "hubs": [row_of(HUB, hub) for hub in season.hubs],
        "stops": [row_of(STOP, stop, of.hub) for stop in season.stops],
        "vehicles": [row_of(VEHICLE, van, of.hub) for van in season.vehicles],
        "employees": [row_of(EMPLOYEE, person, of.hub) for person in season.employees],
        "volunteers": [row_of(VOLUNTEER, person, of.hub) for person in season.volunteers],
        "wishes": [*(_pin(pin, of) for pin in season.pins), *(_forbidden(wish, of) for wish in season.forbidden)],
        "earlier": [
            {"stop": of.stop(e.stop), "day": e.weekday, "starts": e.starts, "minutes": e.minutes}
            for e in season.earlier
        ],
        "reach": [
            {"stop": of.stop(stop), "visits": visits, "minutes": minutes, "guests": guests}
            for (stop, visits, minutes), guests in season.reach.items()
        ],
        "minutes": [
            {"from": of.place(start), "to": of.place(end), "minutes": drive.minutes, "km": drive.km}
            for (start, end), drive in season.drives.items()
        ],
        "ferries": [
            {"crossing": ferry.name, **{f.name: getattr(ferry, f.name) for f in fields(Ferry) if f.name != "name"}}
            for ferry in season.ferries
        ],
    }


def _pin(pin: Pin, of: Written) -> Row:
    return {"wish": "pin", "stop": of.stop(pin.stop), "day": pin.weekday, "starts": pin.starts, "minutes": pin.minutes}


def _forbidden(wish: Forbidden, of: Written) -> Row:
    return {"wish": "forbid", "stop": of.stop(wish.stop), "day": wish.weekday, "starts": None, "minutes": None}


def _text(column: Column, value: Any) -> str:
    return "" if value is None else (column.kind.write_text or column.kind.write)(value)


def _columns(table: Table, found: list[Row]) -> list[Column]:
    """All of them; the column `key` only where some key is not the name: most files need none."""
    return [column for column in table.columns if column.name != "key" or any(row["key"] for row in found)]


def _worth_writing(table: Table, found: list[Row]) -> bool:
    return table.required or bool(found)


def keys(season: Season) -> list[tuple[Column, Any]]:
    """Every key with its value; those that are None are left out."""
    values = {**row_of(SEASON, season), **row_of(TERMS, season.terms)}
    return [(column, values[column.name]) for column in (*SEASON_KEYS, *TERMS_KEYS) if values[column.name] is not None]


def _write_folder(season: Season, folder: Path) -> None:
    found = rows(season)
    texts = {table.file: _csv(table, found[table.name]) for table in TABLES if _worth_writing(table, found[table.name])}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(error, folder) from error
    with ExitStack() as all_or_none:  # every file is written before the first takes its place
        for file, text in {KEYS_FILE: _toml(season), **texts}.items():
            part = all_or_none.enter_context(written_whole(folder / file))
            part.write_text(text, encoding="utf-8", newline="")
    for path in folder.iterdir():  # else a table of an older season would stay and be read as this one's
        if path.name not in texts and path.suffix.lower() == ".csv" and plain(path.stem).lower() in KNOWN:
            path.unlink()


def _csv(table: Table, found: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = _columns(table, found)
    writer.writerow([column.name for column in columns])
    for row in found:
        writer.writerow([harmless(_text(column, row[column.name])) for column in columns])
    return out.getvalue()


def _toml(season: Season) -> str:
    lines: list[str] = []
    names = [column.name for column in TERMS_KEYS]
    for column, value in keys(season):
        if column.name in names and "[terms]" not in lines:
            lines += ["", "[terms]"]
        lines.append(f"{column.name} = {_toml_value(column, value)}")
    return "\n".join(lines) + "\n"


def _toml_value(column: Column, value: Any) -> str:
    if column.kind.many:
        return "[" + ", ".join(_toml_one(column, one) for one in value) + "]"
    return _toml_one(column, value)


def _toml_one(column: Column, value: Any) -> str:
    text = column.kind.write(value)
    bare = column.kind.numeric or column.kind.unit == "date"
    return text if bare else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write_workbook(season: Season, path: Path, lang: str) -> None:
    from driveout.outside.sheets import add_sheet, empty_book

    book = empty_book()
    lines = [
        (_head(column, lang), _cell(column, one, danish=lang == "da"), column.means)
        for column, value in keys(season)
        for one in (value if column.kind.many else (value,))
    ]
    heads = {"da": ("Nøgle", "Værdi", "Betyder"), "en": ("Key", "Value", "Means")}.get(lang, ("key", "value", "means"))
    add_sheet(book, SEASON_SHEETS.get(lang, "season"), heads, lines)
    found = rows(season)
    for table in TABLES:
        if _worth_writing(table, found[table.name]):
            columns = _columns(table, found[table.name])
            cells = [
                tuple(_cell(column, row[column.name], danish=lang == "da") for column in columns)
                for row in found[table.name]
            ]
            title = {"da": table.title, "en": table.title_english}.get(lang, table.name)
            add_sheet(book, title, tuple(_head(column, lang) for column in columns), cells)
    book.save(path)


def _head(column: Column, lang: str) -> str:
    return {"da": column.heading, "en": column.heading_english}.get(lang, column.name)


def _cell(column: Column, value: Any, *, danish: bool) -> str | float | None:
    """Numbers stay numbers, unless they have more digits than a workbook keeps; all else is text."""
    if value is None or (value in ("", ()) and column.kind.unit != "country"):
        return None
    text = column.kind.write(value)
    if column.kind.numeric and float(f"{float(text):.15g}") == float(text):
        return float(text)
    return column.kind.write_danish(value) if danish and column.kind.write_danish else text
