"""The search for a plan, run by a worker beside the web server."""

import logging
from typing import Any

from django.utils import timezone
from django_tasks import task

from driveout.core.words import Progress, Status
from driveout.records.plan import queries
from driveout.records.plan.models import PlanRun
from driveout.records.plan.models.work import State
from driveout.records.plan.plans import saving
from driveout.records.plan.rules import NotChecked
from driveout.records.plan.search import runs
from driveout.records.plan.storing.fingerprints import season_fingerprint
from driveout.records.plan.wishes.promises import what_became
from driveout.records.plan.work import lifecycle

log = logging.getLogger(__name__)
ENDS = {Status.STOPPED: State.STOPPED}


@task()
def search(run_id: int) -> None:
    """Plan the run's season and store what is found. A second delivery of the same run does nothing.

    Whatever goes wrong is written on the run; no plan that is stored is touched.
    """
    if not runs.start_run(run_id=run_id, now=timezone.now()):
        return
    with lifecycle.Heart(PlanRun, run_id):
        try:
            _plan(PlanRun.objects.select_related("asked_by").get(pk=run_id))
        except NotChecked as refusal:
            log.error("Search %s made a plan that breaks its rules: %s", run_id, refusal)
            runs.end_run(run_id=run_id, state=State.FAILED, now=timezone.now(), trouble="not checked")
        except Exception:
            log.exception("Search %s failed", run_id)
            runs.end_run(run_id=run_id, state=State.FAILED, now=timezone.now(), trouble="broke")
        except BaseException:  # the worker was told to end
            runs.end_run(run_id=run_id, state=State.FAILED, now=timezone.now(), trouble="ended")
            raise


def _plan(run: PlanRun) -> None:
    from driveout.core.plan.draft import Effort, draft  # heavy, and the web server only puts searches in line

    season = queries.season_as_words(run.season_id, follows=run.follows_id)
    effort = Effort(time_limit_s=float(run.limit_seconds), gap=1e-4, seed=0, processes=2)
    plan = draft(season, effort, watch=lifecycle.watcher(PlanRun, run.id, _noted))
    now = timezone.now()
    if plan.proof.status is Status.INFEASIBLE:
        runs.end_run(run_id=run.id, state=State.IMPOSSIBLE, now=now, clash=plan.clash)
        return
    state = ENDS.get(plan.proof.status, State.DONE)
    if plan.is_empty_handed:
        trouble = "nothing found" if plan.proof.status is Status.UNPROVEN else "nothing yet"
        runs.end_run(run_id=run.id, state=state, now=now, trouble=trouble)
        return
    held = queries.newest_plan(run.season_id)
    if held and held.made_from == season_fingerprint(season) and plan.proof.objective < held.objective - 1e-6:
        runs.end_run(run_id=run.id, state=state, now=now, plan=held, trouble="no better")
        return
    kept = what_became(run, plan.proof.objective, proven=plan.proof.status is Status.PROVEN)
    stored = saving.save_plan(
        season_id=run.season_id, season=season, plan=plan, by=run.asked_by, now=now, sent_by=f"search {run.id}",
        follows=run.follows_id, kept=kept,
    )  # fmt: skip
    runs.end_run(run_id=run.id, state=state, now=timezone.now(), plan=stored)


def _noted(progress: Progress) -> dict[str, Any]:
    return {"seconds": progress.seconds, "found": progress.found, "ceiling": progress.ceiling}
