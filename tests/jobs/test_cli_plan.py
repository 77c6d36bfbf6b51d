"""`driveout plan` and `check`: one JSON object, and an exit code to rely on."""

import json
import os
import signal

import pytest

from driveout.core.words import Progress
from driveout.jobs.terminal import watching
from driveout.outside.plan_files import read_plan
from driveout.outside.season_files import Faults
from tests.core.good_plan import good_plan
from tests.faulty_seasons import seasons
from tests.jobs.cli import Run

KEYS = {
    "season", "stops_considered", "guests_per_week", "bound", "gap", "status", "seconds", "peak_mb", "cost",
    "driving_minutes", "checked", "openings", "tours", "objective", "assumptions",
}  # fmt: skip


def test_plan_prints_one_object_with_a_checked_and_proven_plan(capsys, town, tmp_path):
    run = Run(capsys, "plan", town, "--json", "--processes", 1, "--save", tmp_path / "saved.json")
    assert (run.code, run.err) == (0, "")
    answer = run.json
    assert set(answer) >= KEYS
    assert answer["status"] == "proven" and answer["checked"]["holds"] and answer["gap"] <= 1e-4
    assert len(answer["checked"]["rules"]) >= 20 and answer["checked"]["breaches"] == []
    assert set(answer["openings"][0]) >= {"stop", "hub", "weekday", "starts", "minutes", "guests", "tour"}
    assert answer["openings"][0]["weekday"] in ("monday", "tuesday", "wednesday", "thursday")
    assert sum(o["guests"] for o in answer["openings"]) == pytest.approx(answer["guests_per_week"])
    assert answer["stops_considered"] == 6
    assert json.loads((tmp_path / "saved.json").read_text())["openings"] == answer["openings"]
    assert Run(capsys, "check", town, tmp_path / "saved.json").out == "The plan holds. 21 rules were tried.\n"


def test_plan_without_json_reads_well_in_danish(capsys, town):
    run = Run(capsys, "plan", town, "--lang", "da", "--processes", 1)
    assert run.code == 0 and "gæster om ugen ventes" in run.out and "Bevist på" in run.out


def test_wishes_that_cannot_hold_are_named_and_the_code_is_3(capsys, town):
    (town / "wishes.csv").write_text("wish,stop,day\npin,Mosede,mon\nforbid,Mosede,\n")
    run = Run(capsys, "plan", town, "--json", "--processes", 1)
    assert run.code == 3 and run.json["status"] == "infeasible"
    assert run.json["clash"] and all("Mosede" in wish["sentence"] for wish in run.json["clash"])
    assert "cannot hold together" in run.err


def test_bad_input_is_2_with_all_faults(capsys, tmp_path):
    faulty = seasons.places(tmp_path / "places")
    run = Run(capsys, "plan", faulty)
    assert (run.code, run.out) == (2, "") and run.err.startswith("3 faults.") and run.err.count("stops.csv, row") == 3
    run = Run(capsys, "plan", faulty, "--json", "--lang", "da")
    assert run.code == 2 and [fault["row"] for fault in run.json["faults"]] == [2, 3, 4]
    assert run.json["faults"][0]["expected"] == "en position på land"


def test_danish_by_environment(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("DRIVEOUT_LANG", "da")
    assert "Den findes ikke" in Run(capsys, "check", tmp_path / "no", "plan.json").err


def test_check_judges_a_plan_that_was_not_made_here(capsys, town, plan_file):
    assert Run(capsys, "check", town, plan_file).code == 0
    theirs = json.loads(plan_file.read_text())
    theirs["openings"][0]["starts"] = "09:00"
    del theirs["checked"], theirs["seconds"], theirs["assumptions"]
    plan_file.write_text(json.dumps(theirs))
    run = Run(capsys, "check", town, plan_file)
    assert run.code == 3 and "4 windows" in run.err
    assert not Run(capsys, "check", town, plan_file, "--json").json["checked"]["holds"]


def test_a_plan_is_read_back_as_it_was(plan_file):
    assert read_plan(plan_file) == good_plan()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "It holds no plan"),
        ("{", "It breaks off"),
        (" ", "It is empty"),
        ('{"openings": [}', "From here on it is not JSON"),
        ("[" * 100_000, "It is not JSON"),
        ('{"openings": 3}', "openings is missing or no list"),
        ('{"openings": [], "bound": NaN}', "column bound"),
        ('{"openings": [], "objective": 5, "bound": 3}', "A bound below the plan's own value proves nothing"),
        ('{"openings": [{"stop": 1, "weekday": "someday", "starts": "10:00", "minutes": 1.5}]}', "openings[1].weekday"),
        ('{"openings": [{"weekday": "someday"}]}', "“someday” is not a weekday"),
        ('{"openings": [{"starts": "25:00"}]}', "“25:00” is not a time of day"),
        ('{"openings": [{"minutes": "60"}]}', '"60" is of another kind'),
        ('{"openings": [{"minutes": 1e300}]}', "1e+300 is of another kind"),
        ('{"openings": [{"stop": "\\ud800"}]}', "openings[1].stop"),
    ],
)
def test_a_plan_that_cannot_be_read_is_told_why(tmp_path, text, told):
    (tmp_path / "plan.json").write_text(text)
    with pytest.raises(Faults) as refused:
        read_plan(tmp_path / "plan.json")
    assert told in str(refused.value)


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM])
def test_the_first_ctrl_c_stops_the_search_and_the_second_breaks_off(signalled):
    before = signal.getsignal(signalled)
    with pytest.raises(KeyboardInterrupt), watching("en") as watch:
        assert watch(Progress(0.1, None, 5.0)) is True
        os.kill(os.getpid(), signalled)
        assert watch(Progress(0.2, 3.0, 5.0)) is False
        os.kill(os.getpid(), signalled)
    assert signal.getsignal(signalled) is before


def test_nothing_found_in_time_is_no_plan(capsys, town):
    run = Run(capsys, "plan", town, "--json", "--time-limit", 0, "--processes", 1)
    assert run.code == (0 if run.json["openings"] else 1)
