"""What a café's events add up to, written beside them: the rows as words, and the sum as a row."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from driveout.core.meet import add_up, given_when, goods_given, put_right
from driveout.core.words import EventKind
from driveout.core.words import FieldEvent as Event
from driveout.core.words import Tally as Sum
from driveout.records.drive.stock.at_cafe import hand_out_from_cafes
from driveout.records.meet.models import FieldEvent, Tally
from driveout.records.meet.rules import CLOCK_MAY_BE_OFF, DOUBTED, FLAGS, off_of
from driveout.records.trust.actions import By

HELD = ("id", "seq", "told_at", "received_at", "kind", "occurrence_id", "body", "flags")


def as_word(row: Mapping[str, Any]) -> Event:
    """A stored event, its clock put right. Nothing was written after it was received: what says so is not believed,
    but for the few minutes that any clock is off."""
    at, received = put_right(row["told_at"], off_of(row["flags"])), row["received_at"]
    believed = at is not None and DOUBTED not in row["flags"] and at - received <= CLOCK_MAY_BE_OFF
    return Event(
        id=str(row["id"]),
        seq=row["seq"],
        at=min(at, received) if at and believed else received,
        kind=EventKind(row["kind"]),
        occurrence=row["occurrence_id"],
        body=row["body"],
        believed=believed,
    )


def add_up_again(occurrences: Collection[int], now: datetime, by: By = None) -> None:
    """Write the sums of these cafés anew; the caller holds their rows. Two queries, and one or two for each café.

    Where what was handed out has changed, the books of the van follow. `by`: who sent what is new.
    """
    events: dict[int, list[Event]] = defaultdict(list)
    flags: dict[int, set[str]] = defaultdict(set)
    for row in FieldEvent.objects.filter(occurrence_id__in=occurrences).order_by().values(*HELD):
        events[row["occurrence_id"]].append(as_word(row))
        flags[row["occurrence_id"]].update(row["flags"])
    known = {row.occurrence_id: row for row in Tally.objects.filter(occurrence_id__in=occurrences)}
    given, when = {}, {}
    for occurrence, own in events.items():
        tally = known.get(occurrence) or Tally(occurrence_id=occurrence)
        before = dict(tally.given)
        for name, value in _as_row(add_up(own)).items():
            setattr(tally, name, value)
        tally.goods = goods_given(own)
        if tally.given or before:  # the sum may be the same, and the moments others
            given[occurrence] = dict.fromkeys(before, 0) | tally.given
            when[occurrence] = given_when(own)
        if tally.opened_at and tally.closed_at and tally.closed_at < tally.opened_at:
            flags[occurrence].add("closed_first")
        tally.flags = [flag for flag in FLAGS if flag in flags[occurrence]]
        tally.changed_at = now
        tally.save()
    if given:
        hand_out_from_cafes(given=given, when=when, by=by, now=now)


def _as_row(total: Sum) -> dict[str, Any]:
    row = {field.name: getattr(total, field.name) for field in fields(total)}
    row["given"], row["in_doubt"] = dict(total.given), list(total.in_doubt)
    row["fields"] = {
        name: [{"id": value.id, "value": value.value, "at": value.at.isoformat()} for value in values]
        for name, values in total.fields.items()
    }
    return row
