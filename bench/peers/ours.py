"""Our own planner under the same limit: `python -m bench.peers.ours SEASON ANSWER SECONDS`.

Its clock starts with the season in memory, like the peers' with their book; its tours are listed within the limit.
"""

import os
import pickle
import sys
from pathlib import Path

from driveout.core.plan.draft import Effort, draft
from driveout.core.solve.warm import warm


def main(season_path: str, answer_path: str, limit: str) -> None:
    season, answer = pickle.loads(Path(season_path).read_bytes()), Path(answer_path)
    warm()
    Path(f"{answer}.started").touch()
    plan = draft(season, Effort(time_limit_s=float(limit), processes=2))
    beside = answer.with_suffix(".new")
    beside.write_bytes(pickle.dumps((plan.seconds, plan)))
    os.replace(beside, answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
