"""The bench of two builds: the same season for both, what is said of runs that never got there, and who planned."""

import math
import pickle
import subprocess
from dataclasses import dataclass, replace
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest

from bench.measure import Run, run
from bench.planner import earlier
from bench.planner.__main__ import main
from bench.planner.earlier import NotThere, take_out
from bench.planner.plain import made, plain
from bench.planner.seasons import TASKS, Task, akut
from bench.planner.table import cells, ratios, row_of
from driveout.core import words
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.words import Drive

SMALL = Kind(2, 4, step=1)


def a_run(*, hundredth: float | None, status: str | None = "proven", gap: float = 5e-5, code: int = 0) -> Run:
    said = {"first": 0.5, "to 0.1 %": 1.0, "to 0.01 %": hundredth, "total": 4.0, "gap": gap, "status": status}
    return Run({name: value for name, value in said.items() if value is not None}, 5.0, 120.0, code, 6.0)


@pytest.mark.parametrize("season", [scattered(SMALL, seed=3), akut(True)], ids=["scattered", "akut"])
def test_a_season_comes_back_as_it_was(season):
    lost: set[str] = set()
    told = pickle.loads(pickle.dumps(plain(season)))
    assert made(told, words, lost) == season and lost == set()


def test_what_is_handed_over_is_made_of_built_in_values_only():
    assert b"driveout" not in pickle.dumps(plain(scattered(SMALL, seed=3)))


def test_a_field_that_the_other_build_does_not_have_is_named_where_it_is_used():
    @dataclass(frozen=True)
    class Road:
        minutes: int
        km: float

    older: Any = SimpleNamespace(Drive=Road)
    road, ferry = Drive(20, 12.0), Drive(45, 12.0, ferries=("Hvalpsund–Sundsøre",), ticket_kr=150.0)
    lost: set[str] = set()
    assert made(plain(road), older, lost) == Road(20, 12.0) and lost == set()
    assert made(plain(ferry), older, lost) == Road(45, 12.0) and lost == {"Drive.ferries", "Drive.ticket_kr"}


def test_half_the_runs_that_never_got_there_make_never():
    two, three = [a_run(hundredth=None), a_run(hundredth=3.0)], [a_run(hundredth=s) for s in (2.0, None, 3.0)]
    assert row_of(two).hundredth == math.inf
    assert row_of(three).hundredth == 3.0 and row_of(three).worst == math.inf
    assert row_of(three).tenth == 1.0 and row_of(three).total == 4.0


def test_ratios_say_never_where_the_earlier_build_never_got_there():
    quick, slow = row_of([a_run(hundredth=2.0)]), row_of([a_run(hundredth=7.0)])
    nowhere = row_of([a_run(hundredth=None)])
    assert ratios(slow, quick).split()[3::2] == ["1.0", "1.0", "3.5", "3.5", "1.0", "1.0"]
    assert ratios(nowhere, quick).count("never") == 2 and "–" not in ratios(nowhere, quick)
    assert ratios(slow, nowhere).count("–") == 2


def test_what_a_run_that_was_ended_took_of_processors_is_not_told():
    ended, quick = row_of([a_run(hundredth=None, code=-9)]), row_of([a_run(hundredth=2.0)])
    assert cells("some", ended).split()[6] == "–" and cells("some", quick).split()[6] == "6.00"
    assert ratios(ended, quick).split()[-1] == "–" and ratios(quick, quick).split()[-2:] == ["1.0", "×"]


def test_each_end_is_counted_and_told():
    runs = [a_run(hundredth=2.0), a_run(hundredth=None, status=None, code=-9), Run({}, 1.0, None, 3)]
    assert row_of(runs).status == "1 proven, 1 ended from outside, 1 exit code 3"
    assert cells("some", row_of(runs[:1])).endswith("0.0050      120  proven")


def test_a_process_that_takes_too_long_is_ended_and_what_it_said_stands(tmp_path, monkeypatch):
    said = tmp_path / "said"
    slow = f"import time\nprint('{{\"first\": 1}}', flush=True)\nopen({str(said)!r}, 'w').close()\ntime.sleep(600)\n"
    (tmp_path / "slow.py").write_text(slow)
    (tmp_path / "bad.py").write_text("print('{\"first\": 2}', flush=True)\nraise SystemExit(3)\n")
    heard = subprocess.Popen.communicate

    def once_it_has_spoken(child, timeout=None):
        while timeout is not None and child.poll() is None and not said.exists():
            sleep(0.01)
        return heard(child, timeout=timeout)

    monkeypatch.setattr(subprocess.Popen, "communicate", once_it_has_spoken)
    late = run("slow", limit_s=0.1, memory=False, PYTHONPATH=str(tmp_path))
    assert (late.said, late.code) == ({"first": 1}, -9)
    bad = run("bad", limit_s=600.0, memory=False, PYTHONPATH=str(tmp_path))
    assert (bad.said, bad.code) == ({"first": 2}, 3)


def test_a_build_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(NotThere, match="not in this history"):
        take_out("0" * 40, tmp_path)


def test_the_earlier_build_is_its_own_source(tmp_path, monkeypatch):
    """Taken out of a history of its own: a checkout need not hold the commit that is measured against."""
    then = tmp_path / "then"
    (then / "src").mkdir(parents=True)
    (then / "src" / "weeks.py").write_text("then = True")
    me = ["-c", "user.name=Bo", "-c", "user.email=bo@example.org"]
    for asked in (["init", "-q"], ["add", "src"], [*me, "commit", "-qm", "Then"]):
        subprocess.run(["git", *asked], cwd=then, check=True)
    (then / "src" / "weeks.py").write_text("then = False")
    monkeypatch.setattr(earlier, "ROOT", then)
    source = take_out("HEAD", tmp_path / "out")
    assert (source / "weeks.py").read_text() == "then = True"


def test_the_kinds_are_drawn_anew_from_each_seed():
    drawn = TASKS["10x14"].draw
    assert drawn(1) == drawn(1) and drawn(1) != drawn(2)
    assert len(drawn(1).hubs) == 10 and len(drawn(1).stops) == 140
    assert len(TASKS["98"].draw(0).stops) >= 900
    assert akut(False) == replace(akut(True), terms=replace(akut(True).terms, budget_kr_a_week=None))


def test_one_small_season_gives_a_row(monkeypatch, capsys):
    """From the command line to the printed row, with no other build beside it; both ways of counting seconds."""
    wall = Task("small", lambda seed: scattered(SMALL, seed=seed), processes=1)
    small = {"10x14": wall, "akut": wall, "20x2": replace(wall, name="in one process", processes=0)}
    monkeypatch.setattr("bench.planner.__main__.TASKS", small)
    main(["--seed", "4", "--runs", "1", "--earlier", "none", "--only", "10x14", "20x2"])
    head, columns, row, other = capsys.readouterr().out.splitlines()
    assert "seed 4" in head and columns.split()[:2] == ["season", "first"]
    assert row.startswith("small") and row.endswith("proven") and "never" not in row
    assert other.startswith("in one process") and other.endswith("proven")


def test_the_command_says_which_kinds_there_are(capsys):
    with pytest.raises(SystemExit):
        main(["--only", "moon"])
    assert "10x14" in capsys.readouterr().err
