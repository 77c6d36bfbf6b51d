"""What is written is read back the same, as a folder and as a workbook."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from driveout.core.simulate.small_town import small_town
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


def back(season, name):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_season(season, path)
        return read_season(path, with_estimates=False)


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
