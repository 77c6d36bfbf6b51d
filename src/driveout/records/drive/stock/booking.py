"""One movement at a time: written down, and the balance kept beside it. Whoever calls holds the stores."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from driveout.core.drive import NotThere
from driveout.core.words import Amount, Held, StockMove
from driveout.records.drive.models import Balance, CountLine, Good, Lot, StockEvent, Store
from driveout.records.trust.actions import By


def lock(stores: Iterable[Store]) -> None:
    """Nobody else changes their books until this transaction ends. Always in one order, so that nobody waits in a ring.

    On SQLite every writing transaction has the whole database to itself already.
    """
    keys = {store.pk for store in stores}
    list(Store.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def book(
    move: StockMove, *, organisation_id: int, key: str, by: By, now: datetime, why: str = "",
    cafe: int | None = None, count: int | None = None, is_seen: bool = True,
) -> StockEvent:  # fmt: skip
    """Write one event and keep the balance. Call it with the stores locked. NotThere when the source has less.

    A lot that is moved while somebody counts the store has to be counted again: what they wrote of it goes, unless
    nobody could see it (`is_seen`): the books are only told of what had happened before. `now`: when it happened.
    """
    event = written(
        move, organisation_id=organisation_id, key=key, by=by, now=now, why=why, cafe=cafe, count=count, is_seen=is_seen
    )
    goes(move)
    comes(move)
    return event


def written(
    move: StockMove, *, organisation_id: int, key: str, by: By, now: datetime, why: str = "",
    cafe: int | None = None, count: int | None = None, is_seen: bool = True,
) -> StockEvent:  # fmt: skip
    """The event alone, as in `book`: the balances of both ends are still to be kept."""
    event = StockEvent.objects.create(
        organisation_id=organisation_id, key=key, kind=move.kind.value, lot_id=move.lot, quantity=move.quantity,
        source_id=move.source, target_id=move.target, occurrence_id=cafe, count_id=count, at=now, by=by, why=why,
    )  # fmt: skip
    ends = [end for end in (move.source, move.target) if end is not None and is_seen]
    CountLine.objects.filter(counting__store_id__in=ends, counting__finished_at=None, lot_id=move.lot).delete()
    return event


def goes(move: StockMove) -> None:
    """Keep the balance of where it came from. NotThere when that has less."""
    if move.source is not None:
        own = Balance.objects.filter(store_id=move.source, lot_id=move.lot, quantity__gte=move.quantity).first()
        if own is None:
            raise NotThere(0)
        _keep(own, own.quantity - move.quantity)


def comes(move: StockMove) -> None:
    """Keep the balance of where it is now."""
    if move.target is not None:
        row, _is_new = Balance.objects.get_or_create(store_id=move.target, lot_id=move.lot)
        _keep(row, row.quantity + move.quantity)


def _keep(row: Balance, n: Amount) -> None:
    """Reckoned here and not by the database: SQLite would add hundredths as binary fractions. The store is held."""
    row.quantity = Decimal(n)
    row.save(update_fields=["quantity"])


def plain(n: Amount) -> int | float:
    """As JSON can say it."""
    return int(n) if n == int(n) else float(n)


def lot_of(good: Good, best_before: date | None, note: str = "") -> Lot:
    """What cannot be told apart on the shelf is one lot. Call it with the store locked."""
    found = Lot.objects.filter(good=good, best_before=best_before, note=note).order_by("id").first()
    return found or Lot.objects.create(good=good, best_before=best_before, note=note)


def held(rows: Any) -> list[Held]:
    """Balances as words. One query."""
    return [Held(row.lot_id, row.lot.good_id, row.quantity, row.lot.best_before) for row in rows.select_related("lot")]
