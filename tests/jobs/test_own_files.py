"""The database's files are for the one who runs the service: whoever made them, and however wide they were before."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from driveout.jobs.copies import sqlite
from driveout.jobs.own_files import make_own, narrow


@pytest.fixture(autouse=True)
def ordinary_umask():
    """As a machine comes: what is made may be read by all."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


def test_a_folder_that_is_made_is_ours_with_those_above_it_and_what_is_made_in_it(tmp_path):
    folder = tmp_path / "srv" / "driveout"
    assert make_own(folder) is None
    (folder / "a file").touch()
    assert [rights(path) for path in (folder.parent, folder, folder / "a file")] == ["700", "700", "600"]


@pytest.mark.parametrize("wide", [0o755, 0o750, 0o701, 0o777])
def test_one_that_others_could_look_into_is_narrowed_and_told_of_once(tmp_path, wide):
    folder = tmp_path / "site"
    (folder / "demo").mkdir(parents=True)
    (folder / "driveout.sqlite3").touch()
    folder.chmod(wide)
    english, danish = make_own(folder) or ("", "")
    assert rights(folder) == "700" and f"{folder}: now only" in english and "nu kan kun" in danish
    assert make_own(folder) is None


@pytest.mark.parametrize("whose", ["a home", "everybody's"])
def test_one_that_holds_more_than_ours_is_left_and_told_of(tmp_path, whose):
    folder = tmp_path / "site"
    folder.mkdir()
    if whose == "a home":
        (folder / "pictures").mkdir()
    folder.chmod(0o1777 if whose == "everybody's" else 0o755)
    before = rights(folder)
    assert "choose a folder for the data only" in (make_own(folder) or ("",))[0]
    assert rights(folder) == before


@pytest.mark.django_db
def test_any_command_that_opens_the_database_makes_its_files_ours(tmp_path):
    """Django tells of each connection, of the web server's as of `manage.py`'s."""
    from django.db.backends.signals import connection_created

    database = tmp_path / "driveout.sqlite3"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("CREATE TABLE a (n)")
        files = sorted(tmp_path.iterdir())
        assert [path.name[16:] for path in files] == ["", "-shm", "-wal"] and {rights(path) for path in files} == {
            "644"
        }
        connection = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": database})
        connection_created.send(type(connection), connection=connection)
        assert {rights(path) for path in files} == {"600"}
    narrow(SimpleNamespace(vendor="sqlite", settings_dict={"NAME": ":memory:"}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["driveout.sqlite3"]


def test_a_copy_is_ours_from_its_first_byte(tmp_path, monkeypatch):
    """A copy of a large database takes a while, and may be read meanwhile."""
    with closing(sqlite3.connect(tmp_path / "a")) as opened:
        opened.execute("CREATE TABLE a (n)")
    seen, real = [], sqlite._run

    def run(path, statement, half):
        seen.append(rights(Path(half)))
        real(path, statement, half)
        seen.append(rights(Path(half)))

    monkeypatch.setattr(sqlite, "_run", run)
    sqlite.copy({"NAME": str(tmp_path / "a")}, tmp_path / "b")
    assert [*seen, rights(tmp_path / "b")] == ["600", "600", "600"]
