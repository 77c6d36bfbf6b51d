"""`make storm RUNS=200`: that many histories on SQLite and as many on PostgreSQL, and one line at the end."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
TEST = "tests/storm/test_storm.py"
DATABASES = ("sqlite", "postgresql")


def main(runs: int) -> int:
    """Not 0 when anything was lost or doubled, or a history did not come to its end."""
    total: dict[str, int] = {}
    failed = 0
    with tempfile.TemporaryDirectory(prefix="driveout-storm-") as folder:
        for database in DATABASES:
            started, said = perf_counter(), Path(folder) / database
            env = {"DRIVEOUT_TEST_ON": database, "DRIVEOUT_STORM_RUNS": str(runs), "DRIVEOUT_STORM_SAYS": str(said)}
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", TEST]
            failed += subprocess.run(command, cwd=ROOT, env={**os.environ, **env}).returncode != 0
            counts = json.loads(said.read_text()) if said.exists() else {}
            for name, value in counts.items():
                total[name] = total.get(name, 0) + value
            print(f"{database}: {runs} histories asked for, {perf_counter() - started:.0f} s", flush=True)
    print(", ".join(f"{name} {value}" for name, value in total.items()) or "no counts: it did not come that far")
    return 1 if failed or not total or total["lost"] or total["doubled"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
