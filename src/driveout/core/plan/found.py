"""What a question about a season is given, and what it is answered: patience, a season that was found, or none."""

from dataclasses import dataclass

from driveout.core.plan.build import Problem
from driveout.core.solve.problem import HubWeek


@dataclass(frozen=True)
class Patience:
    """How long a question may take. None: until it is proven, and the answer is the same on every machine.

    `first_s`: the season's own search, ended at `first_gap` (share of the bound): its prices are good long before it is
    proven. `change_s`: each change, beyond asking its hubs, where those leave more than `enough` guests open. `gap`: at
    which a plan counts as proven.
    """

    first_s: float | None = None
    change_s: float | None = None
    gap: float = 1e-4
    first_gap: float = 1e-4
    enough: float = 0.0


A_MOMENT = Patience(first_s=8.0, change_s=0.5, first_gap=2.5e-4, enough=1.0)  # what one who waits for an answer has


@dataclass(frozen=True, eq=False)
class Found:
    """A season's weeks, what they are worth, and the most that any are worth (the plan's objective, in guests)."""

    problem: Problem
    weeks: tuple[HubWeek, ...]
    value: float
    at_most: float


class Impossible(Exception):
    """No season keeps all that is asked."""


class NotFound(Exception):
    """A search ended with neither a season nor the proof that there is none."""
