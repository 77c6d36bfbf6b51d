"""`kill -9` of a real server, again and again, while phones send: lost 0, doubled 0."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests import postgres
from tests.migrated import migrated
from tests.served import operators_environment
from tests.walks.server import ROOT

KILLS = int(os.environ.get("DRIVEOUT_STORM_KILLS") or 2)


@pytest.fixture
def address() -> Iterator[str]:
    """A new database with every table where the suite is run on PostgreSQL; nothing for SQLite."""
    if not postgres.asked_for():
        yield ""
        return
    import psycopg

    running, name = os.environ[postgres.ADDRESS], f"killed_{os.getpid()}"
    with psycopg.connect(running, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgres.WITH_TABLES}")
        yield running.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db  # asks a database: a part of both runs of the suite
def test_a_server_that_is_killed_while_phones_send_loses_and_doubles_nothing(tmp_path, address):
    env = operators_environment(tmp_path, address)
    if not address:
        shutil.copy(migrated(), tmp_path / "driveout.sqlite3")
    command = [sys.executable, "-m", "tests.storm.kill", str(tmp_path), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    print(said)
    assert said["wrong"] == []
    assert (said["lost"], said["doubled"]) == (0, 0) and said["kills"] >= KILLS
    assert said["cut"] > 0, "the server was never killed while somebody sent: this test has shown nothing"
    assert said["log"] == []
    assert said["landed"] == said["events"] > 50
