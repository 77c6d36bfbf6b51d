"""Measure in fresh processes: how long they say they took, and the most memory they held with their workers."""

import json
import math
import os
import signal
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

ROOT = Path(__file__).parents[1]
AKUT = ROOT / "examples" / "seasons" / "akut-2020"
EVERY_S = 0.1  # between two looks at the memory
GAPS = {"to 0.1 %": 1e-3, "to 0.01 %": 1e-4}  # shares of the bound


@dataclass(frozen=True)
class Run:
    """What the process said last (one line of JSON), its whole life in seconds, its peak in MB (None: not readable).

    `code`: its exit code, below 0 when a signal ended it. `cpu_s`: what it and all it waited for took of processors.
    """

    said: dict[str, Any]
    seconds: float
    peak_mb: float | None
    code: int = 0
    cpu_s: float = 0.0


def run(module: str, *words: str, memory: bool = True, limit_s: float | None = None, **environment: str) -> Run:
    """Run `python -m module words`. SystemExit when it fails, unless there is a limit.

    `memory`: look at it ten times a second. The looks take a fifth of a core and hold up who is looked at, so not where
    milliseconds count; the peak is None then. `limit_s`: then it is ended, with all it started, and however it came
    to its end, what it had said by then stands ({} for nothing).
    """
    started, used = perf_counter(), _children_s()
    child = subprocess.Popen(
        [sys.executable, "-m", module, *words], cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE,
        text=True, start_new_session=limit_s is not None,
    )  # fmt: skip
    peak = Peak(child.pid) if memory else None
    try:
        said, _ = child.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        said, _ = child.communicate()
    seconds = perf_counter() - started
    if peak:
        peak.over.set()
    if child.returncode and limit_s is None:
        sys.exit(f"{module} {' '.join(words)}: exit code {child.returncode}")
    whole = [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
    known, took = json.loads(whole[-1]) if whole else {}, _children_s() - used
    return Run(known, seconds, peak.mb if peak else None, child.returncode, took)


def _children_s() -> float:
    """Seconds of processors that children have taken which have ended, with theirs."""
    times = os.times()
    return times.children_user + times.children_system


class Peak(threading.Thread):
    """The largest sum of proportional set sizes (PSS: shared pages are counted once) of a process and its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.over = pid, threading.Event()
        self.mb: float | None = None
        self.start()

    def run(self) -> None:
        while not self.over.is_set():
            sizes = [size for pid in family(self.pid) if (size := pss_mb(pid)) is not None]
            if sizes:
                self.mb = max(self.mb or 0.0, sum(sizes))
            sleep(EVERY_S)


def family(pid: int) -> list[int]:
    """The process and all that descend from it; fewer when one ends while we look."""
    found = [pid]
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                found += family(int(child))
    except OSError:
        pass
    return found


def pss_mb(pid: int) -> float | None:
    """None where the system does not tell (not Linux, or the process has ended)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), None)


def line(name: str, seconds: Sequence[float | None], peaks: Sequence[float | None] = ()) -> str:
    """“name: median X s (min–max over N runs), peak MB Y”; runs that never got there are counted, not hidden."""
    there = [value for value in seconds if value is not None]
    if not there:
        return f"{name}: not reached in {len(seconds)} runs"
    spread = f"({min(there):.2f}–{max(there):.2f} over {len(there)} runs)"
    missing = f", not reached in {len(seconds) - len(there)}" if len(there) < len(seconds) else ""
    known = [peak for peak in peaks if peak is not None]
    memory = f", peak MB {max(known):.0f}" if known else ", peak MB not readable" if peaks else ""
    return f"{name}: median {statistics.median(there):.2f} s {spread}{missing}{memory}"


def at_95(values: Sequence[float]) -> float:
    """What 95 % of them do not exceed: the nearest rank, so the worst of fewer than twenty."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def say(text: str) -> None:
    """A line that is there at once, also in a file."""
    print(text, flush=True)


def planned(
    season: Any, *, gap: float, processes: int = 2, limit_s: float | None = None, executor: Executor | None = None,
    clock: Callable[[], float] = perf_counter, tell: Callable[[dict[str, Any]], None] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Plan, and note when the first plan, 0.1 % and 0.01 % were known. Seconds from the call, listing included.

    `clock`: what the seconds are counted on; the limit is always the wall's. `tell`: is told of each of the three.
    """
    from driveout.core.plan.draft import Effort, draft
    from driveout.core.words import Progress

    said: dict[str, Any] = dict.fromkeys(("first", *GAPS))
    started = clock()

    def note(progress: Progress) -> None:
        before = sum(second is not None for second in said.values())
        reached = {"first": progress.found is not None}
        reached |= {name: progress.gap is not None and progress.gap <= share for name, share in GAPS.items()}
        for name, there in reached.items():
            if there and said[name] is None:
                said[name] = clock() - started
        if tell and sum(second is not None for second in said.values()) > before:
            tell(dict(said))

    effort = Effort(time_limit_s=limit_s, gap=gap, processes=processes)
    plan = draft(season, effort, watch=note, executor=executor)
    seconds = clock() - started
    note(Progress(seconds, plan.proof.objective if plan.openings else None, plan.proof.bound))
    return said | {
        "total": seconds,
        "found": plan.proof.objective,
        "bound": plan.proof.bound,
        "gap": plan.proof.gap,
        "status": str(plan.proof.status),
        "cost": plan.cost_kr_a_week,
        "openings": sorted([o.stop, int(o.weekday), o.starts, o.minutes] for o in plan.openings),
    }
