"""Work in line: started once, kept alive, stopped, ended, and buried when its worker has fallen silent."""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from driveout.core.words import Progress
from driveout.records.plan.models.work import State, Work
from driveout.records.plan.rules import SILENT_FOR
from driveout.records.trust.actions import By, leave_trace

BEAT_SECONDS, LOOK_SECONDS = 2.0, 0.3


@transaction.atomic
def start(kind: type[Work], pk: int, *, now: datetime) -> bool:
    """Take work out of the line. False when somebody has, or it was called off: then there is nothing to do."""
    asked = kind._default_manager.filter(pk=pk, state=State.ASKED)
    return bool(asked.update(state=State.RUNNING, started_at=now, heartbeat=now))


@transaction.atomic
def end(kind: type[Work], pk: int, *, state: State, now: datetime, **values: Any) -> None:
    """Close work that is running; what is closed stays as it is."""
    kind._default_manager.filter(pk=pk, state=State.RUNNING).update(state=state, ended_at=now, **values)


@transaction.atomic
def stop(kind: type[Work], pk: int, *, by: By, now: datetime, what: str) -> None:
    """Ask work to stop and keep what it has. What waits in line is simply taken out."""
    work = kind._default_manager.select_for_update(no_key=True).get(pk=pk)
    if not work.under_way or work.stop_asked:
        return
    work.stop_asked = True
    if work.state == State.ASKED:
        work.state, work.ended_at = State.STOPPED, now
    work.save(update_fields=["stop_asked", "state", "ended_at"])
    leave_trace(by=by, what=what, about=work, now=now)


@transaction.atomic
def bury_silent(kind: type[Work], *, now: datetime) -> int:
    """Mark work as failed whose worker has not been heard of; what it found stays. Returns how many."""
    silent = kind._default_manager.filter(state=State.RUNNING, heartbeat__lt=now - SILENT_FOR)
    return silent.update(state=State.FAILED, ended_at=now, trouble="silent")


def watcher(
    kind: type[Work], pk: int, note: Callable[[Progress], dict[str, Any]] = lambda progress: {}
) -> Callable[[Progress], bool | None]:
    """What the planner calls as it goes: writes what `note` makes of it; its answer is False once a stop was asked."""
    last = -LOOK_SECONDS

    def watch(progress: Progress) -> bool | None:
        nonlocal last
        if monotonic() - last < LOOK_SECONDS:
            return None
        last = monotonic()
        work = kind._default_manager.filter(pk=pk)
        work.update(heartbeat=timezone.now(), **note(progress))
        return False if work.filter(stop_asked=True).exists() else None

    return watch


class Heart:
    """Writes the heartbeat from a thread of its own, also while the planner says nothing for a while."""

    def __init__(self, kind: type[Work], pk: int, every: float = BEAT_SECONDS) -> None:
        self.kind, self.pk, self.every, self.rest = kind, pk, every, Event()
        self.thread = Thread(target=self.beat, daemon=True)

    def __enter__(self) -> None:
        in_memory = getattr(connection, "is_in_memory_db", None)  # SQLite's; a test's memory has one connection
        if not (in_memory and in_memory()):
            self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.rest.set()
        if self.thread.ident:
            self.thread.join(timeout=5)

    def beat(self) -> None:
        try:
            while not self.rest.wait(self.every):
                running = self.kind._default_manager.filter(pk=self.pk, state=State.RUNNING)
                running.update(heartbeat=timezone.now())
        finally:
            connection.close()
