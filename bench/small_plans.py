"""What people wait for while they look at a plan, on Akut 2020: `python -m bench.small_plans [frontier runs]`.

The season made ready for questions, a stop's reasons, a hub's prices, the frontier of 12 budgets and of fairness. In a
process that has planned the season once, as an office has.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter

from bench.measure import AKUT, line, run, say

FRONTIERS = 3
EVERY_STOP = 10  # a stop's reasons are asked for each tenth stop
BUDGETS, FLOORS = 12, 6


def timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def reasons() -> None:
    """One process: plan, then ask for every hub and each tenth stop."""
    from driveout.core.plan.again import SeasonAgain
    from driveout.core.plan.draft import Effort, draft
    from driveout.core.plan.reasons import explain_stop
    from driveout.core.plan.resources import explain_hub
    from driveout.outside.season_files import read_season

    season = read_season(AKUT)
    plan = draft(season, Effort(gap=1e-4))
    hubs = [hub.name for hub in season.hubs]
    stops = [stop.name for stop in season.stops[::EVERY_STOP]]
    said = {
        "the first question's own search": [timed(lambda: SeasonAgain(season, plan).before)],
        "a stop's reasons": [timed(partial(explain_stop, season, plan, stop)) for stop in stops],
        "a hub's prices": [timed(partial(explain_hub, season, plan, hub)) for hub in hubs],
    }
    print(json.dumps(said))


def frontiers(kind: str) -> None:
    """One process: one frontier."""
    from driveout.core.plan.frontier import budget_frontier, fairness_frontier
    from driveout.outside.season_files import read_season

    season = read_season(AKUT)
    started = perf_counter()
    found = budget_frontier(season, points=BUDGETS) if kind == "budget" else fairness_frontier(season, points=FLOORS)
    print(json.dumps({"seconds": perf_counter() - started, "points": len(found)}))


def main(runs: int) -> None:
    asked = run("bench.small_plans", "--reasons")
    for name, seconds in asked.said.items():
        say(line(name, seconds, [asked.peak_mb]))
    for kind, most in (("budget", BUDGETS), ("fairness", FLOORS)):
        done = [run("bench.small_plans", "--frontier", kind) for _ in range(runs)]
        points = done[0].said["points"]
        name = f"frontier of {points} budgets" if kind == "budget" else f"frontier of {points} floors (of {most} asked)"
        say(line(name, [one.said["seconds"] for one in done], [one.peak_mb for one in done]))


if __name__ == "__main__":
    if "--reasons" in sys.argv:
        reasons()
    elif "--frontier" in sys.argv:
        frontiers(sys.argv[-1])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else FRONTIERS)
