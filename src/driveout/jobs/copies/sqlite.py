"""SQLite: copied by VACUUM INTO, which reads one moment of it whatever is written meanwhile; never file by file."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from driveout.jobs.copies.contents import Contents, NotACopy

BEGINS = b"SQLite format 3\0"
BESIDE = ("", "-wal", "-shm", "-journal")  # what is left of a database would be read into the one put there


def copy(settings: Mapping[str, Any], target: Path) -> Contents:
    """Copy it, read the copy through, and say what it holds. `target` is there only when all is well."""
    database = Path(settings["NAME"])
    if not database.is_file():
        raise NotACopy(f"There is no database at {database}.", f"Der er ingen database i {database}.")
    return _by_way_of(target, lambda half: _run(database, "VACUUM INTO ?", str(half)))


def put_back(settings: Mapping[str, Any], source: Path) -> Contents:
    """Put a copy where no database is. Its contents are those of the copy, or nothing is there."""
    database = Path(settings["NAME"])
    left = [database.with_name(database.name + end) for end in BESIDE]
    if there := [path.name for path in left if path.exists()]:
        names = ", ".join(there)
        raise NotACopy(
            f"{database.parent} holds a database, or remains of one: {names}. Move all of it away, and try again.",
            f"{database.parent} rummer en database eller rester af en: {names}. Flyt dem alle væk, og prøv igen.",
        )
    wanted = read(source)
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = _by_way_of(database, lambda half: _run(source, "VACUUM INTO ?", str(half)))
    if found != wanted:
        database.unlink()
        raise NotACopy(
            f"What was put back is not what {source} holds. Nothing is left there.",
            f"Det, der blev lagt tilbage, er ikke det, {source} rummer. Der er intet tilbage.",
        )
    return found


def read(path: Path) -> Contents:
    """Open it for reading only, look it over, and read every row. Raises NotACopy where it is none or is broken."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            faults = [row[0] for row in opened.execute("PRAGMA integrity_check(3)")]
            if faults != ["ok"]:
                raise NotACopy(f"{path} is broken: {faults[0]}", f"{path} er i stykker: {faults[0]}")
            found = Contents()
            for table in sorted(
                row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ):
                if not table.startswith("sqlite_"):
                    found.add(table, _rows(opened, table))
    except sqlite3.DatabaseError as error:
        raise NotACopy(f"{path} cannot be read: {error}.", f"{path} kan ikke læses: {error}.") from error
    return found


def migrations(path: Path) -> set[str]:
    """Which of our migrations it has had; none where it is some other program's."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            return {row[0] for row in opened.execute("SELECT name FROM django_migrations WHERE app = 'records'")}
    except sqlite3.DatabaseError:
        return set()


def _by_way_of(target: Path, make: Callable[[Path], None]) -> Contents:
    """Made under another name, and called by its own once it has been read through."""
    half = target.with_name(f"{target.name}.half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)  # VACUUM INTO takes an empty file as it is
    try:
        make(half)
        found = read(half)
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return found


def _run(path: Path, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=60, uri=True)) as opened:
        opened.execute(statement, values)


def _rows(opened: sqlite3.Connection, table: str) -> Iterator[bytes]:
    quoted = table.replace('"', '""')
    for row in opened.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608  (a name that the database itself gave)
        yield repr(row).encode()
