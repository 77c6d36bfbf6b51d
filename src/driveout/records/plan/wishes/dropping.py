"""Letting go of one wish of those that clash. It is a change like any other: seen by everybody, and undone."""

from datetime import datetime

from django.db import transaction

from driveout.core.words import Nonsense, Wish, WishKind
from driveout.records.plan.models import Change, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes import changing
from driveout.records.plan.wishes.stop_wishes import Wishes
from driveout.records.trust.actions import By, leave_trace


def wish_of(key: str) -> Wish | None:
    """The wish that a key stands for; None for what is none, or was kept before wishes had keys."""
    try:
        return Wish.from_key(key)
    except Nonsense:
        return None


def wish_of_a_stop(key: str) -> Wish | None:
    """The same; None also for what is no wish about a stop."""
    wish = wish_of(key)
    return wish if wish and wish.stop else None


def without(wishes: Wishes, gone: Wish) -> Wishes:
    """A stop's wishes without this one; as they are when it is not among them."""
    if gone.kind is WishKind.PIN:
        return {**wishes, "pins": [pin for pin in wishes["pins"] if pin[0] != gone.day]}
    if gone.kind is WishKind.FORBID:
        return {**wishes, "forbidden": [ban for ban in wishes["forbidden"] if ban != gone.day]}
    return {**wishes, "visits": [0, wishes["visits"][1]]}


@transaction.atomic
def drop_wish(*, stop_id: int, wish: Wish, by: By, now: datetime, sent: str = "") -> Change | None:
    """Drop a pin, a ban or the least number of visits. None when it is gone already: two may drop the same one.

    `sent`: the sender's own mark; what was sent twice is answered as the first time.
    """
    stop = Stop.objects.select_for_update(no_key=True).get(pk=stop_id)
    if sent and (done := changing.done_already(stop, sent)):
        return done
    before = changing.wishes_of(stop)
    after = without(before, wish)
    if before == after:
        return None
    change = Change.objects.create(
        season_id=stop.season_id, stop=stop, kind=Kind.FREE, amount=wish.day, before=before, after=after,
        made_at=now, made_by=by,
    )  # fmt: skip
    changing.write(stop, after)
    told = {"kind": Kind.FREE.value, "dropped": wish.kind.value, "change": change.pk, "sent": sent}
    leave_trace(by=by, what=changing.CHANGED, about=stop, now=now, **told)
    return change
