"""Compiled: sets of tours that several vans can drive on one day: no stop twice, hosts enough, little lost."""

import numpy as np
from numba import njit


@njit(cache=True)
def apart(one, other, words):  # type: ignore[no-untyped-def]
    """Do two tours share no stop? `words` (N, w): their stops as bits."""
    for w in range(words.shape[1]):
        if words[one, w] & words[other, w]:
            return False
    return True


@njit(cache=True, nogil=True)
def tour_sets(worth, hosts, words, most_hosts, room, vans, members, limit):  # type: ignore[no-untyped-def]
    """Every set of 2 … `vans` tours whose `worth` (N,), ascending, sums to at most `room`; returns how many.

    Written to `members` (m, vans) as far as it goes, −1 pads. The count stops at `limit`.
    """
    n, rows, found = worth.shape[0], members.shape[0], np.int64(0)
    picked = np.zeros(vans, np.int64)
    sums, people = np.zeros(vans + 1), np.zeros(vans + 1, np.int64)
    depth = np.int64(0)
    picked[0] = -1
    while depth >= 0:
        picked[depth] += 1
        t = picked[depth]
        # Those still to come are worth no less than this one, and a set may do without them.
        if t >= n or sums[depth] + worth[t] + min(0.0, worth[t]) * (vans - depth - 1) > room:
            depth -= 1
            continue
        if people[depth] + hosts[t] > most_hosts:
            continue
        fits = True
        for before in range(depth):
            fits = fits and apart(picked[before], t, words)
        if not fits:
            continue
        total = sums[depth] + worth[t]
        if depth > 0 and total <= room:
            if found < rows:
                for j in range(vans):
                    members[found, j] = picked[j] if j <= depth else -1
            found += 1
            if found >= limit:
                return found
        if depth + 1 < vans:
            sums[depth + 1], people[depth + 1] = total, people[depth] + hosts[t]
            picked[depth + 1] = t
            depth += 1
    return found
