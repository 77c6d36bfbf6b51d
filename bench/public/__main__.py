"""The guests' pages with 300 weekly stops: `python -m bench.public [runs] [--earlier 9471c68b]`.

On SQLite and on PostgreSQL. Each is filled by this build, and what stands in the open is what both builds read.
Today's build and an earlier one are served by their own `driveout serve` on this machine's cores and take turns; the
figures are medians of the runs. Nothing is left behind.
"""

import argparse
import os
import statistics
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bench.measure import run, say
from bench.office.__main__ import DATABASES, miss
from bench.planner.earlier import NotThere, take_out

COMMIT = "9471c68b"  # before the front door was the guests'
STEADY_MS, TIMES_MORE, PAGE_KB, FIND_MS = 150, 3.0, 100, 100


def main(runs: int, commit: str) -> None:
    """Measure both databases and say it; what misses its mark is marked."""
    for name in DATABASES:
        with tempfile.TemporaryDirectory(prefix="driveout-bench-") as folder:
            report(name, on(name, Path(folder), runs, commit))


def on(name: str, folder: Path, runs: int, commit: str) -> dict[str, Any]:
    """What one database says of both builds."""
    from tests.postgres import postgresql
    from tests.served import operators_environment

    try:
        earlier = str(take_out(commit, folder / "earlier"))
    except NotThere as why:
        say(f"  the earlier build is left out: {why}")
        earlier = ""
    with postgresql(settings=()) if name == "PostgreSQL" else nullcontext("") as address:
        env = operators_environment(folder, address)
        mine: dict[str, Any] = {key: value for key, value in env.items() if os.environ.get(key) != value}
        return run("bench.public.once", str(folder), str(runs), earlier, memory=False, **mine).said


def report(name: str, said: dict[str, Any]) -> None:
    """Every line; ✗ where what is asked for is missed."""
    say(f"public: {said['stops']} weekly stops on {name}, {said['runs']} runs")
    for page, one in said["pages"].items():
        slow = middle(one["at 95 %"])
        say(
            f"  {page:<22}{middle(one['median']):6.1f} ms median {slow:6.1f} ms at 95 %{miss(slow, STEADY_MS)} at"
            f" {statistics.median(one['a second']):.0f} requests a second; {one['kB']:.0f} kB"
            f"{miss(one['kB'], PAGE_KB)} ({one['kB zipped']:.1f} zipped)"
        )
    find = middle(said["find"]["at 95 %"])
    say(f"  looking for a café: {find:.1f} ms at 95 %{miss(find, FIND_MS)}; asked: ≤ {FIND_MS}")
    most = {build: statistics.median(rates) for build, rates in said["most"].items() if rates}
    say("  as fast as it goes: " + ", ".join(f"{build} {rate:.0f} requests a second" for build, rate in most.items()))
    if len(most) == 2:
        new, old = most.values()
        missed = " ✗" if new < TIMES_MORE * old else ""
        say(f"  {new / old:.1f} times the earlier build's{missed}; asked: ≥ {TIMES_MORE}")


def middle(seconds: list[float]) -> float:
    """The median of the runs, in ms."""
    return 1000 * statistics.median(seconds)


if __name__ == "__main__":
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("runs", nargs="?", type=int, default=5)
    told.add_argument("--earlier", default=COMMIT)
    asked = told.parse_args()
    main(asked.runs, asked.earlier)
