"""Phones take turns: who calls while the server is full is told when to come again, as soon as it has said its own.

Otherwise, when a network comes back, hundreds of phones stand in one line, the last for many seconds, and every page
that somebody at the office asks for stands behind them. A phone keeps what it has, so it can just as well come later.
It is asked before anything else is done: to say no must cost next to nothing.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from time import monotonic
from typing import Any

from driveout.field.sync.answers import refusal
from driveout.field.sync.doors import all_of

PLACES = 3  # calls that are heard at the same time; the server's other threads are for pages, and for saying no
TAKE_TURNS = ("/felt/api/events/", "/felt/api/week/")
FIRST_GUESS = 0.03  # seconds between two calls that leave
NEWEST_COUNTS = 0.1
LONGEST = 60  # seconds

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Turns:
    """How many are inside, how fast they leave, and until when the time is promised away."""

    def __init__(self, places: int = PLACES, clock: Callable[[], float] = monotonic) -> None:
        self.places, self.clock = places, clock
        self.inside, self.pace, self.promised_to = 0, FIRST_GUESS, 0.0
        self.lock = Lock()

    def come_in(self) -> int:
        """0 when there is room, and then `leave` follows. Otherwise after how many seconds there will be: each who is
        sent away is promised a time of its own, so that they do not all come back in the same moment."""
        with self.lock:
            if self.inside < self.places:
                self.inside += 1
                return 0
            now = self.clock()
            self.promised_to = max(self.promised_to, now) + self.pace
            return min(LONGEST, 1 + int(self.promised_to - now))

    def leave(self, took: float) -> None:
        """A call is over, after so many seconds."""
        with self.lock:
            self.inside -= 1
            self.pace += NEWEST_COUNTS * (took / self.places - self.pace)


def taking_turns(application: Application, turns: Turns | None = None) -> Application:
    """The same application, where phones wait their turn outside."""
    line = turns or Turns()

    def door(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") not in TAKE_TURNS:
            return application(environ, start)
        # Before there is a place to hold: who stalls in the middle of an upload takes none from those who do not.
        environ["wsgi.input"] = BytesIO(all_of(environ["wsgi.input"].read, environ.get("CONTENT_LENGTH")))
        if seconds := line.come_in():
            answer = refusal("busy", after=seconds)
            start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
            return [answer.content]
        begun = line.clock()
        try:
            return application(environ, start)  # the answer is whole when it comes back: nothing of it is streamed
        finally:
            line.leave(line.clock() - begun)

    return door
