"""What a nation's figures take to be made safe: all there are the first time, and a month more the next.

`python -m bench.publish`. 98 hubs and two years, drawn with a seed; a third of the numbers by hub and month are small.
"""

import json
import random
import sys
from time import perf_counter

from bench.measure import line, run, say

HUBS, RUNS = 98, 3
MONTHS = [f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13)]
AT_MOST_S = 60.0


def main() -> None:
    runs = [run("bench.publish", str(seed)) for seed in range(1, RUNS + 1)]
    peaks = [one.peak_mb for one in runs]
    say(line("figures of a nation, 23 months at once", [one.said["first"] for one in runs], peaks))
    say(line("figures of a nation, the month after", [one.said["next"] for one in runs], peaks))
    shares = [one.said["withheld"] / one.said["numbers"] for one in runs]
    small = [one.said["small"] / one.said["numbers"] for one in runs]
    say(f"withheld {min(shares):.0%}–{max(shares):.0%} of the numbers; small {min(small):.0%}–{max(small):.0%}")
    worst = max(max(one.said["first"], one.said["next"]) for one in runs)
    say(f"at most {AT_MOST_S:.0f} s: {'yes' if worst <= AT_MOST_S else 'no'}")


def measured(seed: int) -> dict[str, float]:
    """Seconds of both, and how many numbers there are, are withheld, and are small themselves."""
    from driveout.core.publish import Counted, new_figures
    from driveout.core.publish.figures import WHAT

    dice = random.Random(seed)
    lines = []
    for hub in range(HUBS):
        for month in MONTHS:
            cafes = dice.randint(2, 20)
            first = sum(dice.random() < 0.12 for _ in range(cafes * 4))
            child = sum(dice.random() < 0.04 for _ in range(cafes * 4))
            if dice.random() < 0.9:
                rest = dice.randint(0, cafes * 5)
                lines.append(Counted(f"hub{hub}", month, cafes, first + child + rest, first, child))
    started = perf_counter()
    earlier = [one for one in lines if one.month < MONTHS[-1]]
    stand = new_figures(earlier, closed_through=MONTHS[-2])
    first_s, started = perf_counter() - started, perf_counter()
    come = new_figures(lines, closed_through=MONTHS[-1], before=stand)
    next_s = perf_counter() - started
    numbers = [getattr(one, what) for one in (*stand, *come) for what in WHAT]
    small = sum(0 < getattr(one, what) < 5 for one in lines for what in WHAT)
    told = {"numbers": len(numbers), "withheld": numbers.count(None), "small": small}
    return {"first": first_s, "next": next_s, **told}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]))))
    else:
        main()
