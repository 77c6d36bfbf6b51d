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


@njit(cache=True, nogil=True)
def index_stops(members, t_stop, starts, ends, first, rows):  # type: ignore[no-untyped-def]
    """Which sets visit a stop: rows[first[q, i]:first[q, i + 1]] are the sets of level q that visit i, in their order.

    `first` (levels, n + 1) is written; `rows` too where it is long enough. Returns how long it must be.
    """
    levels, n = first.shape[0], first.shape[1] - 1
    total = np.int64(0)
    count = np.zeros(n + 1, np.int64)
    for q in range(levels):
        for i in range(n + 1):
            count[i] = 0
        for s in range(starts[q], ends[q]):
            for v in range(members.shape[1]):
                t = members[s, v]
                if t < 0:
                    break
                for j in range(t_stop.shape[1]):
                    if t_stop[t, j] >= 0:
                        count[t_stop[t, j]] += 1
        for i in range(n):
            first[q, i] = total
            total += count[i]
            count[i] = first[q, i]
        first[q, n] = total
        if total > rows.shape[0]:
            continue
        for s in range(starts[q], ends[q]):
            for v in range(members.shape[1]):
                t = members[s, v]
                if t < 0:
                    break
                for j in range(t_stop.shape[1]):
                    i = t_stop[t, j]
                    if i >= 0:
                        rows[count[i]] = s
                        count[i] += 1
    return total
