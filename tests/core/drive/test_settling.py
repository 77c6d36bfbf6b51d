"""What a store's facts come to: against a twin that walks through the day by hand, in whatever order they were told."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import count as numbers
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driveout.core.drive import settle
from driveout.core.words import GivenOut, LotSeen, Moved, Nonsense, ShelfLot
from tests.pace import examples

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOUP, BREAD = 1, 2  # two goods
LOTS = {
    10: ShelfLot(SOUP, date(2026, 12, 1)), 11: ShelfLot(SOUP), 12: ShelfLot(BREAD, date(2026, 11, 30)),
}  # fmt: skip


def at(minutes):
    return NOON + timedelta(minutes=minutes)


@st.composite
def day(draw):
    """What happened in one day, each at a minute of its own: things came, cafés gave out, everything was counted."""
    facts: list[Any] = []
    place, counted = numbers(1), numbers(1)
    for minute in sorted(draw(st.sets(st.integers(0, 1000), max_size=14))):
        what = draw(st.sampled_from(["come", "give", "give", "count"]))
        if what == "come":
            facts.append(Moved(at(minute), next(place), draw(st.sampled_from(sorted(LOTS))), draw(st.integers(1, 12))))
        elif what == "give":
            goods = draw(st.sampled_from([(SOUP,), (BREAD,), (SOUP, BREAD)]))
            facts.append(GivenOut(at(minute), draw(st.integers(1, 3)), goods, draw(st.integers(1, 9))))
        else:
            key = next(counted)
            facts += [LotSeen(at(minute), 0, key, lot, draw(st.integers(0, 9))) for lot in LOTS]
    return facts


def by_hand(facts, goods=(SOUP,)):
    """How much of one good is left: what was seen last, what came since, less what was given out since."""
    left: Any = 0
    for fact in facts:
        if isinstance(fact, LotSeen) and LOTS[fact.lot].good in goods:
            same = [one for one in facts if isinstance(one, LotSeen) and one.count == fact.count]
            left = sum(one.n for one in same if LOTS[one.lot].good in goods)
        elif isinstance(fact, Moved) and LOTS[fact.lot].good in goods:
            left += fact.n
        elif isinstance(fact, GivenOut) and set(fact.goods) <= set(goods):
            left -= fact.n
    return max(0, left)


def only(goods):
    """A day in which no café gives out what may be either of two."""
    return day().map(lambda facts: [one for one in facts if not isinstance(one, GivenOut) or one.goods == goods])


@settings(max_examples=examples(150))
@given(only((SOUP,)))
def test_what_is_left_is_what_was_counted_last_and_what_came_and_went_since(facts):
    left = settle(facts, LOTS).left
    assert sum((n for lot, n in left.items() if LOTS[lot].good == SOUP), 0) == by_hand(facts)
    assert all(n > 0 for n in left.values())


@settings(max_examples=examples(100))
@given(day(), st.randoms())
def test_the_order_in_which_it_was_told_changes_nothing(facts, chance):
    told = list(facts)
    chance.shuffle(told)
    assert settle(told, LOTS) == settle(facts, LOTS)


@settings(max_examples=examples(150))
@given(day())
def test_the_books_add_up_and_every_cafe_gave_what_it_says(facts):
    """What came, was found, corrected, less what went, is what is left; and one good is never given for another."""
    found = settle(facts, LOTS)
    books: Any = Counter(dict.fromkeys(LOTS, 0))
    for fact in facts:
        if isinstance(fact, Moved):
            books[fact.lot] += fact.n
    for (_cafe, lot), n in found.found.items():
        books[lot] += n
    for (_count, lot), n in found.corrected.items():
        books[lot] += n
    for (_cafe, lot), n in found.out.items():
        books[lot] -= n
    assert {lot: n for lot, n in books.items() if n and lot > 0} == found.left
    said: Any = Counter()
    for fact in facts:
        if isinstance(fact, GivenOut):
            said[fact.cafe] += fact.n
    gave: Any = Counter()
    for (cafe, _lot), n in found.out.items():
        gave[cafe] += n
    assert +said == +gave


@settings(max_examples=examples(100))
@given(day(), st.integers(0, 1000), st.integers(1, 9))
def test_what_was_given_before_a_count_and_told_after_changes_nothing_that_was_counted(facts, minute, n):
    counts = [fact.at for fact in facts if isinstance(fact, LotSeen)]
    late = GivenOut(at(minute) + timedelta(seconds=1), 9, (SOUP,), n)
    before, after = settle(facts, LOTS), settle([*facts, late], LOTS)
    if counts and late.at < max(counts):
        assert after.left == before.left
    else:
        assert sum(after.left.values()) <= sum(before.left.values())


def test_four_handed_out_before_the_count_are_none_missing():
    came, seen = Moved(at(0), 1, 10, 10), LotSeen(at(240), 1, 1, 10, 6)
    assert settle([came, seen], LOTS).corrected == {(1, 10): -4}
    found = settle([came, seen, GivenOut(at(60), 7, (SOUP,), 4)], LOTS)
    assert (found.left, found.corrected, found.out) == ({10: 6}, {}, {(7, 10): 4})


def test_what_is_written_down_late_explains_what_was_handed_out():
    gave = GivenOut(at(0), 7, (SOUP,), 14)
    came = [Moved(at(-60), 1, 10, 10)]
    assert settle([*came, gave], LOTS).found == {(7, 10): 4}
    same_day = settle([*came, gave, Moved(at(300), 2, 11, 10)], LOTS)
    assert (same_day.found, same_day.left) == ({}, {11: 6})
    week_after = settle([*came, gave, Moved(at(7 * 1440), 2, 11, 10)], LOTS)
    assert (week_after.found, week_after.left) == ({(7, 10): 4}, {11: 10})


def test_what_comes_after_a_count_explains_nothing_before_it():
    facts: list[Any] = [GivenOut(at(0), 7, (SOUP,), 4), LotSeen(at(60), 0, 1, 10, 0), Moved(at(120), 2, 11, 10)]
    assert settle(facts, LOTS).left == {11: 10}


def test_what_somebody_moved_away_was_there_so_a_cafe_took_of_another_lot():
    facts: list[Any] = [Moved(at(0), 1, 10, 5), Moved(at(1), 2, 11, 5)]
    facts += [GivenOut(at(30), 7, (SOUP,), 4), Moved(at(60), 3, 10, -5)]
    found = settle(facts, LOTS)
    assert (found.out, found.left, found.unknown) == ({(7, 11): 4}, {11: 1}, {})


def test_what_went_and_never_came_is_told():
    assert settle([Moved(at(0), 1, 10, -3)], LOTS).unknown == {10: 3}


def test_of_a_good_that_was_never_there_a_lot_of_its_own_is_taken():
    found = settle([GivenOut(at(0), 7, (SOUP, BREAD), 3)], {})
    assert found.out == found.found == {(7, -SOUP): 3}


@pytest.mark.parametrize("nonsense", [
    lambda: Moved(NOON, 1, 10, 0), lambda: LotSeen(NOON, 1, 1, 10, -1), lambda: GivenOut(NOON, 1, (), 1),
    lambda: GivenOut(NOON, 1, (SOUP,), 0),
])  # fmt: skip
def test_nonsense_is_refused(nonsense):
    with pytest.raises(Nonsense):
        nonsense()
