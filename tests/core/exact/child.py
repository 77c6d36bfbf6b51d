"""A process beside this one that judges seasons, and can be done without."""

from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from driveout.core.solve.warm import warm
from tests.core.exact.judge import Judgement, judge
from tests.core.exact.kinds import season_of

LIMIT, GRACE = 20.0, 40.0  # seconds for a plan, and beyond them for the twin, until the child counts as hung


class Child:
    """A process of its own that judges, so that a planner that never ends does not end the night."""

    def __init__(self) -> None:
        self.here, there = get_context("spawn").Pipe()
        self.process = get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
        self.process.start()
        there.close()
        self.here.recv()  # the planner's kernels are compiled

    def judge(self, kind: str, seed: int) -> Judgement | None:
        """None when nothing came back in time; the child is then gone."""
        with suppress(EOFError, OSError):
            self.here.send((kind, seed))
            if self.here.poll(LIMIT + GRACE):
                return self.here.recv()
        self.process.kill()
        self.process.join()
        return None


def _serve(asked: Connection) -> None:
    warm()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        asked.send(None)
        while True:
            kind, seed = asked.recv()
            asked.send(judge(season_of(kind, seed), LIMIT))
