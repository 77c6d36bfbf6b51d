"""The café played guest by guest: compiled (`play`), and the slow, obvious twin (`play_slowly`).

All of numba in `core.stats` stands in this file: a kernel that calls another file's would go on running old code
after that file is edited.
"""

import heapq
from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def play(comes: Any, stays: Any, patience: Any, seats: Any, minutes: Any) -> Any:
    """How often `a` guests are met when `d` people come: counts[d, a], d and a = 0 .. people.

    `comes` (minutes after opening, negative = early), `stays` and `patience` (minutes): float64, openings × people.
    Row r is one opening; when d people come they are the first d of the row, in the order in which they come.
    """
    openings, people = comes.shape
    counts = np.zeros((people + 1, people + 1), dtype=np.int64)
    counts[0, 0] = openings
    order = np.empty(people, dtype=np.int64)
    free = np.empty(seats, dtype=np.float64)
    for r in range(openings):
        for d in range(1, people + 1):
            at = d - 1  # one more person joins the queue, in the order of coming
            while at > 0 and comes[r, order[at - 1]] > comes[r, d - 1]:
                order[at] = order[at - 1]
                at -= 1
            order[at] = d - 1
            free[:] = 0.0
            first, seat, met = 0.0, 0, 0  # when the next seat frees, which, and guests met so far
            for i in range(d):
                if first >= minutes:
                    break  # every seat is taken until closing
                guest = order[i]
                ready = max(comes[r, guest], 0.0)
                sits = max(ready, first)
                if sits >= minutes or sits - ready > patience[r, guest]:
                    continue
                met += 1
                free[seat] = sits + stays[r, guest]
                first, seat = free[0], 0
                for s in range(1, seats):
                    if free[s] < first:
                        first, seat = free[s], s
            counts[d, met] += 1
    return counts


def play_slowly(comes: Any, stays: Any, patience: Any, seats: int, minutes: float) -> Any:
    """The same as `play`, in plain Python with a heap of chairs."""
    openings, people = comes.shape
    counts = np.zeros((people + 1, people + 1), dtype=np.int64)
    for r in range(openings):
        for d in range(people + 1):
            chairs = [0.0] * seats
            met = 0
            for guest in sorted(range(d), key=lambda g: comes[r, g]):
                ready = max(float(comes[r, guest]), 0.0)
                sits = max(ready, chairs[0])
                if sits < minutes and sits - ready <= patience[r, guest]:
                    heapq.heapreplace(chairs, sits + float(stays[r, guest]))
                    met += 1
            counts[d, met] += 1
    return counts
