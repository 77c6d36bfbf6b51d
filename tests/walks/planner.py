"""The demo's planner, held in the middle of a search: what is looked at meanwhile hangs on no speed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psutil
from playwright.sync_api import Page, expect

from tests.walks.server import Server

# Let it go on, and hold it again the moment its search has begun. It is heard of for an hour more, so that nobody
# takes it for dead; should it have been stopped in the middle of writing, it goes on for a moment.
CATCH = """
import os, signal, time
from datetime import timedelta
from django.db import OperationalError
from django.utils import timezone
from driveout.records.models import PlanRun
os.kill({pid}, signal.SIGCONT)
while PlanRun.objects.latest("id").state == "asked":
    time.sleep(0.005)
while True:
    os.kill({pid}, signal.SIGSTOP)
    try:
        caught = PlanRun.objects.filter(state="running").update(heartbeat=timezone.now() + timedelta(hours=1))
        break
    except OperationalError:
        os.kill({pid}, signal.SIGCONT)
        time.sleep(0.05)
print(caught)
"""


def planner_of(server: Server) -> psutil.Process:
    """The worker of the long line."""
    assert server.process is not None
    family = psutil.Process(server.process.pid).children(recursive=True)
    return next(one for one in family if {"db_worker", "default"} <= set(one.cmdline()))


@contextmanager
def held(server: Server, ask: Callable[[], None], ended: Callable[[], None]) -> Iterator[psutil.Process]:
    """The planner's process, stopped while the search that `ask` asks for is running; it goes on afterwards.

    A search that was over before it could be held is no fault: `ended` waits for its end, and another is asked for.
    """
    worker = planner_of(server)
    while True:
        worker.suspend()
        ask()
        if int(server.do(CATCH.format(pid=worker.pid))):
            break
        worker.resume()
        ended()
    try:
        yield worker
    finally:
        with suppress(psutil.Error):  # it was killed meanwhile
            worker.resume()


def asking(page: Page) -> tuple[Callable[[], None], Callable[[], None]]:
    """Ask for the season's plan on its page; and wait until it can be asked for again."""
    again = page.get_by_role("button", name="Planlæg igen")

    def ask() -> None:
        again.click()
        expect(page.locator("#stop-run")).to_be_visible()

    return ask, lambda: expect(again).to_be_enabled()
