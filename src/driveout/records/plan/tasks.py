"""The search for a plan, run by a worker beside the web server."""

import logging
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from django.db import connection
from django.utils import timezone
from django_tasks import task

from driveout.core.words import Progress, Status
from driveout.records.plan import actions, queries
from driveout.records.plan.models import PlanRun
from driveout.records.plan.models.run import State
from driveout.records.plan.rules import NotChecked
from driveout.records.plan.writing import season_fingerprint

log = logging.getLogger(__name__)
BEAT_SECONDS, LOOK_SECONDS = 2.0, 0.3
ENDS = {Status.STOPPED: State.STOPPED}


@task()
def search(run_id: int) -> None:
    """Plan the run's season and store what is found. A second delivery of the same run does nothing.

    Whatever goes wrong is written on the run; no plan that is stored is touched.
    """
    if not actions.start_run(run_id=run_id, now=timezone.now()):
        return
    with Heart(run_id):
        try:
            _plan(PlanRun.objects.select_related("asked_by").get(pk=run_id))
        except NotChecked as refusal:
            log.error("Search %s made a plan that breaks its rules: %s", run_id, refusal)
            actions.end_run(run_id=run_id, state=State.FAILED, now=timezone.now(), trouble="not checked")
        except Exception:
            log.exception("Search %s failed", run_id)
            actions.end_run(run_id=run_id, state=State.FAILED, now=timezone.now(), trouble="broke")
        except BaseException:  # the worker was told to end
            actions.end_run(run_id=run_id, state=State.FAILED, now=timezone.now(), trouble="ended")
            raise


def _plan(run: PlanRun) -> None:
    from driveout.core.plan.draft import Effort, draft  # heavy, and the web server only puts searches in line

    season = queries.season_as_words(run.season_id)
    effort = Effort(time_limit_s=float(run.limit_seconds), gap=1e-4, seed=0, processes=2)
    plan = draft(season, effort, watch=watcher(run.id))
    now = timezone.now()
    if plan.proof.status is Status.INFEASIBLE:
        actions.end_run(run_id=run.id, state=State.IMPOSSIBLE, now=now, clash=plan.clash)
        return
    state = ENDS.get(plan.proof.status, State.DONE)
    if not plan.openings and plan.proof.status is not Status.PROVEN:
        actions.end_run(run_id=run.id, state=state, now=now, trouble="nothing yet")
        return
    held = queries.newest_plan(run.season_id)
    if held and held.made_from == season_fingerprint(season) and plan.proof.objective < held.objective - 1e-6:
        actions.end_run(run_id=run.id, state=state, now=now, plan=held, trouble="no better")
        return
    stored = actions.save_plan(
        season_id=run.season_id, season=season, plan=plan, by=run.asked_by, now=now, sent_by=f"search {run.id}"
    )
    actions.end_run(run_id=run.id, state=state, now=timezone.now(), plan=stored)


def watcher(run_id: int, look_every: float = LOOK_SECONDS) -> Callable[[Progress], bool | None]:
    """What the planner calls as it goes: notes found and ceiling, and answers False when a stop was asked for."""
    last = -look_every

    def watch(progress: Progress) -> bool | None:
        nonlocal last
        if monotonic() - last < look_every:
            return None
        last = monotonic()
        run = PlanRun.objects.filter(pk=run_id)
        run.update(seconds=progress.seconds, found=progress.found, ceiling=progress.ceiling, heartbeat=timezone.now())
        return False if run.filter(stop_asked=True).exists() else None

    return watch


class Heart:
    """Writes the run's heartbeat from a thread of its own, also while the planner says nothing for a while."""

    def __init__(self, run_id: int, every: float = BEAT_SECONDS) -> None:
        self.run_id, self.every, self.rest = run_id, every, Event()
        self.thread = Thread(target=self.beat, daemon=True)

    def __enter__(self) -> None:
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():  # a test's memory has one connection
            self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.rest.set()
        if self.thread.ident:
            self.thread.join(timeout=5)

    def beat(self) -> None:
        try:
            while not self.rest.wait(self.every):
                PlanRun.objects.filter(pk=self.run_id, state=State.RUNNING).update(heartbeat=timezone.now())
        finally:
            connection.close()
