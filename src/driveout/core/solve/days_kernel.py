"""Compiled: sets of tours that several vans can drive on one day: no stop twice, hosts enough, little lost."""

import numpy as np
from numba import njit


@njit(cache=True)
def apart(one, other, words):
    """Do two tours share no stop? `words` (N, w): their stops as bits."""
    for w in range(words.shape[1]):
        if words[one, w] & words[other, w]:
            return False
    return True


@njit(cache=True, nogil=True)
def tour_sets(worth, hosts, words, most_hosts, room, vans, members, limit):
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
def index_stops(members, t_stop, starts, ends, first, rows):
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


@njit(cache=True)
def same_openings(one, other, members, t_stop, t_length):
    """Do two sets that visit the same stops open them for the same lengths?"""
    for v in range(members.shape[1]):
        t = members[one, v]
        if t < 0:
            break
        for j in range(t_stop.shape[1]):
            if t_stop[t, j] < 0:
                break
            found = False
            for w in range(members.shape[1]):
                u = members[other, w]
                if u < 0:
                    break
                for k in range(t_stop.shape[1]):
                    found = found or (t_stop[u, k] == t_stop[t, j] and t_length[u, k] == t_length[t, j])
            if not found:
                return False
    return True


@njit(cache=True)
def drives_less(one, other, members, t_minutes):
    """Is each tour of the one set, longest first, no longer than that of the other? Then its drivers can do it too."""
    vans = members.shape[1]
    for rank in range(vans):
        best = np.zeros(2, np.int64)
        for side in range(2):
            s = one if side == 0 else other
            for v in range(vans):
                mine, longer = t_minutes[members[s, v]] if members[s, v] >= 0 else 0, 0
                for w in range(vans):
                    its = t_minutes[members[s, w]] if members[s, w] >= 0 else 0
                    if its > mine or (its == mine and w < v):
                        longer += 1
                if longer == rank:
                    best[side] = mine
        if best[0] > best[1]:
            return False
    return True


@njit(cache=True, nogil=True)
def thin_out(order, keys, words, members, tours, sums, keep):
    """Drop sets for which another opens the same cafés for no more minutes, money, moved hours or driving.

    `order`: the sets by key (equal where the openings are, and hardly elsewhere), then by loss; `keep` (M,) is written.
    """
    t_stop, t_length, t_minutes = tours
    minutes, money, change = sums
    begin = np.int64(0)
    for at in range(1, order.shape[0]):
        b = order[at]
        if keys[b] != keys[order[begin]]:
            begin = np.int64(at)
            continue
        for earlier in range(begin, at):
            a = order[earlier]
            if not keep[a] or minutes[a] > minutes[b] or money[a] > money[b] or change[a] > change[b] + 1e-12:
                continue
            alike = True
            for w in range(words.shape[1]):
                alike = alike and words[a, w] == words[b, w]
            if alike and same_openings(a, b, members, t_stop, t_length) and drives_less(a, b, members, t_minutes):
                keep[b] = False
                break
