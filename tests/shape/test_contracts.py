"""Who may import whom, and that core is plain Python."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shape.files import ROOT, parsed, text

CORE = ROOT / "src" / "driveout" / "core"
NOT_IN_CORE = {"django", "http", "httpx", "psycopg", "requests", "shelve", "socket", "sqlite3", "ssl", "urllib"}
READS_THE_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}


def modules() -> list[Path]:
    return sorted(CORE.rglob("*.py"))


def imported(code: str) -> set[str]:
    """First part of every imported name."""
    found = set()
    for node in ast.walk(parsed(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_the_import_contracts_are_kept():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"})
    assert run.returncode == 0, run.stdout[-4000:]
    assert " 0 broken" in run.stdout


def test_every_contract_is_a_sentence():
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    assert len(contracts) >= 3
    assert [c["name"] for c in contracts if len(c["name"].split()) < 4] == []


def test_layer_contracts_list_every_folder():
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    assert [c["name"] for c in contracts if c["type"] == "layers" and not c.get("exhaustive")] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(CORE)))
def test_core_is_plain_python(path):
    code = path.read_text(encoding="utf-8")
    assert imported(code) & NOT_IN_CORE == set()
    calls = [node.func for node in ast.walk(parsed(code)) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call, ast.Name) and call.id == "open"] == [], (
        "core opens a file"
    )
    clocks = [
        (call.value.id, call.attr)
        for call in calls
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)
    ]
    assert READS_THE_CLOCK.intersection(clocks) == set(), "core reads the clock"
