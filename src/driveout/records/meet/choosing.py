"""Two said different things of one café: a person says which holds, and that is an event too."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from driveout.core.meet import KINDS_VERSION
from driveout.core.words import EventKind
from driveout.records.drive.models import Occurrence
from driveout.records.meet.actions import digest_of
from driveout.records.meet.adding import add_up_again
from driveout.records.meet.models import FieldEvent, Tally
from driveout.records.meet.phones import desk_of
from driveout.records.meet.rules import NotYours, StandsOtherwise, may_write
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace


@transaction.atomic
def choose(
    *, opening_id: int, field: str, chosen: str, seen: Collection[str], member: Member, now: datetime
) -> FieldEvent | None:
    """Say that the value of the event `chosen` holds. `seen`: the events whose values the person chose between.

    None when that was answered already: sent twice is once. StandsOtherwise when other values stand there now,
    NotYours where the café is not the person's to decide on.
    """
    own = Occurrence.objects.filter(season__organisation_id=member.organisation_id)
    opening = own.select_for_update(of=("self",), no_key=True).filter(pk=opening_id).first()
    if opening is None or not may_write(member, opening, named=False):
        raise NotYours
    tally = Tally.objects.filter(occurrence=opening).first()
    if tally is None:
        raise StandsOtherwise
    values = {value["id"]: value["value"] for value in tally.fields.get(field, ())}
    if field not in tally.in_doubt and not values.keys() & set(seen):
        return None
    if values.keys() != set(seen) or chosen not in values:
        raise StandsOtherwise
    return _set(opening, field, values[chosen], sorted(values), member, now)


def _set(opening: Occurrence, field: str, value: Any, was: list[str], member: Member, now: datetime) -> FieldEvent:
    """The third event, which names those it takes the place of."""
    desk = desk_of(member, now)
    desk.last_seq, desk.heard_at = desk.last_seq + 1, now
    desk.save(update_fields=["last_seq", "heard_at"])
    item = {
        "v": KINDS_VERSION,
        "id": str(uuid4()),
        "seq": desk.last_seq,
        "at": now.isoformat(),
        "kind": EventKind.SET.value,
        "occurrence": opening.pk,
        "body": {"field": field, "value": value, "was": was},
    }
    event = FieldEvent.objects.create(
        id=str(item["id"]), phone=desk, occurrence=opening, seq=desk.last_seq, kind=EventKind.SET.value,
        body=item["body"], digest=digest_of(item), told_at=now, received_at=now,
    )  # fmt: skip
    add_up_again([opening.pk], now)
    told = {"name": opening.place, "date": opening.date.isoformat(), "field": field}
    leave_trace(by=member.user, what="chose between two values", about=opening, now=now, **told, event=item["id"])
    return event
