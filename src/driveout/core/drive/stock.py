"""The books of a store: what movements add up to, what cannot be taken, and which lot goes first."""

from collections.abc import Iterable, Mapping
from datetime import date

from driveout.core.words import Amount, Held, StockMove

Books = Mapping[tuple[int, int], Amount]  # (store, lot) → how many
SOON_DAYS = 7  # assumed: within a week of its best-before, somebody should use it first


class NotThere(Exception):
    """More would be taken than there is. `have`: what there is."""

    def __init__(self, have: Amount) -> None:
        self.have = have
        super().__init__(f"There are only {have}.")


def balance_of(moves: Iterable[StockMove]) -> dict[tuple[int, int], Amount]:
    """What the movements add up to, whatever their order; nothing stands where nothing is.

    Raises NotThere when more left a store than came to it.
    """
    books: dict[tuple[int, int], Amount] = {}
    for move in moves:
        for store, sign in ((move.source, -1), (move.target, 1)):
            if store is not None:
                books[store, move.lot] = books.get((store, move.lot), 0) + sign * move.quantity
    for (_store, _lot), n in books.items():
        if n < 0:
            raise NotThere(0)
    return {key: n for key, n in books.items() if n}


def after(books: Books, move: StockMove) -> dict[tuple[int, int], Amount]:
    """The books after one more movement. Raises NotThere when its source has less."""
    now = dict(books)
    if move.source is not None:
        have = now.get((move.source, move.lot), 0)
        if have < move.quantity:
            raise NotThere(have)
        now[move.source, move.lot] = have - move.quantity
    if move.target is not None:
        now[move.target, move.lot] = now.get((move.target, move.lot), 0) + move.quantity
    return {key: n for key, n in now.items() if n}


def first_out(held: Iterable[Held], quantity: Amount) -> tuple[tuple[int, Amount], ...]:
    """Which lots to take, and how many of each: what expires first goes first, what keeps goes last.

    Raises NotThere when there are not so many.
    """
    taken: list[tuple[int, Amount]] = []
    left = quantity
    rows = sorted(held, key=_expires)
    for row in rows:
        n = min(left, row.quantity)
        if n > 0:
            taken.append((row.lot, n))
            left -= n
    if left > 0:
        raise NotThere(sum(row.quantity for row in rows))
    return tuple(taken)


def is_over(best_before: date | None, day: date) -> bool:
    """Past its best-before on that day; the day itself is still good."""
    return best_before is not None and best_before < day


def is_soon(best_before: date | None, day: date) -> bool:
    """Good on that day, and not for much longer."""
    return best_before is not None and 0 <= (best_before - day).days <= SOON_DAYS


def _expires(row: Held) -> tuple[bool, date, int]:
    return (row.best_before is None, row.best_before or date.max, row.lot)
