"""The same season, checker, cores and seconds for us and the others: `python -m bench.peers [--seconds 10 60]`.

Run by `make peers`, in an environment of its own. Every planner has a process of its own, ended by the wall clock.
"""

import os
import pickle
import platform
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep

from bench.measure import AKUT, ROOT, say
from bench.peers.judge import Judged, judge, plan_of
from driveout.core.words import Plan, Season
from driveout.outside.season_files import read_season

OURS = "Drive Out"
PEERS = {
    "one_model": "OR-Tools CP-SAT, from greedy",
    "with_pyvrp": "PyVRP, prizes, day by day",
    "with_vroom": "VROOM, priorities, day by day",
    "greedy": "greedy, guests per krone",
    "by_hand": "by hand, nearest first",
}
PACKAGES = ("highspy", "numba", "ortools", "pyvrp", "pyvroom")
TO_START_S, LATE_S = 120.0, 0.5  # libraries and book; an answer later than this after the limit does not count
TO_PROVE_S = 120.0


@dataclass(frozen=True)
class Answer:
    """When it was handed in, and what: a plan, or rows of the list."""

    seconds: float
    what: object


def main() -> None:
    parser = ArgumentParser(prog="bench.peers", description="Plan Akut 2020 with other solvers and compare.")
    parser.add_argument("--seconds", type=float, nargs="+", default=[10.0, 60.0], help="time limits; 10 60")
    parser.add_argument("--only", nargs="+", choices=tuple(PEERS), default=tuple(PEERS), help="some of the peers")
    asked = parser.parse_args()
    season = read_season(AKUT)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    say(f"{season.name}: {len(season.hubs)} hubs, {len(season.stops)} stops, {season.terms.budget_kr_a_week:,.0f} kr.")
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores; {versions}")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        subprocess.run([sys.executable, "-m", "bench.peers.make_book", str(book)], cwd=ROOT, check=True)
        bound = proven(Path(folder))
        say(f"No plan meets more than {bound:.3f} guests a week: that is proven.\n")
        say(row("planner", "limit s", "answer at", "guests", "% below", "kr.", "min driven", "openings", "checked"))
        for limit in asked.seconds:
            tell(season, OURS, limit, ask("bench.peers.ours", Path(folder), limit), bound)
        for name in asked.only:
            for limit in asked.seconds:
                answer = ask("bench.peers.run", Path(folder), limit, name, str(book))
                tell(season, PEERS[name], limit, answer, bound)


def proven(folder: Path) -> float:
    """The tightest bound our planner proves when nobody ends it."""
    answer = ask("bench.peers.ours", folder, TO_PROVE_S, late_s=TO_PROVE_S)
    if answer is None or not isinstance(answer.what, Plan):
        sys.exit("Our own planner proved nothing: there is no bound to compare with.")
    return answer.what.proof.bound


def ask(module: str, folder: Path, limit: float, *words: str, late_s: float = LATE_S) -> Answer | None:
    """Start the process, wait for its clock to start, end it at the limit, and read its last answer in time."""
    answer = folder / "answer"
    started = Path(f"{answer}.started")
    for old in (answer, started):
        old.unlink(missing_ok=True)
    child = subprocess.Popen(
        [sys.executable, "-m", module, *words, str(answer), str(limit)], cwd=ROOT, start_new_session=True
    )
    waiting_until = monotonic() + TO_START_S
    while not started.exists() and child.poll() is None and monotonic() < waiting_until:
        sleep(0.01)
    try:
        child.wait(timeout=limit + late_s)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)  # its own session: the workers it started go with it
        child.wait()
    if not answer.exists():
        return None
    seconds, what = pickle.loads(answer.read_bytes())
    return Answer(seconds, what) if seconds <= limit + late_s else None


def tell(season: Season, name: str, limit: float, answer: Answer | None, bound: float) -> None:
    if answer is None or (isinstance(answer.what, Plan) and not answer.what.openings):
        say(row(name, f"{limit:g}", *[""] * 6, "no plan in time"))
        return
    what = answer.what
    found: Judged = judge(season, what if isinstance(what, Plan) else plan_of(season, what, bound), bound)
    checked = "yes" if not found.broken else "NO: " + ", ".join(found.broken)
    say(row(
        name, f"{limit:g}", f"{answer.seconds:.1f}", f"{found.guests:.1f}", f"{100 * found.below:.3f}",
        f"{found.kroner:,.0f}", str(found.driving_minutes), str(found.openings), checked,
    ))  # fmt: skip


def row(name: str, *cells: str) -> str:
    return f"{name:<30}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    main()
