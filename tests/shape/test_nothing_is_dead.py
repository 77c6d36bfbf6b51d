"""What nobody calls goes: a function or class at the top of a module is named somewhere else in what is shipped."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from tests.shape.files import ROOT, kept

SRC = ROOT / "src" / "driveout"
WORD = re.compile(r"\w+")
FOR_TESTS = {
    "fakes.py": "outside services as their documentation shows them",
    "left_open.py": "what the sources of a season leave open, told in docs/explanation/akut-2020.md",
}
TWINS = ("_slowly",)  # the slow, obvious way, beside the fast one that is held to it
ONLY_TESTS_ASK = {
    "as_moves": "events as words, for the books to be added up a second time",
    "forget_all": "what a process has kept of hubs, for a test that begins anew",
}


@cache
def spoken() -> Counter[str]:
    """How often each word stands in what is shipped: source, templates, settings."""
    shipped = [p for p in kept() if p.suffix in {".py", ".html", ".toml", ".txt"} and "tests" not in p.parts]
    return Counter(word for path in shipped for word in WORD.findall(path.read_text(encoding="utf-8")))


def plain_names(path: Path) -> list[str]:
    """What a module defines at its top without handing it to a decorator, which may register it under its own name."""
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node.name for node in nodes if isinstance(node, kinds) and not node.decorator_list]


def dead(paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        if path.name not in FOR_TESTS and path.name != "apps.py"
        for name in plain_names(path)
        if spoken()[name] < 2 and not name.endswith(TWINS) and name not in ONLY_TESTS_ASK
    ]


def test_nothing_is_dead():
    assert dead([path for path in SRC.rglob("*.py") if "migrations" not in path.parts]) == []


def test_what_is_excused_is_still_there():
    names = {name for path in SRC.rglob("*.py") for name in plain_names(path)}
    assert set(ONLY_TESTS_ASK) - names == set()
    assert set(FOR_TESTS) - {path.name for path in SRC.rglob("*.py")} == set()


def test_a_function_nobody_calls_would_be_found(monkeypatch):
    monkeypatch.setattr("tests.shape.test_nothing_is_dead.ROOT", Path(__file__).parent)
    assert dead([Path(__file__)]) != []


def test_words_are_counted_where_they_stand():
    assert spoken()["settings"] > 1 and spoken()["plain_names"] == 0
