"""Today's planner and an earlier one on seasons drawn anew: `python -m bench.planner [--seed N] [--runs 3] [--only …]`.

Each run is another season of its kind, planned by both builds one after the other, each in a fresh process.
"""

import os
import pickle
import platform
import secrets
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from bench.measure import ROOT, Run, run, say
from bench.planner.earlier import COMMIT, NotThere, take_out
from bench.planner.plain import plain
from bench.planner.seasons import TASKS, Task
from bench.planner.table import COLUMNS, cells, line, ratios, row_of

TO_END_S = 60.0  # more than its limit, start of Python included: then the process is ended
TO_COMPILE_S = 300.0
NOW = "now"


def asked(words: Sequence[str]) -> Namespace:
    """What the command line says."""
    parser = ArgumentParser(prog="bench.planner", description="Today's planner beside an earlier one.")
    parser.add_argument("--seed", type=int, help="draw these seasons again; another one each time unless given")
    parser.add_argument("--runs", type=int, default=3, help="seasons of each kind; 3")
    parser.add_argument("--only", nargs="+", choices=tuple(TASKS), default=tuple(TASKS), help="some of the kinds")
    parser.add_argument("--earlier", default=COMMIT, help=f"the build to compare with; {COMMIT}, or “none”")
    return parser.parse_args(words)


def main(words: Sequence[str]) -> None:
    wanted = asked(words)
    seed = secrets.randbelow(1_000_000) if wanted.seed is None else wanted.seed
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores; seed {seed}, {wanted.runs} seasons of each kind")
    with tempfile.TemporaryDirectory() as folder:
        builds = {NOW: ROOT / "src"} | _earlier(wanted.earlier, Path(folder))
        file = Path(folder) / "season"
        _warm(builds, file)
        say(line("season", *COLUMNS))
        for key in wanted.only:
            measure(TASKS[key], range(seed, seed + wanted.runs), builds, file)


def _earlier(commit: str, folder: Path) -> dict[str, Path]:
    if commit == "none":
        return {}
    try:
        return {commit: take_out(commit, folder)}
    except NotThere as why:
        say(f"Only today's build: {why}")
        return {}


def _warm(builds: dict[str, Path], file: Path) -> None:
    """Every kernel of every build is compiled before anything is counted, by planning two small seasons."""
    for key in ("akut", "20x2"):
        for source in builds.values():
            _plan(TASKS[key], 0, source, file, TO_COMPILE_S)


def measure(task: Task, seeds: Sequence[int], builds: dict[str, Path], file: Path) -> None:
    """The rows of one kind of season; the builds take turns, so that what else the machine does meets both."""
    runs: dict[str, list[Run]] = {build: [] for build in builds}
    for seed in seeds:
        for build, source in builds.items():
            runs[build].append(_plan(task, seed, source, file, task.limit_s + TO_END_S))
    rows = {build: row_of(mine) for build, mine in runs.items()}
    for build, row in rows.items():
        say(cells(f"{task.name}" if build == NOW else f"  {build}", row))
    for build in rows.keys() - {NOW}:
        say(ratios(rows[build], rows[NOW]))
    lost = sorted({field for mine in runs.values() for one in mine for field in one.said.get("lost", ())})
    if lost:
        say(f"  (the earlier build knows no {', '.join(lost)}: it was planned without)")


def _plan(task: Task, seed: int, source: Path, file: Path, end_s: float) -> Run:
    """One fresh process. SystemExit where it was not the build that was meant."""
    file.write_bytes(pickle.dumps(plain(task.draw(seed))))
    words = (str(file), str(task.gap), str(task.limit_s), str(task.processes))
    done = run("bench.planner.once", *words, limit_s=end_s, PYTHONPATH=str(source))
    if "from" in done.said and Path(done.said["from"]) != source / "driveout":
        sys.exit(f"{source} was meant, and {done.said['from']} planned.")
    return done


if __name__ == "__main__":
    main(sys.argv[1:])
