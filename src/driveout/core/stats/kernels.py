"""The café played guest by guest: compiled (`play`), and the slow, obvious twin (`play_slowly`).

All of numba in `core.stats` stands in this file: a kernel that calls another file's would go on running old code
after that file is edited.
"""

import heapq

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@njit(cache=True, nogil=True)
def play(comes: Floats, stays: Floats, patience: Floats, seats: int, minutes: float) -> Ints:
    """How often `a` guests are met when `d` people come: counts[d, a], d and a = 0 .. people.

    `comes` (minutes after opening, negative = early), `stays` and `patience` (minutes): float64, openings × people.
    Row r is one opening; when d people come they are the first d of the row, in the order in which they come.
    """
    openings, people = comes.shape
    counts = np.zeros((people + 1, people + 1), dtype=np.int64)
    counts[0, 0] = openings
    order = np.empty(people, dtype=np.int64)
    free, found = np.empty(seats, dtype=np.float64), np.empty((people + 1, seats), dtype=np.float64)
    met_by = np.empty(people + 1, dtype=np.int64)
    for r in range(openings):
        # Whoever came before the one who joins finds the café as before: `found` (seats as each guest finds them) and
        # `met_by` say where to go on. `looked`: how many of the queue came before every seat was taken until closing.
        found[people], met_by[people] = 0.0, 0
        met, looked, closed = 0, 0, False
        for d in range(1, people + 1):
            at = d - 1  # one more person joins the queue, in the order of coming
            while at > 0 and comes[r, order[at - 1]] > comes[r, d - 1]:
                order[at] = order[at - 1]
                at -= 1
            order[at] = d - 1
            if at > looked or (at == looked and closed):
                counts[d, met] += 1  # too late for a seat
                continue
            met_before, looked_before, closed_before = met, looked, closed
            later = order[at + 1] if at < looked else people  # the last row: as the last who came left it
            free[:] = found[later]
            met = met_by[later]
            first, seat = free[0], 0  # when the next seat frees, and which
            for s in range(1, seats):
                if free[s] < first:
                    first, seat = free[s], s
            looked, closed = d, False
            for i in range(at, d):
                if first >= minutes:
                    looked, closed = i, True
                    break
                guest = order[i]
                found[guest] = free
                met_by[guest] = met
                ready = max(comes[r, guest], 0.0)
                sits = max(ready, first)
                if sits >= minutes or sits - ready > patience[r, guest]:
                    if i == at and at < looked_before:  # nobody notices who leaves again: all go on as before
                        met, looked, closed = met_before, looked_before + 1, closed_before
                        break
                    continue
                met += 1
                free[seat] = sits + stays[r, guest]
                first, seat = free[0], 0
                for s in range(1, seats):
                    if free[s] < first:
                        first, seat = free[s], s
            else:
                found[people] = free
                met_by[people] = met
            counts[d, met] += 1
    return counts


def play_slowly(comes: Floats, stays: Floats, patience: Floats, seats: int, minutes: float) -> Ints:
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
