"""Many seasons of every kind, judged through a night: python -m tests.core.exact [seeds] [words of a kind's name].

Prints a line for each kind; exits with 1 when planner and twin disagree anywhere, or the planner does not come back.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from time import perf_counter

from tests.core.exact.child import Child
from tests.core.exact.judge import Finding, Judgement
from tests.core.exact.kinds import KINDS

SHOWN = 3  # disagreements a kind


def judged(kinds: list[str], seeds: range) -> Iterator[tuple[str, list[tuple[int, Judgement]]]]:
    """Each kind with what was found for every seed."""
    child = Child()
    for kind in kinds:
        found = []
        for seed in seeds:
            judgement = child.judge(kind, seed)
            if judgement is None:
                child, judgement = Child(), Judgement(Finding.DISAGREED, "no answer, long after the time limit")
            found.append((seed, judgement))
        yield kind, found


def main(seeds: int, words: str) -> int:
    """Print the table; the number of disagreements, at most 1 as an exit code."""
    started, total = perf_counter(), Counter[Finding]()
    print(f"{'kind':44}{'seasons':>9}{'agreed':>8}{'refused':>9}{'unproven':>10}{'disagreed':>11}{'below':>9}")
    for kind, found in judged([kind for kind in KINDS if words in kind], range(seeds)):
        count = Counter(judgement.finding for _, judgement in found)
        total += count
        below = max((judgement.below for _, judgement in found), default=0.0)
        print(f"{kind:44}{_counts(count)}{below:9.2%}", flush=True)
        wrong = [(seed, j.said) for seed, j in found if j.finding is Finding.DISAGREED]
        for seed, said in wrong[:SHOWN]:
            print(f"    seed {seed}: {said}", flush=True)
    print(f"{'all':44}{_counts(total)}   {perf_counter() - started:.0f} s")
    return min(1, total[Finding.DISAGREED])


def _counts(count: Counter[Finding]) -> str:
    numbers = (
        count.total(),
        *(count[f] for f in (Finding.AGREED, Finding.REFUSED, Finding.UNPROVEN, Finding.DISAGREED)),
    )
    return "".join(f"{n:>{wide}}" for n, wide in zip(numbers, (9, 8, 9, 10, 11), strict=True))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, " ".join(sys.argv[2:])))
