"""Bad input at the command line: sentences in the language asked for, the right exit code, nothing half-written."""

import errno
import io
import json
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool

import psutil
import pytest

from driveout.core.words import Proof, Status
from driveout.jobs import terminal
from driveout.jobs.commands import plan as plan_command
from tests.jobs.cli import Run
from tests.patience import HANG_S


def renamed(path, old, new):
    for file in path.iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_plan_that_cannot_be_saved_is_told_before_it_is_made(capsys, town, tmp_path, monkeypatch):
    monkeypatch.setattr(plan_command, "draft_plan", lambda *args: pytest.fail("it was planned"))
    run = Run(capsys, "plan", town, "--save", tmp_path / "no" / "plan.json", "--lang", "da")
    assert run.code == 2 and "Det kan ikke skrives: mappen findes ikke" in run.err


def test_a_planner_that_dies_leaves_the_approved_plan(capsys, town, plan_file, monkeypatch):
    def die(season, args):
        raise BrokenProcessPool("A process in the process pool was terminated abruptly")

    monkeypatch.setattr(plan_command, "draft_plan", die)
    before = plan_file.read_bytes()
    run = Run(capsys, "plan", town, "--save", plan_file, "--lang", "da")
    assert run.code == 1 and run.err.startswith("Afbrudt: en proces, der planlagde, blev standset")
    assert plan_file.read_bytes() == before


def test_wishes_that_clash_are_told_in_danish(capsys, town):
    (town / "wishes.csv").write_text("wish,stop,day\npin,Mosede,mon\nforbid,Mosede,\n")
    run = Run(capsys, "plan", town, "--json", "--lang", "da", "--processes", 1)
    assert run.code == 3 and "Mosede har åbent mandag." in run.err and "Mosede besøges ikke." in run.err
    assert run.json["clash"][0]["danish"] == "Mosede har åbent mandag."


def test_a_clash_that_was_saved_is_read_back_in_danish(capsys, town, plan_file):
    wish = {"key": "pin:Mosede:monday", "sentence": "Mosede is open on Monday.", "danish": "Mosede har åbent mandag."}
    plan_file.write_text(json.dumps({"openings": [], "status": "infeasible", "clash": [wish]}))
    run = Run(capsys, "explain", town, "--stop", "Mosede", "--plan", plan_file, "--lang", "da")
    assert run.code == 3 and wish["danish"] in run.err


def test_the_faults_of_season_and_plan_come_together(capsys, tmp_path, plan_file):
    plan_file.write_text(plan_file.read_text()[:200])
    for command in (("check",), ("export", "--to", tmp_path / "plan.csv")):
        run = Run(capsys, command[0], tmp_path / "nowhere", plan_file, *command[1:])
        assert run.code == 2 and "It is not there" in run.err and "plan.json, row" in run.err
    assert not (tmp_path / "plan.csv").exists()


def test_a_plan_of_another_season_is_told(capsys, town, plan_file):
    plan_file.write_text(plan_file.read_text().replace('"season": "Small town"', '"season": "Akut 2020"'))
    run = Run(capsys, "check", town, plan_file, "--lang", "da")
    assert run.code == 0 and "Bemærk: planen er for Akut 2020, sæsonen er Small town." in run.err


def test_breaches_are_told_in_danish(capsys, town, plan_file):
    theirs = json.loads(plan_file.read_text())
    theirs["openings"][0]["starts"] = "09:00"
    plan_file.write_text(json.dumps(theirs))
    run = Run(capsys, "check", town, plan_file, "--lang", "da")
    assert run.code == 3 and "[regel 4] Mosede, mandag kl. 9: Den er kl. 9–10.30; ventet den dag: 10–15." in run.err
    assert Run(capsys, "check", town, plan_file, "--json").json["checked"]["breaches"][0]["danish"]


def test_where_nobody_can_be_met_nothing_is_missing():
    assert Proof(0.0, 1e-9, Status.PROVEN).gap == 0.0 and Proof(3.0, 4.0, Status.STOPPED).gap == 0.25


def test_names_with_brackets_are_shown_as_they_stand(capsys, town):
    renamed(town, "Mosede", "Mosede [/b] :cat:")
    run = Run(capsys, "plan", town, "--processes", 1)
    assert run.code == 0 and "[/b]" in run.out and ":cat:" in run.out
    renamed(town, "Small town", "[/] town")
    assert "[/] town:" in Run(capsys, "plan", town, "--processes", 1).out


def test_a_sign_that_cannot_be_printed_is_told_and_other_forms_take_it(capsys, town, plan_file, tmp_path):
    renamed(town, "Mosede", "Mosede 🚐")
    plan_file.write_text(plan_file.read_text().replace('"Mosede"', '"Mosede 🚐"'), encoding="utf-8")
    run = Run(capsys, "export", town, plan_file, "--to", tmp_path / "cards.pdf", "--lang", "da")
    assert run.code == 2 and "cards.pdf: Skriften har intet tegn for »🚐«" in run.err
    assert not (tmp_path / "cards.pdf").exists()
    assert Run(capsys, "export", town, plan_file, "--to", tmp_path / "plan.xlsx").code == 0


@pytest.mark.parametrize(
    ("to", "told"), [("no/x.csv", "mappen findes ikke"), ("x.doc", "Der er ingen måde at skrive .doc på")]
)
def test_an_export_that_cannot_be_written_is_told(capsys, town, plan_file, tmp_path, to, told):
    run = Run(capsys, "export", town, plan_file, "--to", tmp_path / to, "--lang", "da")
    assert run.code == 2 and told in run.err


def test_an_import_never_turns_a_file_into_a_folder(capsys, town, plan_file, tmp_path):
    (tmp_path / "taken").write_text("mine")
    run = Run(capsys, "import", town, "--to", tmp_path / "taken", "--lang", "da")
    assert run.code == 2 and "en fil med det navn ligger i vejen" in run.err
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_frontier_of_no_points_is_bad_input(capsys, town):
    assert Run(capsys, "frontier", town, "--points", 0).code == 2


def test_a_full_disk_is_told(capsys, town, monkeypatch):
    def full(season, args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(plan_command, "draft_plan", full)
    run = Run(capsys, "plan", town, "--lang", "da")
    assert (run.code, run.err) == (1, "Afbrudt: disken er fuld.\n")


def test_a_cluster_that_does_not_answer_is_told(capsys, town):
    pytest.importorskip("distributed")
    run = Run(capsys, "plan", town, "--cluster", "no address", "--lang", "da")
    assert run.code == 2 and "--cluster: Ingen svarer på no address" in run.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plan"], "driveout plan: der mangler SEASON"),
        (["plane"], "»plane« findes ikke; vælg mellem"),
        (["plan", "x", "--time-limit", "abc"], "--time-limit: »abc« er ikke et tal på 0 eller mere"),
        (["plan", "x", "--time-limit", "nan"], "--time-limit: »nan« er ikke et tal på 0 eller mere"),
        (["plan", "x", "--processes", "0"], "--processes: »0« er ikke et helt tal over 0"),
        (["plan", "x", "--seed", "y"], "--seed: »y« er ikke et helt tal"),
        (["plan", "x", "--save"], "--save: der mangler en værdi"),
        (["explain", "x"], "en af disse skal med: --stop --hub"),
        (["explain", "x", "--stop", "a", "--hub", "b"], "--hub kan ikke stå sammen med"),
        (["check", "x", "y", "z"], "z kendes ikke"),
    ],
)
def test_words_that_cannot_be_understood_are_refused_in_danish(capsys, monkeypatch, words, told):
    run = Run(capsys, *words, "--lang", "da")
    assert run.code == 2 and told in run.err and run.err.startswith("brug: driveout")
    assert told not in Run(capsys, *words).err
    monkeypatch.setenv("DRIVEOUT_LANG", "da")
    assert told in Run(capsys, *words).err


def test_a_terminal_that_lacks_a_sign_shows_another(monkeypatch):
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", narrow)
    terminal.show_any_sign()
    terminal.say("en", "a → b", "a → b")
    terminal.print_json({"sign": "→"})
    narrow.flush()
    assert narrow.buffer.getvalue().split(b"\n", 1)[0] == b"a ? b" and b"\\u2192" in narrow.buffer.getvalue()


def test_nobody_works_on_when_the_one_who_asked_is_killed():
    """Two workers are begun, and their parent is killed without a chance to tell them."""
    program = (
        "import sys, time\nfrom driveout.core.plan.workers import own_processes\n"
        "hands = own_processes(2)\nimport os\n"
        "print(*(hands.submit(os.getpid).result() for _ in range(2)), flush=True)\ntime.sleep(3600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [int(number) for number in parent.stdout.readline().split()]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert len(workers) == 2 and all(gone(worker) for worker in workers)


def gone(process, seconds=HANG_S):
    """Did it end in time? It may stay listed as ended until somebody collects it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False
