"""Questions about a plan: asked by a page, answered by the quick worker, kept with the plan."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from driveout.records.plan import queries
from driveout.records.plan.models import Hub, Plan, Stop, Why
from driveout.records.plan.work.queues import QUICK

log = logging.getLogger(__name__)
FOLLOWS = "follows"  # in `told`: the plan whose times the answer holds
Known = Callable[[], Plan | None]
FORGOTTEN_AFTER = timedelta(seconds=45)  # the worker died with it, or never got it


def nobody() -> None:
    """No plan's times are held."""


def ask_about(plan: Plan, about: Stop | Hub, *, now: datetime, again: bool = False, known: Known = nobody) -> Why:
    """The question about this stop or hub, put in line unless it is answered or on its way. Safe to ask again.

    `known`: which plan's times a new search would hold; asked only when there is a question to put. One that failed
    is tried once more only when somebody asks for it: `again`. One query, mostly: nobody who waits
    for an answer holds up those who write.
    """
    key: dict[str, Any] = {"plan": plan, "stop" if isinstance(about, Stop) else "hub": about}
    why = Why.objects.filter(**key).first()
    if why is not None and not _to_be_asked(why, now, again):
        return why
    with transaction.atomic():
        why, new = Why.objects.select_for_update(no_key=True).get_or_create(**key, defaults={"asked_at": now})
        if new or _to_be_asked(why, now, again):  # nobody else has, meanwhile
            why.asked_at, why.failed = now, False
            why.told = {**why.told, FOLLOWS: known_id(known)}
            why.save(update_fields=["asked_at", "failed", "told"])
            answer.enqueue(why_id=why.id)
    return why


def known_id(known: Known) -> int | None:
    """The number of the plan whose times are held."""
    plan = known()
    return plan.pk if plan else None


def _to_be_asked(why: Why, now: datetime, again: bool) -> bool:
    if why.is_answered:
        return False
    return again if why.failed else now - why.asked_at > FORGOTTEN_AFTER


def answered(plan: Plan, hub: Hub) -> Why | None:
    """What would help this hub, if somebody has asked before. One query."""
    return Why.objects.filter(plan=plan, hub=hub).first()


def forget_answers(season_id: int) -> None:
    """Drop the answers to all questions about a season's plans: it has changed."""
    Why.objects.filter(plan__season_id=season_id).delete()


def reckon_anew(season_id: int) -> None:
    """Other times are held now: whoever looks next has the answers worked out anew. That they were asked is kept."""
    old = F("asked_at") - 2 * FORGOTTEN_AFTER
    Why.objects.filter(plan__season_id=season_id).update(told={}, asked_at=old)


@task(queue_name=QUICK)
def answer(why_id: int) -> None:
    """Work a question out and keep the answer. Delivered twice, it is worked out once."""
    why = Why.objects.select_related("stop", "hub", "plan").filter(pk=why_id).first()
    if why is None or why.is_answered:
        return
    try:
        seconds, told = _work_out(why)
        with transaction.atomic():
            for row in Why.objects.select_for_update(no_key=True).filter(pk=why_id):
                row.told, row.seconds = {**row.told, **told}, seconds
                row.answered_at, row.failed = timezone.now(), False
                row.save(update_fields=["told", "seconds", "answered_at", "failed"])
    except Exception:
        log.exception("Question %s could not be answered", why_id)
        Why.objects.filter(pk=why_id).update(failed=True)


def _work_out(why: Why) -> tuple[float, dict[str, Any]]:
    from time import perf_counter

    from driveout.core.plan.reasons import explain_hub, explain_stop  # heavy, and the web server only asks
    from driveout.core.travel import ferries_of_plan, ferries_of_season

    started = perf_counter()
    season, plan = queries.would_be_planned(why.plan, why.told.get(FOLLOWS))
    if why.stop is not None:
        name = why.stop.name
        found = asdict(explain_stop(season, plan, name))
        ferries = (*ferries_of_season(season, name), *ferries_of_plan(season, plan, name))
        found["ferries"] = [asdict(saying) for saying in ferries]
    else:
        assert why.hub is not None
        found = asdict(explain_hub(season, plan, why.hub.name))
    return perf_counter() - started, found
