"""Changing what is wished of a stop: written at once, seen by everybody, undone and done again; nothing is deleted."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from driveout.records.plan.models import Change, Edit, Forbidden, Opening, Pin, Plan, Season, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.edit import Register
from driveout.records.plan.queries import windows_of
from driveout.records.plan.questions.reasons import forget_answers
from driveout.records.plan.rules import Refused
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.plan.wishes.promises import promise_of
from driveout.records.plan.wishes.stop_wishes import Hall, Move, NotPossible, Wishes, kind_of, moved, wished
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.models import Trace

__all__ = ["Move", "NotPossible", "WishedMeanwhile"]
CHANGED = "changed a wish"


class WishedMeanwhile(Refused):
    """Somebody else has changed the same stop since this was opened. `change` is what they did, if it is known."""

    def __init__(self, change: Change | None) -> None:
        self.change = change
        super().__init__("The stop has been changed meanwhile.")


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


def hall_of(stop: Stop) -> Hall:
    """When the stop can be open. Two queries."""
    windows = tuple((w.weekday, w.opens, w.closes) for w in windows_of(stop.pk))
    terms = Season.objects.only("terms").get(pk=stop.season_id).terms
    return Hall(stop.name, stop.name, windows, tuple(stop.lengths), terms_from_json(terms).leg_step_minutes)


def first_wishes(stop: Stop) -> Wishes | None:
    """What was wished of a stop before anybody changed it here; None when nobody has. Two queries at most.

    What was edited of the stop itself since, its visits or lengths, is no wish, and stands as it was edited.
    """
    first = Change.objects.filter(stop=stop).order_by("id").first()
    if first is None:
        return None
    wishes, key = dict(first.before), str(stop.pk)
    edits = Edit.objects.filter(season_id=stop.season_id, register=Register.STOP, made_at__gt=first.made_at)
    for edit in edits.filter(undone_at__isnull=True, after__has_key=key).order_by("id"):
        was, becomes = (edit.before.get(key) or {}, edit.after.get(key) or {})
        for name, fields in (("visits", ("visits_min", "visits_max")), ("lengths", ("lengths",))):
            if all(field in becomes for field in fields) and any(was.get(f) != becomes[f] for f in fields):
                wishes[name] = becomes["lengths"] if name == "lengths" else [becomes[field] for field in fields]
    return wishes


@transaction.atomic
def wish(
    *, stop_id: int, kind: Kind, amount: int | None, openings: Sequence[Opening], opened_with: str, why: str,
    by: By, now: datetime, move: Move | None = None, sent: str = "",
) -> Change | None:  # fmt: skip
    """Change a stop's wishes. None when they already are so. `openings`: the stop's own in the plan that is looked at.

    `move`: which opening, where to; `kind` and `amount` are then its own. `sent`: the sender's own mark of this very
    change; what was sent twice, because no answer came, is done once and answered as the first time.

    Raises WishedMeanwhile when others stand there than the form was opened with, NotPossible where it cannot be.
    """
    stop = Stop.objects.select_for_update(no_key=True).get(pk=stop_id)
    if sent and (done := done_already(stop, sent)):
        return done
    before = wishes_of(stop)
    hall = hall_of(stop)
    if move is not None:
        kind, amount, after = kind_of(move), move.amount, moved(hall, before, move, openings)
    else:
        after = wished(hall, before, kind, amount, openings, first_wishes(stop))
    if before == after:
        return None
    if opened_with != mark_of(before):
        raise WishedMeanwhile(_last(stop))
    promise = promise_of(stop, kind, amount, move, openings, opened_with)
    change = Change.objects.create(
        season_id=stop.season_id, stop=stop, kind=kind, amount=amount, before=before, after=after, why=why.strip(),
        made_at=now, made_by=by, promise=promise,
    )  # fmt: skip
    write(stop, after)
    told = {"kind": kind.value, "amount": amount, "why": change.why, "change": change.pk, "sent": sent}
    leave_trace(by=by, what=CHANGED, about=stop, now=now, **told)
    return change


def check_meanwhile(stop: Stop, opened_with: str) -> None:
    """WishedMeanwhile when others stand there than a form was opened with. Two queries."""
    if opened_with != mark_of(wishes_of(stop)):
        raise WishedMeanwhile(_last(stop))


def _last(stop: Stop) -> Change | None:
    """What was done to the stop last: a change, or one taken back or done again."""
    at = Coalesce("turned_at", "made_at")
    return (
        Change.objects.filter(stop=stop)
        .select_related("stop", "made_by", "undone_by")
        .order_by(at.desc(), "-id")
        .first()
    )


def done_already(stop: Stop, sent: str) -> Change | None:
    """The change that came with this mark."""
    traces = Trace.objects.filter(about=f"stop {stop.pk}", what=CHANGED, details__sent=sent)
    change_id = traces.values_list("details__change", flat=True).first()
    return Change.objects.filter(pk=change_id).first() if change_id else None


def write(stop: Stop, wishes: Wishes) -> None:
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
def undo(*, change_id: int, by: By, now: datetime) -> Change:
    """Write back what stood before a change. WishedMeanwhile when the stop has been changed again since."""
    return _turn(change_id, by=by, now=now, back=True)


@transaction.atomic
def redo(*, change_id: int, by: By, now: datetime) -> Change:
    """Do a change again that was undone. WishedMeanwhile when the stop has been changed since."""
    return _turn(change_id, by=by, now=now, back=False)


def _turn(change_id: int, *, by: By, now: datetime, back: bool) -> Change:
    change = (
        Change.objects.select_related("made_by", "undone_by")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=change_id)
    )
    if (change.undone_at is not None) == back:
        return change  # sent twice
    stop = Stop.objects.select_for_update(no_key=True).get(pk=change.stop_id)
    stands, becomes = (change.after, change.before) if back else (change.before, change.after)
    if wishes_of(stop) != stands:
        raise WishedMeanwhile(_last(stop))
    write(stop, becomes)
    change.undone_at, change.undone_by = (now, by) if back else (None, None)
    change.turned_at = now
    change.save(update_fields=["undone_at", "undone_by", "turned_at"])
    leave_trace(by=by, what="undid a wish" if back else "wished again", about=stop, now=now, change=change.pk)
    return change


def changes_since(plan: Plan, since: datetime) -> list[Change]:
    """What was changed, undone or done again after a plan's search read the season, newest first. One query."""
    found = Change.objects.filter(Q(made_at__gte=since) | Q(turned_at__gte=since), season_id=plan.season_id)
    return list(found.select_related("stop", "made_by", "undone_by"))


def waits(change: Change, since: datetime) -> bool:
    """Does the plan, whose search read the season then, not know of it? What came and went since is no difference."""
    return change.made_at < since or change.undone_at is None


def pinned(season_id: int) -> set[tuple[int, int]]:
    """(stop, weekday) of every opening that is locked. One query."""
    return set(Pin.objects.filter(season_id=season_id).values_list("stop_id", "weekday"))
