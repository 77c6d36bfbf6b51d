"""PostgreSQL: copied and put back by its own programs, pg_dump and pg_restore. The password never stands on a line."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from driveout.jobs.copies.contents import Contents, NotACopy

BEGINS = b"PGDMP"
COPY, END = b"COPY ", b"\\.\n"


def environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """Django's settings of the database as the words that PostgreSQL's programs read."""
    said = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    mine = {word: str(settings[key]) for key, word in said.items() if settings.get(key)}
    if "sslmode" in settings.get("OPTIONS", {}):
        mine["PGSSLMODE"] = settings["OPTIONS"]["sslmode"]
    return {**os.environ, **mine}


def copy(settings: Mapping[str, Any], target: Path) -> Contents:
    """Dump it, read the dump through, and say what it holds. `target` is there only when all is well."""
    half = target.with_name(f"{target.name}.half")
    half.touch(mode=0o600)
    try:
        _done(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={half}"], environment(settings))
        found = read(half)
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return found


def put_back(settings: Mapping[str, Any], source: Path) -> Contents:
    """Put a dump into a database without tables, in one step: all of it, or nothing."""
    from django.db import connection

    if tables := connection.introspection.table_names():
        raise NotACopy(
            f"The database has {len(tables)} tables already. Make an empty one, and say where it is.",
            f"Databasen har allerede {len(tables)} tabeller. Lav en tom, og skriv, hvor den er.",
        )
    wanted = read(source)
    env = environment(settings)
    restore = ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _done([*restore, f"--dbname={env.get('PGDATABASE', '')}", str(source)], env)
    found = _read(["pg_dump", "--data-only", "--no-owner"], env)
    if found != wanted:
        raise NotACopy(
            f"What was put back is not what {source} holds: do not use it.",
            f"Det, der blev lagt tilbage, er ikke det, {source} rummer: brug det ikke.",
        )
    return found


def read(path: Path) -> Contents:
    """Read every row of a dump. No database is needed for it."""
    return _read(["pg_restore", "--data-only", "--file=-", str(path)], dict(os.environ))


def migrations(path: Path) -> set[str]:
    """Which of our migrations it has had; none where it is some other program's."""
    lines = [row.split(b"\t") for table, row in _lines_of(_open(_migrations(path), dict(os.environ)), {}) if table]
    return {row[2].decode() for row in lines if len(row) > 2 and row[1] == b"records"}


def _migrations(path: Path) -> list[str]:
    return ["pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(path)]


def _read(command: list[str], env: dict[str, str]) -> Contents:
    process, found, seen = _open(command, env), Contents(), dict[str, None]()
    for table, row in _lines_of(process, seen):
        found.add(table, [row])
    for table in seen:
        found.add(table, [])
    return found


def _open(command: list[str], env: dict[str, str]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    except FileNotFoundError:
        raise _missing(command[0]) from None


def _lines_of(process: "subprocess.Popen[bytes]", seen: dict[str, None]) -> Iterator[tuple[str, bytes]]:
    """Table and row of each line of data; the tables also in `seen`, empty ones too."""
    with process:
        out: IO[bytes] = process.stdout  # type: ignore[assignment]  # it was asked for
        table = ""
        for line in out:
            if table and line == END:
                table = ""
            elif table:
                yield table, line
            elif line.startswith(COPY):
                table = line.split()[1].decode()
                seen[table] = None
        wrong = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    if process.returncode:
        raise _broken(process.args[0], wrong)  # type: ignore[index]  # a list of words


def _done(command: list[str], env: dict[str, str]) -> None:
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, errors="replace")  # noqa: S603
    except FileNotFoundError:
        raise _missing(command[0]) from None
    if done.returncode:
        raise _broken(command[0], done.stderr.strip())


def _missing(program: str) -> NotACopy:
    return NotACopy(
        f"The program {program} is missing. It comes with PostgreSQL's client programs (postgresql-client).",
        f"Programmet {program} mangler. Det følger med PostgreSQL's klientprogrammer (postgresql-client).",
    )


def _broken(program: Any, wrong: str) -> NotACopy:
    return NotACopy(f"{program} says: {wrong}", f"{program} siger: {wrong}")
