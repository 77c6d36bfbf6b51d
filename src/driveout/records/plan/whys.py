"""Questions about a plan: asked by a page, answered by the quick worker, kept with the plan."""

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from driveout.records.plan import queries
from driveout.records.plan.models import Hub, Plan, Stop, Why

log = logging.getLogger(__name__)
QUICK = "quick"  # a line of its own: nobody waits for somebody's season to be planned before they get a reason
FORGOTTEN_AFTER = timedelta(seconds=20)  # the worker died with it, or never got it


def ask_about(plan: Plan, about: Stop | Hub, *, now: datetime) -> Why:
    """The question about this stop or hub, put in line unless it is answered or on its way. Safe to ask again.

    Two to four queries.
    """
    key: dict[str, Any] = {"plan": plan, "stop" if isinstance(about, Stop) else "hub": about}
    with transaction.atomic():
        why, new = Why.objects.get_or_create(**key, defaults={"asked_at": now})
        if not new and not why.is_answered and (why.failed or now - why.asked_at > FORGOTTEN_AFTER):
            why.asked_at, why.failed, new = now, False, True
            why.save(update_fields=["asked_at", "failed"])
        if new:
            answer.enqueue(why_id=why.id)
    return why


def answered(plan: Plan, hub: Hub) -> Why | None:
    """What would help this hub, if somebody has asked before. One query."""
    return Why.objects.filter(plan=plan, hub=hub).first()


def forget_answers(season_id: int) -> None:
    """Drop the answers to all questions about a season's plans: it has changed."""
    Why.objects.filter(plan__season_id=season_id).delete()


@task(queue_name=QUICK)
def answer(why_id: int) -> None:
    """Work a question out and keep the answer. Delivered twice, it is worked out once."""
    why = Why.objects.select_related("stop", "hub").filter(pk=why_id).first()
    if why is None or why.is_answered:
        return
    try:
        seconds, told = _work_out(why)
        Why.objects.filter(pk=why_id).update(told=told, seconds=seconds, answered_at=timezone.now(), failed=False)
    except Exception:
        log.exception("Question %s could not be answered", why_id)
        Why.objects.filter(pk=why_id).update(failed=True)


def _work_out(why: Why) -> tuple[float, dict[str, Any]]:
    from time import perf_counter

    from driveout.core.plan.reasons import explain_hub, explain_stop  # heavy, and the web server only asks

    started = perf_counter()
    plan = queries.plan_as_words(why.plan_id)
    season = queries.season_as_words(why.plan.season_id)
    if why.stop is not None:
        found = asdict(explain_stop(season, plan, why.stop.name))
    else:
        assert why.hub is not None
        found = asdict(explain_hub(season, plan, why.hub.name))
    return perf_counter() - started, found
