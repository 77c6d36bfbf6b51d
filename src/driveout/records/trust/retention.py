"""Deleting on schedule what the table in core.words.trust says, organisation by organisation; it can be tried first."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from driveout.core.words import KEEPING
from driveout.records.trust.actions import leave_trace
from driveout.records.trust.kept import HANDS, Cut
from driveout.records.trust.models import Trace

TOOK = "deleted what was kept long enough"


def retain(*, organisation: Any, now: datetime, dry_run: bool = False) -> dict[str, int]:
    """Key of each rule → how many rows it took, or with `dry_run` would take. Again at once takes nothing.

    Each rule is a transaction of its own: one that breaks takes nothing of the others with it. One count for each,
    and a few writes where there is something to do.
    """
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
                leave_trace(by=None, what=TOOK, about=organisation, now=now, rule=key, rows=took[key])
    return took


def last_taken(organisation_id: int) -> dict[str, tuple[datetime, int]]:
    """Key of each rule → when it last took something, and how many rows. One query."""
    found = Trace.objects.filter(what=TOOK, about=f"organisation {organisation_id}").order_by("at", "id")
    return {details["rule"]: (at, details["rows"]) for at, details in found.values_list("at", "details")}


def organisations() -> list[Any]:
    """Everybody whose rows are here. One query."""
    return list(apps.get_model("records", "Organisation").objects.order_by("id"))
