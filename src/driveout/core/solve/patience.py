"""How long somebody is willing to wait: asked between steps that are short, and never part of what is found."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import perf_counter

_told_to_end: list[Callable[[], bool]] = []  # of this process: a worker is given the ear of the one who asked


class OutOfTime(Exception):
    """Time is up in the middle of a question: there is no answer, and what was known before is kept."""


@dataclass(frozen=True)
class Patience:
    """`seconds` from `since` on `clock`, inf for ever; `ended` says whether somebody has called the search off."""

    seconds: float = inf
    since: float = 0.0
    clock: Callable[[], float] = perf_counter
    ended: Callable[[], bool] = lambda: any(ear() for ear in _told_to_end)

    @classmethod
    def of(cls, seconds: float | None) -> "Patience":
        """So many seconds from now on; None waits for ever."""
        return cls() if seconds is None else cls(seconds, perf_counter())

    @property
    def left(self) -> float:
        """Seconds that are left, 0 when none are."""
        return inf if self.seconds == inf else max(0.0, self.since + self.seconds - self.clock())

    @property
    def seconds_left(self) -> float | None:
        """The same for another process, which has a clock of its own; None for ever."""
        return None if self.seconds == inf else self.left

    def within(self, seconds: float | None) -> "Patience":
        """No longer than so many seconds from now on; None as long as this one."""
        if seconds is None or seconds >= self.left:
            return self
        return Patience(seconds, self.clock(), self.clock, self.ended)

    def check(self) -> None:
        """Raise `OutOfTime` when no time is left, or when the search is called off."""
        if self.left <= 0.0 or self.ended():
            raise OutOfTime


ENDLESS = Patience()


def listen(ear: Callable[[], bool]) -> None:
    """Questions asked in this process end when `ear` says so."""
    _told_to_end.append(ear)
