"""Compiled: can the hub's people do a week? Drivers shared out over the tours, hosts over the openings.

`weeks_kernel` calls this file, and a compiled caller does not notice a change here by itself: it holds this file's
fingerprint, which a test compares, so that the two change together. How these loops are written: see there.
"""

import numpy as np
from numba import njit

WORD = 63  # bits of a word that are used, so that none is a sign
FULL = np.int64(2**63 - 1)


@njit(cache=True)
def copy_to(target, source):
    """target[:] = source, both (n,)."""
    for i in range(source.shape[0]):
        target[i] = source[i]


@njit(cache=True)
def may_drive(person, day, minutes, staff):
    """Is this employee at work that day, and for so long?"""
    return staff[person, 0] >> day & 1 == 1 and minutes <= staff[person, 2]


@njit(cache=True)
def add_shifted(after, before, by):
    """after |= before << by, both (w,) words of 63 bits."""
    words, bits = by // WORD, by % WORD
    for w in range(after.shape[0] - 1, -1, -1):
        if w - words >= 0:
            after[w] |= (before[w - words] << bits) & FULL
        if bits > 0 and w - words - 1 >= 0:
            after[w] |= before[w - words - 1] >> (WORD - bits)


@njit(cache=True)
def any_between(bits, low, high):
    """Is there a bit from `low` to `high`, both counted?"""
    for w in range(low // WORD, high // WORD + 1):
        part = bits[w]
        if w == low // WORD:
            part = (part >> (low % WORD)) << (low % WORD)
        if w == high // WORD:
            part &= FULL >> (WORD - 1 - high % WORD)
        if part != 0:
            return True
    return False


@njit(cache=True)
def two_can(depth, s, day, sets, tours, used, staff, shares):
    """Can two employees share the tours up to set s? Exact: `shares[depth]` has a bit for each sum the first may drive.

    One tour a day each, only on their weekdays, within their day and week; `staff` (2, 3): weekday mask, minutes
    a week, minutes a day, counted like the tours' minutes.
    """
    members, t_minutes = sets[0], tours[2]
    before, after, most = shares[depth], shares[depth + 1], staff[0, 1]
    one, other = members[s, 0], members[s, 1] if members.shape[1] > 1 else -1
    if one < 0:
        copy_to(after, before)
        return True
    for w in range(after.shape[0]):
        after[w] = 0
    a, b = t_minutes[one], t_minutes[other] if other >= 0 else 0
    if other < 0:
        if may_drive(0, day, a, staff):
            add_shifted(after, before, a)
        if may_drive(1, day, a, staff):
            add_shifted(after, before, np.int64(0))
    else:
        if may_drive(0, day, a, staff) and may_drive(1, day, b, staff):
            add_shifted(after, before, a)
        if may_drive(0, day, b, staff) and may_drive(1, day, a, staff):
            add_shifted(after, before, b)
    low = max(0, used[depth + 1, 0] - staff[1, 1])  # the second takes the rest
    return low <= most and any_between(after, low, most)


@njit(cache=True)
def drivers_can(choice, level_day, sets, tours, staff):
    """Can three or more employees share the week's tours? 0 no, 1 yes, 2 given up: each tour is tried with all."""
    members, t_minutes = sets[0], tours[2]
    levels, vans, people = choice.shape[0], members.shape[1], staff.shape[0]
    work, day = np.zeros(levels * vans, np.int64), np.zeros(levels * vans, np.int64)
    n = np.int64(0)
    for q in range(levels):
        for v in range(vans):
            if members[choice[q], v] >= 0:
                work[n], day[n] = t_minutes[members[choice[q], v]], level_day[q]
                n += 1
    had, who = np.zeros(people, np.int64), np.full(n + 1, -1, np.int64)
    at, tries = np.int64(0), np.int64(0)
    while 0 <= at < n:
        if who[at] >= 0:
            had[who[at]] -= work[at]
        person = who[at] + 1
        while person < people:
            free = may_drive(person, day[at], work[at], staff) and had[person] + work[at] <= staff[person, 1]
            for earlier in range(at):
                free = free and not (day[earlier] == day[at] and who[earlier] == person)
            if free:
                break
            person += 1
        tries += 1
        if tries > 20000:
            return np.int64(2)
        if person < people:
            who[at] = person
            had[person] += work[at]
            at += 1
            who[at] = -1
        else:
            who[at] = -1
            at -= 1
    return np.int64(at == n)


@njit(cache=True)
def give_one(o, open_day, hosts, given, week_load, day_load):
    """Find one host more for opening o, moving others along a shortest chain; False where there is no chain."""
    people, n = hosts.shape[0], given.shape[1]
    queue, came_from, came_by = np.zeros(n, np.int64), np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    seen, tried = np.zeros(n, np.bool_), np.zeros((people, 7), np.bool_)
    queue[0], seen[o] = o, True
    head, tail = np.int64(0), np.int64(1)
    while head < tail:
        here = queue[head]
        head += 1
        day = open_day[here]
        for v in range(people):
            if hosts[v, 0] >> day & 1 == 0 or given[v, here] or tried[v, day]:
                continue
            if day_load[v, day] < hosts[v, 1] and week_load[v] < hosts[v, 2]:
                day_load[v, day] += 1
                week_load[v] += 1
                given[v, here] = True
                while came_from[here] >= 0:  # each in the chain hands on the opening it came by
                    back, by = came_from[here], came_by[here]
                    given[by, here] = False
                    day_load[by, open_day[here]] -= 1
                    given[by, back] = True
                    day_load[by, open_day[back]] += 1
                    here = back
                return True
            tried[v, day] = True
            day_full = day_load[v, day] >= hosts[v, 1]
            for other in range(n):
                if given[v, other] and not seen[other] and (open_day[other] == day or not day_full):
                    seen[other] = True
                    came_from[other], came_by[other] = here, v
                    queue[tail] = other
                    tail += 1
    return False


@njit(cache=True)
def lay_out(choice, level_day, sets, tours, needs):
    """The week's openings: (n,) weekday, (n,) number of the tour, (n,) hosts asked for; and the most tours of a day."""
    members, t_stop = sets[0], tours[0]
    levels, vans, most = choice.shape[0], members.shape[1], t_stop.shape[1]
    rows = np.zeros((3, levels * vans * most), np.int64)
    n, together = np.int64(0), np.int64(0)
    for q in range(levels):
        for v in range(vans):
            t = members[choice[q], v]
            if t < 0:
                break
            together = max(together, np.int64(v + 1))
            for j in range(most):
                i = t_stop[t, j]
                if i < 0:
                    break
                rows[0, n], rows[1, n], rows[2, n] = level_day[q], q * vans + v, needs[i]
                n += 1
    return rows, n, together


@njit(cache=True)
def hosts_flow(rows, n, hosts):
    """Are there hosts for all openings, were nobody tied to one tour a day? Exact with one tour a day.

    `hosts` (v, 3): weekday mask, openings a day, openings a week.
    """
    given = np.zeros((hosts.shape[0], n), np.bool_)
    week_load, day_load = np.zeros(hosts.shape[0], np.int64), np.zeros((hosts.shape[0], 7), np.int64)
    for o in range(n):
        for _ in range(rows[2, o]):
            if not give_one(o, rows[0], hosts, given, week_load, day_load):
                return False
    return True


@njit(cache=True)
def hosts_ride(rows, n, hosts, backwards):
    """The same with one tour a day for each, by handing out in order: True is sure, False is not."""
    people = hosts.shape[0]
    tour_of, load = np.full((people, 7), -1, np.int64), np.zeros((people, 8), np.int64)
    for step in range(n):
        o = n - 1 - step if backwards else step
        day, tour = rows[0, o], rows[1, o]
        taken = np.zeros(people, np.bool_)
        for _ in range(rows[2, o]):
            best, best_rank = np.int64(-1), np.int64(0)
            for v in range(people):
                free = hosts[v, 0] >> day & 1 == 1 and not taken[v]
                free = free and load[v, day] < hosts[v, 1] and load[v, 7] < hosts[v, 2]
                if free and (tour_of[v, day] < 0 or tour_of[v, day] == tour):
                    days = np.int64(0)
                    for d in range(7):
                        days += hosts[v, 0] >> d & 1
                    # Who rides already rides on; then who has most left for the days that are left.
                    rank = 1 + (1000 if tour_of[v, day] == tour else 0) + 10 * (hosts[v, 2] - load[v, 7]) + 7 - days
                    if rank > best_rank:
                        best, best_rank = np.int64(v), rank
            if best < 0:
                return False
            taken[best], tour_of[best, day] = True, tour
            load[best, day] += 1
            load[best, 7] += 1
    return True


@njit(cache=True)
def people_can(choice, level_day, sets, tours, people):
    """Have the week's tours drivers and hosts? 0 no, 1 yes, 2 not told apart here."""
    staff, needs, hosts = people
    sure = np.int64(1)
    if staff.shape[0] > 2:
        sure = drivers_can(choice, level_day, sets, tours, staff)
        if sure == 0:
            return sure
    rows, n, together = lay_out(choice, level_day, sets, tours, needs)
    if together > 1 and (hosts_ride(rows, n, hosts, False) or hosts_ride(rows, n, hosts, True)):
        return sure
    if not hosts_flow(rows, n, hosts):
        return np.int64(0)
    return sure if together <= 1 else np.int64(2)
