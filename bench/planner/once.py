"""One season, one build, one fresh process: `python -m bench.planner.once FILE GAP LIMIT_S PROCESSES`.

What is known is said at once, a line each time, so that something stands there even if the process must be ended.
"""

import json
import pickle
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.measure import planned
from bench.planner.plain import made


def main(path: str, gap: str, limit_s: str, processes: str) -> None:
    """Whichever `driveout` comes first on the path plans it; `from` tells which that was."""
    import driveout
    from driveout.core import words

    lost: set[str] = set()
    season = made(pickle.loads(Path(path).read_bytes()), words, lost)
    first = {"from": str(Path(driveout.__file__).parent), "lost": sorted(lost)}

    def tell(said: dict[str, Any]) -> None:
        print(json.dumps(first | said), flush=True)

    tell({})
    clock = perf_counter if int(processes) else process_time
    said = planned(
        season, gap=float(gap), limit_s=float(limit_s), processes=int(processes), clock=clock, tell=tell
    )  # fmt: skip
    del said["openings"]
    tell(said)


if __name__ == "__main__":
    main(*sys.argv[1:])
