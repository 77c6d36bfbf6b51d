"""All measurements in order: `make bench`, or `python -m bench`. Each is a command of its own as well."""

import os
import platform
import subprocess
import sys
from importlib.util import find_spec

from bench.measure import ROOT, say

IN_ORDER = ("plan_akut", "plan_nation", "planner", "small_plans", "season_page", "publish", "office", "field", "public")
PEERS = ROOT / ".venv-peers" / "bin" / "python"


def main() -> int:
    """Run them one after the other, so that none disturbs another; the exit code says whether all came through."""
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}")
    failed = 0
    for name in IN_ORDER:
        if find_spec(f"bench.{name}") is not None:
            say(f"— {name}")
            failed += subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT).returncode != 0
    say("— peers")
    if PEERS.exists():
        failed += subprocess.run([str(PEERS), "-m", "bench.peers"], cwd=ROOT).returncode != 0
    else:
        say("Not set up on this machine: `make peers` does that and measures them.")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
