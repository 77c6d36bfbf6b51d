"""What is written is read back the same, as a folder and as a workbook."""

import tempfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from driveout.core.simulate.small_town import small_town
from driveout.outside.faults import Said
from driveout.outside.season_files import read_season, write_season
from tests.outside.invented_seasons import seasons
from tests.pace import examples

# No shrinking: it takes minutes on seasons, and what differs is plain to see.
SLOW = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


def back(season, name, lang=""):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_season(season, path, lang=lang)
        return read_season(path, with_estimates=False)


def spelt(path, spell):
    """The workbook with every sheet's name and every heading in other letters."""
    book = openpyxl.load_workbook(path)
    for n, sheet in enumerate(book):
        title = spell(sheet.title)
        sheet.title = f"x{n}"  # the workbook takes the same name in other letters for another sheet's
        sheet.title = title
    for sheet in book:
        keys = sheet.title.lower() in ("season", "sæson")
        for cell in (*sheet[1], *(sheet["A"] if keys else ())):
            cell.value = spell(cell.value) if cell.value else None
    book.save(path)


@SLOW
@given(season=seasons())
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_season_survives_a_workbook_that_people_fill_in(season, lang):
    assert back(season, "season.xlsx", lang) == season


@pytest.mark.parametrize("spell", [str.upper, str.lower, str.title, lambda text: f" {text} "])
@pytest.mark.parametrize(("lang", "sheets"), [("da", "Sæson Hubs Steder Biler"), ("en", "Season Hubs Stops Vehicles")])
def test_a_workbook_in_either_language_is_read_in_any_case(tmp_path, lang, sheets, spell):
    path, town = tmp_path / "town.xlsx", small_town()
    write_season(town, path, lang=lang)
    assert openpyxl.load_workbook(path).sheetnames[:4] == sheets.split()
    spelt(path, spell)
    notes: list[Said] = []
    assert read_season(path, with_estimates=False, notes=notes) == town and not notes


def test_an_english_workbook_says_first_day_and_ten_with_a_colon(tmp_path):
    write_season(small_town(), tmp_path / "town.xlsx", lang="en")
    book = openpyxl.load_workbook(tmp_path / "town.xlsx")
    assert [cell.value for cell in book["Season"][1]] == ["Key", "Value", "Means"]
    assert [cell.value for cell in book["Stops"][1]][:3] == ["Stop", "Hub", "Also hubs"]
    assert "10:00-15:00" in [cell.value for cell in book["Stops"][2]]


@SLOW
@given(season=seasons())
def test_a_season_survives_a_folder(season):
    assert back(season, "season") == season


@SLOW
@given(season=seasons())
def test_a_season_survives_a_workbook(season):
    assert back(season, "season.xlsx") == season


def test_names_that_a_spreadsheet_would_work_out_survive_both_and_are_no_formulas(tmp_path):
    town = small_town()
    risky = replace(town, stops=(replace(town.stops[0], venue="=cmd|' /C calc'!A0"), *town.stops[1:]))
    assert back(risky, "town") == back(risky, "town.xlsx") == risky
    write_season(risky, tmp_path / "town")
    assert ",'=cmd|' /C calc'!A0," in (tmp_path / "town" / "stops.csv").read_text()


def test_the_small_town_survives_both():
    assert back(small_town(), "town") == back(small_town(), "town.xlsx") == small_town()


def test_a_table_that_is_empty_now_does_not_stay_from_before(tmp_path):
    town = small_town()
    write_season(town, tmp_path)
    assert (tmp_path / "reach.csv").exists()
    write_season(type(town)(**{f: getattr(town, f) for f in town.__slots__} | {"reach": {}}), tmp_path)
    assert not (tmp_path / "reach.csv").exists()


def test_the_example_season_reads(root):
    season = read_season(root / "examples" / "seasons" / "akut-2020")
    assert (len(season.hubs), len(season.stops)) == (15, 180)
    assert all((stop.hubs[0], stop.name) in season.drives for stop in season.stops)
