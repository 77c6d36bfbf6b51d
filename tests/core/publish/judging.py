"""A judge of what is withheld, written apart from the method: exact bounds of withheld counts, by integer programs.

It gets what anyone gets: which counts are shown and what they are, which are withheld, and what adds up to what. Of a
withheld count it knows that it is 1 or more, of one that is never shown that it is 0 or more. It answers with the least
and the most that each can be. It imports nothing of what it judges.
"""

import math
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

Told = tuple[Hashable, tuple[Hashable, ...]]  # a total and its parts


def bounds_of(
    shown: Mapping[Any, Any],
    withheld: Collection[Any],
    sums: Iterable[Told],
    never: Collection[Any] = (),
    asked: Collection[Any] | None = None,
) -> dict[Any, Any]:
    """Withheld count → (least, most), both exact; most is math.inf where nothing holds it. `asked`: only of these."""
    unknown = sorted({*withheld, *never}, key=repr)
    at = {key: column for column, key in enumerate(unknown)}
    rows, right = [], []
    for total, parts in sums:
        open_here = [(key, sign) for key, sign in [(total, 1), *((part, -1) for part in parts)] if key in at]
        if open_here:
            rows.append(open_here)
            right.append(
                sum(shown[part] for part in parts if part not in at) - (shown[total] if total not in at else 0)
            )
    matrix = lil_matrix((len(rows), len(unknown)))
    for row, members in enumerate(rows):
        for key, sign in members:
            matrix[row, at[key]] += sign
    least = np.array([0 if key in never else 1 for key in unknown])
    told = LinearConstraint(matrix.tocsr(), right, right) if rows else ()
    return {
        key: (_end(at[key], 1, told, least), _end(at[key], -1, told, least))
        for key in (withheld if asked is None else asked)
    }


def _end(column: int, sign: int, told, least) -> float:
    cost = np.zeros(len(least))
    cost[column] = sign
    found = milp(cost, constraints=told, bounds=Bounds(least, np.inf), integrality=np.ones(len(least)))
    if found.status == 0:
        return sign * round(found.fun)
    assert sign < 0 and found.status in (3, 4), found.message  # unbounded, or “unbounded or infeasible”: it is feasible
    return math.inf


def too_narrow(
    counts: Mapping[Any, Any],
    hidden: Collection[Any],
    sums: Iterable[Told],
    never: Collection[Any] = (),
    shown_from: int = 5,
):
    """The withheld counts whose bounds are narrower than the rule says (docs/explanation/published-safely.md), and than
    they would be if nothing were shown but what is 0."""
    sums = list(sums)
    shown = {key: n for key, n in counts.items() if key not in hidden and key not in never}
    wrong = {}
    for key, (least, most) in bounds_of(shown, hidden, sums, never).items():
        if counts[key] < shown_from:
            good = most >= shown_from and least <= max(1, least and _least_at_all(key, counts, sums, never))
        else:
            good = most - least >= shown_from - 1
        if not good:
            wrong[key] = (least, most)
    return wrong


def _least_at_all(key, counts: Mapping[Any, Any], sums: Collection[Told], never: Collection[Any]) -> float:
    nothing = {one: 0 for one, n in counts.items() if not n and one not in never}
    there = {one for one, n in counts.items() if n and one not in never}
    return bounds_of(nothing, there, sums, never, asked=[key])[key][0]
