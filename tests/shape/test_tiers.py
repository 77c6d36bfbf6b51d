"""Tests have tiers: what `make quick` leaves out is marked, and how long generated tests look is said in one place."""

import re
import tomllib

import pytest

from tests import pace
from tests.conftest import TIERS
from tests.shape.files import text, texts

OUTRIGHT = re.compile(r"max_examples=\d")


def test_quick_leaves_out_every_tier_and_nothing_else():
    asked = re.search(r"^IN_PROCESS := (.+)$", text("Makefile"), re.MULTILINE)
    assert text("Makefile").count('-m "$(IN_PROCESS)"') == 2  # quick, and what coverage measures
    told = tomllib.loads(text("pyproject.toml"))["tool"]["pytest"]["ini_options"]["markers"]
    marked = {line.partition(":")[0] for line in told}
    assert asked and {word.removeprefix("not ") for word in asked[1].split(" and ")} == marked
    assert set(TIERS.values()) == marked - {"server"}


def test_no_test_says_outright_how_many_examples_it_tries():
    assert [name for name, code in texts() if name.startswith("tests/") and OUTRIGHT.search(code)] == []


@pytest.mark.parametrize(("word", "tried"), [("quick", 12), ("ci", 60), ("night", 1200)])
def test_a_pace_is_a_share_of_what_ci_tries(monkeypatch, word, tried):
    monkeypatch.setattr(pace, "PACE", word)
    assert pace.examples(60) == tried
    assert pace.examples(1) >= 5
