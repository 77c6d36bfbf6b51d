"""A database as it was at an earlier migration, and then as it is after a later one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

State = tuple[str, str]  # app and migration
Models = Callable[[str, str], Any]  # app and model → the model as it was then


@contextmanager
def before(state: State) -> Iterator[Models]:
    """The tables as they were, and afterwards as they are: on SQLite from a copy, on PostgreSQL by migrating them."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(":memory:")) as now:
            connection.connection.backup(now)
            yield at(state)
            now.backup(connection.connection)
        return
    yield at(state)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def at(state: State) -> Models:
    """Migrated to that state, there or back."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate([state])
    models: Models = executor.loader.project_state([state]).apps.get_model
    return models
