"""The reference pages are what the code says, and the format's own examples make a season."""

import re
import subprocess
import sys
from dataclasses import fields

from driveout.core.words import Season, Terms
from driveout.jobs.commands import COMMANDS
from driveout.jobs.reference import pages
from driveout.outside.season_files import read_season, season_format_markdown
from driveout.outside.season_files.keys import SEASON_KEYS, TERMS_KEYS
from driveout.outside.season_files.tables import TABLES
from tests.jobs.cli import Run


def test_the_pages_are_current(root):
    for file, text in pages().items():
        assert (root / file).read_text(encoding="utf-8") == text, f"{file}: python -m driveout.jobs.reference"


def test_every_term_and_every_key_of_a_season_can_be_written():
    assert [key.name for key in TERMS_KEYS] == [field.name for field in fields(Terms)]
    tables = {
        "hubs",
        "stops",
        "vehicles",
        "employees",
        "volunteers",
        "pins",
        "forbidden",
        "earlier",
        "reach",
        "drives",
    } | {"ferries"}
    assert {key.name for key in SEASON_KEYS} == {field.name for field in fields(Season)} - tables - {"terms"}


def test_the_examples_on_the_page_make_a_season(tmp_path):
    page = season_format_markdown()
    for table, text in zip(TABLES, re.findall(r"```csv\n(.*?)```", page, re.DOTALL), strict=True):
        (tmp_path / table.file).write_text(text, encoding="utf-8")
    keys = re.findall(r"^\| `(\w+)`[^|]*\|[^|]*\|[^|]*\| `(\w+ = .*?)` \|", page, re.MULTILINE)
    assert [name for name, _ in keys] == [key.name for key in (*SEASON_KEYS, *TERMS_KEYS)]
    (tmp_path / "season.toml").write_text("\n".join(line for _, line in keys), encoding="utf-8")
    season = read_season(tmp_path)
    assert season.pins and season.earlier and season.reach and season.terms.fairness == "floor"


def test_every_default_on_the_page_reads_as_itself():
    for column in (*SEASON_KEYS, *TERMS_KEYS, *(c for t in TABLES for c in t.columns)):
        if not column.required and column.default not in (None, "", ()):
            assert column.kind.read(column.kind.write(column.default)) == column.default


def test_the_guide_is_there_and_its_files_make_a_season(root, tmp_path):
    guide = (root / "docs" / "how-to" / "write-a-season.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"`([\w.]+)`:?\n\n```\w+\n(.*?)```", guide, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(read_season(tmp_path).stops) >= 3


def test_help_has_examples_and_comes_without_anything_heavy():
    code = "import sys, driveout.jobs.cli as c; c.parser(); print([m for m in HEAVY if m in sys.modules])"
    heavy = ("django", "numpy", "numba", "highspy", "openpyxl", "rich", "distributed")
    run = subprocess.run([sys.executable, "-c", f"HEAVY = {heavy}; {code}"], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
    assert all(f"driveout {command.NAME}" in command.EXAMPLES for command in COMMANDS)


def test_no_command_and_a_wrong_option_are_2(capsys):
    assert Run(capsys).code == 2
    run = Run(capsys, "plan", "x", "--processes", "none")
    assert run.code == 2 and "is not a whole number above 0" in run.err
