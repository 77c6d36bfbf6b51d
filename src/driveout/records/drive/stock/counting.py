"""Counting a store, whole or in part. A count changes nothing until somebody finishes it, and then says what it did.

What is counted is compared with the books of that moment, also when something that had happened before is told after
(see `settling`); a lot that moves meanwhile loses its line (see `booking.book`) and is counted again, so a difference
is never a movement seen twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from driveout.core.words import Amount, StockKind
from driveout.records.drive.models import Balance, Count, CountLine, Good, Lot, StockEvent, Store
from driveout.records.drive.stock.booking import lock, lot_of, plain
from driveout.records.drive.stock.rules import CountIsOver
from driveout.records.drive.stock.settling import follow
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_one_organisation


@dataclass(frozen=True)
class Difference:
    """One lot: what the books say, what somebody saw (None: not counted), and whether it moved since the start."""

    lot: Lot
    stands: Amount
    seen: Amount | None
    moved: bool = False

    @property
    def by(self) -> Amount:
        """How many more there are than the books say."""
        return 0 if self.seen is None else self.seen - self.stands


@transaction.atomic
def start_count(*, store: Store, by: By, now: datetime) -> Count:
    """The store's open count; a new one when there is none."""
    lock([store])
    found = Count.objects.filter(store=store, finished_at=None).first()
    if found:
        return found
    count = Count.objects.create(store=store, started_at=now, started_by=by)
    leave_trace(by=by, what="started a count", about=count, now=now, name=store.name)
    return count


@transaction.atomic
def note_count(*, count: Count, seen: Mapping[int, Amount | None], by: By, now: datetime) -> None:
    """Write what was seen of each lot, by its key; None takes a line away again. CountIsOver."""
    _check_open(count)
    lots = set(
        Lot.objects.filter(good__organisation_id=count.store.organisation_id, pk__in=seen).values_list("pk", flat=True)
    )
    for lot in sorted(lots):
        n = seen[lot]
        if n is None:
            CountLine.objects.filter(counting=count, lot_id=lot).delete()
        else:
            CountLine.objects.update_or_create(counting=count, lot_id=lot, defaults={"seen": n})
    leave_trace(by=by, what="counted", about=count, now=now, name=count.store.name, lines=len(lots))


@transaction.atomic
def note_more(*, count: Count, good: Good, best_before: date | None, seen: Amount, by: By, now: datetime) -> None:
    """Something that is there and stands in no line. CountIsOver."""
    check_one_organisation(count.store, good)
    _check_open(count)
    note_count(count=count, seen={lot_of(good, best_before).pk: seen}, by=by, now=now)


@transaction.atomic
def finish_count(*, count: Count, by: By, now: datetime) -> list[StockEvent]:
    """Make the books say what was seen by `now`. What was not counted stays as it is. Twice is once."""
    lock([count.store])
    count.refresh_from_db()
    if count.finished_at is not None:
        return list(StockEvent.objects.filter(count=count))
    own = StockEvent.objects.filter(organisation_id=count.store.organisation_id)
    count.finished_at, count.after = now, own.aggregate(last=Max("id"))["last"] or 0
    count.save(update_fields=["finished_at", "after"])
    kinds = set(count.lines.values_list("lot__good__kind", flat=True))
    made = follow([count.store], kinds, by=by, now=now)
    events = [event for event in made if event.count_id == count.pk]
    more, less = (sum(e.quantity for e in events if e.kind == kind) for kind in (StockKind.FOUND, StockKind.MISSING))
    leave_trace(
        by=by, what="finished a count", about=count, now=now, name=count.store.name, more=plain(more), less=plain(less)
    )
    return events


@transaction.atomic
def drop_count(*, count: Count, by: By, now: datetime) -> None:
    """Put a count away. The books stay as they are. Twice is once; CountIsOver when it was finished with lines."""
    lock([count.store])
    count.refresh_from_db()
    if count.finished_at is not None:
        if count.lines.exists():
            raise CountIsOver
        return
    count.lines.all().delete()
    count.finished_at = now
    count.save(update_fields=["finished_at"])
    leave_trace(by=by, what="put a count away", about=count, now=now, name=count.store.name)


def differences(count: Count) -> list[Difference]:
    """Every lot that is there or was counted, by good and date. Three queries."""
    lines = {line.lot_id: line for line in count.lines.select_related("lot__good")}
    rows = Balance.objects.filter(store_id=count.store_id).select_related("lot__good")
    stands = {row.lot_id: row for row in rows if row.quantity or row.lot_id in lines}
    since = StockEvent.objects.filter(at__gte=count.started_at).exclude(count=count)
    moved = {
        lot for ends in since.values_list("lot_id", "source_id", "target_id") if count.store_id in ends[1:]
        for lot in ends[:1]
    }  # fmt: skip
    lots = {line.lot_id: line.lot for line in lines.values()} | {row.lot_id: row.lot for row in stands.values()}
    found = [
        Difference(
            lot, stands[pk].quantity if pk in stands else 0, lines[pk].seen if pk in lines else None, pk in moved
        )
        for pk, lot in lots.items()
    ]
    return sorted(found, key=lambda row: (row.lot.good_id, row.lot.best_before or date.max, row.lot.pk))


def _check_open(count: Count) -> None:
    lock([count.store])
    if not Count.objects.filter(pk=count.pk, finished_at=None).exists():
        raise CountIsOver
