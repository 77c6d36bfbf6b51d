"""What runs it is pinned in requirements/run.txt: nothing that only tests need, and all that the code asks for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.shape.files import ROOT, parsed, text, texts

TOOLS = {
    "pytest",
    "pytest-django",
    "pytest-xdist",
    "hypothesis",
    "playwright",
    "coverage",
    "mypy",
    "ruff",
    "djlint",
    "uv",
}
SHARED = {"hatchling", "psutil", "pyyaml"}  # a build's, distributed's, dask's: theirs, whoever else uses them
PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.M)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(name: str) -> set[str]:
    return {plain(found) for found in PIN.findall(text(f"requirements/{name}.txt"))}


def extras(*names: str) -> set[str]:
    """What pyproject.toml asks for by itself under these."""
    told = tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"]
    asked = {plain(re.split(r"[\[<>=~! ;]", line)[0]) for name in names for line in told[name]}
    return asked - {"driveout"}


def asked_for() -> set[str]:
    """The first names of every module that the product imports, but its own and Python's."""
    trees = [parsed(code) for name, code in texts() if name.startswith("src/driveout/") and name.endswith(".py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    whole |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in whole} - set(sys.stdlib_module_names) - {"driveout"}


def test_no_tool_of_tests_or_checks_is_installed_where_it_runs():
    for_tests = (extras("test", "dev", "bench") | TOOLS) - extras("web", "scale", "build") - SHARED
    assert pinned("dev") >= TOOLS and pinned("run") & for_tests == set()
    assert pinned("run") < pinned("dev")  # and nothing that the tests have not run with


def test_everything_the_code_asks_for_is_installed_where_it_runs():
    whose = packages_distributions()
    missing = {name: whose.get(name, ["nobody"]) for name in asked_for()}
    run = pinned("run")
    assert {name: found for name, found in missing.items() if not {plain(one) for one in found} & run} == {}
    assert {"django", "allauth", "granian", "cryptography"} <= asked_for() | {"granian"}


def test_every_pin_has_a_hash_and_the_how_to_names_the_file():
    pins = text("requirements/run.txt").split("\n")
    heads = [n for n, line in enumerate(pins) if PIN.match(line)]
    assert heads and all("--hash=sha256:" in pins[n + 1] for n in heads)
    assert "requirements/run.txt" in text("docs/how-to/serve-it.md") and (ROOT / "requirements/run.txt").is_file()
