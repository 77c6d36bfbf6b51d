"""Moving things: brought, bought, moved, given, written off. Each is an event, and the balance is kept beside it.

Whoever sends an event makes its `key`; the same sent twice is booked once. A store is locked while its books change,
so two people who take the last four cannot both have them. `now` is the moment it happened: what came yesterday and is
written down today may say so (`told` is then when that was), and what was counted since stands.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from driveout.core.drive import NotThere, first_out
from driveout.core.words import Amount, Held, StockKind, StockMove
from driveout.records.drive.models import Balance, Good, Lot, StockEvent, Store
from driveout.records.drive.stock.booking import book, comes, goes, held, lock, lot_of, plain, written
from driveout.records.drive.stock.rules import NotEnough, SameStore, SentWithOther
from driveout.records.drive.stock.settling import follow, there_at
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_one_organisation

Events = list[StockEvent]


def donate(
    *, store: Store, good: Good, quantity: Amount, best_before: date | None, key: str, by: By, now: datetime,
    note: str = "", why: str = "", told: datetime | None = None,
) -> Events:  # fmt: skip
    """Something was given to us. `told`: when that was written down, where it is not `now`."""
    return _bring(StockKind.DONATION, store, good, quantity, best_before, note, key, by, now, why, told)


def purchase(
    *, store: Store, good: Good, quantity: Amount, best_before: date | None, key: str, by: By, now: datetime,
    note: str = "", why: str = "", told: datetime | None = None,
) -> Events:  # fmt: skip
    """Something was bought. `told`: as in `donate`."""
    return _bring(StockKind.PURCHASE, store, good, quantity, best_before, note, key, by, now, why, told)


@transaction.atomic
def transfer(
    *, source: Store, target: Store, good: Good, quantity: Amount, key: str, by: By, now: datetime,
    lot: Lot | None = None, why: str = "", told: datetime | None = None,
) -> Events:  # fmt: skip
    """From store to van, or any other way; first expired first, unless a lot is named. NotEnough, SameStore."""
    if source.pk == target.pk:
        raise SameStore
    events, is_new = _take(StockKind.TRANSFER, source, target, good, lot, quantity, key, by, now, why, told)
    if is_new:
        details = _told(source, good, quantity, to=str(target), **_late(now, told))
        leave_trace(by=by, what="moved stock", about=source, now=told or now, **details)
    return events


@transaction.atomic
def hand_out(
    *,
    store: Store,
    good: Good,
    quantity: Amount,
    key: str,
    by: By,
    now: datetime,
    lot: Lot | None = None,
    why: str = "",
    told: datetime | None = None,
) -> Events:
    """Given away from a store, not at a café; first expired first. NotEnough."""
    events, is_new = _take(StockKind.HANDED_OUT, store, None, good, lot, quantity, key, by, now, why, told)
    if is_new:
        details = _told(store, good, quantity, why=why, **_late(now, told))
        leave_trace(by=by, what="handed out stock", about=store, now=told or now, **details)
    return events


@transaction.atomic
def write_off(
    *, store: Store, lot: Lot, quantity: Amount, key: str, by: By, now: datetime, why: str, told: datetime | None = None
) -> Events:
    """Spoiled, broken, too old: of one lot, and why. NotEnough."""
    events, is_new = _take(StockKind.WRITTEN_OFF, store, None, lot.good, lot, quantity, key, by, now, why, told)
    if is_new:
        details = _told(store, lot.good, quantity, why=why, **_late(now, told))
        leave_trace(by=by, what="wrote off stock", about=store, now=told or now, **details)
    return events


@transaction.atomic
def _bring(
    kind: StockKind, store: Store, good: Good, quantity: Amount, best_before: date | None, note: str, key: str, by: By,
    now: datetime, why: str, told: datetime | None,
) -> Events:  # fmt: skip
    check_one_organisation(store, good)
    lock([store])
    if done := _sent(store.organisation_id, key, kind, good, quantity, None, store):
        return done
    event = book(
        StockMove(kind, lot_of(good, best_before, note).pk, quantity, target=store.pk),
        organisation_id=store.organisation_id, key=f"{key}.0", by=by, now=now, why=why,
    )  # fmt: skip
    follow([store], {good.kind}, by=by, now=now)
    details = _told(store, good, quantity, why=why, **_late(now, told, "came"))
    leave_trace(by=by, what="took in stock", about=store, now=told or now, **details)
    return [event]


def _take(
    kind: StockKind, source: Store, target: Store | None, good: Good, lot: Lot | None, quantity: Amount, key: str,
    by: By, now: datetime, why: str, told: datetime | None,
) -> tuple[Events, bool]:  # fmt: skip
    """Events, and whether they are new.

    What is told later is taken of what lay there at its moment, also where somebody has counted fewer since: what
    follows is booked before it leaves the balance, so that nothing falls below nothing on the way.
    """
    ends = [source, *([target] if target else [])]
    check_one_organisation(*ends, good)
    lock(ends)
    if done := _sent(source.organisation_id, key, kind, good, quantity, source, target):
        return done, False
    late = now if told is not None and told != now else None
    there = _then(source, good, late) if late else held(Balance.objects.filter(_of(source, good)))
    try:
        picks = first_out([one for one in there if lot is None or one.lot == lot.pk], quantity)
    except NotThere as refused:
        raise NotEnough(good, source, refused.have, late) from None
    moves = [StockMove(kind, picked, n, source.pk, target.pk if target else None) for picked, n in picks]
    words: dict[str, Any] = {"organisation_id": source.organisation_id, "by": by, "now": now, "why": why}
    events = [written(move, key=f"{key}.{at}", **words) for at, move in enumerate(moves)]
    for move in moves:
        comes(move)
    if not late:
        _leave(moves)
    follow(ends, {good.kind}, by=by, now=now)
    if late:
        _leave(moves)
    return events, True


def _leave(moves: Sequence[StockMove]) -> None:
    for move in moves:
        goes(move)


def _of(store: Store, good: Good) -> Q:
    return Q(store=store, lot__good=good, quantity__gt=0)


def _then(store: Store, good: Good, at: datetime) -> list[Held]:
    """What lay there of a good at a moment."""
    rows = there_at(store, good.kind, at).items()
    return [Held(lot, good.pk, n, one.best_before) for lot, (one, n) in rows if one.good == good.pk]


def _late(now: datetime, told: datetime | None, word: str = "happened") -> dict[str, str]:
    """For the trace: when it happened, where it is written down later."""
    return {} if told is None or told == now else {word: now.isoformat()}


def _sent(
    organisation_id: int, key: str, kind: StockKind, good: Good, quantity: Amount, source: Store | None,
    target: Store | None,
) -> Events:  # fmt: skip
    """What came with this key before. SentWithOther when it was something else."""
    sent = StockEvent.objects.filter(organisation_id=organisation_id, key__startswith=f"{key}.").select_related("lot")
    events = list(sent.order_by("id"))
    if events and {(event.kind, event.lot.good_id, event.source_id, event.target_id) for event in events} != {
        (kind.value, good.pk, source.pk if source else None, target.pk if target else None)
    }:
        raise SentWithOther
    if events and sum(event.quantity for event in events) != quantity:
        raise SentWithOther
    return events


def is_booked(organisation_id: int, key: str) -> bool:
    """Did this form arrive before? One query."""
    return StockEvent.objects.filter(organisation_id=organisation_id, key__startswith=f"{key}.").exists()


def _told(store: Store, good: Good, quantity: Amount, **more: str) -> dict[str, Any]:
    """For the trace."""
    return {
        "name": f"{plain(quantity)} × {good.name}, {store.name}",
        "good": good.pk,
        "quantity": plain(quantity),
        **more,
    }


def as_moves(events: Sequence[StockEvent]) -> list[StockMove]:
    """Events as words, for whoever adds them up again."""
    return [StockMove(StockKind(e.kind), e.lot_id, e.quantity, e.source_id, e.target_id) for e in events]
