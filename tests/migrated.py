"""A SQLite database with every table and no row, migrated once for each state of the migrations: whoever needs an
empty database begins with a copy. That the migrations make it from nothing is what tests/jobs/test_both_databases.py
tries, on both databases."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "migrated"
MADE_BY = (*sorted((ROOT / "src").rglob("migrations/*.py")), ROOT / "requirements" / "dev.txt")


def migrated() -> Path:
    """The file. Whoever asks first makes it, others wait."""
    return kept(".sqlite3", _migrate)


def kept(end: str, make: Callable[[Path], None]) -> Path:
    """What `make` makes for this state of the migrations, under a name that ends so; what it made for another goes."""
    told = sha256()
    for path in MADE_BY:
        told.update(path.name.encode() + path.read_bytes())
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{told.hexdigest()[:24]}{end}"
    with (KEPT / f"lock{end}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in KEPT.glob(f"*{end}"):
                if old.is_dir():
                    shutil.rmtree(old)
                elif old.name != f"lock{end}":
                    old.unlink()
            make(made)
    return made


def begin_with_it(folder: Path) -> Path:
    """The folder that a server will keep its data in has the database already: to migrate it is a look."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated(), folder / "driveout.sqlite3")
    return folder


def _migrate(made: Path) -> None:
    """In a process of its own, as an operator does it; in one file at the end."""
    folder = made.with_suffix("")
    folder.mkdir(exist_ok=True)
    mine = {key: value for key, value in os.environ.items() if not key.startswith("DRIVEOUT_")}
    env = {**mine, "DRIVEOUT_DEMO": "1", "DRIVEOUT_DATA": str(folder), "PYTHONPATH": str(ROOT / "src")}
    env["DJANGO_SETTINGS_MODULE"] = "driveout.config.settings"
    run_migrations(env)
    half = folder / "whole.sqlite3"
    with closing(sqlite3.connect(folder / "driveout.sqlite3")) as source, closing(sqlite3.connect(half)) as target:
        source.backup(target)
    half.rename(made)
    shutil.rmtree(folder)


def run_migrations(env: dict[str, str]) -> None:
    """In the database that the environment names, in a process of its own."""
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@contextmanager
def as_test_database() -> Iterator[None]:
    """Django's database of this process becomes a copy in memory, and what it was before at the end."""
    from django.db import connection

    creation: Any = connection.creation
    name, before = creation._get_test_db_name(), connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(migrated())) as source:
        source.backup(connection.connection)
    yield
    connection.creation.destroy_test_db(before, verbosity=0)
