"""Proportional fairness: what a municipality's guests count for (rules-of-a-plan, rule 19).

Logarithmic utility, Σ R·log(G/R), is the fairness in which no municipality can gain a percentage that is not
outweighed by the percentages others lose (Kelly, Maulloo and Tan 1998). Straight lines between knots keep a plan's
objective exact for linear solvers; near zero a line replaces the logarithm, so that an unserved municipality is
bad, not minus infinity.
"""

from itertools import pairwise
from math import inf, log

KNOTS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)
POINTS = ((0.0, 0.0), *((x, 1.0 + log(x / 0.25)) for x in KNOTS))
LAST_SLOPE = 1 / 5


def segments(reference: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """(widths in guests, slopes) of the utility from 0 guests up; the last width is infinite, slopes fall.

    `reference`: the municipality's expected demand, guests a week. At 0, every guest counts the last slope.
    """
    if reference <= 0:
        return (inf,), (LAST_SLOPE,)
    pairs = list(pairwise(POINTS))
    widths = tuple((b[0] - a[0]) * reference for a, b in pairs)
    slopes = tuple((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairs)
    return (*widths, inf), (*slopes, LAST_SLOPE)


def utility(guests: float, reference: float) -> float:
    """R·f(G/R): what `guests` (weighted, a week) in a municipality with that `reference` count for, in guests."""
    total, left = 0.0, guests
    for width, slope in zip(*segments(reference), strict=True):
        step = min(left, width)
        total += step * slope
        left -= step
        if left <= 0:
            break
    return total
