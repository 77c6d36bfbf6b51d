"""Which file or sheet is which table: known names are taken, near misses told, strangers noted."""

from collections.abc import Mapping
from itertools import chain

from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.kinds import plain
from driveout.outside.season_files.raw import Raw, RawTable
from driveout.outside.season_files.records import closest
from driveout.outside.season_files.tables import TABLES

# The template's own sheets of advice, by its language: that they are not used is no news.
NOTES = {"da": ("LÆS MIG", "KOLONNER"), "en": ("READ ME", "COLUMNS")}
SEASON_SHEETS = {"da": "Sæson", "en": "Season"}  # of a workbook that people fill in
KNOWN = {name: table.name for table in TABLES for name in (table.name, *table.danish)}


def sorted_out(titles: Mapping[str, str], raw: Raw, faults: list[Fault], book: str = "") -> dict[str, str]:
    """Table → the file or sheet that holds it. `titles`: file or sheet → its bare name; `book`: the workbook's name.

    A table that stands twice is a fault, and so is a stranger that is all but named like a table that is missing.
    """
    placed: dict[str, str] = {}
    strangers: dict[str, str] = {}
    where = f"{book} › " if book else ""
    for title, bare in titles.items():
        table = KNOWN.get(plain(bare).lower())
        if table is None:
            strangers[title] = bare
        elif table in placed:
            first = placed[table]
            what = Said(f"{first} holds the table {table} too", f"{first} rummer også tabellen {table}")
            faults.append(Fault(where + title, what, Said("each table once", "hver tabel én gang")))
        else:
            placed[table] = title
    for title, bare in strangers.items():
        near = closest(plain(bare).lower(), [name for name, table in KNOWN.items() if table not in placed])
        if near is None and not (book and plain(bare).upper() in chain(*NOTES.values())):
            what = Said(f"The sheet {title}", f"Arket {title}") if book else Said(title, title)
            raw.notes.append(Said(f"{what.en} was not used.", f"{what.da} er ikke brugt."))
        elif near is not None:
            what = Said(
                f"No table is called {bare}; did you mean {near}?", f"Ingen tabel hedder {bare}; mente du {near}?"
            )
            faults.append(Fault(where + title, what, Said(f"the name {near}", f"navnet {near}")))
            raw.tables[KNOWN[near]] = RawTable(where + title, [], [])
    return placed
