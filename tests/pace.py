"""How long generated tests look: `DRIVEOUT_PACE` is quick (while one still remembers the question), ci, or night."""

import os

PACES = {"quick": 0.2, "ci": 1.0, "night": 20.0}
PACE = os.environ.get("DRIVEOUT_PACE") or "ci"
assert PACE in PACES, f"DRIVEOUT_PACE is “{PACE}”. Write one of {', '.join(PACES)}."


def examples(in_ci: int) -> int:
    """How many a test tries that tries so many in CI."""
    return max(5, round(in_ci * PACES[PACE]))
