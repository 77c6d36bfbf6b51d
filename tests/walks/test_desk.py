"""The one who sits beside a server: set up once, says what was printed, and tells what went wrong."""

import pytest

from tests.migrated import migrated
from tests.walks.desk import Desk
from tests.walks.server import environment


def test_what_goes_wrong_is_told_and_the_next_is_answered_all_the_same(tmp_path):
    (tmp_path / "driveout.sqlite3").write_bytes(migrated().read_bytes())
    with Desk(environment(tmp_path)) as desk:
        assert desk.do("print(1 + 1)") == "2"
        with pytest.raises(AssertionError, match="ZeroDivisionError"):
            desk.do("1 / 0")
        with pytest.raises(AssertionError, match="NameError"):
            desk.do("x = 1\nprint(y)")
        assert desk.do("from driveout.records.models import Plan; print(Plan.objects.count())") == "0"
        mine = desk.process
    assert mine is not None and mine.returncode == 0
