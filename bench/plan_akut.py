"""Akut 2020 from nothing to proven, each time in a fresh process: `python -m bench.plan_akut [runs]`."""

import json
import sys
import tempfile

from bench.measure import AKUT, Run, line, run, say

RUNS = 5
STAGES = {"first": "first plan", "to 0.1 %": "to a gap of 0.1 %", "to 0.01 %": "to a gap of 0.01 %", "total": "in all"}


def once() -> None:
    """What a fresh process does: read the season and plan it on two processes."""
    from bench.measure import planned
    from driveout.outside.season_files import read_season

    print(json.dumps(planned(read_season(AKUT), gap=1e-4)))


def main(runs: int) -> None:
    """Five runs with compiled kernels, then one where nothing is compiled yet."""
    from driveout.core.solve.warm import warm

    warm()
    done = [run("bench.plan_akut", "--once") for _ in range(runs)]
    report(done)
    with tempfile.TemporaryDirectory() as empty:
        first = run("bench.plan_akut", "--once", NUMBA_CACHE_DIR=empty)
    say(line("akut 2020, first run ever, process start to end", [first.seconds], [first.peak_mb]))


def report(done: list[Run]) -> None:
    peaks = [one.peak_mb for one in done]
    for key, name in STAGES.items():
        say(line(f"akut 2020, {name}", [one.said[key] for one in done], peaks))
    say(line("akut 2020, process start to end", [one.seconds for one in done], peaks))
    said = done[0].said
    same = all(one.said["openings"] == said["openings"] for one in done)
    say(
        f"akut 2020: {said['found']:.2f} guests a week, bound {said['bound']:.2f}, gap {100 * said['gap']:.4f} %, "
        f"{said['status']}; {'every run gave the same plan' if same else 'NOT every run gave the same plan'}"
    )


if __name__ == "__main__":
    if "--once" in sys.argv:
        once()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
