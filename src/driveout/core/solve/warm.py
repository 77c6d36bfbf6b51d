"""Compile the kernels once, ahead of the first plan: `python -m driveout.core.solve.warm`."""

import numpy as np

from driveout.core.solve.problem import WEEK, Crew, HubProblem, Options, Prices, Ways, patterns
from driveout.core.solve.weeks import Ask, best_weeks


def toy() -> HubProblem:
    """Two stops, two vans, one Monday: the smallest hub that touches every kernel."""
    whole, both = np.zeros(1, np.int64), np.zeros(2, np.int64)
    monday = Options(np.arange(2), both, both + 600, both + 660, np.zeros(2))
    nothing = Options(whole[:0], whole[:0], whole[:0], whole[:0], np.zeros(0))
    shape = (2, len(patterns(2)), 1)
    gain = np.full(shape, -np.inf)
    gain[:, 0, 0] = 5.0
    day = np.arange(WEEK, dtype=np.int64) * 0
    return HubProblem(
        hub_key="warm", stops=(0, 1), patterns=patterns(2), step=5, lengths=np.array([60], np.int64),
        legs=np.full((3, 3), 30, np.int64), km=np.ones((3, 3)), days=(monday, *[nothing] * 6),
        work_opens=day + 480, work_closes=day + 1080, slots=np.array([2] + [0] * 6, np.int64), day_minutes=480,
        week_minutes=2000, break_after=360, break_minutes=30, stops_a_tour=4, volunteers=both + 1,
        volunteer_caps=((1, 2),), kr_per_km=1.0, kr_per_minute=1.0, kr_per_opening=1.0, gain=gain,
        guests=np.where(np.isfinite(gain), gain, 0.0), fixed=np.zeros(shape), unserved=np.zeros(2),
        crew=Crew(((127, 1000, 480),) * 2, ((127, 2, 3),) * 2, (127, 127)), ways=Ways.free(2),
    )  # fmt: skip


def warm() -> None:
    """Load the compiled kernels, compiling them where no cache holds them (seconds, once a machine)."""
    best_weeks(toy(), 0, Prices(0.0, np.ones(2), np.zeros(2), np.zeros(2)), Ask())


if __name__ == "__main__":
    warm()
