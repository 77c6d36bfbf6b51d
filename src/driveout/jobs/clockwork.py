"""The loop beside the web server: round by round, what is done by the clock. What that is stands in rounds.py."""

import logging
import signal
import threading
from collections.abc import Mapping
from datetime import datetime
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from driveout.jobs.rounds import rounds
from driveout.outside.messages.letter import Sender

log = logging.getLogger(__name__)
LOOKS_EVERY_S = 3.0


class Clockwork:
    """The loop: it ends when it is told to, and never in the middle of a message."""

    def __init__(self, by_channel: Mapping[str, Sender]) -> None:
        self.rounds = rounds(by_channel)
        self.ended = threading.Event()
        self.done: dict[str, datetime] = {}

    def run(self) -> None:
        """Until a signal comes."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        while not self.ended.is_set():
            self.look()
            close_old_connections()  # also one that broke
            self.ended.wait(LOOKS_EVERY_S)

    def look(self) -> None:
        """Once around. What breaks holds up nothing else, and is tried again the next time."""
        now = timezone.now()
        for one in self.rounds:
            if not one.is_due(self.done.get(one.what), now):
                continue
            try:
                one.do(now)
                self.done[one.what] = now
            except DatabaseError:
                log.warning("The database did not answer; to be tried again: %s", one.what, exc_info=True)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.ended.set()
