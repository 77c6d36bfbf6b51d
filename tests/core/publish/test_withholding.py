"""Nobody can work out a withheld count: tried by an attacker who writes down every table that fits what is shown."""

from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driveout.core.publish import SHOWN_FROM, Sum, withhold, withholding
from driveout.core.words import Nonsense
from tests.core.publish.judging import too_narrow
from tests.pace import examples


def small(counts):
    return {key for key, n in counts.items() if 0 < n < SHOWN_FROM}


def grid(rows, columns):
    """Sums of a table with a total for each row, each column and all."""
    across = [Sum((row, "all"), tuple((row, column) for column in columns)) for row in (*rows, "all")]
    down = [Sum(("all", column), tuple((row, column) for row in rows)) for column in (*columns, "all")]
    return [*across, *down]


def filled(numbers, rows, columns):
    """Key → count, with the totals."""
    counts = dict(zip(product(rows, columns), numbers, strict=True))
    for column in columns:
        counts["all", column] = sum(counts[row, column] for row in rows)
    for row in (*rows, "all"):
        counts[row, "all"] = sum(counts[row, column] for column in columns)
    return counts


def attack(counts, sums, hidden, never=()):
    """Key → every number that it may have, by all tables that fit: each withheld count is 1 or more, and what never
    is shown 0 or more. Counts that cannot be bounded are tried up to a few more than they are."""
    unknown = sorted({*hidden, *never}, key=repr)
    possible: dict[Any, set[int]] = {key: set() for key in unknown}
    fits = [one for one in sums if {one.total, *one.parts} & set(unknown)]

    def go_on(at, guess):
        for one in fits:
            told = {**counts, **guess}
            open_ = [key for key in (one.total, *one.parts) if key in unknown and key not in guess]
            have = sum(told[part] for part in one.parts if part not in open_)
            if one.total not in open_ and (have > told[one.total] or (not open_ and have != told[one.total])):
                return
            if open_ == [one.total] and have < 1 and one.total not in never:
                return
        if at == len(unknown):
            for key, n in guess.items():
                possible[key].add(n)
            return
        key = unknown[at]
        for n in range(0 if key in never else 1, counts[key] + 4):
            go_on(at + 1, {**guess, key: n})

    go_on(0, {})
    return possible


def nobody_can_tell(counts, sums, never=()):
    hidden = withhold(counts, sums, never_shown=never)
    assert small({key: n for key, n in counts.items() if key not in never}) <= hidden
    assert not any(counts[key] == 0 for key in hidden) and not hidden & set(never)
    assert not too_narrow(counts, hidden, [(one.total, one.parts) for one in sums], never)
    if len({*hidden, *never}) > 9:
        return hidden  # too many tables to write down
    possible = attack(counts, sums, hidden, never)
    for key in small(counts) & hidden:
        assert len(possible[key]) > 1, (key, counts, hidden)
    return hidden


NUMBERS = st.one_of(st.integers(0, 9), st.sampled_from([0, 1, 5, 12]))


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_two_by_two(numbers):
    rows, columns = ("a", "b"), ("x", "y")
    nobody_can_tell(filled(numbers, rows, columns), grid(rows, columns))


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(NUMBERS, min_size=9, max_size=9))
def test_three_by_three(numbers):
    rows, columns = ("a", "b", "c"), ("x", "y", "z")
    nobody_can_tell(filled(numbers, rows, columns), grid(rows, columns))


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(NUMBERS, min_size=3, max_size=6), st.integers(1, 3))
def test_places_in_hubs_in_all(numbers, first):
    """Two hubs, each with its places, and one sum over both."""
    counts: dict[Any, int] = {("place", at): n for at, n in enumerate(numbers)}
    cut = min(first, len(numbers) - 1)
    parts = {"north": range(cut), "south": range(cut, len(numbers))}
    for hub, own in parts.items():
        counts[hub] = sum(numbers[at] for at in own)
    counts["all"] = sum(numbers)
    sums = [Sum(hub, tuple(("place", at) for at in own)) for hub, own in parts.items()]
    nobody_can_tell(counts, [*sums, Sum("all", ("north", "south"))])


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=2))
def test_what_is_never_shown_does_not_give_the_rest_away(rows):
    """Guests are first-timers, children and the rest; of the rest only the sum tells."""
    counts: dict[Any, int] = {}
    sums: list[Sum[Any]] = []
    never: list[Any] = []
    for at, parts in enumerate(rows):
        keys = [(at, name) for name in ("first", "child", "rest")]
        counts |= dict(zip(keys, parts, strict=True)) | {(at, "guests"): sum(parts)}
        sums.append(Sum((at, "guests"), tuple(keys)))
        never.append(keys[-1])
    for name in ("first", "child", "guests"):
        counts["all", name] = sum(counts[at, name] for at in range(len(rows)))
        sums.append(Sum(("all", name), tuple((at, name) for at in range(len(rows)))))
    nobody_can_tell(counts, sums, never)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(NUMBERS, min_size=4, max_size=4))
def test_where_no_other_table_is_found_in_time_all_that_it_is_summed_up_in_is_withheld(monkeypatch, numbers):
    monkeypatch.setattr(withholding, "TRIES", 0)
    rows, columns = ("a", "b"), ("x", "y")
    nobody_can_tell(filled(numbers, rows, columns), grid(rows, columns))


def test_one_small_count_takes_another_along_in_its_row_and_its_column():
    rows, columns = ("a", "b", "c"), ("x", "y", "z")
    counts = filled([3, 20, 30, 21, 8, 40, 31, 41, 9], rows, columns)
    assert withhold(counts, grid(rows, columns)) == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}


def test_two_ones_whose_sum_is_shown_are_known_and_so_more_is_withheld():
    """Whoever sees “2 in all, neither is 0” knows both."""
    counts = {"a": 1, "b": 1, "c": 9, "all": 11}
    hidden = withhold(counts, [Sum("all", ("a", "b", "c"))])
    assert hidden > {"a", "b"} and hidden & {"c", "all"}


def test_nothing_small_and_nothing_at_all_withhold_nothing():
    counts = {"a": 0, "b": 7, "all": 7}
    assert withhold(counts, [Sum("all", ("a", "b"))]) == frozenset()


def test_a_small_count_alone_is_withheld_with_its_sum():
    assert withhold({"a": 3, "all": 3}, [Sum("all", ("a",))]) == {"a", "all"}


@pytest.mark.parametrize("counts", [{"a": -1, "all": -1}, {"a": 2, "all": 3}])
def test_nonsense_is_refused(counts):
    with pytest.raises(Nonsense):
        withhold(counts, [Sum("all", ("a",))])


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(NUMBERS, min_size=8, max_size=8))
def test_linked_tables_that_share_margins(numbers):
    """By hub and by municipality: two tables of the same guests, of which the cells where both meet are never shown."""
    never = list(product(("hub", "bub"), ("north", "south"), ("jan", "feb")))
    counts: dict[Any, int] = dict(zip(never, numbers, strict=True))
    sums: list[Sum[Any]] = []
    for month in ("jan", "feb"):
        for at, names in ((0, ("hub", "bub")), (1, ("north", "south"))):
            for name in names:
                parts = tuple(key for key in never if key[at] == name and key[2] == month)
                counts[name, month] = sum(counts[part] for part in parts)
                sums.append(Sum((name, month), parts))
            counts["all", month] = sum(counts[name, month] for name in names)
            sums.append(Sum(("all", month), tuple((name, month) for name in names)))
    hidden = withhold(counts, sums, never_shown=never)
    assert not too_narrow(counts, hidden, [(one.total, one.parts) for one in sums], never)


def test_what_was_shown_before_is_not_withheld_any_more_and_the_new_total_is():
    counts = {"oct": 3, "nov": 20, "sum": 23}
    hidden = withhold(counts, [Sum("sum", ("oct", "nov"))], shown_before=["nov"], withheld_before=["oct"])
    assert hidden == {"oct", "sum"}


def test_what_was_shown_though_it_is_small_is_refused():
    with pytest.raises(Nonsense):
        withhold({"a": 3}, [], shown_before=["a"])
