"""A word at once, and another every few seconds, while something is made that nobody sees."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from driveout.jobs.terminal import say

EVERY = 4.0  # seconds: a newcomer who sees nothing for longer thinks that it hangs


@contextmanager
def telling(lang: str, english: str, danish: str, every: float = EVERY) -> Iterator[None]:
    """“Making the database ready …”, and that it still is, until the work is done."""
    over = Event()

    def again() -> None:
        while not over.wait(every):
            _say(lang, f"{english}, still …", f"{danish}, stadig …")

    _say(lang, f"{english} …", f"{danish} …")
    beside = Thread(target=again, daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _say(lang: str, english: str, danish: str) -> None:
    say(lang, english, danish)
    sys.stdout.flush()
