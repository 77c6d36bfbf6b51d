"""What many tests begin with is made once, and then laid back row by row: a season costs two milliseconds, not forty.

A row may be laid back only into a database that is what it was when the row was made. So every statement that writes
is taken down: where the same was written before, the same is there, and a test that wrote something of its own first
gets what it asks for made anew. SQLite alone: PostgreSQL's numbers go on when a test is taken back.
"""

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar, cast

import pytest

TABLE = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')
P = ParamSpec("P")
R = TypeVar("R")
TURNS = ("SAVEPOINT", "RELEASE", "ROLLBACK")  # their names are counted on, and say nothing


@dataclass
class Laid:
    """What one call left: rows of each table, the numbers that come next, what was said, what was handed back."""

    rows: list[dict[str, list[tuple[Any, ...]]]]
    numbers: list[tuple[str, int]]
    written: bytes
    handed_back: bytes


@dataclass
class Book:
    """What a test has written so far. `base`: how often another test has left rows behind for good."""

    on: bool = False
    base: int = 0
    written: bytes = b""
    tables: set[str] = field(default_factory=set)
    asked: dict[bytes, set[str]] = field(default_factory=dict)  # once: then we know which tables it writes to
    laid: dict[bytes, Laid] = field(default_factory=dict)

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Django's wrapper of each statement (see `connection.execute_wrapper`)."""
        word = sql.lstrip()[:9].split(" ")[0].upper()
        if word == "BEGIN":
            self.written = b""
        elif word not in ("SELECT", "EXPLAIN", "PRAGMA"):
            said = word if word in TURNS else repr((sql, params if params is None or not many else list(params)))
            self.written = sha256(self.written + said.encode()).digest()
            if found := TABLE.match(sql):
                self.tables.add(found[1])
        return execute(sql, params, many, context)


BOOK = Book()


def begin(item: pytest.Item) -> None:
    """Before each test. One that commits leaves numbers behind, so nothing from before it is laid back after it."""
    commits = "transactional_db" in getattr(item, "fixturenames", ()) or any(
        mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")
    )
    BOOK.base += commits
    BOOK.on = not commits


def listen() -> None:
    """To Django's connection of this process, once its test database is there."""
    from django.db import connection

    connection.execute_wrappers.append(BOOK.note)


def remembered(make: Callable[P, R]) -> Callable[P, R]:
    """What `make` writes is laid back when it is called again with the same in the same database.

    It may change rows, and the models that it is given; what it hands back can be pickled. It asks the
    clock for the day, at most.
    """

    @wraps(make)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        from django.db import connection

        if not (BOOK.on and connection.vendor == "sqlite" and connection.in_atomic_block):
            return make(*args, **kwargs)
        given = pickle.dumps((make.__module__, make.__qualname__, args, kwargs))
        key = sha256(repr((date.today(), BOOK.base, BOOK.written, _numbers())).encode() + given).digest()
        if kept := BOOK.laid.get(key):
            return cast(R, _lay(kept, args, kwargs))
        outer, BOOK.tables = BOOK.tables, set()
        known = BOOK.asked.get(key)
        before = {table: _rows(table) for table in known or ()}
        try:
            handed_back = make(*args, **kwargs)
            BOOK.asked[key] = wrote = set(BOOK.tables)
        finally:
            BOOK.tables |= outer
        if known is not None and wrote <= known:
            after = pickle.dumps((handed_back, args, kwargs))
            BOOK.laid[key] = Laid([_differs(table, before[table]) for table in wrote], _numbers(), BOOK.written, after)
        return handed_back

    return again


def _lay(kept: Laid, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Its rows, by no more statements than there are tables; the models that it was given are as it left them."""
    own = _own()
    for statements in kept.rows:
        for sql, rows in statements.items():
            own.executemany(sql, rows)
    own.execute("DELETE FROM sqlite_sequence")
    own.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", kept.numbers)
    BOOK.written = kept.written
    BOOK.tables |= {found[1] for statements in kept.rows for sql in statements if (found := TABLE.match(sql))}
    handed_back, *then = pickle.loads(kept.handed_back)
    _became([args, kwargs], then)
    return handed_back


def _became(now: Any, then: Any) -> None:
    """The models that were given are as they were left, wherever they lie in what was given."""
    if hasattr(now, "_meta"):
        now.__dict__.clear()
        now.__dict__.update(then.__dict__)
    elif isinstance(now, dict):
        for name, value in now.items():
            _became(value, then[name])
    elif isinstance(now, list | tuple):
        for own, value in zip(now, then, strict=True):
            _became(own, value)


def _own() -> Any:
    """SQLite's connection itself: what passes here is not taken down."""
    from django.db import connection

    return connection.connection


def _numbers() -> list[tuple[str, int]]:
    """Table → the last number that was given to a row of it."""
    return list(_own().execute("SELECT name, +seq FROM sqlite_sequence ORDER BY name"))


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in _own().execute(f'PRAGMA table_info("{table}")'))


def _rows(table: str) -> dict[int, tuple[Any, ...]]:
    """By its row number; the plus keeps values as they lie there, whatever a column is said to hold."""
    columns = ", ".join(f'+"{name}"' for name in _columns(table))
    return {row[0]: row[1:] for row in _own().execute(f'SELECT rowid, {columns} FROM "{table}"')}


def _differs(table: str, before: dict[int, tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Statement → rows to send with it, so that a table with the rows before becomes what it is now."""
    now, names = _rows(table), _columns(table)
    new = [(number, *row) for number, row in now.items() if number not in before]
    other = [(*row, number) for number, row in now.items() if number in before and before[number] != row]
    gone = [(number,) for number in before if number not in now]
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * (len(names) + 1))
    setting = ", ".join(f'"{name}" = ?' for name in names)
    return {
        f'DELETE FROM "{table}" WHERE rowid = ?': gone,
        f'UPDATE "{table}" SET {setting} WHERE rowid = ?': other,
        f'INSERT INTO "{table}" (rowid, {columns}) VALUES ({places})': new,
    }
