"""Bad input: every fault at once, each with where, what was found and what is expected; odd input is understood."""

import os

import pytest

from driveout.outside.season_files import Faults, read_season
from tests.faulty_seasons import answers, seasons


def sentences(path):
    with pytest.raises(Faults) as refused:
        read_season(path)
    return refused.value.sentences()


def test_ten_faulty_seasons_are_answered_as_the_page_says():
    assert len(seasons.FAULTY) == 10
    assert answers.page() == answers.PAGE.read_text(encoding="utf-8"), "python -m tests.faulty_seasons.answers"


def test_the_good_season_is_good(tmp_path):
    assert len(read_season(seasons.folder(tmp_path)).stops) == 3


def test_windows_text_semicolons_danish_headings_and_commas_are_understood(tmp_path):
    notes = []
    odd = read_season(seasons.understood(tmp_path / "odd"), notes=notes)
    assert odd == read_season(seasons.folder(tmp_path / "good"))
    assert [note.en for note in notes] == [
        "stops.csv was read as Windows-1252 text.",
        "volunteers.csv was read as Windows-1252 text.",
    ]


def test_a_bomb_is_not_unpacked(tmp_path):
    assert "Unpacked it would fill 300 MB" in sentences(seasons.bomb(tmp_path / "bomb"))[0]


def test_what_is_not_there_and_what_is_no_season(tmp_path):
    assert "It is not there" in sentences(tmp_path / "nowhere")[0]
    (tmp_path / "text.txt").write_text("hello")
    assert "This is not a season" in sentences(tmp_path / "text.txt")[0]
    (tmp_path / "fake.xlsx").write_text("hello")
    assert "cannot be opened as a workbook" in sentences(tmp_path / "fake.xlsx")[0]
    (tmp_path / "empty").mkdir()
    assert [line.split(":")[0] for line in sentences(tmp_path / "empty")] == [
        "employees.csv", "hubs.csv", "season.toml", "stops.csv", "vehicles.csv",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_links_out_of_the_folder_and_pipes_are_not_read(tmp_path):
    season = seasons.folder(tmp_path / "season", volunteers_csv=None, reach_csv=None)
    (tmp_path / "secret.csv").write_text("volunteer,hub,days\nEva,Nykøbing Mors,mon\n")
    (season / "volunteers.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(season / "reach.csv")
    told = sentences(season)
    assert [line.split(":")[0] for line in told] == ["reach.csv", "volunteers.csv"]
    assert all("not a file in the folder" in line for line in told)


def test_a_column_nobody_knows_is_left_with_a_note(tmp_path):
    text = seasons.GOOD["vehicles.csv"].replace("vehicle,hub", "vehicle,hub,farve").replace("Mors\n", "Mors,rød\n")
    notes = []
    read_season(seasons.folder(tmp_path, vehicles_csv=text), notes=notes)
    assert [note.da for note in notes] == ["vehicles.csv: kolonnen farve er ikke brugt."]


def test_coordinates_with_commas_in_a_comma_file_are_explained(tmp_path):
    hubs = "hub,lat,lon,mon\nNykøbing Mors,56,795,8,859,8-17\n"
    assert "put a number with a comma in quotes" in sentences(seasons.folder(tmp_path, hubs_csv=hubs))[0]


def test_a_workbook_that_shows_old_values_of_formulas_tells_them(tmp_path):
    assert "Cell Q2 holds the formula =5+2" in "".join(sentences(seasons.workbook(tmp_path / "book")))


def test_danish_on_request(tmp_path):
    with pytest.raises(Faults) as refused:
        read_season(tmp_path / "nowhere")
    assert refused.value.sentences("da")[0].endswith("eller en Excel-projektmappe (.xlsx).")
    assert set(refused.value.faults[0].as_dict("da")) == {"file", "row", "column", "found", "expected", "sentence"}
