"""What to put in the van: what each café uses, rounded up, less what is in the van already."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil, sqrt

from driveout.core.drive.stock import first_out, is_over, is_soon
from driveout.core.words import Amount, CafeAhead, Good, Held, LoadLine, Use

NINE_OF_TEN = 1.2815515655446004  # Φ⁻¹(0.9)
LAST = 4  # cafés that teach what is used a guest: about a month of weekly ones
WHOLE = 1e-9  # 3.0000000001 bags are three


def high_end(guests: float) -> float:
    """The most guests to pack for where the plan says only a mean: 9 of 10 Poisson days have no more (normal
    approximation)."""
    return float(ceil(guests + NINE_OF_TEN * sqrt(guests) - WHOLE)) if guests > 0 else 0.0


def load_of(
    goods: Sequence[Good],
    cafes: Sequence[CafeAhead],
    *,
    day: date,
    van: Iterable[Held] = (),
    store: Iterable[Held] = (),
) -> tuple[LoadLine, ...]:
    """One line for each good that any café uses, or that is in the van past its best-before; in the goods' order.

    What a café handed out a guest, in its last `LAST` times, replaces what is assumed. It is known by kind; goods of
    one kind share it as their assumed use does. Lots past their best-before are neither counted nor taken.
    """
    van, store = tuple(van), tuple(store)
    lines = []
    for good in goods:
        uses = tuple(use for cafe in cafes if (use := _use(good, goods, cafe)).n)
        own = [row for row in van if row.good == good.key and row.quantity]
        over = tuple(row for row in own if is_over(row.best_before, day))
        in_van = sum(row.quantity for row in own) - sum(row.quantity for row in over)
        missing = max(0, sum(use.n for use in uses) - in_van)
        take = _from_store([row for row in store if row.good == good.key], missing, day)
        soon = tuple(row for row in own if is_soon(row.best_before, day))
        here = tuple(row for row in own if row not in over)
        line = LoadLine(good, uses, in_van, take, missing - sum(n for _lot, n in take), over, soon, here)
        if uses or over:
            lines.append(line)
    return tuple(lines)


def last_day(line: LoadLine, lasts: Mapping[int, date | None], again: date | None) -> tuple[tuple[int, Amount], ...]:
    """Lot → how many of what is in the van or comes into it are past their best-before when the van drives again: it
    is this day or nobody. `lasts`: best-before by lot; `again`: None where the van does not drive any more."""
    there = [*((row.lot, row.quantity) for row in line.here), *line.take]
    found: dict[int, Amount] = {}
    for lot, n in there:
        best_before = lasts.get(lot)
        if best_before is not None and (again is None or best_before < again):
            found[lot] = found.get(lot, 0) + n
    return tuple(found.items())


def _use(good: Good, goods: Sequence[Good], cafe: CafeAhead) -> Use:
    """What is handed out on average over the last times, or what is assumed, for as many guests as may come.

    Times at which nothing at all was written down teach nothing; nor do those that never handed out this kind.
    """
    last = [one for one in cafe.last if any(one.given.values())][:LAST]
    handed = sum(max(0, one.given.get(good.kind, 0)) for one in last)
    last, per_guest = (last if handed else []), good.per_guest
    if last:
        learned = handed / sum(one.guests for one in last)
        per_guest = learned * _share(good, goods)
    return Use(cafe.place, ceil(per_guest * cafe.guests_high - WHOLE), per_guest, cafe.guests_high, len(last))


def _share(good: Good, goods: Sequence[Good]) -> float:
    """Its part of what its kind hands out."""
    same = [one for one in goods if one.kind == good.kind]
    total = sum(one.per_guest for one in same)
    return good.per_guest / total if total else 1 / len(same)


def _from_store(rows: list[Held], missing: Amount, day: date) -> tuple[tuple[int, Amount], ...]:
    """As many as there are, first expired first."""
    good = [row for row in rows if not is_over(row.best_before, day)]
    return first_out(good, min(missing, sum(row.quantity for row in good)))
