"""Two commands are all a newcomer needs, and `make help` tells the rest."""

import re
import subprocess

from tests.shape.files import ROOT, text

TARGET = re.compile(r"^([a-z][a-z-]*):([^=].*)?$", re.MULTILINE)
PROMISED = {"help", "demo", "test", "check", "bench", "peers", "core", "pins", "clean"}
PROMISED |= {"format", "types", "contracts", "docs"}


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


def test_ci_runs_make_test_and_nothing_else():
    lines = [line for line in text(".ci/run").splitlines() if line and not line.startswith("#")]
    assert lines == ['cd "$(dirname "$0")/.." && exec make test']
