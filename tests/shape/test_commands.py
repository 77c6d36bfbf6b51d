"""Two commands are all a newcomer needs, and `make help` tells the rest."""

import os
import re
import subprocess

import pytest

from driveout.jobs.commands import COMMANDS
from tests.shape.files import ROOT, text

TARGET = re.compile(r"^([a-z][a-z-]*):([^=].*)?$", re.MULTILINE)
PROMISED = {"help", "demo", "test", "check", "bench", "peers", "core", "pins", "clean"}
PROMISED |= {"coverage", "format", "lint", "types", "contracts", "docs"}


def targets() -> dict[str, str]:
    return {name: rest or "" for name, rest in TARGET.findall(text("Makefile"))}


def test_every_target_says_what_it_does():
    assert [name for name, rest in targets().items() if "## " not in rest] == []


def test_the_promised_targets_exist():
    assert PROMISED - set(targets()) == set()


def test_every_target_is_phony():
    """Else a folder of that name (docs, bench) would silence it."""
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)[1].split()
    assert set(phony) == set(targets())


def test_help_lists_every_target():
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"make ([a-z-]+)", told)) == set(targets())


def test_both_readmes_name_the_two_commands():
    for name in ("README.md", "README.da.md"):
        assert "make demo" in text(name) and "make test" in text(name), name


def test_the_readme_opens_with_a_picture_and_names_only_targets_that_exist():
    for name in ("README.md", "README.da.md", "CONTRIBUTING.md"):
        assert set(re.findall(r"`?make ([a-z]+)", text(name))) & PROMISED <= set(targets())
    assert text("README.md").splitlines()[2].startswith("![")


def checked(*checks: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "-s", "check", f"CHECKS={' '.join(checks)}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_make_check_goes_on_after_a_failure_and_counts():
    failed = checked("no-such-check", "help", "nor-this-one")
    assert failed.returncode != 0 and "make demo" in failed.stdout
    assert failed.stdout.splitlines()[-1] == "2 of 3 failed: no-such-check nor-this-one"
    held = checked("help")
    assert held.returncode == 0 and held.stdout.splitlines()[-1] == "Nothing failed of: help"


@pytest.mark.parametrize("checks, tests", [(0, 0), (2, 0), (0, 2), (2, 2)])
def test_ci_runs_every_check_and_the_tests_whatever_fails(tmp_path, checks, tests):
    """The suite is not run within itself: what stands in for make says how it was called."""
    make = tmp_path / "make"
    ends = f'test "$1" = test && exit {tests}\ntest "$1" = check && exit {checks}\nexit 0\n'
    make.write_text(f'#!/bin/sh\necho "make $*" >> "{tmp_path}/asked"\n{ends}')
    make.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    ended = subprocess.run(["bash", ROOT / ".ci" / "run"], cwd=tmp_path, env=env, capture_output=True, text=True)
    first, *beside = (tmp_path / "asked").read_text().splitlines()
    assert first == "make .venv/.dev"  # before both: neither is to make it under the other's hands
    assert sorted(beside) == ["make check CHECKS=format lint types contracts", "make test"]
    assert (ended.returncode == 0) == (checks == tests == 0)
    assert ("a check beside them failed" in ended.stdout) == (checks != 0)


def test_ci_leaves_no_check_out():
    every = set(re.search(r"^CHECKS \?= (.*)$", text("Makefile"), re.MULTILINE)[1].split())
    assert every == {"format", "lint", "types", "contracts", "docs", "test"}
    assert every - set(re.findall(r"\w+", text(".ci/run"))) == {"docs"}  # the tests hold them already


def test_who_one_can_sign_in_as_stays_on_the_screen():
    """“Compiling the planner, still …” went on for a minute below the names, and pushed them away."""
    assert re.search(
        r"^\t@nice \$\(MAKE\) --no-print-directory warm > /dev/null & exec ", text("Makefile"), re.MULTILINE
    )


@pytest.mark.parametrize("name", ["README.md", "README.da.md"])
def test_the_front_page_names_every_command_and_what_it_reads_is_made_first(name):
    """It left out three, and judged a plan.json that nobody had made."""
    said = text(name)
    assert [one.NAME for one in COMMANDS if not re.search(rf"driveout {one.NAME}\b|#.*\b{one.NAME}\b", said)] == []
    assert said.index("--save plan.json") < said.index("driveout check")
