"""What is written is whole; what could not be written leaves what stood there before."""

import os
from pathlib import Path

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.outside.faults import Faults
from driveout.outside.season_files import read_season, write_season
from driveout.outside.season_files import writing as season_writing
from driveout.outside.whole_files import check_writable, written_whole


def test_what_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path):
    (tmp_path / "plan.json").write_text("approved")
    with pytest.raises(ZeroDivisionError), written_whole(tmp_path / "plan.json") as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("plan.json", "approved")]


def test_what_is_whole_takes_its_place_also_through_a_link(tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    with written_whole(tmp_path / "link.json") as part:
        part.write_text("new")
    assert (tmp_path / "link.json").is_symlink() and (tmp_path / "real.json").read_text() == "new"


def test_what_is_no_ordinary_file_is_written_as_it_is():
    with written_whole(Path(os.devnull)) as part:
        assert part == Path(os.devnull)


@pytest.mark.parametrize(
    ("name", "en", "da"),
    [
        ("no/plan.json", "the folder is not there", "mappen findes ikke"),
        ("", "it is a folder", "det er en mappe"),
        ("file/plan.json", "what should be a folder is a file", "det, der skulle være en mappe, er en fil"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told_in_both_languages(tmp_path, name, en, da):
    (tmp_path / "file").write_text("")
    with pytest.raises(Faults) as refused:
        check_writable(tmp_path / name)
    assert en in refused.value.sentences("en")[0] and da in refused.value.sentences("da")[0]


def test_a_season_that_cannot_be_written_whole_is_not_written_at_all(tmp_path, monkeypatch):
    write_season(small_town(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(season_writing, "_toml", lambda season: "name = 'half'\n")
    (tmp_path / "volunteers.csv").unlink()
    (tmp_path / "volunteers.csv").mkdir()
    with pytest.raises(Faults, match=r"volunteers\.csv: It cannot be written: it is a folder"):
        write_season(small_town(), tmp_path)
    assert (tmp_path / "season.toml").read_bytes() == before["season.toml"]
    assert {path.name for path in tmp_path.iterdir()} == set(before)


def test_a_table_under_its_danish_name_does_not_stay_beside_the_new_one(tmp_path):
    write_season(small_town(), tmp_path)
    (tmp_path / "stops.csv").rename(tmp_path / "Steder.csv")
    write_season(small_town(), tmp_path)
    assert read_season(tmp_path, with_estimates=False) == small_town()


def test_a_season_is_a_folder_or_a_workbook_and_nothing_else(tmp_path):
    with pytest.raises(Faults, match=r"A season is not written as \.xls"):
        write_season(small_town(), tmp_path / "town.xls")
    assert not list(tmp_path.iterdir())
