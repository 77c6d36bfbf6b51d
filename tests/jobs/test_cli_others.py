"""`import`, `export` and `compare`."""

import json

from driveout.core.simulate.small_town import small_town
from driveout.outside.season_files import read_season
from tests.jobs.cli import Run


def test_import_turns_a_folder_into_a_workbook_and_back(capsys, town, tmp_path):
    run = Run(capsys, "import", town, "--to", tmp_path / "town.xlsx", "--lang", "da")
    assert run.code == 0 and "Small town er i orden: 1 hubs, 6 steder, 2 biler" in run.out
    assert Run(capsys, "import", tmp_path / "town.xlsx", "--to", tmp_path / "again", "--json").json["stops"] == 6
    assert read_season(tmp_path / "again") == small_town()


def test_import_places_tells_what_a_register_holds(capsys, tmp_path):
    (tmp_path / "names.csv").write_text("name,lon,lat,kommunekode\nKarby,8.5722,56.7556,773\nNowhere,,,773\n")
    run = Run(capsys, "import", "places", "--register", "gazetteer", tmp_path / "names.csv")
    assert run.code == 0 and "1 places taken" in run.out and "Nowhere" in run.out
    assert Run(capsys, "import", "places", "--register", "gazetteer", tmp_path / "none.csv").code == 2
    assert Run(capsys, "import", "places", "--register", "atlas", tmp_path / "names.csv").code == 2


def test_export_writes_by_the_ending_and_refuses_a_plan_that_breaks_a_rule(capsys, town, plan_file, tmp_path):
    for name in ("plan.csv", "plan.geojson", "plan.xlsx", "plan.pdf", "plan2.json"):
        assert Run(capsys, "export", town, plan_file, "--to", tmp_path / name).code == 0
        assert (tmp_path / name).stat().st_size > 300
    assert Run(capsys, "export", town, plan_file, "--to", tmp_path / "plan.ics").code == 2  # it has no dates
    broken = json.loads(plan_file.read_text())
    broken["openings"][0]["starts"] = "09:00"
    plan_file.write_text(json.dumps(broken))
    assert Run(capsys, "export", town, plan_file, "--to", tmp_path / "bad.csv").code == 3
    assert not (tmp_path / "bad.csv").exists()


def test_compare_says_what_moves_and_who_wins(capsys, town, plan_file):
    run = Run(capsys, "compare", f"{town}:{plan_file}", town, "--processes", 1, "--lang", "da")
    assert run.code == 0 and "gæster om ugen (+" in run.out and "åbninger bliver" in run.out
    answer = Run(capsys, "compare", f"{town}:{plan_file}", f"{town}:{plan_file}", "--json").json
    assert answer["moved"] == [] and len(answer["kept"]) == 5 and answer["totals"][0]["difference"] == 0


def test_a_name_nobody_knows_is_answered_with_the_nearest(capsys, town):
    run = Run(capsys, "explain", town, "--stop", "Mosed")
    assert run.code == 2 and "did you mean Mosede?" in run.err


def test_repair_tells_what_is_held_and_what_is_lost(capsys, town, plan_file):
    asked = ("repair", town, "--plan", plan_file, "--day", "man", "--hub", "Havnby")
    run = Run(capsys, *asked, "--van", "Van 1", "--lang", "da")
    assert run.code == 0 and "2 åbninger holdes, 0 af dem senere. 0 er aflyst" in run.out
    both = ("--van", "Van 1", "--van", "Van 2")
    answer = Run(capsys, *asked, *both, "--json").json
    assert [o["stop"] for o in answer["lost"]] == ["Mosede", "Lyngdal"] and answer["openings"] == []


def test_repair_refuses_everything_it_does_not_know_at_once(capsys, town, plan_file):
    wrong = ("--day", "someday", "--now", "25", "--hub", "Havnby", "--van", "Vam 1", "--hall", "Ingenby")
    run = Run(capsys, "repair", town, "--plan", plan_file, *wrong)
    assert run.code == 2
    assert all(word in run.err for word in ("someday", "“25”", "did you mean Van 1?", "Ingenby"))
    assert "--hub NAME as well" in Run(capsys, "repair", town, "--day", "mon", "--van", "Van 1").err
