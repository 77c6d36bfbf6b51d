"""mypy looks at every file, strictly; where it is told to look away, it is said why."""

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.shape.files import ROOT, kept, text

IGNORED = re.compile(r"# type: (?:ignore)(\[[a-z, -]+\])?(.*)")
LESS_STRICT = {  # named in pyproject.toml, each with its reason
    "tests.*",
    "driveout.core.*",
    "driveout.records.migrations.*",
    "driveout.core.solve.days_kernel",
    "driveout.core.solve.hours_kernel",
    "driveout.core.solve.list_kernel",
    "driveout.core.solve.people_kernel",
    "driveout.core.solve.price_kernel",
    "driveout.core.solve.weeks_kernel",
}
ABOUT_OTHERS = {"module", "ignore_missing_imports", "follow_untyped_imports"}  # packages that say nothing of theirs


def python_files() -> list[Path]:
    return [path for path in kept() if path.suffix == ".py"]


def mypy() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads(text("pyproject.toml"))["tool"]["mypy"]
    return told


def test_every_file_is_looked_at_strictly():
    told = mypy()
    assert told["strict"] is True and "exclude" not in told
    looked_at = tuple(str(ROOT / name) for name in told["files"])
    assert [path for path in python_files() if not str(path).startswith(looked_at)] == []


def test_nothing_of_ours_is_less_strict_but_what_is_named():
    less = {
        module
        for one in mypy()["overrides"]
        if set(one) - ABOUT_OTHERS
        for module in ([one["module"]] if isinstance(one["module"], str) else one["module"])
    }
    assert less == LESS_STRICT


def without_a_reason(lines: list[str]) -> list[str]:
    found = [(line, IGNORED.search(line)) for line in lines]
    return [line for line, ignored in found if ignored and not (ignored[1] and "# " in ignored[2])]


def test_each_line_that_mypy_may_not_judge_says_which_fault_and_why():
    assert [line for path in python_files() for line in without_a_reason(path.read_text().splitlines())] == []
    bare, coded = "x = y  # type: " + "ignore", "x = y  # type: " + "ignore[misc]"
    assert without_a_reason([bare, coded, coded + "  # y knows better"]) == [bare, coded]


def test_nobody_does_anything_without_a_type():
    by_anybody = re.compile(r"\bby: (Any|object)\b")
    assert [path for path in python_files() if "src" in path.parts and by_anybody.search(path.read_text())] == []
