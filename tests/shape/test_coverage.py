"""What the suite runs is measured; too little is said, and what is left out has its reason."""

import re

from tests import covered
from tests.shape.files import text


def test_too_little_is_said_and_enough_is_not():
    assert covered.said({"core": 97.0, "the whole": 92.04}) == "core 97.0 % (97 asked), the whole 92.0 % (92 asked)"
    assert covered.said({"core": 96.99, "the whole": 99.0}).startswith("core 96.9 % (97 asked: TOO LITTLE), the whole")


def test_what_is_left_out_has_its_reason():
    part = re.search(r"\[tool\.coverage\.run\](.*?)\n\[tool\.importlinter\]", text("pyproject.toml"), re.DOTALL)[1]
    left_out = [line for line in part.splitlines() if re.match(r'(omit = \[|    )"', line)]
    assert len(left_out) >= 4 and [line for line in left_out if " # " not in line] == []


def test_branches_are_measured_and_so_is_what_a_test_starts():
    part = text("pyproject.toml")
    assert "branch = true" in part and 'patch = ["subprocess"' in part
