"""Whoever judges imports nothing of what is judged: the checker, and the slow twins that try everything.

What they do share is told in docs/explanation/how-it-proves.md.
"""

import ast
import tomllib

import pytest

from tests.shape.files import ROOT, text

# Files → what of the house they may import. Modules beside them, of the same twin, are named too.
MAY = {
    "src/driveout/core/plan/check/*.py": {
        "driveout.core.words", "driveout.core.plan.check",
        "driveout.core.stats.reach",  # guests met, of which there is one table
        "driveout.core.stats.fairness",  # what guests count for where few are met
        "driveout.core.plan.calendar",  # the list of public holidays
    },
    "src/driveout/core/solve/tiny*.py": {"driveout.core.words", "driveout.core.solve.tiny_tours"},
    "tests/core/exact/[!_]*.py": {"driveout.core.words", "driveout.core.stats.reach", "tests.core.exact"},
}  # fmt: skip
# Of the exact twin's folder these put the question to both, or draw it: they judge nothing themselves.
ASKS_BOTH = {"child.py", "judge.py", "test_exact.py", "test_against_exact.py"}


def imported(code: str) -> set[str]:
    """Every module of the house that is named in an import, also within a function."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in ("driveout", "tests")}


def beyond(names: set[str], may: set[str]) -> list[str]:
    return sorted(name for name in names if not any(name == one or name.startswith(f"{one}.") for one in may))


@pytest.mark.parametrize("pattern", MAY)
def test_a_judge_imports_nothing_of_what_it_judges(pattern):
    paths = [path for path in ROOT.glob(pattern) if path.name not in ASKS_BOTH]
    assert len(paths) >= 2
    assert [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in beyond(imported(path.read_text(encoding="utf-8")), MAY[pattern])
    ] == []


def test_the_contract_of_the_checker_names_all_of_the_planner():
    """Imports by way of others are seen by the contract alone; a new module of the planner must stand in it."""
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (named,) = (c["forbidden_modules"] for c in contracts if c.get("source_modules") == ["driveout.core.plan.check"])
    plan = ROOT / "src" / "driveout" / "core" / "plan"
    planner = {f"driveout.core.plan.{path.stem}" for path in plan.glob("[!_]*.py") if path.stem != "calendar"}
    assert planner - set(named) == set(), "name it in pyproject.toml, or say why the checker may share it"
    assert {"driveout.core.solve", "driveout.core.travel", "driveout.core.drive"} <= set(named)


def test_what_the_judges_share_is_told():
    page = text("docs/explanation/how-it-proves.md")
    for shared in ("`core/stats/reach.py`", "`core/stats/fairness.py`", "`core/plan/calendar.py`", "holidays"):
        assert shared in page
