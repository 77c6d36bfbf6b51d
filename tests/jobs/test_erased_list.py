"""Who was taken out stays out, whatever copy of the database is put back, as an operator does it."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.jobs.test_copies import at, driveout, people
from tests.migrated import migrated
from tests.served import manage, operators_environment

pytestmark = pytest.mark.server
ERASE = """
from django.utils import timezone
from driveout.records.models import Member
from driveout.records.team.erasure import erase
erase(member=Member.objects.get(user__username="bo"), by=None, now=timezone.now())
"""
KEEP = """
from django.utils import timezone
from driveout.jobs.copies.erased import keep_list
keep_list(timezone.now())
"""


@pytest.fixture
def site(tmp_path):
    """A site with Carla and Bo, who is called Bo Berg."""
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(migrated(), folder / "driveout.sqlite3")
    env = operators_environment(folder)
    manage(env, "welcome", "carla", "--organisation", "Her", "--role", "coordinator")
    manage(env, "welcome", "bo", "--first-name", "Bo Berg", "--organisation", "Her", "--role", "volunteer")
    return folder


def names(folder) -> set[str]:
    with closing(sqlite3.connect(folder / "driveout.sqlite3")) as opened:
        return {name for (name,) in opened.execute("SELECT first_name FROM auth_user")}


def forget(folder):
    for path in folder.glob("driveout.sqlite3*"):
        path.unlink()


def test_a_copy_from_before_is_put_back_without_them(site, tmp_path):
    """The list lies beside the copies: the next copy writes it there, and so the older one in the folder is held to it
    on a machine that never saw the erasing."""
    env, copies, other = operators_environment(site), tmp_path / "copies", tmp_path / "other"
    copies.mkdir()
    assert driveout(env, "backup", str(copies / "old.copy"))[0] == 0
    assert not (copies / "erased.list").exists(), "nobody was taken out yet"
    manage(env, "shell", "-c", ERASE)
    assert driveout(env, "backup", str(copies / "new.copy"))[0] == 0
    told = (copies / "erased.list").read_text()
    assert "member " in told and "Berg" not in told and oct((copies / "erased.list").stat().st_mode & 0o777) == "0o600"
    code, said = driveout(operators_environment(other), "restore", str(copies / "old.copy"))
    assert code == 0 and "Taken out again, as before the copy was put back: 1." in said
    assert "Bo Berg" not in names(other) and people(other / "driveout.sqlite3") == 2
    assert (
        "Taken out again"
        not in driveout(operators_environment(tmp_path / "third"), "restore", str(copies / "new.copy"))[1]
    )


def test_the_list_beside_the_data_outlives_the_database(site, tmp_path):
    """Taken out after the last copy, and then the database is lost."""
    env, copy = operators_environment(site), tmp_path / "a.copy"
    assert driveout(env, "backup", str(copy))[0] == 0
    manage(env, "shell", "-c", ERASE)
    manage(env, "shell", "-c", KEEP)
    forget(site)
    assert "Taken out again" in driveout(env, "restore", str(copy))[1]
    assert "Bo Berg" not in names(site)


def test_a_list_of_another_database_takes_nobody_out(site, tmp_path):
    env, copy = operators_environment(site), tmp_path / "a.copy"
    assert driveout(env, "backup", str(copy))[0] == 0
    (tmp_path / "erased.list").write_text("member 2 0000000000000000\nmember x\nvolunteer 1 0000000000000000\n\n# x\n")
    forget(site)
    code, said = driveout(env, "restore", str(copy))
    assert code == 0 and "Taken out" not in said and "Bo Berg" in names(site)


def test_the_last_coordinator_stays_and_it_is_said(site, tmp_path):
    """In the old copy Carla was the only one; she was taken out when there was another."""
    env, copy = operators_environment(site), tmp_path / "a.copy"
    assert driveout(env, "backup", str(copy))[0] == 0
    manage(env, "welcome", "dan", "--organisation", "Her", "--role", "coordinator")
    manage(env, "shell", "-c", ERASE.replace('"bo"', '"carla"'))
    manage(env, "shell", "-c", KEEP)
    forget(site)
    code, said = driveout(env, "restore", str(copy))
    assert code == 0 and "Not taken out: member 1 " in said
    assert at(site)
