"""A search is asked for, and stopped."""

from datetime import datetime

from django.db import IntegrityError, transaction

from driveout.records.plan.models import Plan, PlanRun
from driveout.records.plan.models.work import UNDER_WAY
from driveout.records.plan.search.runs import bury_silent_runs
from driveout.records.plan.search.worker import search
from driveout.records.plan.work import lifecycle
from driveout.records.trust.actions import By, leave_trace

LIMIT_SECONDS = 60


def ask_for_plan(
    *, season_id: int, by: By, now: datetime, limit_seconds: int = LIMIT_SECONDS, follows: Plan | None = None
) -> PlanRun:
    """Put a search in line and return it; while one is under way, that one. A dead one is buried first.

    `follows`: the plan that people are used to; each of its openings that is moved or given up has its price.
    """
    bury_silent_runs(now=now)
    try:
        with transaction.atomic():
            run = PlanRun.objects.create(
                season_id=season_id, asked_at=now, asked_by=by, limit_seconds=limit_seconds, follows=follows
            )
            leave_trace(by=by, what="asked for a plan", about=run, now=now, follows=follows and follows.pk)
            search.enqueue(run_id=run.id)
            return run
    except IntegrityError:  # one is under way: the database holds the promise, also when two ask at once
        return PlanRun.objects.get(season_id=season_id, state__in=UNDER_WAY)


def stop_run(*, run_id: int, by: By, now: datetime) -> None:
    """Ask a search to stop and keep the best it has found. One that waits in line is simply taken out."""
    lifecycle.stop(PlanRun, run_id, by=by, now=now, what="stopped a search")
