"""Letting go of one wish of those that clash. It is a change like any other: seen by everybody, and undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.core.words import Weekday
from driveout.records.plan.models import Change, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes import changing
from driveout.records.plan.wishes.stop_wishes import Wishes
from driveout.records.trust.actions import leave_trace

DAYS = {day.english.lower(): int(day) for day in Weekday}


def stop_and_wish(key: str, names: Sequence[str]) -> tuple[str, str, int | None] | None:
    """“pin:Karby:tuesday” → Karby, pin, 1. None for what is not a wish about one of these stops."""
    what, _colon, rest = key.partition(":")
    if what not in ("pin", "forbid", "visit"):
        return None
    if what != "pin" and rest in names:
        return rest, what, None
    name, _colon, day = rest.rpartition(":")
    return (name, what, DAYS[day]) if what != "visit" and name in names and day in DAYS else None


def without(wishes: Wishes, what: str, day: int | None) -> Wishes:
    """A stop's wishes without this one; as they are when it is not among them."""
    if what == "pin":
        return {**wishes, "pins": [pin for pin in wishes["pins"] if pin[0] != day]}
    if what == "forbid":
        return {**wishes, "forbidden": [ban for ban in wishes["forbidden"] if ban != day]}
    return {**wishes, "visits": [0, wishes["visits"][1]]}


@transaction.atomic
def drop_wish(*, stop_id: int, what: str, day: int | None, by: Any, now: datetime, sent: str = "") -> Change | None:
    """Drop a pin, a ban or the least number of visits. None when it is gone already: two may drop the same one.

    `sent`: the sender's own mark; what was sent twice is answered as the first time.
    """
    stop = Stop.objects.select_for_update().get(pk=stop_id)
    if sent and (done := changing.done_already(stop, sent)):
        return done
    before = changing.wishes_of(stop)
    after = without(before, what, day)
    if before == after:
        return None
    change = Change.objects.create(
        season_id=stop.season_id, stop=stop, kind=Kind.FREE, amount=day, before=before, after=after,
        made_at=now, made_by=by,
    )  # fmt: skip
    changing.write(stop, after)
    told = {"kind": Kind.FREE.value, "dropped": what, "change": change.pk, "sent": sent}
    leave_trace(by=by, what=changing.CHANGED, about=stop, now=now, **told)
    return change
