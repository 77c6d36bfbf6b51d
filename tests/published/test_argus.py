"""What is withheld, before another's judge: τ-Argus audits a quarter's reports as one linked table."""

import random

import pytest

from driveout.core.publish import Counted, new_figures
from tests.core.publish.judging import bounds_of
from tests.core.publish.test_figures import MONTHS, reports, seen_by_all
from tests.published.argus import audited, jj_of


def months_of_cafes(seed):
    """Four hubs, some of them small, over a quarter."""
    dice = random.Random(seed)
    for month in MONTHS:
        for hub in range(4):
            first, child, rest = (dice.choice((0, 1, 2, 4, 9, 30)) for _ in range(3))
            yield Counted(f"hub{hub}", month, 3, first + child + rest, first, child)


@pytest.mark.parametrize("seed", range(4))
def test_no_small_number_is_nearer_than_one_to_five(tmp_path, seed):
    lines = list(months_of_cafes(seed))
    *_before, published = reports(lines, MONTHS)
    true, hidden, sums, never = seen_by_all(lines, published, MONTHS)
    path = tmp_path / "all.jj"
    path.write_text(jj_of(true, hidden, sums, never), encoding="utf-8")
    found = audited(path, true)
    small = {key for key in hidden if true[key] < 5}
    assert small and small <= found.keys()
    for key in small:
        least, most = found[key]
        assert least <= true[key] and most >= 5, (key, true[key], least, most)


def test_it_finds_what_is_given_away(tmp_path):
    """One small number withheld alone in its sum: both judges know it."""
    true, sums = {"a": 3, "b": 20, "all": 23}, [("all", ("a", "b"))]
    path = tmp_path / "alone.jj"
    path.write_text(jj_of(true, {"a"}, sums), encoding="utf-8")
    assert audited(path, true) == {"a": (3, 3)} == bounds_of({"b": 20, "all": 23}, {"a"}, sums)


def test_a_later_total_that_were_shown_would_be_found(tmp_path):
    """Had the quarter been shown after October withheld 3, the judge would know the 3."""
    lines = [Counted("a", month, 1, n, 0, 0) for month, n in zip(MONTHS, (3, 40, 40), strict=True)]
    shown = new_figures(lines, closed_through=MONTHS[-1])
    true, hidden, sums, never = seen_by_all(lines, shown, MONTHS)
    path = tmp_path / "shown.jj"
    path.write_text(jj_of(true, {("a", "guests", MONTHS[0])}, sums, never), encoding="utf-8")
    assert audited(path, true)["a", "guests", MONTHS[0]] == (3, 3) and hidden
