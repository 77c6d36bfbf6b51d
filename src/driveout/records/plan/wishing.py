"""Changing what is wished of a stop: written at once, seen by everybody, undone and done again; nothing is deleted."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q

from driveout.records.plan.models import Change, Forbidden, Opening, Pin, Plan, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.rules import Refused
from driveout.records.plan.whys import forget_answers
from driveout.records.trust.actions import leave_trace

Wishes = dict[str, Any]


class WishedMeanwhile(Refused):
    """Somebody else has changed the same stop since this was opened. `change` is what they did, if it is known."""

    def __init__(self, change: Change | None) -> None:
        self.change = change
        super().__init__("The stop has been changed meanwhile.")


class NotPossible(Refused):
    """The stop cannot have what was wished, for example a day on which its hall is closed."""


def wishes_of(stop: Stop) -> Wishes:
    """Everything wished of a stop, as JSON. Two queries."""
    return {
        "pins": sorted([pin.weekday, pin.starts, pin.minutes] for pin in Pin.objects.filter(stop=stop)),
        "forbidden": sorted((ban.weekday for ban in Forbidden.objects.filter(stop=stop)), key=lambda day: day or -1),
        "visits": [stop.visits_min, stop.visits_max],
        "lengths": list(stop.lengths),
    }


def mark_of(wishes: Wishes) -> str:
    """Which wishes a form was opened with: it comes back with the form."""
    return sha256(json.dumps(wishes, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def wish(
    *, stop_id: int, kind: Kind, amount: int | None, openings: Sequence[Opening], opened_with: str, why: str,
    by: Any, now: datetime,
) -> Change | None:  # fmt: skip
    """Change a stop's wishes. None when they already are so. `openings`: the stop's own in the plan that is looked at.

    Raises WishedMeanwhile when others stand there than the form was opened with, NotPossible where it cannot be.
    """
    stop = Stop.objects.select_for_update().get(pk=stop_id)
    before = wishes_of(stop)
    after = _wished(stop, before, kind, amount, openings)
    if before == after:
        return None
    if opened_with != mark_of(before):
        raise WishedMeanwhile(Change.objects.filter(stop=stop).select_related("made_by", "undone_by").first())
    change = Change.objects.create(
        season_id=stop.season_id, stop=stop, kind=kind, amount=amount, before=before, after=after, why=why.strip(),
        made_at=now, made_by=by,
    )  # fmt: skip
    _write(stop, after)
    leave_trace(by=by, what="changed a wish", about=stop, now=now, kind=kind.value, amount=amount, why=change.why)
    return change


def _wished(stop: Stop, before: Wishes, kind: Kind, amount: int | None, openings: Sequence[Opening]) -> Wishes:
    """The stop's wishes after the change: what the price on screen was reckoned with."""
    open_on = {window.weekday for window in stop.windows.all()}
    if kind == Kind.LOCK and openings:
        pins = sorted([o.weekday, o.starts, o.minutes] for o in openings)
        return {**before, "pins": pins, "forbidden": [d for d in before["forbidden"] if d not in (None, *_days(pins))]}
    if kind == Kind.FREE:
        return {**before, "pins": [], "forbidden": []}
    if kind == Kind.NEVER:
        return {**before, "pins": [], "forbidden": [None], "visits": [0, before["visits"][1]]}
    if kind == Kind.MOVE and amount in open_on:
        rest = [day for day in before["forbidden"] if day not in (None, amount)]
        return {**before, "pins": [[amount, None, None]], "forbidden": rest, "visits": [1, 1]}
    if kind == Kind.LENGTH and amount in stop.lengths and openings:
        pins = [pin for pin in before["pins"] if pin[2] in (None, amount)]
        return {**before, "pins": pins, "lengths": [amount], "visits": [len(openings)] * 2}
    if kind == Kind.OFTEN and amount in (1, 2):
        rest = [day for day in before["forbidden"] if day is not None]
        return {**before, "pins": before["pins"][:amount], "forbidden": rest, "visits": [amount, amount]}
    raise NotPossible(f"{stop.name} cannot have this: {kind.value} {amount}.")


def _days(pins: list[list[int | None]]) -> set[int | None]:
    return {day for day, _, _ in pins}


def _write(stop: Stop, wishes: Wishes) -> None:
    """Put a stop's wishes in place of those that stand, and forget what was worked out with them."""
    Pin.objects.filter(stop=stop).delete()
    Pin.objects.bulk_create(
        Pin(season_id=stop.season_id, stop=stop, weekday=day, starts=starts, minutes=minutes)
        for day, starts, minutes in wishes["pins"]
    )
    Forbidden.objects.filter(stop=stop).delete()
    Forbidden.objects.bulk_create(
        Forbidden(season_id=stop.season_id, stop=stop, weekday=day) for day in wishes["forbidden"]
    )
    (stop.visits_min, stop.visits_max), stop.lengths = wishes["visits"], wishes["lengths"]
    stop.save(update_fields=["visits_min", "visits_max", "lengths"])
    forget_answers(stop.season_id)


@transaction.atomic
def undo(*, change_id: int, by: Any, now: datetime) -> Change:
    """Write back what stood before a change. WishedMeanwhile when the stop has been changed again since."""
    return _turn(change_id, by=by, now=now, back=True)


@transaction.atomic
def redo(*, change_id: int, by: Any, now: datetime) -> Change:
    """Do a change again that was undone. WishedMeanwhile when the stop has been changed since."""
    return _turn(change_id, by=by, now=now, back=False)


def _turn(change_id: int, *, by: Any, now: datetime, back: bool) -> Change:
    change = Change.objects.select_related("made_by", "undone_by").select_for_update(of=("self",)).get(pk=change_id)
    if (change.undone_at is not None) == back:
        return change  # sent twice
    stop = Stop.objects.select_for_update().get(pk=change.stop_id)
    stands, becomes = (change.after, change.before) if back else (change.before, change.after)
    if wishes_of(stop) != stands:
        raise WishedMeanwhile(Change.objects.filter(stop=stop).select_related("made_by", "undone_by").first())
    _write(stop, becomes)
    change.undone_at, change.undone_by = (now, by) if back else (None, None)
    change.turned_at = now
    change.save(update_fields=["undone_at", "undone_by", "turned_at"])
    leave_trace(by=by, what="undid a wish" if back else "wished again", about=stop, now=now, change=change.pk)
    return change


def changes_since(plan: Plan, since: datetime) -> list[Change]:
    """What was changed, undone or done again after a plan's search read the season, newest first. One query."""
    found = Change.objects.filter(Q(made_at__gte=since) | Q(turned_at__gte=since), season_id=plan.season_id)
    return list(found.select_related("stop", "made_by", "undone_by"))


def pinned(season_id: int) -> set[tuple[int, int]]:
    """(stop, weekday) of every opening that is locked. One query."""
    return set(Pin.objects.filter(season_id=season_id).values_list("stop_id", "weekday"))
