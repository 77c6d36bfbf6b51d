"""The books of a store: every order adds up to the same, nothing goes below nothing, and the oldest goes first."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.drive import NotThere, after, balance_of, first_out, is_over, is_soon
from driveout.core.words import Held, Nonsense, StockKind, StockMove

STORES, LOTS, DAY = (1, 2, 3), (10, 11), date(2026, 11, 24)
IN = (StockKind.DONATION, StockKind.PURCHASE, StockKind.FOUND)
OUT = (StockKind.HANDED_OUT, StockKind.WRITTEN_OFF, StockKind.MISSING)


@st.composite
def moves(draw):
    """Any movement at all, also one that the books cannot bear."""
    lot, n = draw(st.sampled_from(LOTS)), draw(st.integers(1, 5))
    kind = draw(st.sampled_from(StockKind))
    here, there = draw(st.permutations(STORES))[:2]
    return StockMove(kind, lot, n, None if kind in IN else here, None if kind in OUT else there)


def accepted(tried):
    """Those of the movements that the books took, one after the other."""
    books: dict[Any, Any] = {}
    taken: list[StockMove] = []
    for move in tried:
        try:
            books = after(books, move)
        except NotThere:
            continue
        taken.append(move)
    return books, taken


def things(taken):
    """The slow twin: every single thing by itself, in a pile that it is carried to and from."""
    piles: dict[Any, list[Any]] = {(store, lot): [] for store in STORES for lot in LOTS}
    for move in taken:
        for _one in range(move.quantity):
            thing = piles[move.source, move.lot].pop() if move.source else object()
            if move.target:
                piles[move.target, move.lot].append(thing)
    return {key: len(pile) for key, pile in piles.items() if pile}


@given(st.lists(moves(), max_size=40))
def test_the_books_are_what_carrying_every_single_thing_would_give(tried):
    books, taken = accepted(tried)
    assert books == things(taken)
    assert all(n > 0 for n in books.values())


@given(st.lists(moves(), max_size=20), st.randoms())
def test_any_order_of_the_same_movements_adds_up_to_the_same(tried, chance):
    books, taken = accepted(tried)
    chance.shuffle(taken)
    assert balance_of(taken) == books


@given(st.lists(moves(), max_size=30))
def test_a_transfer_keeps_the_sum_of_every_lot(tried):
    _books, taken = accepted(tried)
    here: Counter[Any] = Counter()
    for move in taken:
        here[move.lot] += move.quantity * ((move.target is not None) - (move.source is not None))
    sums: Any = Counter()
    for (_store, lot), n in balance_of(taken).items():
        sums[lot] += n
    assert +here == sums


@given(st.lists(moves(), max_size=15))
def test_what_would_go_below_nothing_is_refused_as_a_whole(tried):
    net: Counter[Any] = Counter()
    for move in tried:
        net[move.source, move.lot] -= move.quantity
        net[move.target, move.lot] += move.quantity
    below = any(n < 0 for (store, _lot), n in net.items() if store is not None)
    if below:
        with pytest.raises(NotThere):
            balance_of(tried)
    else:
        assert all(n > 0 for n in balance_of(tried).values())


def test_a_refusal_says_how_many_there_are():
    books = after({}, StockMove(StockKind.DONATION, 10, 4, target=1))
    with pytest.raises(NotThere) as refused:
        after(books, StockMove(StockKind.TRANSFER, 10, 5, source=1, target=2))
    assert refused.value.have == 4
    assert books == {(1, 10): 4}


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        (StockKind.DONATION, 1, None),
        (StockKind.HANDED_OUT, None, 1),
        (StockKind.TRANSFER, 1, None),
        (StockKind.TRANSFER, 1, 1),
        (StockKind.MISSING, 1, 2),
    ],
)
def test_a_movement_has_the_ends_its_kind_has(kind, source, target):
    with pytest.raises(Nonsense):
        StockMove(kind, 10, 1, source, target)


def test_nothing_at_all_is_no_movement():
    with pytest.raises(Nonsense):
        StockMove(StockKind.DONATION, 10, 0, target=1)


@st.composite
def shelf(draw):
    days = st.none() | st.integers(-5, 20).map(lambda n: DAY + timedelta(days=n))
    rows = draw(st.lists(st.tuples(st.integers(0, 6), days), max_size=6))
    return [Held(lot, 1, n, best) for lot, (n, best) in enumerate(rows)]


@given(shelf(), st.integers(0, 40))
def test_first_expired_goes_out_first_and_nothing_is_taken_that_is_not_there(rows, wanted):
    have = sum(row.quantity for row in rows)
    if wanted > have:
        with pytest.raises(NotThere) as refused:
            first_out(rows, wanted)
        assert refused.value.have == have
        return
    twin = [row for row in rows for _one in range(row.quantity)]  # one by one, from the front of a sorted shelf
    twin.sort(key=lambda row: ((row.best_before or date.max), row.lot))
    assert dict(first_out(rows, wanted)) == Counter(row.lot for row in twin[:wanted])


def test_the_day_itself_is_still_good():
    assert not is_over(DAY, DAY) and is_soon(DAY, DAY)
    assert is_over(DAY - timedelta(days=1), DAY) and not is_soon(DAY - timedelta(days=1), DAY)
    assert not is_soon(DAY + timedelta(days=8), DAY)
    assert not is_over(None, DAY) and not is_soon(None, DAY)
