"""From text to values: each cell is read by its column's kind; whatever cannot be read becomes a fault."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from driveout.core.words import one_line
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.columns import Column, Table
from driveout.outside.season_files.kinds import Figure, Unreadable, plain
from driveout.outside.season_files.raw import ANSWERED, Raw, RawKey, RawTable

LOOK_IT_UP = Said(
    "latitude and longitude: look the address up on a map on the web, press the place, and write both numbers, such as "
    "56.7556 and 8.5722",
    "breddegrad og længdegrad: slå adressen op på et kort på nettet, tryk på stedet, og skriv begge tal, for eksempel "
    "56,7556 og 8,5722",
)


@dataclass(slots=True)
class Record:
    """One row with the values that could be read; `whole` is false when some could not."""

    file: str
    row: int | None
    values: dict[str, Any] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    key: str = ""  # what others refer to it by
    refs: dict[str, Any] = field(default_factory=dict)  # by column: the key of who is meant
    heads: dict[str, str] = field(default_factory=dict)  # by column: its heading, as it stands in the file
    unplaced: bool = False  # position in the sea or swapped: no driving minutes can be reckoned

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def ref(self, column: str) -> Any:
        """The key of who is named there; what is written where nobody is known by it."""
        return self.refs.get(column, self.values.get(column))

    @property
    def meant(self) -> dict[str, Any]:
        """Its values, with the keys of those it names and its own."""
        return {**self.values, **self.refs, "key": self.key}

    def fault(self, column: str, what: Said, expected: Said) -> Fault:
        return Fault(self.file, what, expected, self.row, self.heads.get(column, column), self.found.get(column, ""))


def read_table(table: Table, raw: Raw, faults: list[Fault]) -> list[Record]:
    """The rows of one table; `faults` and the notes of `raw` grow."""
    found = raw.tables.get(table.name)
    if found is None:
        if table.required:
            faults.append(_missing_table(table, raw))
        return []
    if not found.header:
        return []
    placed, strangers = _placed(table, found, faults)
    if not placed:
        faults.append(_no_heading(table, found, raw))
        return []
    known = {heading(name): c.name for c in table.columns for name in (c.name, *c.danish) if c.name not in placed}
    meant = {_stranger(wanted, known, found, raw, faults) for wanted in strangers}
    missing = [c for c in table.columns if c.required and c.name not in placed and c.name not in meant]
    for column in missing:
        faults.append(
            Fault(
                found.file,
                Said(f"The column {column.name} is missing", f"Kolonnen {column.heading} ({column.name}) mangler"),
                LOOK_IT_UP
                if column.name in ("lat", "lon") and "address" in placed
                else Said(
                    f"a column {column.name} with {column.kind.expected.en}",
                    f"en kolonne {column.heading} med {column.kind.expected.da}",
                ),
                row=1,
                column=column.name,
            )
        )
    if table.filled and not found.rows:
        faults.append(
            Fault(found.file, Said("There are no rows below the heading", "Der er ingen rækker under overskriften"),
                  Said(f"at least one row in {table.name}", f"mindst én række i {table.name}"), row=2)
        )  # fmt: skip
    if raw.place == "the workbook":  # no cell has slipped there: what stands beside the table are remarks
        _leave_remarks(found, raw)
    return [_record(table, placed, found, index, faults) for index in range(len(found.rows))]


def _no_heading(table: Table, found: RawTable, raw: Raw) -> Fault:
    shown, columns = "; ".join(filter(None, found.header))[:60], [c for c in table.columns if c.required]
    needed = Said(", ".join(c.name for c in columns), ", ".join(c.heading for c in columns))
    by = Said("", "")
    if raw.place == "the folder":
        by = Said(", with comma, semicolon or tab between", " med komma, semikolon eller tabulator imellem")
    found.header = []  # it counts as unread: nothing else is blamed for what it may hold
    return Fault(
        found.file,
        Said(
            f"The first row holds no heading that is known: “{shown}”",
            f"Den første række rummer ingen overskrift, der kendes: »{shown}«",
        ),
        Said(f"the headings {needed.en}{by.en}", f"overskrifterne {needed.da}{by.da}"),
        row=1,
        found=shown,
    )


def _leave_remarks(found: RawTable, raw: Raw) -> None:
    width, beside = len(found.header), [row for row in found.rows if any(row.cells[len(found.header) :])]
    for row in beside:
        row.cells = row.cells[:width]
    if beside:
        file, first = found.file, beside[0].number
        raw.notes.append(
            Said(
                f"{file}: cells without a heading were not used (row {first}).",
                f"{file}: celler uden overskrift er ikke brugt (række {first}).",
            )
        )


def _missing_table(table: Table, raw: Raw) -> Fault:
    name = table.file if raw.place == "the folder" else table.name
    what = ("file", "filen", "mappen") if raw.place == "the folder" else ("sheet", "arket", "projektmappen")
    required = [c for c in table.columns if c.required]
    columns = Said(", ".join(c.name for c in required), ", ".join(c.heading for c in required))
    return Fault(
        name if raw.place == "the folder" else raw.keys_file.split(" › ")[0],
        Said(f"The {what[0]} {name} is missing in {raw.place}", f"{what[1].capitalize()} {name} mangler i {what[2]}"),
        Said(f"{name} with at least the columns {columns.en}", f"{name} med mindst kolonnerne {columns.da}"),
    )


def heading(text: str) -> str:
    return plain(text).lower().replace(" ", "_")


def _placed(table: Table, found: RawTable, faults: list[Fault]) -> tuple[dict[str, int], list[str]]:
    """Column name → position, and the headings that nobody knows. Danish headings count."""
    known = {heading(name): c.name for c in table.columns for name in (c.name, *c.danish)}
    placed: dict[str, int] = {}
    strangers: list[str] = []
    for position, text in enumerate(found.header):
        wanted = heading(text.replace(ANSWERED, ""))
        if not wanted:
            continue
        name = known.get(wanted)
        if name is None:
            strangers.append(wanted)
        elif name in placed:
            faults.append(
                Fault(found.file, Said(f"The column {name} stands twice", f"Kolonnen {name} står to gange"),
                      Said("each column once", "hver kolonne én gang"), 1, name, text)
            )  # fmt: skip
        else:
            placed[name] = position
    return placed, strangers


def _stranger(wanted: str, missing: dict[str, str], found: RawTable, raw: Raw, faults: list[Fault]) -> str:
    """The column that was meant, with a fault; "", with a note, when nobody can tell.

    `missing`: headings of columns that are not there, with the columns' names; one that is there was not meant.
    """
    near = closest(wanted, list(missing))
    if near is None:
        raw.notes.append(
            Said(f"{found.file}: the column {wanted} was not used.", f"{found.file}: kolonnen {wanted} er ikke brugt.")
        )
        return ""
    faults.append(
        Fault(
            found.file,
            Said(
                f"There is no column {wanted}; did you mean {near}?", f"Der er ingen kolonne {wanted}; mente du {near}?"
            ),
            Said(f"the heading {near}", f"overskriften {near}"),
            row=1,
            column=wanted,
            found=wanted,
        )
    )
    return missing[near]


def closest(wanted: str, names: Sequence[str]) -> str | None:
    """The name that was most likely meant, or None."""
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wanted.casefold(), list(folded), n=1, cutoff=0.75)
    return folded[near[0]] if near else None


def _record(table: Table, placed: dict[str, int], found: RawTable, index: int, faults: list[Fault]) -> Record:
    row = found.rows[index]
    heads = {name: one_line(found.header[position]) for name, position in placed.items()}
    record = Record(found.file, row.number, heads=heads)
    extra = [cell for cell in row.cells[len(found.header) :] if cell.strip()]
    if extra:
        record.whole = False
        faults.append(
            Fault(
                found.file,
                Said(
                    f"The row has {len(row.cells)} cells, but the heading has {len(found.header)}",
                    f"Rækken har {len(row.cells)} celler, men overskriften har {len(found.header)}",
                ),
                Said(
                    "as many cells as headings; put a number with a comma in quotes, or use ; between cells",
                    "lige så mange celler som overskrifter; sæt et tal med komma i citationstegn, eller brug ; "
                    "mellem cellerne",
                ),
                row.number,
                found="; ".join(extra)[:80],
            )
        )
        return record  # its cells have slipped, so whatever they hold would be blamed wrongly
    told = len(faults)
    for column in table.columns:
        position = placed.get(column.name)
        cell = row.cells[position] if position is not None and position < len(row.cells) else ""
        text = cell if isinstance(cell, Figure) else cell.strip()
        _read_cell(record, column, text, missing=position is None, faults=faults)
    if record.get("address") and not (record.found.get("lat") or record.found.get("lon")):
        faults[told:] = [fault for fault in faults[told:] if fault.column not in (record.heads.get("lon"), "lon")]
        _ask_for_position(record, faults, told)
    return record


def _ask_for_position(record: Record, faults: list[Fault], first: int) -> None:
    """In place of two empty cells: what to do with an address, which nobody here can look up."""
    address = record["address"]
    for at, fault in enumerate(faults[first:], first):
        if fault.column == record.heads.get("lat", "lat"):
            faults[at] = replace(
                fault,
                what=Said(
                    f"There is an address, “{address}”, but no position",
                    f"Her er en adresse, »{address}«, men ingen position",
                ),
                expected=LOOK_IT_UP,
                found=address,
            )


def _read_cell(record: Record, column: Column, text: str, *, missing: bool, faults: list[Fault]) -> None:
    if text == ANSWERED or (missing and column.required):
        record.whole = False
        return
    record.found[column.name] = text
    if not text:
        if column.required:
            record.whole = False
            faults.append(record.fault(column.name, Said("The cell is empty", "Cellen er tom"), column.kind.expected))
        else:
            record.values[column.name] = column.default
        return
    try:
        record.values[column.name] = column.kind.read(text)
    except Unreadable as error:
        record.whole = False
        faults.append(record.fault(column.name, error.what, column.kind.expected))


def read_keys(columns: Sequence[Column], raw: Raw, faults: list[Fault]) -> Record:
    """The season's keys as one record; what is not given has its default."""
    record = Record(raw.keys_file, None)
    given: dict[str, list[RawKey]] = {}
    known = {heading(name): c.name for c in columns for name in (c.name, *c.danish)}
    for key in raw.keys or []:
        name = known.get(heading(key.key))
        if name is None:
            faults.append(_unknown_key(key, [*known, "terms"], raw))
        else:
            given.setdefault(name, []).append(key)
    for column in columns:
        _read_key(record, column, given.get(column.name, []), raw, faults)
    return record


def _unknown_key(key: RawKey, known: list[str], raw: Raw) -> Fault:
    wanted = heading(key.key)
    near = closest(wanted, known) or next((name for name in known if name.startswith(f"{wanted}_")), None)
    near = None if near == wanted else near  # `terms` as a key, not as a part
    hint = Said(f"; did you mean {near}?" if near else "", f"; mente du {near}?" if near else "")
    return Fault(
        raw.keys_file,
        Said(f"There is no key {key.key}{hint.en}", f"Der er ingen nøgle {key.key}{hint.da}"),
        Said("one of the keys in docs/reference/season-format.md", "en af nøglerne i docs/reference/season-format.md"),
        key.row,
        key.key,
        key.text.replace(ANSWERED, ""),
    )


def _read_key(record: Record, column: Column, given: list[RawKey], raw: Raw, faults: list[Fault]) -> None:
    if not given:
        unread = not raw.keys and any(fault.file == raw.keys_file for fault in faults)
        if column.required and raw.keys is not None and not unread:
            what = Said(f"The key {column.name} is missing", f"Nøglen {column.name} mangler")
            faults.append(Fault(raw.keys_file, what, column.kind.expected, column=column.name))
        elif not column.required:
            record.values[column.name] = column.default
        return
    if len(given) > 1 and not column.kind.many:
        called = one_line(given[1].key)
        what = Said(f"The key {called} has several values", f"Nøglen {called} har flere værdier")
        faults.append(Fault(raw.keys_file, what, column.kind.expected, given[1].row, called, given[1].text))
        return
    if column.required and not given[0].text.strip():
        faults.append(
            Fault(
                raw.keys_file,
                Said("The value is empty", "Værdien er tom"),
                column.kind.expected,
                given[0].row,
                one_line(given[0].key),
            )
        )
        return
    values = []
    for key in given:
        try:
            if key.text != ANSWERED:
                values.append(column.kind.read(key.text))
        except Unreadable as error:
            faults.append(Fault(raw.keys_file, error.what, column.kind.expected, key.row, one_line(key.key), key.text))
    if column.kind.many:
        record.values[column.name] = tuple(values)
    elif values:
        record.values[column.name] = values[0]
