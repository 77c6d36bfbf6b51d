"""Documents keep short, point at things that exist, and agree with the program."""

import re
from pathlib import Path

import pytest
import yaml

from driveout import __version__
from tests.shape.files import ROOT, kept, text

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [path for path in kept() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
SECTIONS = ("## Decision", "## Why", "## What it rules out", "## When to reconsider")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_complete(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 30
    assert [section for section in SECTIONS if section not in lines] == []
    assert lines[0].startswith(f"# {path.name[:4]} ")


def test_decisions_are_numbered_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path):
    targets = [link.split("#")[0] for link in LINK.findall(path.read_text(encoding="utf-8"))]
    local = [target for target in targets if target and ":" not in target]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_the_changelog_and_publiccode_know_this_version():
    assert re.search(r"^## (\S+?),? ", text("CHANGELOG.md"), re.MULTILINE)[1] == __version__
    assert yaml.safe_load(text("publiccode.yml"))["softwareVersion"] == __version__


def test_the_changelog_speaks_to_the_field():
    code = re.compile(r"\b(refactor|dependency|endpoint|class|commit|API|CI)\b")
    assert code.findall(text("CHANGELOG.md")) == []


def test_publiccode_has_what_version_0_4_asks():
    told = yaml.safe_load(text("publiccode.yml"))
    asked = {"name", "url", "platforms", "developmentStatus", "softwareType", "legal", "maintenance", "localisation"}
    assert asked - set(told) == set()
    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["legal"]["license"] == "EUPL-1.2"
    for language, words in told["description"].items():
        assert len(words["shortDescription"]) <= 150, language
        assert 150 <= len(words["longDescription"]) <= 10_000, language
        assert words["features"], language


def test_the_licence_is_the_whole_eupl():
    licence = text("LICENSE")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert [number for number in range(1, 16) if not re.search(rf"^{number}\.\w", licence, re.MULTILINE)] == []
    assert "Appendix" in licence and "LiLiQ-R" in licence


def test_contributing_tells_how_to_add_things_step_by_step():
    for thing in ("screen", "fetched register", "step of the loop", "travel-time service", "place file"):
        title = f"## How to add a {thing}\n"
        steps = text("CONTRIBUTING.md").split(title)[1].split("\n## ")[0]
        assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_folders_named_in_the_readme_exist():
    folders = re.findall(r"^    (src/\S+/) ", text("README.md"), re.MULTILINE)
    assert folders and [name for name in folders if not Path(ROOT / name).is_dir()] == []
