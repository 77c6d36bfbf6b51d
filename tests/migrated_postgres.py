"""As tests/migrated.py, on PostgreSQL: a server that begins with a database that has every table and no row.

That the migrations make it from nothing is what tests/jobs/test_both_databases.py tries.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.migrated import kept, run_migrations
from tests.postgres import WITH_TABLES, Cluster, cluster


@contextmanager
def with_every_table() -> Iterator[Cluster]:
    """A new server, gone afterwards: `server.database(WITH_TABLES)` has the tables, `server.address` has none."""
    with cluster(begins_with=kept(".postgresql", _migrate)) as server:
        yield server


def _migrate(made: Path) -> None:
    """In a server of its own; its data are kept once it has ended."""
    import psycopg

    from tests.served import operators_environment

    half = made.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    with cluster() as server, tempfile.TemporaryDirectory() as folder:
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {WITH_TABLES}")
        run_migrations(operators_environment(Path(folder), server.database(WITH_TABLES)))
        server.end()
        shutil.copytree(server.folder / "data", half)
    half.rename(made)
