"""A copy of the database is whole, also one made while people write, and is put back into nothing or not at all."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from driveout.jobs.copies import sqlite
from driveout.jobs.copies.contents import Contents, NotACopy
from tests.migrated import migrated
from tests.migrated_postgres import with_every_table
from tests.postgres import WITH_TABLES
from tests.served import manage, operators_environment
from tests.walks.server import ROOT

pytestmark = pytest.mark.server
WELCOME = ("welcome", "carla", "--organisation", "Her", "--role", "coordinator")


def driveout(env, *words):
    """Exit code, and what was said."""
    command = [sys.executable, "-m", "driveout.jobs.cli", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def site(tmp_path):
    """A site with SQLite and one person: its data folder."""
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(migrated(), folder / "driveout.sqlite3")
    manage(operators_environment(folder), *WELCOME)
    return folder


def at(folder: Path):
    return {"NAME": str(folder / "driveout.sqlite3")}


def people(path: Path) -> int:
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute("SELECT count(*) FROM records_member").fetchone()[0]


def test_one_is_made_and_put_back_with_everything_in_it(site, tmp_path):
    env, copy, other = operators_environment(site), tmp_path / "a.copy", tmp_path / "elsewhere"
    code, said = driveout(env, "backup", str(copy))
    assert code == 0 and "It has been opened and read through." in said
    assert oct(copy.stat().st_mode & 0o777) == "0o600" and not list(tmp_path.glob("*.half"))
    found = sqlite.read(copy)
    assert f"{found.rows:,} rows in {len(found.tables)} tables, fingerprint {found.fingerprint}" in said
    with closing(sqlite3.connect(site / "driveout.sqlite3")) as opened:
        assert opened.execute("SELECT rows, fingerprint FROM records_backup").fetchall() == [
            (found.rows, found.fingerprint)
        ]
    code, said = driveout(operators_environment(other), "restore", str(copy), "--lang", "da")
    assert code == 0 and f"fingeraftryk {found.fingerprint}" in said
    back = other / "driveout.sqlite3"
    assert sqlite.read(back) == found and people(back) == 1
    assert oct(back.stat().st_mode & 0o777) == "0o600" and oct(other.stat().st_mode & 0o777) == "0o700"
    assert [path.name for path in other.iterdir()] == ["driveout.sqlite3"]


def test_it_holds_one_moment_whatever_is_written_meanwhile(tmp_path):
    database = tmp_path / "driveout.sqlite3"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.executescript("CREATE TABLE a (n); CREATE TABLE b (n);")
    ended, several = Event(), Event()

    def write():
        with closing(sqlite3.connect(database, timeout=60)) as writer:
            n = 0
            while not ended.is_set():
                n += 1
                with writer:  # always as many in one as in the other
                    writer.execute("INSERT INTO a VALUES (?)", (n,))
                    writer.execute("INSERT INTO b VALUES (?)", (n,))
                if n == 20:
                    several.set()

    writing = Thread(target=write)
    writing.start()
    try:
        several.wait()
        copies = [sqlite.copy({"NAME": str(database)}, tmp_path / f"{n}.copy") for n in range(5)]
    finally:
        ended.set()
        writing.join()
    assert all(one.tables["a"] == one.tables["b"] >= 20 for one in copies)
    assert copies == [sqlite.read(tmp_path / f"{n}.copy") for n in range(5)]


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_it_is_never_put_beside_what_is_left_of_another(tmp_path, end):
    """SQLite reads an old log into whatever database lies beside it: the restore would be undone, or broken."""
    (tmp_path / f"driveout.sqlite3{end}").write_bytes(b"old")
    with pytest.raises(NotACopy, match=f"driveout.sqlite3{end}"):
        sqlite.put_back(at(tmp_path), migrated())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(f"driveout.sqlite3{end}", b"old")]


def test_what_is_no_copy_is_refused_with_what_to_do_and_nothing_is_changed(site, tmp_path):
    env, other = operators_environment(site), tmp_path / "elsewhere"
    text, newer, theirs, broken = (tmp_path / name for name in ("text", "newer", "theirs", "broken"))
    text.write_text("not a database")
    sqlite.copy(at(site), newer)
    with closing(sqlite3.connect(newer)) as opened, opened:
        opened.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2030')")
    with closing(sqlite3.connect(theirs)) as opened:
        opened.execute("CREATE TABLE a (n)")
    sqlite.copy(at(site), broken)
    with broken.open("r+b") as opened:
        opened.seek(8 * 4096)
        opened.write(b"\xff" * 3 * 4096)
    for file, wanted in (
        (text, "is no copy of a SQLite database"),
        (newer, "a newer Drive Out (9999_later)"),
        (theirs, "holds no Drive Out"),
        (broken, ""),
        (tmp_path / "nowhere", "There is no file"),
    ):
        code, said = driveout(operators_environment(other), "restore", str(file))
        assert code == 2 and wanted in said, file
        assert not other.exists() or not list(other.iterdir())
    code, said = driveout(env, "restore", str(newer))
    assert code == 2
    code, said = driveout(env, "backup", str(text))
    assert code == 2 and "is there already" in said and text.read_text() == "not a database"
    code, said = driveout(env, "backup", str(tmp_path / "no" / "folder"))
    assert code == 2 and "There is no folder" in said
    code, said = driveout(operators_environment(tmp_path / "empty"), "backup", str(tmp_path / "b.copy"))
    assert code == 2 and "There is no database" in said and not (tmp_path / "b.copy").exists()


def test_postgresql_is_copied_and_put_back_by_its_own_programs(tmp_path):
    import psycopg

    with with_every_table() as database:
        with psycopg.connect(database.address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE new")
        old, new = database.database(WITH_TABLES), database.database("new")
        path = f"{database.programs}{os.pathsep}{os.environ['PATH']}"
        here, there = ({**operators_environment(tmp_path, address), "PATH": path} for address in (old, new))
        manage(here, *WELCOME)
        copy = tmp_path / "a.copy"
        code, said = driveout(here, "backup", str(copy))
        assert code == 0, said
        assert oct(copy.stat().st_mode & 0o777) == "0o600"
        mark = said.split("fingerprint ")[1].split(";")[0]
        code, said = driveout(here, "restore", str(copy))
        assert code == 2 and "tables already" in said
        code, said = driveout(there, "restore", str(copy))
        assert code == 0 and f"fingerprint {mark}," in said, said
        with psycopg.connect(new) as connection:
            assert connection.execute("SELECT count(*) FROM records_member").fetchone() == (1,)
        code, said = driveout({**here, "PATH": ""}, "backup", str(tmp_path / "b.copy"))
        assert code == 2 and "pg_dump is missing" in said and not (tmp_path / "b.copy").exists()
        copy.write_bytes(copy.read_bytes()[:-2000])
        assert driveout(there, "restore", str(copy))[0] == 2


def test_a_row_that_is_another_is_seen_and_another_order_is_not():
    def held(**tables):
        found = Contents()
        for name, rows in tables.items():
            found.add(name, rows)
        return found

    one = held(a=[b"1", b"2"], b=[b"3"])
    assert one == held(b=[b"3"], a=[b"2", b"1"])
    assert one != held(a=[b"1", b"3"], b=[b"2"]) and one != held(a=[b"1", b"2"], b=[b"4"])
    assert held(a=[b"1", b"1"]).fingerprint != held(a=[]).fingerprint
