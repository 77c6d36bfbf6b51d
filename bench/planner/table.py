"""What is said of one season's runs: a row a build, and how many times faster the later one was."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Any

from bench.measure import Run

NEVER, UNKNOWN = "never", "–"
KILLED = -9
COLUMNS = ("first", "0.1 %", "0.01 %", "worst", "in all", "CPU s", "gap %", "peak MB", "status")
WIDTHS = (26, 9, 9, 9, 9, 9, 9, 9, 9, 9)
FIGURES = 8


@dataclass(frozen=True)
class Row:
    """Medians over the runs; inf where half of them and more never got there. `worst`: the slowest to 0.01 %.

    `cpu`: seconds of processors of the whole process, start of Python and all; inf where it was ended from outside,
    since what its workers took is then not told.
    """

    first: float
    tenth: float
    hundredth: float
    worst: float
    total: float
    cpu: float
    gap: float | None
    peak_mb: float | None
    status: str


def row_of(runs: Sequence[Run]) -> Row:
    """One build's runs on one kind of season."""
    gaps = [said["gap"] for run in runs if (said := run.said).get("gap") is not None]
    peaks = [run.peak_mb for run in runs if run.peak_mb is not None]
    ends = [ended(run) for run in runs]
    counted = [(ends.count(end), end) for end in dict.fromkeys(ends)]
    status = counted[0][1] if len(counted) == 1 else ", ".join(f"{number} {end}" for number, end in counted)
    to_hundredth = _all(runs, "to 0.01 %")
    return Row(
        first=median(_all(runs, "first")),
        tenth=median(_all(runs, "to 0.1 %")),
        hundredth=median(to_hundredth),
        worst=max(to_hundredth),
        total=median(_all(runs, "total")),
        cpu=median(inf if run.code == KILLED else run.cpu_s for run in runs),
        gap=median(gaps) if gaps else None,
        peak_mb=max(peaks, default=None),
        status=status,
    )


def _all(runs: Sequence[Run], stage: str) -> list[float]:
    told: list[Any] = [run.said.get(stage) for run in runs]
    return [inf if seconds is None else float(seconds) for seconds in told]


def ended(run: Run) -> str:
    """The planner's own status, or how the process came to its end without one."""
    if "status" in run.said:
        return str(run.said["status"])
    return "ended from outside" if run.code == KILLED else f"exit code {run.code}"


def cells(name: str, row: Row) -> str:
    """A row as it is printed."""
    stages = (row.first, row.tenth, row.hundredth, row.worst, row.total)
    seconds = [NEVER if s == inf else f"{s:.2f}" for s in stages]
    cpu = UNKNOWN if row.cpu == inf else f"{row.cpu:.2f}"
    gap = UNKNOWN if row.gap is None else f"{100 * row.gap:.4f}"
    peak = UNKNOWN if row.peak_mb is None else f"{row.peak_mb:.0f}"
    return line(name, *seconds, cpu, gap, peak, row.status)


def ratios(earlier: Row, now: Row) -> str:
    """Earlier seconds by today's: “never” where the earlier build never got there, “–” where today's did not."""
    pairs = [
        (earlier.first, now.first), (earlier.tenth, now.tenth), (earlier.hundredth, now.hundredth),
        (earlier.worst, now.worst), (earlier.total, now.total),
    ]  # fmt: skip
    cpu = UNKNOWN if inf in (earlier.cpu, now.cpu) else _ratio(earlier.cpu, now.cpu)
    return line("  earlier / now", *(_ratio(before, after) for before, after in pairs), cpu)


def _ratio(before: float, after: float) -> str:
    if after == inf:
        return UNKNOWN
    return NEVER if before == inf else f"{before / after:.1f} ×"


def line(name: str, *told: str) -> str:
    """The first cell stands left, the figures right, and the last one, which may be long, left again."""
    first, *others = zip((name, *told), WIDTHS, strict=False)
    said = f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others[:FIGURES])
    return "  ".join([said, *(cell for cell, _ in others[FIGURES:])]).rstrip()
