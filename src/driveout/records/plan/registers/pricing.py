"""What an edit costs: worked out by the quick worker, kept with the edit, fetched by the page that waits for it."""

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from driveout.records.plan import queries
from driveout.records.plan.models import Edit, Hub, Opening, Plan
from driveout.records.plan.models.edit import Register
from driveout.records.plan.questions.reasons import FORGOTTEN_AFTER
from driveout.records.plan.registers.editing import after_of, before_of, without
from driveout.records.plan.registers.values import Values
from driveout.records.plan.work.queues import QUICK

log = logging.getLogger(__name__)
MOST_HUBS = 3  # more would not be ready while somebody waits


def ask_for_price(edit: Edit, *, now: datetime) -> None:
    """Put the question in line. Nothing to compare with, nothing asked."""
    if Plan.objects.filter(season=edit.season_id).exists():
        Edit.objects.filter(pk=edit.pk).update(price={"asked_at": now.isoformat()})
        price_edit.enqueue(edit_id=edit.pk)
    else:
        Edit.objects.filter(pk=edit.pk).update(price={})


def waits(edit: Edit, now: datetime) -> bool:
    """Is the price on its way?"""
    asked = edit.price.get("asked_at")
    return bool(asked) and "said" not in edit.price and not failed(edit, now)


def failed(edit: Edit, now: datetime) -> bool:
    """Did it fail, or did the worker die with it?"""
    if edit.price.get("failed"):
        return True
    asked = edit.price.get("asked_at")
    forgotten = timedelta(seconds=FORGOTTEN_AFTER.total_seconds())
    return bool(asked) and "said" not in edit.price and now - datetime.fromisoformat(asked) > forgotten


@task(queue_name=QUICK)
def price_edit(edit_id: int) -> None:
    """Work the price out and keep it. Delivered twice, it is worked out once."""
    edit = Edit.objects.filter(pk=edit_id, undone_at__isnull=True).first()
    if edit is None or "said" in edit.price:
        return
    try:
        price: dict[str, Any] = {**work_out(edit), "at": timezone.now().isoformat()}
    except Exception:
        log.exception("The price of edit %s could not be worked out", edit_id)
        price = {**edit.price, "failed": True}
    Edit.objects.filter(pk=edit_id).update(price=price)


def work_out(edit: Edit) -> dict[str, Any]:
    """The price as plain values, in both languages; empty without a plan to compare with."""
    from driveout.core.plan.edit_price import NOTHING, UNKNOWN, EditPrice, Side, budget_price, edit_price  # heavy

    row = queries.newest_plan(edit.season_id)
    if row is None:
        return {}
    if not edit.planned:
        return asdict(EditPrice(NOTHING))
    before, after = before_of(edit), after_of(edit)
    follows = queries.approved_plan(edit.season_id)
    if edit.register == Register.SEASON:
        was, now = ((next(iter(rows.values())) or {})["terms"] for rows in (before, after))
        if not _only_budget(was, now):
            return asdict(EditPrice(UNKNOWN))
        season, plan = queries.would_be_planned(row, follows)
        return asdict(budget_price(season, plan, was["budget_kr_a_week"], now["budget_kr_a_week"]))
    both = [(before[pk] or {}, after[pk] or {}) for pk in after]
    touched = _hubs(edit, row, before, after)
    if len(touched) > MOST_HUBS:
        return asdict(EditPrice(UNKNOWN))
    with without(edit):
        first = Side(*queries.would_be_planned(row, follows), _names(touched))
    then = Side(*queries.would_be_planned(row, follows), _names(touched))
    renamed = {old["name"]: new["name"] for old, new in both if old and new and edit.register == Register.STOP}
    return asdict(edit_price(first, then, renamed))


def _only_budget(was: dict[str, Any], now: dict[str, Any]) -> bool:
    changed = {name for name in {*was, *now} if was.get(name) != now.get(name)}
    return changed == {"budget_kr_a_week"}


def _names(hubs: set[int]) -> tuple[str, ...]:
    return tuple(Hub.objects.filter(pk__in=hubs).values_list("name", flat=True))


def _hubs(edit: Edit, plan: Plan, before: dict[int, Values | None], after: dict[int, Values | None]) -> set[int]:
    """The hubs whose week an edit can change: who serves the stop, else its home; a van's or person's own."""
    if edit.register == Register.HUB:
        return set(after)
    sides = [row for rows in (before, after) for row in rows.values() if row]
    if edit.register != Register.STOP:
        return {row["hub"] for row in sides}
    serving = dict(Opening.objects.filter(plan=plan, stop__in=list(after)).values_list("stop_id", "hub_id"))
    found = set()
    for pk, row in [*before.items(), *after.items()]:
        if row is not None:
            found.add(serving[pk] if serving.get(pk) in row["hubs"] else row["hubs"][0])
    return found
