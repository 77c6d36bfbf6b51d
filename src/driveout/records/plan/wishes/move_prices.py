"""What moving an opening costs, worked out before anybody has wished it: asked by a page, answered by the quick worker.

Prices stand beside the answer to “why?” for the same plan and stop, and go with it when the season changes.
"""

import logging
from dataclasses import asdict
from datetime import datetime
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_tasks import task

from driveout.records.plan import queries
from driveout.records.plan.models import Plan, Stop, Why
from driveout.records.plan.questions.reasons import FOLLOWS, FORGOTTEN_AFTER, Known, known_id, nobody
from driveout.records.plan.wishes.changing import hall_of, mark_of, wishes_of
from driveout.records.plan.wishes.stop_wishes import Move, NotPossible, as_words, moved
from driveout.records.plan.work.queues import QUICK

log = logging.getLogger(__name__)
MOST = 50  # prices kept for a stop; the oldest makes room
Priced = dict[str, Any]


def ask_price(
    plan: Plan, stop: Stop, move: Move, *, now: datetime, again: bool = False, known: Known = nobody
) -> Priced:
    """The price of a move, put in line unless it is there or on its way. Safe to ask again. One query, mostly.

    `told` is the answer and `mark` the wishes it was reckoned with; `cannot`: the hall is closed then; `failed`: it
    broke, and is tried once more only when somebody asks for it: `again`.
    """
    why = Why.objects.filter(plan=plan, stop=stop).first()
    found = _found(why, move)
    if found is not None and not _to_be_asked(found, now, again):
        return found
    with transaction.atomic():
        # Nobody has asked “why?” yet: the row is as old as one whose question got lost.
        why, _new = Why.objects.select_for_update(no_key=True).get_or_create(
            plan=plan, stop=stop, defaults={"asked_at": now - 2 * FORGOTTEN_AFTER}
        )
        found = _found(why, move)
        if found is None or _to_be_asked(found, now, again):
            found = {"asked_at": now.isoformat(), FOLLOWS: known_id(known)}
            _keep(why, move, found)
            price.enqueue(why_id=why.id, of=move.of, day=move.day, starts=move.starts)
    return found


def _key(move: Move) -> str:
    return f"{move.of}-{move.day}-{move.starts}"


def _found(why: Why | None, move: Move) -> Priced | None:
    found = why.told.get("priced", {}).get(_key(move)) if why else None
    return found if isinstance(found, dict) else None


def _to_be_asked(found: Priced, now: datetime, again: bool) -> bool:
    if "told" in found or "cannot" in found:
        return False
    asked_at = parse_datetime(found["asked_at"])
    return again if "failed" in found else asked_at is None or now - asked_at > FORGOTTEN_AFTER


def _keep(why: Why, move: Move, found: Priced) -> None:
    priced = {key: one for key, one in why.told.get("priced", {}).items() if key != _key(move)}
    kept = dict([*priced.items(), (_key(move), found)][-MOST:])
    why.told = {**why.told, "priced": kept}
    why.save(update_fields=["told"])


@task(queue_name=QUICK)
def price(why_id: int, of: int | None, day: int, starts: int | None) -> None:
    """Work a price out and keep it. Delivered twice, it is worked out once."""
    why = Why.objects.select_related("stop", "plan").filter(pk=why_id).first()
    move = Move(of, day, starts)
    found = _found(why, move)
    if why is None or found is None or "told" in found:
        return
    answer: Priced
    try:
        answer = _work_out(why, move, found.get(FOLLOWS))
    except NotPossible:
        answer = {"cannot": True}
    except Exception:
        log.exception("A price for question %s could not be worked out", why_id)
        answer = {"failed": True}
    with transaction.atomic():
        for row in Why.objects.select_for_update(no_key=True).filter(pk=why_id):
            _keep(row, move, {**found, **answer, "answered_at": timezone.now().isoformat()})


def _work_out(why: Why, move: Move, follows: int | None) -> Priced:
    from driveout.core.plan.moving import price_of  # heavy, and the web server only asks
    from driveout.core.words import Weekday

    started = perf_counter()
    stop = why.stop
    assert stop is not None
    before = wishes_of(stop)
    after = moved(hall_of(stop), before, move, queries.visits_in(why.plan, stop.id))
    season, plan = queries.would_be_planned(why.plan, follows)
    told = price_of(season, plan, stop.name, as_words(stop.name, after), Weekday(move.day), move.starts)
    return {"told": asdict(told), "mark": mark_of(before), "seconds": perf_counter() - started}
