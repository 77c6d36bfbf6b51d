"""Times in the open, dates and shifts are one act: in what is shipped nobody does the half of it."""

import ast
from pathlib import Path

import pytest

from tests.shape.files import ROOT

SRC = ROOT / "src" / "driveout"
HALVES = {"put_on_dates", "publish_times"}
ONE_ACT = {"records/drive/days/together.py", "records/drive/days/telling.py"}  # the act, and the half that it calls


def names_a_half(text: str) -> bool:
    """Does it take one of them in, or call it?"""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and HALVES & {one.name for one in node.names}:
            return True
        if isinstance(node, ast.Attribute) and node.attr in HALVES:
            return True
    return False


def halves(paths: list[Path]) -> set[str]:
    return {str(path.relative_to(SRC)) for path in paths if names_a_half(path.read_text(encoding="utf-8"))}


def test_only_the_one_act_does_its_halves():
    assert halves([*SRC.rglob("*.py")]) == ONE_ACT


@pytest.mark.parametrize(
    "text", ["from driveout.records.drive.days.making import put_on_dates", "making.put_on_dates(plan_id=1)",
             "from driveout.records.plan.publishing.actions import publish_times as up"],
)  # fmt: skip
def test_a_half_is_seen_however_it_is_taken_in(text):
    assert names_a_half(text) and not names_a_half("from x import hold_plan\nhold_plan()")
