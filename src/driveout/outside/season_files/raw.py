"""What lies in the files before anybody has understood it: text by row, and limits on how much is read at all."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from driveout.core.words import as_seen
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.kinds import Figure
from driveout.outside.season_files.old_text import Guess, guessed

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 500_000  # a thousand hubs, each with twenty stops, and every drive both ways
MOST_COLUMNS = 200
ANSWERED = "\x00"  # a cell that already has its fault: not reported again as missing


@dataclass(slots=True)
class RawRow:
    """`cells` by position; `number` as a person counts."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class RawTable:
    """One file or sheet: where it came from, its heading, its rows that are not blank."""

    file: str
    header: list[str]
    rows: list[RawRow]


@dataclass(frozen=True, slots=True)
class RawKey:
    """One key of the season; lists become several."""

    key: str
    text: str
    row: int | None


@dataclass(slots=True)
class Raw:
    """Everything in a season's files. `keys` is None when the season's own file is missing."""

    keys_file: str
    place: str = "the folder"
    keys: list[RawKey] | None = None
    tables: dict[str, RawTable] = field(default_factory=dict)
    notes: list[Said] = field(default_factory=list)


def too_big(path: Path) -> Fault | None:
    """Refuse by size, before a byte is read."""
    size = path.stat().st_size
    if size <= MOST_BYTES:
        return None
    return Fault(
        path.name,
        Said(f"The file is {size / 1048576:.0f} MB", f"Filen fylder {size / 1048576:.0f} MB"),
        Said(f"at most {MOST_BYTES // 1048576} MB", f"højst {MOST_BYTES // 1048576} MB"),
        found=f"{size} bytes",
    )


def decoded(path: Path, notes: list[Said]) -> str | Fault:
    """As people see it. UTF-8, with or without a mark; UTF-16 with one; else what the letters say, with a note."""
    data = path.read_bytes()
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = _in(data, "utf-16" if marked else "utf-8-sig")
    name, sample = "UTF-16" if marked else "", ""
    if text is None and b"\0" not in data and not marked:
        guess = guessed(data)
        if guess.also:
            return _two_ways(path.name, guess)
        text, name, sample = guess.text, guess.called, "" if guess.is_sure else guess.sample
    if text is None or "\x00" in text:
        return Fault(
            path.name,
            Said("This is not a text file", "Det er ikke en tekstfil"),
            Said("text in UTF-8", "tekst i UTF-8"),
            found=re.sub(r"[^ -~]", "?", data[:20].decode("latin-1")),
        )
    if name:
        shown = Said(f" (“{sample}”)", f" (»{sample}«)") if sample else Said("", "")
        en, da = f"{path.name} was read as {name} text", f"{path.name} er læst som {name}-tekst"
        notes.append(Said(f"{en}{shown.en}.", f"{da}{shown.da}."))
    return as_seen(text)


def _in(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _two_ways(file: str, guess: Guess) -> Fault:
    one, other = guess.sample, guess.also
    return Fault(
        file,
        Said(
            f"It is not UTF-8, and its letters can be read in two ways: “{one}” or “{other}”",
            f"Den er ikke UTF-8, og bogstaverne kan læses på to måder: »{one}« eller »{other}«",
        ),
        Said("text in UTF-8 (in Excel: save as CSV UTF-8)", "tekst i UTF-8 (i Excel: Gem som, CSV UTF-8)"),
        found=one,
    )


def number_text(value: float) -> Figure:
    """A number of a workbook or of TOML as text."""
    return Figure(int(value) if value == value // 1 and abs(value) < 1e15 else repr(value))


def no_table(file: str, english: str, danish: str) -> Fault:
    """A file or sheet that holds nothing to read."""
    return Fault(file, Said(english, danish), Said("a heading and rows below it", "en overskrift og rækker under den"))


def shaped(file: str, lines: list[RawRow]) -> RawTable | Fault:
    """Header, then rows; blank rows are dropped, sizes are limited."""
    filled = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not filled:
        return no_table(file, "It is empty", "Den er tom")
    if len(filled) > MOST_ROWS or len(filled[0].cells) > MOST_COLUMNS:
        return Fault(
            file,
            Said("It is too large", "Den er for stor"),
            Said(
                f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns",
                f"højst {MOST_ROWS} rækker og {MOST_COLUMNS} kolonner",
            ),
        )
    return RawTable(file, filled[0].cells, filled[1:])
