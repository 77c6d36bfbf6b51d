"""Compiled: what each tour loses against a hub's linear program."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def tours_lose(promises, rows, day, minutes, cost, need, hosts, worth, by_day, hour, money):
    """(T,) guests. `promises` (r+1,), 0 at the end: price of each promise that a tour keeps, `rows` (T, k) which.

    `by_day` (3, 7): a van's, a place's and a host's price that day; `hour`, `money`: of a minute and of a krone.
    """
    loss = np.empty(rows.shape[0])
    for t in range(rows.shape[0]):
        kept = 0.0
        for j in range(rows.shape[1]):
            kept += promises[rows[t, j]]
        d = day[t]
        taken = by_day[0, d] + by_day[1, d] * need[t] + by_day[2, d] * hosts[t]
        loss[t] = kept + taken + hour * minutes[t] + money * cost[t] - worth[t]
    return loss


@njit(cache=True, nogil=True)
def least_of_day(day, loss):
    """(7,) the least that a tour of each weekday loses, 0 where none loses less."""
    least = np.zeros(7)
    for t in range(day.shape[0]):
        least[day[t]] = min(least[day[t]], loss[t])
    return least
