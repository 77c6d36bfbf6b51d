"""Rows of a table as they lie there: read, told apart, and sent back, past Django, on either database."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Protocol

Row = tuple[Any, ...]
Statements = dict[str, list[Row]]  # each with the rows to send with it


class Database(Protocol):
    def numbers(self) -> list[Row]:
        """The numbers that come next, where a test that is taken back takes them back too."""

    def set_numbers(self, numbers: list[Row]) -> None: ...

    def rows(self, table: str) -> dict[Any, Row]:
        """By what tells one from another."""

    def differs(self, table: str, before: dict[Any, Row]) -> Statements:
        """What makes a table with the rows before what it is now."""

    def send(self, statements: Statements) -> None: ...


def here() -> Database:
    from django.db import connection

    return SQLite() if connection.vendor == "sqlite" else PostgreSQL()


def _own() -> Any:
    """The connection itself: what passes here is not taken down."""
    from django.db import connection

    return connection.connection


def _told_apart(before: dict[Any, Row], now: dict[Any, Row]) -> tuple[list[Row], Iterable[tuple[Any, Row]]]:
    """Which are gone or other, and which are new or other."""
    gone = [(key,) for key, row in before.items() if now.get(key) != row]
    return gone, ((key, row) for key, row in now.items() if before.get(key) != row)


class SQLite:
    def numbers(self) -> list[Row]:
        return list(_own().execute("SELECT name, +seq FROM sqlite_sequence ORDER BY name"))

    def set_numbers(self, numbers: list[Row]) -> None:
        own = _own()
        own.execute("DELETE FROM sqlite_sequence")
        own.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", numbers)

    def rows(self, table: str) -> dict[Any, Row]:
        """The plus keeps values as they lie there, whatever a column is said to hold."""
        columns = ", ".join(f'+"{name}"' for name in _columns(table))
        return {row[0]: row[1:] for row in _own().execute(f'SELECT rowid, {columns} FROM "{table}"')}

    def differs(self, table: str, before: dict[Any, Row]) -> Statements:
        gone, other = _told_apart(before, self.rows(table))
        columns = ", ".join(f'"{name}"' for name in ("rowid", *_columns(table)))
        places = ", ".join("?" * (len(_columns(table)) + 1))
        return {
            f'DELETE FROM "{table}" WHERE rowid = ?': gone,
            f'INSERT INTO "{table}" ({columns}) VALUES ({places})': [(key, *row) for key, row in other],
        }

    def send(self, statements: Statements) -> None:
        for sql, rows in statements.items():
            _own().executemany(sql, rows)


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in _own().execute(f'PRAGMA table_info("{table}")'))


class PostgreSQL:
    """Its numbers go on when a test is taken back, so that no new row has one of a row that is laid back."""

    def numbers(self) -> list[Row]:
        return []

    def set_numbers(self, numbers: list[Row]) -> None:
        pass

    def rows(self, table: str) -> dict[Any, Row]:
        """A whole row is one text, which the table's own type reads again."""
        with _own().cursor() as cursor:
            return {
                key: (text,)
                for key, text in cursor.execute(f'SELECT {_key(table)}::text, own::text FROM "{table}" AS own')
            }

    def differs(self, table: str, before: dict[Any, Row]) -> Statements:
        gone, other = _told_apart(before, self.rows(table))
        return {
            f'DELETE FROM "{table}" WHERE {_key(table)}::text = %s': gone,
            f'INSERT INTO "{table}" SELECT (%s::"{table}").*': [row for _key, row in other],
        }

    def send(self, statements: Statements) -> None:
        with _own().cursor() as cursor:
            for sql, rows in statements.items():
                if rows:
                    cursor.executemany(sql, rows)


@cache
def _key(table: str) -> str:
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    return next(f'"{model._meta.pk.column}"' for model in models if model._meta.db_table == table)
