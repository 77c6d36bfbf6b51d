"""The same season, checker, cores and seconds for us and the others.

`python -m bench.peers [SEASON] [--seconds 10 60]`: run by `make peers`, in an environment of its own. Every planner has
a process of its own, ended by the wall clock; one that dies gets a row that says so.
"""

import os
import pickle
import platform
import sys
import tempfile
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path

from bench.measure import AKUT, say
from bench.peers.asking import Ending, ask, run_to_end
from bench.peers.book import Book, read_book, refuse_unless_plain
from bench.peers.judge import judge, plan_of
from bench.planner.seasons import TASKS
from driveout.core.words import Plan, Season
from driveout.outside.season_files import Faults, read_season

OURS = "Drive Out"
PEERS = {
    "one_model": "OR-Tools CP-SAT, from greedy",
    "with_pyvrp": "PyVRP, prizes, day by day",
    "with_vroom": "VROOM, priorities, day by day",
    "greedy": "greedy, guests per krone",
    "by_hand": "by hand, nearest first",
}
PACKAGES = ("highspy", "numba", "ortools", "pyvrp", "pyvroom")
TO_PROVE_S = 120.0


def main() -> None:
    parser = ArgumentParser(prog="bench.peers", description="Plan a season with other solvers and compare.")
    kinds = ", ".join(TASKS)
    parser.add_argument("season", nargs="?", default=str(AKUT), help=f"folder, workbook, or one of {kinds}; Akut 2020")
    parser.add_argument("--seed", type=int, default=0, help="which season of that kind; 0")
    parser.add_argument("--seconds", type=float, nargs="+", default=[10.0, 60.0], help="time limits; 10 60")
    parser.add_argument("--only", nargs="*", choices=tuple(PEERS), default=tuple(PEERS), help="some of the peers")
    asked = parser.parse_args()
    season = the_season(asked.season, asked.seed)
    refuse_unless_plain(season)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    budget = season.terms.budget_kr_a_week
    money = "no budget" if budget is None else f"{budget:,.0f} kr."
    say(f"{season.name}: {len(season.hubs)} hubs, {len(season.stops)} stops, {money}")
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores; {versions}")
    with tempfile.TemporaryDirectory() as folder:
        compare(season, Path(folder), asked.seconds, asked.only)


def the_season(name: str, seed: int) -> Season:
    """From files, or drawn. SystemExit with what is wrong."""
    if name in TASKS and not Path(name).exists():
        return TASKS[name].draw(seed)
    try:
        return read_season(name)
    except Faults as faults:
        sys.exit(f"{name} is no season that can be planned: {faults}")


def compare(season: Season, folder: Path, limits: list[float], names: list[str]) -> None:
    """The whole table."""
    file, listed = folder / "season", folder / "book"
    file.write_bytes(pickle.dumps(season))
    bound = proven(folder, file)
    say(row("planner", "limit s", "answer at", "guests", "% below", "kr.", "min driven", "openings", "checked"))
    for limit in limits:
        tell(season, None, OURS, limit, ask("bench.peers.ours", folder, limit, str(file)), bound)
    how = run_to_end("bench.peers.make_book", str(file), str(listed)).how
    if how:
        say(f"The tours could not be listed for the peers: {how}")
        return
    book = read_book(listed)
    for name in names:
        for limit in limits:
            answer = ask("bench.peers.run", folder, limit, name, str(listed))
            tell(season, book, PEERS[name], limit, answer, bound)


def proven(folder: Path, file: Path) -> float | None:
    """The tightest bound our planner proves when nobody ends it; None where it came to no answer."""
    ended = ask("bench.peers.ours", folder, TO_PROVE_S, str(file), late_s=TO_PROVE_S)
    if not isinstance(ended.what, Plan):
        say(f"There is no bound to compare with: our own planner {ended.how or 'gave no answer'}.\n")
        return None
    say(f"No plan meets more than {ended.what.proof.bound:.3f} guests a week: that is proven.\n")
    return ended.what.proof.bound


def tell(season: Season, book: Book | None, name: str, limit: float, ended: Ending, bound: float | None) -> None:
    """One row: what was handed in, as the checker finds it, and how the planner died, if it did."""
    what = ended.what
    if what is None or (isinstance(what, Plan) and not what.openings):
        say(row(name, f"{limit:g}", *[""] * 6, "  " + (ended.how or "no plan in time")))
        return
    try:
        plan = what if isinstance(what, Plan) or book is None else plan_of(season, book, what, bound)
        found = judge(season, plan, bound)
    except Exception as error:  # whatever a peer hands in, the next one has its turn
        say(row(name, f"{limit:g}", *[""] * 6, f"  an answer that cannot be read: {error!r}"))
        return
    checked = "yes" if not found.broken else "NO: " + ", ".join(found.broken)
    below = "–" if found.below is None else f"{100 * found.below:.3f}"
    say(row(
        name, f"{limit:g}", f"{ended.seconds:.1f}", f"{found.guests:.1f}", below, f"{found.kroner:,.0f}",
        str(found.driving_minutes), str(found.openings), checked + (f", then {ended.how}" if ended.how else ""),
    ))  # fmt: skip


def row(name: str, *cells: str) -> str:
    return f"{name:<30}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    main()
