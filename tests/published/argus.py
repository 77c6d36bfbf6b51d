"""A second judge, another's: the audit of τ-Argus (pytauargus), on a file in its own JJ format. A process for each job,
for its solver keeps what it knows: `python -m tests.published.argus FILE` prints what each withheld count may be.
"""

import json
import subprocess
import sys
from collections.abc import Collection, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.shape.files import ROOT

BEYOND = 1e6  # no count is larger, for all it is told


def jj_of(
    counts: Mapping[Any, Any],
    withheld: Collection[Any],
    sums: Iterable[tuple[Hashable, tuple[Hashable, ...]]],
    never: Collection[Any] = (),
) -> str:
    """Cells (value, weight, status, bounds, protection), then what adds up: a total with −1, its parts with 1."""
    keys = list(counts)
    at = {key: index for index, key in enumerate(keys)}
    lines = ["0", str(len(keys))]
    for key in keys:
        n, hidden = counts[key], key in withheld or key in never
        status = "u" if hidden and 0 < n < 5 and key not in never else "m" if hidden else "s"
        least = 0 if key in never else 1 if hidden else n
        lines.append(f"{at[key]} {n} 1 {status} {least} {BEYOND if hidden else n} 0 0 0")
    told = [(total, parts) for total, parts in sums]
    lines.append(str(len(told)))
    for total, parts in told:
        members = " ".join([f"{at[total]} (-1)", *(f"{at[part]} (1)" for part in parts)])
        lines.append(f"0 {len(parts) + 1} : {members}")
    return "\n".join(lines) + "\n"


def audited(path: Path, counts: Mapping[Any, Any]) -> dict[Any, Any]:
    """Withheld count → (least, most) as τ-Argus finds them, in real numbers. `path`: a JJ file."""
    command = [sys.executable, "-m", "tests.published.argus", str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    keys = list(counts)
    return {keys[row["cell"]]: (row["min"], row["max"]) for row in json.loads(told.stdout.splitlines()[-1])}


if __name__ == "__main__":
    from pytauargus._tauargus import audit_jj

    print("\n" + json.dumps([{name: row[name] for name in ("cell", "min", "max")} for row in audit_jj(sys.argv[1])]))
