"""One run of the search: taken out of the line, ended, and buried when its worker has fallen silent."""

from collections.abc import Sequence
from datetime import datetime

from driveout.core import words
from driveout.records.plan.models import Plan, PlanRun, Stop
from driveout.records.plan.models.work import State
from driveout.records.plan.work import lifecycle


def start_run(*, run_id: int, now: datetime) -> bool:
    """Take a search out of the line. False when somebody has, or it was called off: then there is nothing to do."""
    return lifecycle.start(PlanRun, run_id, now=now)


def end_run(
    *,
    run_id: int,
    state: State,
    now: datetime,
    plan: Plan | None = None,
    trouble: str = "",
    clash: Sequence[words.Wish] = (),
) -> None:
    """Close a search that is running; one that is closed stays as it is. A wish is kept in both languages, with the row
    of its stop: that may be called otherwise when somebody reads it."""
    stops = Stop.objects.filter(season__runs=run_id, name__in={wish.stop for wish in clash}) if clash else ()
    row = {stop.name: stop.pk for stop in stops}
    said = [
        {"key": wish.key, "en": wish.sentence, "da": wish.danish or wish.sentence, "stop": row.get(wish.stop)}
        for wish in clash
    ]
    lifecycle.end(PlanRun, run_id, state=state, now=now, plan=plan, trouble=trouble, clash=said)


def bury_silent_runs(*, now: datetime) -> int:
    """Mark searches as failed whose worker has not been heard of. No plan is touched. Returns how many."""
    return lifecycle.bury_silent(PlanRun, now=now)
