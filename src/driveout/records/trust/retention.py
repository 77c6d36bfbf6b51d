"""Deleting on schedule what the table in core.words.trust says, organisation by organisation; it can be tried first.

It has a brake. A clock that is years ahead, or a rule that is wrong, would take everything in one night; so a night
that would take far more than any before it, or comes long after anything was written, takes nothing until somebody says
yes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from driveout.core.words import KEEPING
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.kept import HANDS, Cut
from driveout.records.trust.models import Trace

TOOK, HELD = "deleted what was kept long enough", "held back what was to be deleted"
FEW, TIMES, NIGHTS = 50, 3, 30  # rows that are always few; how much more than the largest of the last nights is much
BEHIND = timedelta(days=7)  # how long nobody writes anything, where the clock is right
WRITTEN = (  # where people write most: table, its organisation, when
    ("Trace", "who__member__organisation", "at"),
    ("FieldEvent", "occurrence__season__organisation", "received_at"),
    ("Message", "member__organisation", "made_at"),
)


@dataclass(frozen=True)
class Brake:
    """Why a night takes nothing. `rows` it would take; `usual`: the most of the last nights; `newest`: when somebody
    last wrote something, where that is long before the clock's today; else None."""

    rows: int
    usual: int
    newest: datetime | None


class HeldBack(Exception):
    """Nothing is taken until somebody who has looked says yes."""

    def __init__(self, brake: Brake) -> None:
        super().__init__(f"{brake.rows} rows are held back.")
        self.brake = brake


def brake(organisation_id: int, takes: Mapping[str, int], now: datetime) -> Brake | None:
    """Should this night wait for a yes? `takes`: rule → rows. Five queries where it would take anything."""
    rows = sum(takes.values())
    if not rows:
        return None
    nights = Counter[Any]()
    for at, details in Trace.objects.filter(what=TOOK, about=f"organisation {organisation_id}").values_list(
        "at", "details"
    ):
        nights[timezone.localdate(at)] += details["rows"]
    usual = max((nights[night] for night in sorted(nights)[-NIGHTS:]), default=0)
    newest = _newest(organisation_id)
    is_behind = newest is not None and now - newest > BEHIND
    if not is_behind and not (rows > FEW and rows > TIMES * usual):
        return None
    return Brake(rows, usual, newest if is_behind else None)


def _newest(organisation_id: int) -> datetime | None:
    """When somebody of theirs last wrote something, or signed in."""
    table, found = apps.get_model, []
    for name, path, at in WRITTEN:
        found += table("records", name).objects.filter(**{path: organisation_id}).order_by(f"-{at}").values_list(at)[:1]
    members = table("records", "Member").objects.filter(organisation=organisation_id, user__last_login__isnull=False)
    found += members.order_by("-user__last_login").values_list("user__last_login")[:1]
    return max((at for (at,) in found), default=None)


def retain(
    *, organisation: Any, now: datetime, dry_run: bool = False, yes: bool = False, by: By = None
) -> dict[str, int]:
    """Key of each rule → how many rows it took, or with `dry_run` would take. Again at once takes nothing.

    Each rule is a transaction of its own: one that breaks takes nothing of the others with it. One count for each,
    and a few writes where there is something to do. HeldBack, and nothing taken, where the brake asks; `yes`: somebody
    has looked, and `by` who.
    """
    if not dry_run and not yes:
        takes = retain(organisation=organisation, now=now, dry_run=True)
        if found := brake(organisation.pk, takes, now):
            leave_trace(by=None, what=HELD, about=organisation, now=now, rows=found.rows, usual=found.usual)
            raise HeldBack(found)
    today = timezone.localdate(now)
    took: dict[str, int] = {}
    for key, (due, take) in HANDS.items():
        rows = due(organisation.pk, Cut.of(KEEPING[key], today))
        if dry_run:
            took[key] = rows.count()
            continue
        with transaction.atomic():
            took[key] = take(rows, now)
            if took[key]:
                leave_trace(by=by, what=TOOK, about=organisation, now=now, rule=key, rows=took[key])
    return took


def last_taken(organisation_id: int) -> dict[str, tuple[datetime, int]]:
    """Key of each rule → when it last took something, and how many rows. One query."""
    found = Trace.objects.filter(what=TOOK, about=f"organisation {organisation_id}").order_by("at", "id")
    return {details["rule"]: (at, details["rows"]) for at, details in found.values_list("at", "details")}


def organisations() -> list[Any]:
    """Everybody whose rows are here. One query."""
    return list(apps.get_model("records", "Organisation").objects.order_by("id"))
