"""Another table that fits what is shown, by an integer program: where going from count to count finds none in time."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, hstack

Key = TypeVar("Key", bound=Hashable)


class Program(Generic[Key]):
    """The sums over what may be otherwise. `least`: key → the least change it bears, 0 or below; other counts stay.
    `sums`: a total and its parts.
    """

    def __init__(self, least: Mapping[Key, int], sums: Iterable[tuple[Key, tuple[Key, ...]]]) -> None:
        self.keys = list(least)
        self.at = {key: column for column, key in enumerate(self.keys)}
        self.least = np.array([least[key] for key in self.keys], dtype=float)
        places: list[tuple[int, int, int]] = []
        for row, (total, parts) in enumerate(sums):
            members = ((total, 1), *((part, -1) for part in parts))
            places += [(row, self.at[key], sign) for key, sign in members if key in self.at]
        rows, columns, signs = (np.array([place[part] for place in places], dtype=int) for part in range(3))
        shape = (int(rows.max(initial=-1)) + 1, len(self.keys))
        self.matrix = coo_array((signs, (rows, columns)), shape=shape).tocsr()

    def other_table(self, key: Key, step: int, cost: Mapping[Key, float]) -> dict[Key, int]:
        """The cheapest changes with which every sum adds up and `key` is `step` more; empty where there are none.

        `cost`: of each one by which a count is more or less.
        """
        if key not in self.at:
            return {}
        n = len(self.keys)
        up, down = np.full(n, float(abs(step))), np.minimum(-self.least, abs(step))
        if step < self.least[self.at[key]]:
            return {}
        least, most = np.zeros(2 * n), np.concatenate([up, down])
        most[[self.at[key], self.at[key] + n]] = max(0, step), max(0, -step)  # never there and back again
        least[self.at[key] + (0 if step > 0 else n)] = abs(step)
        price = np.array([cost[one] for one in self.keys])
        both = hstack([self.matrix, -self.matrix]).tocsr()
        found = milp(
            np.concatenate([price, price]),
            constraints=LinearConstraint(both, 0, 0),
            bounds=Bounds(least, most),
            integrality=np.ones(2 * n),
        )
        if found.x is None:
            return {}
        change = np.rint(found.x[:n] - found.x[n:]).astype(int)
        return {self.keys[column]: int(change[column]) for column in np.flatnonzero(change)}
