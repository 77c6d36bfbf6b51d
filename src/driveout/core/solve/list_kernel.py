"""Compiled: every undominated tour of a hub's day.

All that calls each other stands in this file: a callee in another file would be cached stale.
"""

import numpy as np
from numba import njit


@njit(cache=True)
def least_span(seq, k, hub, legs, stop, length, earliest, latest, clock, pause_at, pause):  # type: ignore[no-untyped-def]
    """Fewest minutes from leaving to returned for options `seq[:k]` in this order, or -1 if it cannot be done.

    Openings start on the step; leaving and returning need not. Opening late saves waiting: with `finish`
    the earliest return and `slack` the latest first start, the span after the first start is
    max(minutes without waiting, finish − slack). `pause_at` names the leg that holds the break.
    """
    opens, closes, step = clock
    first = legs[hub, stop[seq[0]]] + (pause if pause_at == 0 else 0)
    start = max((opens + first + step - 1) // step * step, earliest[seq[0]])
    if start > latest[seq[0]]:
        return -1
    slack = latest[seq[0]]
    offset = 0
    for j in range(1, k):
        before, o = seq[j - 1], seq[j]
        open_for = length[before] + (pause if j == pause_at else 0)
        advance = (open_for + step - 1) // step * step + legs[stop[before], stop[o]]
        offset += advance
        start = max(start + advance, earliest[o])
        if start > latest[o]:
            return -1
        slack = min(slack, latest[o] - offset)
    last = length[seq[k - 1]] + legs[stop[seq[k - 1]], hub]
    if start + last > closes:
        return -1
    slack = min(slack, (closes - offset - last) // step * step)
    return first + max(offset + last, start + last - slack)


@njit(cache=True)
def span_with_break(seq, k, hub, legs, stop, length, earliest, latest, clock, after, pause):  # type: ignore[no-untyped-def]
    """`least_span`, with a pause in the best leg where the tour is long enough to need one."""
    span = least_span(seq, k, hub, legs, stop, length, earliest, latest, clock, np.int64(-1), np.int64(0))
    if span < 0 or span <= after:
        return span
    best = -1
    for j in range(k):
        span = least_span(seq, k, hub, legs, stop, length, earliest, latest, clock, j, pause)
        if span >= 0 and (best < 0 or span < best):
            best = span
    return best


@njit(cache=True)
def orders_of(subset, k, hub, legs, km, perms, out_legs, out_km, out_rank):  # type: ignore[no-untyped-def]
    """Leg minutes and kilometres of every order of a set of stops; `out_rank` sorts them by minutes."""
    count = perms.shape[0]
    for r in range(count):
        minutes, distance, before = 0, 0.0, hub
        for j in range(k):
            here = subset[perms[r, j]]
            minutes += legs[before, here]
            distance += km[before, here]
            before = here
        out_legs[r] = minutes + legs[before, hub]
        out_km[r] = distance + km[before, hub]
        position = r
        while position > 0 and out_legs[out_rank[position - 1]] > out_legs[r]:
            out_rank[position] = out_rank[position - 1]
            position -= 1
        out_rank[position] = r


@njit(cache=True)
def keep_pareto(minutes, km, loss, code, count, new_minutes, new_km, new_loss, new_code):  # type: ignore[no-untyped-def]
    """Insert one tour into a small list that holds only tours no other beats; returns the new length."""
    for e in range(count):
        if minutes[e] <= new_minutes and km[e] <= new_km + 1e-9 and loss[e] <= new_loss + 1e-12:
            return count
    write = 0
    for e in range(count):
        if not (new_minutes <= minutes[e] and new_km <= km[e] + 1e-9 and new_loss <= loss[e] + 1e-12):
            minutes[write], km[write], loss[write] = minutes[e], km[e], loss[e]
            code[write] = code[e]
            write += 1
    if write < minutes.shape[0]:
        minutes[write], km[write], loss[write] = new_minutes, new_km, new_loss
        code[write] = new_code
        write += 1
    return write


@njit(cache=True)
def next_choice(wheel, sizes, k):  # type: ignore[no-untyped-def]
    """Turn an odometer one step; False when it has gone all the way round."""
    for j in range(k):
        wheel[j] += 1
        if wheel[j] < sizes[j]:
            return True
        wheel[j] = 0
    return False


@njit(cache=True)
def keep_found(kept, k, minutes, kms, losses, code, found):  # type: ignore[no-untyped-def]
    """Write `kept` tours to the output; past its end they are only counted, and the caller asks again."""
    whole, real = found
    for e in range(kept):
        row = whole[0, 0]
        whole[0, 0] += 1
        if row + 1 < whole.shape[0]:
            whole[row + 1, 0], whole[row + 1, 1], whole[row + 1, 2] = minutes[e], code[e], k
            real[row + 1, 0], real[row + 1, 1] = kms[e], losses[e]


@njit(cache=True)
def tours_of_set(subset, k, first, count, hub, day, arrays, found, bag):  # type: ignore[no-untyped-def]
    """Append every undominated tour of one set of stops, for all lengths and windows; True if there is any."""
    legs, km, stop, length, earliest, latest, loss, perms = arrays
    clock, limit, after, pause = (day[0], day[1], day[5]), day[2], day[3], day[4]
    leg_sum, km_sum, rank, minutes, kms, losses, code, seq, chosen = bag
    orders_of(subset, k, hub, legs, km, perms, leg_sum, km_sum, rank)
    n_lengths = first.shape[1]
    lengths = np.zeros(k, np.int64)
    length_sizes = np.full(k, n_lengths, np.int64)
    window = np.zeros(k, np.int64)
    sizes = np.zeros(k, np.int64)
    any_tour = False
    more_lengths = True
    while more_lengths:
        blocks = 0
        for j in range(k):
            sizes[j] = count[subset[j], lengths[j]]
            blocks += length[first[subset[j], lengths[j]]] if sizes[j] > 0 else 100000
        kept = np.int64(0)
        for j in range(k):
            window[j] = 0
        more = blocks + leg_sum[rank[0]] <= limit
        while more:
            change = 0.0
            for j in range(k):
                chosen[j] = first[subset[j], lengths[j]] + window[j]
                change += loss[chosen[j]]
            for r in range(perms.shape[0]):
                order = rank[r]
                least = leg_sum[order] + blocks
                if least > after:
                    least += pause
                if least > limit:
                    break
                beaten = False
                for e in range(kept):
                    if minutes[e] <= least and kms[e] <= km_sum[order] + 1e-9 and losses[e] <= change + 1e-12:
                        beaten = True
                        break
                if beaten:
                    continue
                for j in range(k):
                    seq[j] = chosen[perms[order, j]]
                span = span_with_break(seq, k, hub, legs, stop, length, earliest, latest, clock, after, pause)
                if span >= 0 and span <= limit:
                    packed = np.int64(0)
                    for j in range(k - 1, -1, -1):
                        packed = packed * 1024 + seq[j]
                    kept = keep_pareto(minutes, kms, losses, code, kept, span, km_sum[order], change, packed)
            more = next_choice(window, sizes, k)
        if kept > 0:
            any_tour = True
        keep_found(kept, k, minutes, kms, losses, code, found)
        more_lengths = next_choice(lengths, length_sizes, k)
    return any_tour


@njit(cache=True, nogil=True)
def list_day(n, most_stops, first, count, day, arrays, perm_tables, triangle, found):  # type: ignore[no-untyped-def]
    """Every undominated tour of a hub on one weekday, written to `found` = (minutes, code, k | km, loss).

    Row 0 counts. `code` packs the option numbers of the stops in driving order, ten bits each. With the triangle
    inequality a set that cannot be driven makes every larger set impossible too.
    """
    legs, km, stop, length, earliest, latest, loss = arrays
    largest = perm_tables[most_stops - 1].shape[0]
    bag = (
        np.zeros(largest, np.int64),
        np.zeros(largest),
        np.zeros(largest, np.int64),
        np.zeros(256, np.int64),
        np.zeros(256),
        np.zeros(256),
        np.zeros(256, np.int64),
        np.zeros(6, np.int64),
        np.zeros(6, np.int64),
    )
    subset = np.zeros(most_stops, np.int64)
    depth = 0
    subset[0] = -1
    while depth >= 0:
        subset[depth] += 1
        if subset[depth] >= n:
            depth -= 1
            continue
        with_perms = (legs, km, stop, length, earliest, latest, loss, perm_tables[depth])
        possible = tours_of_set(subset, depth + 1, first, count, n, day, with_perms, found, bag)
        if (possible or not triangle) and depth + 1 < most_stops:
            subset[depth + 1] = subset[depth]
            depth += 1
