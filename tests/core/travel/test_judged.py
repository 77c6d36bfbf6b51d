"""The estimate against drives that people judged: how far off each kind may be, and no way over absent bridges."""

from pathlib import Path
from statistics import median

import pytest

from driveout.core.travel.ferries import BY_NAME
from tests.core.travel.judged import judged, table


@pytest.fixture(scope="module")
def pairs():
    found = judged()
    print("\n" + table(found))
    return found


def test_land_and_bridges_are_near(pairs):
    errors = sorted(abs(pair.off) for pair in pairs if pair.kind in ("land", "bridge"))
    assert median(errors) <= 0.10
    assert sum(error <= 0.25 for error in errors) >= 0.9 * len(errors)
    assert max(errors) <= 0.40


def test_ways_round_fjords_and_by_ferry_are_not_far(pairs):
    far = [(p.one, p.other, p.minutes) for p in pairs if p.kind in ("sound", "ferry") and abs(p.off) > 0.40]
    assert far == []


def test_the_page_says_how_near_it_is(pairs):
    page = (Path(__file__).parents[3] / "docs/explanation/driving-minutes.md").read_text(encoding="utf-8")
    errors = sorted(abs(pair.off) for pair in pairs if pair.kind in ("land", "bridge"))
    within, worst = sum(error <= 0.25 for error in errors), {
        kind: max(abs(pair.off) for pair in pairs if pair.kind == kind) for kind in ("ferry", "sound")
    }  # fmt: skip
    said = " ".join(page.split())
    assert f"prints {len(pairs)} drives" in said
    assert f"by {median(errors):.0%}".replace("%", " %") + " in the median case" in said
    assert f"by {errors[-1]:.0%} at most; {within} of {len(errors)} are within".replace("%", " %") in said
    assert f"By ferry it is {worst['ferry']:.0%} off at most".replace("%", " %") in said
    assert f"the worst is {worst['sound']:.0%} off".replace("%", " %") in said


def test_only_ferries_take_ferries_and_only_bridges_cross(pairs):
    for pair in pairs:
        by_ferry = any(BY_NAME[name].ferry for name in pair.over)
        assert by_ferry == (pair.kind == "ferry"), pair
        assert pair.kind in ("bridge", "ferry") or pair.over == (), pair
