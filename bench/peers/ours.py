"""Our own planner under the same limit: `python -m bench.peers.ours ANSWER SECONDS`.

Its clock starts with the season in memory, like the peers' with their book; its tours are listed within the limit.
"""

import os
import pickle
import sys
from pathlib import Path

from bench.measure import AKUT
from driveout.core.plan.draft import Effort, draft
from driveout.core.solve.warm import warm
from driveout.outside.season_files import read_season


def main(answer_path: str, limit: str) -> None:
    season, answer = read_season(AKUT), Path(answer_path)
    warm()
    Path(f"{answer}.started").touch()
    plan = draft(season, Effort(time_limit_s=float(limit), processes=2))
    beside = answer.with_suffix(".new")
    beside.write_bytes(pickle.dumps((plan.seconds, plan)))
    os.replace(beside, answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
