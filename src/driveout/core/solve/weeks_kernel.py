"""Compiled: all weekly plans of a hub whose loss is within ε, by depth-first search over its days."""

import numpy as np
from numba import njit

IMPOSSIBLE = 1e18

# Compiling takes seconds where NumPy's own reductions and slices are asked for, and every function twice where an
# argument is first a literal and then a number. So loops are spelt out here, and counters start as np.int64(0).


@njit(cache=True)
def copy_to(target, source):  # type: ignore[no-untyped-def]
    """target[:] = source, both (n,)."""
    for i in range(source.shape[0]):
        target[i] = source[i]


@njit(cache=True)
def least_of_all(least, k, state, n):  # type: ignore[no-untyped-def]
    """The least loss all stops together can still end with when weekdays from k on are open."""
    total = 0.0
    for i in range(n):
        total += least[k, i, state[i]]
    return total


@njit(cache=True)
def drive(t, day, depth, t_stop, t_length, becomes, state):  # type: ignore[no-untyped-def]
    """Write the stops' states after tour t to depth + 1; with t < 0 nothing is driven."""
    for i in range(state.shape[1]):
        state[depth + 1, i] = state[depth, i]
    if t >= 0:
        for j in range(t_stop.shape[1]):
            i = t_stop[t, j]
            if i < 0:
                break
            state[depth + 1, i] = becomes[state[depth, i], day, t_length[t, j]]


@njit(cache=True)
def idle_loss(left, used, resources):  # type: ignore[no-untyped-def]
    """Least loss of hours and money that can no longer be used: `left` is the most that later slots can take."""
    limits, prices = resources[0], resources[1]
    loss = 0.0
    for r in range(2):
        if prices[r] > 0.0:
            loss += max(0.0, prices[r] * (limits[r] - used[r] - left[r]))
    return loss


@njit(cache=True)
def volunteers_idle(day, used, resources):  # type: ignore[no-untyped-def]
    """Loss of volunteers' places in the sets of weekdays that end with this day."""
    masks, most, prices, last_day = resources[2], resources[3], resources[4], resources[5]
    loss = 0.0
    for m in range(masks.shape[0]):
        if last_day[m] == day:
            loss += prices[m] * (most[m] - used[2 + m])
    return loss


@njit(cache=True)
def has_room(t, day, depth, tours, used, resources):  # type: ignore[no-untyped-def]
    """Book tour t's minutes, money and volunteers at depth + 1; False where a limit is passed."""
    t_minutes, t_need, t_money = tours[3], tours[4], tours[5]
    limits, masks, most = resources[0], resources[2], resources[3]
    used[depth + 1, 0] = used[depth, 0] + t_minutes[t]
    used[depth + 1, 1] = used[depth, 1] + t_money[t]
    if used[depth + 1, 0] > limits[0] or used[depth + 1, 1] > limits[1]:
        return False
    need = t_need[t]
    for m in range(masks.shape[0]):
        taken = used[depth, 2 + m]
        if masks[m] >> day & 1:
            taken += need
            if taken > most[m]:
                return False
        used[depth + 1, 2 + m] = taken
    return True


@njit(cache=True)
def two_can(depth, t, day, nth, choice, tours, used, staff, shares):  # type: ignore[no-untyped-def]
    """Can two employees share the tours up to this one? Exact: `shares[depth]` marks every sum the first may drive.

    One tour a day each, only on their weekdays, within their day and week; `staff` (2, 3): weekday mask, minutes
    a week, minutes a day, counted like the tours' minutes. With t < 0 nothing is driven.
    """
    after = shares[depth + 1]
    if t < 0:
        copy_to(after, shares[depth])
        return True
    most = staff[0, 1]
    for had in range(most + 1):
        after[had] = False
    minutes = tours[3][t]
    first = staff[0, 0] >> day & 1 == 1 and minutes <= staff[0, 2]
    second = staff[1, 0] >> day & 1 == 1 and minutes <= staff[1, 2]
    if nth == 0:
        for had in range(most + 1):
            if shares[depth, had]:
                if first and had + minutes <= most:
                    after[had + minutes] = True
                if second:
                    after[had] = True
    else:
        other = tours[3][choice[depth - 1]]
        other_first = staff[0, 0] >> day & 1 == 1 and other <= staff[0, 2]
        other_second = staff[1, 0] >> day & 1 == 1 and other <= staff[1, 2]
        for had in range(most + 1):
            if shares[depth - 1, had]:
                if other_first and second and had + other <= most:
                    after[had + other] = True
                if first and other_second and had + minutes <= most:
                    after[had + minutes] = True
    fits = False
    for had in range(max(0, used[depth + 1, 0] - staff[1, 1]), most + 1):  # the second takes the rest
        if after[had]:
            fits = True
    return fits


@njit(cache=True)
def keep_week(choice, loss, kept, losses, weeks, eps):  # type: ignore[no-untyped-def]
    """Store a week among the best; returns the new count and the loss that the next one must beat."""
    room = losses.shape[0]
    at = kept
    if kept == room:
        at = 0
        for e in range(room):
            if losses[e] > losses[at]:
                at = e
    losses[at] = loss
    copy_to(weeks[at], choice)
    if kept < room:
        kept += 1
    if kept == room:
        worst = losses[0]
        for e in range(room):
            worst = max(worst, losses[e])
        eps = min(eps, worst)
    return kept, eps


@njit(cache=True)
def open_floor(depth, spent, base, eps):  # type: ignore[no-untyped-def]
    """The least loss that anything not yet searched can have: the floor of every open node."""
    floor = eps
    for d in range(depth + 1):
        floor = min(floor, spent[d] + base[d, 0])
    return floor


@njit(cache=True)
def enter(depth, slots, least, becomes, state, base, change):  # type: ignore[no-untyped-def]
    """On first sight of a node: the stops' least loss with this weekday open, and once its slot is decided.

    `change[depth, i·K + k]`: how that changes when stop i is opened for length k; the last entry, of no stop, stays 0.
    """
    day, lengths = slots[depth, 0], becomes.shape[2]
    after = day + 1 if slots[depth, 1] else day
    base[depth, 0] = least_of_all(least, day, state[depth], least.shape[1])
    base[depth, 1] = least_of_all(least, after, state[depth], least.shape[1])
    for i in range(least.shape[1]):
        before = state[depth, i]
        for k in range(lengths):
            new = becomes[before, day, k]
            possible = new >= 0
            change[depth, i * lengths + k] = least[after, i, new] - least[after, i, before] if possible else IMPOSSIBLE


@njit(cache=True)
def next_child(  # type: ignore[no-untyped-def]
    depth, t, slots, tours, day_to, slot_price, becomes, resources, left, eps, state, used, spent, base, change,
    choice, staff, shares,
):  # fmt: skip
    """The next tour from t on (day_to: none) that may lie within ε; (it, its loss) or (-1, 0), and nodes used.

    Writes the child's states and used resources to depth + 1.
    """
    day, last = slots[depth, 0], slots[depth, 1]
    t_stop, t_length, t_loss, t_change = tours[0], tours[1], tours[2], tours[6]
    end, room = day_to[day], eps - spent[depth]
    room_now, room_after = room - base[depth, 0], room - base[depth, 1]
    tried = 0
    while t <= end:
        tried += 1
        driven = t if t < end else -1
        if driven >= 0:
            extra = t_loss[t]
            if extra > room_now:
                t = end
                continue
            delta = 0.0  # no slices and no calls here: this is asked of every tour of every node
            for j in range(t_change.shape[1]):
                delta += change[depth, t_change[t, j]]
            if extra + delta > room_after or not has_room(t, day, depth, tours, used, resources):
                t += 1
                continue
        else:
            extra, delta = slot_price[day], 0.0
            copy_to(used[depth + 1], used[depth])
        if last == 1:
            extra += volunteers_idle(day, used[depth + 1], resources)
        idle = idle_loss(left[depth + 1], used[depth + 1], resources)
        if extra + delta + idle <= room_after and (
            staff.shape[0] != 2 or two_can(depth, driven, day, slots[depth, 2], choice, tours, used, staff, shares)
        ):
            drive(driven, day, depth, t_stop, t_length, becomes, state)
            return t, extra, tried
        t += 1
    return -1, 0.0, tried


@njit(cache=True)
def list_weeks(  # type: ignore[no-untyped-def]
    slots, tours, day_from, day_to, slot_price, least, becomes, resources, left, staff, eps, nodes, losses, weeks
):  # fmt: skip
    """All weeks with loss ≤ eps, at most `losses.size` of them (the best): (kept, floor of the rest, nodes left).

    A slot is one van on one weekday; `slots` (q, 3): weekday, 1 if it is the day's last, number in the day.
    Whatever is not in the list has a loss of at least the second number returned, also when `nodes` ran out.
    """
    n_slots, n = slots.shape[0], least.shape[1]
    state = np.zeros((n_slots + 1, n), np.int64)
    used = np.zeros((n_slots + 1, 2 + resources[2].shape[0]), np.int64)
    spent, base = np.zeros(n_slots + 1), np.zeros((n_slots + 1, 2))
    change = np.zeros((n_slots + 1, n * becomes.shape[2] + 1))
    pointer, fresh = np.zeros(n_slots + 1, np.int64), np.ones(n_slots + 1, np.bool_)
    choice = np.full(n_slots, -1, np.int64)
    shares = np.zeros((n_slots + 1, staff[0, 1] + 1 if staff.shape[0] == 2 else 1), np.bool_)
    shares[0, 0] = True
    if n_slots > 0:
        pointer[0] = day_from[slots[0, 0]]
    kept, depth = np.int64(0), np.int64(0)
    while depth >= 0:
        if depth == n_slots:
            loss = spent[depth] + least_of_all(least, least.shape[0] - 1, state[depth], n)
            loss += idle_loss(left[depth], used[depth], resources)
            if loss <= eps:
                kept, eps = keep_week(choice, loss, kept, losses, weeks, eps)
            depth -= 1
            continue
        if fresh[depth]:
            enter(depth, slots, least, becomes, state, base, change)
            fresh[depth] = False
        day = slots[depth, 0]
        t, extra, tried = next_child(
            depth, pointer[depth], slots, tours, day_to, slot_price, becomes, resources, left, eps, state, used, spent,
            base, change, choice, staff, shares,
        )  # fmt: skip
        nodes -= tried
        if nodes < 0:
            return kept, open_floor(depth, spent, base, eps), nodes
        if t < 0:
            depth -= 1
            continue
        choice[depth] = t if t < day_to[day] else -1
        spent[depth + 1] = spent[depth] + extra
        pointer[depth] = t + 1
        depth += 1
        fresh[depth] = True
        if depth < n_slots:  # a second van on the same day takes a later tour, or none after none
            same_day = slots[depth, 0] == day
            pointer[depth] = min(t + 1, day_to[day]) if same_day else day_from[slots[depth, 0]]
    return kept, eps, nodes
