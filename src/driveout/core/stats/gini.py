"""How unevenly something is shared: the Gini coefficient, and its slow, obvious twin."""

from collections.abc import Sequence


def gini(amounts: Sequence[float]) -> float:
    """0 when all have as many, (n − 1)/n when one of n has everything; 0 for nobody or nothing. No unit.

    Half the mean difference between any two, over the mean (Gini 1912), by ranks: Σ (2i − n − 1)·xᵢ / (n·Σx).
    """
    ordered = sorted(amounts)
    n, total = len(ordered), sum(ordered)
    if not n or not total:
        return 0.0
    return sum((2 * i - n - 1) * x for i, x in enumerate(ordered, start=1)) / (n * total)


def gini_slowly(amounts: Sequence[float]) -> float:
    """The same, by its definition: every two people compared."""
    n, total = len(amounts), sum(amounts)
    if not n or not total:
        return 0.0
    return sum(abs(a - b) for a in amounts for b in amounts) / (2 * n * n) / (total / n)
