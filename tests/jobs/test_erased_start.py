"""Each start of the site holds the database to the list beside the data; and the list grows by the clock."""

import pytest

from driveout.jobs.copies import erased
from driveout.jobs.rounds import rounds
from driveout.jobs.serving import hold_to_the_list
from driveout.records.models import Volunteer
from driveout.records.team.erased import mark_of_member, mark_of_row
from driveout.records.team.erasure import erase
from tests.stored import NOW, cast, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return tmp_path


def test_a_start_takes_out_whom_an_older_copy_brought_back(folder, capsys):
    """A member, and somebody of a register; once is enough, and without a list nothing is said."""
    people = cast()
    hold_to_the_list()
    assert capsys.readouterr().out == ""
    season = store_season(people["carla"])
    birthe = Volunteer.objects.select_related("hub__where", "hub__season").get(hub__season=season, name="Birthe")
    erased.write_down(folder, [mark_of_member(people["bo"]), mark_of_row("Volunteer", birthe)])
    hold_to_the_list()
    assert ": 2." in capsys.readouterr().out
    people["bo"].user.refresh_from_db()
    birthe.refresh_from_db()
    assert people["bo"].user.first_name == birthe.name == "tidligere frivillig"
    hold_to_the_list()
    assert capsys.readouterr().out == ""


def test_the_clock_writes_down_who_was_taken_out_and_nobody_is_taken_off_the_list(folder):
    people = cast()
    keep = next(one for one in rounds({}) if one.what == "write down who was taken out")
    keep.do(NOW)
    assert not (folder / erased.NAME).exists()
    erased.write_down(folder, ["member 999 0123456789abcdef"])
    erase(member=people["bo"], by=people["carla"].user, now=NOW)
    keep.do(NOW)
    assert erased.written(folder) == {"member 999 0123456789abcdef", mark_of_member(people["bo"])}
    assert "Bo" not in (folder / erased.NAME).read_text()
