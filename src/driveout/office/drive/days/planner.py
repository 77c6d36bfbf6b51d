"""The planner is fetched beside the first day that somebody may repair, so that nobody waits for it later."""

import threading
from contextlib import suppress

from django.conf import settings

from driveout.records.drive.days.repairing import warm

_once = threading.Lock()


def fetch() -> None:
    """Start it once in this process, in a thread of its own; never in tests, which fetch it when they need it."""
    if not settings.TESTING and _once.acquire(blocking=False):  # never given back
        threading.Thread(target=_warm, daemon=True, name="fetch the planner").start()


def _warm() -> None:
    with suppress(Exception):  # whoever asks for a repair is told what is wrong
        warm()
