"""Compiled: every undominated tour of a hub's day.

All that calls each other stands in this file: a callee in another file would be cached stale.
"""

import numpy as np
from numba import njit

NEVER = -1
FREE = 10**6  # a limit that is none, as in problem.py
BINDS = FREE // 2  # what is below this was a limit
ANYWHERE, BEFORE, AFTER = 0, 1, 2  # where in its leg a break lies, seen from the drive


@njit(cache=True)
def leg_needs(here, there, ways, pause, where, j, k):
    """What leg `j` of 0 … k asks of the times around it: (minutes, no later start, no sooner end, and of its break:
    minutes after the start, minutes before the end with the pause, no sooner, no later). `where` -1: no break in it.
    A break is neither before nor after all work.
    """
    legs, before, after, drive, go_first, go_last = ways
    need, first, last = legs[here, there], go_first[here, there], go_last[here, there]
    depart, arrive = last - before[here], first + drive[here, there] + after[there]
    soon, late = np.int64(-FREE), np.int64(FREE)
    if where < 0:
        return need, depart, arrive, np.int64(0), np.int64(0), soon, late
    ahead, behind = before[here], after[there] + pause
    if j == 0:
        ahead = max(ahead, 1)
    elif j == k:
        behind = max(behind, pause + 1)
    if where == BEFORE:
        behind += drive[here, there]
        late = last - pause
    elif where == AFTER:
        ahead += drive[here, there]
        soon = first + drive[here, there]
    need = max(need + pause, ahead + behind)
    return need, min(depart, late - ahead), max(arrive, soon + behind), ahead, behind, soon, late


@njit(cache=True)
def least_span(seq, k, hub, stops, ways, clock, rules, held, where):
    """Fewest minutes from leaving to returned for options `seq[:k]` in this order, or -1 if it cannot be done.

    `stops`: of each option its stop, minutes, the same rounded up to the step as `legs` are, first and last start.
    `held`: the leg with the break (-1: none, k: the way home). Rules are differences of two times, so one pass gives
    all: `start`, the earliest last opening; `slack`, the latest first one; `offset` between them where nobody waits.
    """
    (stop, length, steps, earliest, latest), (most, pause, limited) = stops, rules
    opens, _, step = clock
    ahead, behind, soon, late = np.int64(0), np.int64(0), np.int64(-FREE), np.int64(FREE)
    leaving, home, back, out, first = np.int64(FREE), np.int64(0), np.int64(-FREE), np.int64(0), np.int64(0)
    start, slack, offset, minutes = np.int64(0), np.int64(FREE), np.int64(0), np.int64(0)
    lowest, after_break, break_offset = np.int64(-FREE), np.int64(FREE), np.int64(0)
    here = hub
    for j in range(k + 1):
        there = hub if j == k else stop[seq[j]]
        need, depart, arrive = ways[0][here, there], np.int64(FREE), np.int64(-FREE)
        if j == held:
            need, depart, arrive, ahead, behind, soon, late = leg_needs(here, there, ways, pause, where, j, k)
        elif limited > 0:
            need, depart, arrive = leg_needs(here, there, ways, pause, -1, j, k)[:3]
        if j == 0:
            out, leaving = need, depart
        else:
            limit = depart - minutes
            if j == held:
                room = most - ahead - out - minutes  # work ahead of the break: how early the first may be
                if offset > room:
                    return NEVER
                lowest = start - room
                limit = min(limit, leaving + most - ahead - minutes)
            if limit < BINDS:
                limit = limit // step * step
                slack = min(slack, limit - offset)
                if j > held:
                    after_break = min(after_break, limit - offset)
                if start > limit:
                    return NEVER
        if j == k:
            home, back = need + minutes, arrive
            break
        o = seq[j]
        if j == 0:
            start = max((opens + need + step - 1) // step * step, earliest[o])
        else:
            advance = steps[seq[j - 1]] + need if j != held else (minutes + need + step - 1) // step * step
            offset += advance
            start = max(start + advance, earliest[o])
        if arrive > -BINDS:
            start = max(start, (arrive + step - 1) // step * step)
        if start > latest[o]:
            return NEVER
        slack = min(slack, latest[o] - offset)
        first = start if j == 0 else first
        if j == held:
            break_offset, after_break = offset, np.int64(FREE)
        after_break = min(after_break, latest[o] - offset)
        minutes, here = length[o], there
    rest = (held, k, ahead, behind, soon, late, lowest, after_break, break_offset)
    return shortest((first, start, slack, offset, out, home, leaving, back), rest, clock, rules)


@njit(cache=True)
def shortest(day, rest, clock, rules):
    """The last step of `least_span`: from what one pass found to the fewest minutes."""
    first, start, slack, offset, out, home, leaving, back = day
    held, k, ahead, behind, soon, late, lowest, after_break, break_offset = rest
    opens, closes, step = clock
    most, pause, _ = rules
    last = (closes - home) // step * step
    if back > closes or leaving < opens:
        return NEVER
    if held >= 0:
        if soon > late or soon - leaving > most or back - late > most + pause:
            return NEVER
        if (held == 0 and ahead > most) or (held == k and behind - pause > most):
            return NEVER
        first = max(first, (max(lowest, soon + out - most) + step - 1) // step * step)
        if held < k:
            room = most + pause - behind - home
            if offset - break_offset > room:
                return NEVER
            by = min(after_break, last - offset) + break_offset  # the latest opening after the break
            last = min(last, (by + room) // step * step)
            if back > -BINDS:
                sooner = (back + behind - most - pause + step - 1) // step * step
                if sooner > by:
                    return NEVER
                start = max(start, sooner + offset - break_offset)
                if held == 0:
                    first = max(first, sooner)
        last = min(last, (late + most + pause - home) // step * step)
    slack = min(slack, last - offset)
    if start > last or first > slack:
        return NEVER
    span = max(max(slack + offset, start) + home, back) - min(slack - out, leaving)
    if leaving < BINDS:  # opening later helps only as long as one can leave later, too
        for x in range(2):
            at = min(max((leaving + out) // step * step + x * step, first), slack)
            span = min(span, max(max(at + offset, start) + home, back) - min(at - out, leaving))
    return NEVER if held >= 0 and span > 2 * most + pause else span


@njit(cache=True)
def span_with_break(seq, k, hub, stops, ways, clock, rules, least):
    """`least_span` without a break where no work is longer than allowed, else with one in the best leg.

    Where a drive has hours the break does not part it. `least`: no tour with a break is shorter.
    """
    none = np.int64(-1)
    span = least_span(seq, k, hub, stops, ways, clock, rules, none, none)
    if span <= rules[0]:
        return span
    least, best, where, to = max(least, span), none, np.int64(ANYWHERE), np.int64(ANYWHERE)
    for n in range(k + 1):
        j = (k // 2 + n + 1) % (k + 1)  # in the midst first: there a break does most good
        if rules[2] > 0:
            a, b = hub if j == 0 else stops[0][seq[j - 1]], hub if j == k else stops[0][seq[j]]
            timed = ways[4][a, b] > -FREE or ways[5][a, b] < FREE
            where, to = np.int64(BEFORE if timed else ANYWHERE), np.int64(AFTER if timed else ANYWHERE)
        for how in range(where, to + 1):
            span = least_span(seq, k, hub, stops, ways, clock, rules, np.int64(j), np.int64(how))
            if 0 <= span <= least:
                return span
            if span >= 0 and (best < 0 or span < best):
                best = span
    return best


@njit(cache=True)
def orders_of(subset, k, hub, legs, way_kr, perms, out_legs, out_kr, out_rank):
    """Leg minutes and kroner (kilometres, ferries) of every order of a set of stops; `out_rank` sorts by minutes."""
    count = perms.shape[0]
    for r in range(count):
        minutes, kr, before = 0, 0.0, hub
        for j in range(k):
            here = subset[perms[r, j]]
            minutes += legs[before, here]
            kr += way_kr[before, here]
            before = here
        out_legs[r] = minutes + legs[before, hub]
        out_kr[r] = kr + way_kr[before, hub]
        position = r
        while position > 0 and out_legs[out_rank[position - 1]] > out_legs[r]:
            out_rank[position] = out_rank[position - 1]
            position -= 1
        out_rank[position] = r


@njit(cache=True)
def keep_pareto(minutes, kr, loss, code, count, new_minutes, new_kr, new_loss, new_code):
    """Insert one tour into a small list that holds only tours no other beats; returns the new length."""
    for e in range(count):
        if minutes[e] <= new_minutes and kr[e] <= new_kr + 1e-9 and loss[e] <= new_loss + 1e-12:
            return count
    write = 0
    for e in range(count):
        if not (new_minutes <= minutes[e] and new_kr <= kr[e] + 1e-9 and new_loss <= loss[e] + 1e-12):
            minutes[write], kr[write], loss[write] = minutes[e], kr[e], loss[e]
            code[write] = code[e]
            write += 1
    if write < minutes.shape[0]:
        minutes[write], kr[write], loss[write] = new_minutes, new_kr, new_loss
        code[write] = new_code
        write += 1
    return write


@njit(cache=True)
def next_choice(wheel, sizes, k):
    """Turn an odometer one step; False when it has gone all the way round."""
    for j in range(k):
        wheel[j] += 1
        if wheel[j] < sizes[j]:
            return True
        wheel[j] = 0
    return False


@njit(cache=True)
def keep_found(kept, k, minutes, krs, losses, code, found):
    """Write `kept` tours to the output; past its end they are only counted, and the caller asks again."""
    whole, real = found
    for e in range(kept):
        row = whole[0, 0]
        whole[0, 0] += 1
        if row + 1 < whole.shape[0]:
            whole[row + 1, 0], whole[row + 1, 1], whole[row + 1, 2] = minutes[e], code[e], k
            real[row + 1, 0], real[row + 1, 1] = krs[e], losses[e]


@njit(cache=True)
def tours_of_set(subset, k, first, count, hub, day, arrays, found, bag):
    """Append every undominated tour of one set of stops, for all lengths and windows; True if there is any."""
    ways, way_kr, stop, length, steps, earliest, latest, loss, perms = arrays
    clock, after, pause = (day[0], day[1], day[5]), day[3], day[4]
    stops, rules, limit = (
        (stop, length, steps, earliest, latest),
        (after, pause, day[6]),
        min(day[2], 2 * after + pause),
    )
    leg_sum, kr_sum, rank, minutes, krs, losses, code, seq, chosen = bag
    orders_of(subset, k, hub, ways[0], way_kr, perms, leg_sum, kr_sum, rank)
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
                    if minutes[e] <= least and krs[e] <= kr_sum[order] + 1e-9 and losses[e] <= change + 1e-12:
                        beaten = True
                        break
                if beaten:
                    continue
                for j in range(k):
                    seq[j] = chosen[perms[order, j]]
                span = span_with_break(seq, k, hub, stops, ways, clock, rules, least)
                if span >= 0 and span <= limit:
                    packed = np.int64(0)
                    for j in range(k - 1, -1, -1):
                        packed = packed * 1024 + seq[j]
                    kept = keep_pareto(minutes, krs, losses, code, kept, span, kr_sum[order], change, packed)
            more = next_choice(window, sizes, k)
        if kept > 0:
            any_tour = True
        keep_found(kept, k, minutes, krs, losses, code, found)
        more_lengths = next_choice(lengths, length_sizes, k)
    return any_tour


@njit(cache=True, nogil=True)
def list_day(n, most_stops, first, count, day, arrays, perm_tables, triangle, found):
    """Every undominated tour of a hub on one weekday, written to `found` = (minutes, code, k | kr, loss).

    Row 0 counts. `code` packs the option numbers of the stops in driving order, ten bits each. With the triangle
    inequality a set that cannot be driven makes every larger set impossible too.
    """
    ways, way_kr, stop, length, steps, earliest, latest, loss = arrays
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
        with_perms = (ways, way_kr, stop, length, steps, earliest, latest, loss, perm_tables[depth])
        possible = tours_of_set(subset, depth + 1, first, count, n, day, with_perms, found, bag)
        if (possible or not triangle) and depth + 1 < most_stops:
            subset[depth + 1] = subset[depth]
            depth += 1
