"""Compiled: all weekly plans of a hub whose loss is within ε, by depth-first search over its days."""

import numpy as np
from numba import njit

IMPOSSIBLE = 1e18


@njit(cache=True)
def least_of_all(least, k, state, n):  # type: ignore[no-untyped-def]
    """The least loss all stops together can still end with when weekdays from k on are open."""
    total = 0.0
    for i in range(n):
        total += least[k, i, state[i]]
    return total


@njit(cache=True)
def stops_after(t, k, day, tours, least, becomes, state, child):  # type: ignore[no-untyped-def]
    """Write the stops' states after tour t into `child`; returns how their least loss changes."""
    t_stop, t_length = tours[0], tours[1]
    child[:] = state
    delta = 0.0
    for j in range(t_stop.shape[1]):
        i = t_stop[t, j]
        if i < 0:
            break
        new = becomes[state[i], day, t_length[t, j]]
        if new < 0:
            return IMPOSSIBLE
        delta += least[k, i, new] - least[k, i, state[i]]
        child[i] = new
    return delta


@njit(cache=True)
def idle_loss(day_done, day, minutes_left, used, resources):  # type: ignore[no-untyped-def]
    """Loss of hours and volunteers that can no longer be used: those of masks whose last day is done."""
    week_minutes, hour_price, masks, most, prices, last_day = resources
    loss = max(0.0, hour_price * (week_minutes - used[0] - minutes_left))
    if day_done:
        for m in range(masks.shape[0]):
            if last_day[m] == day:
                loss += prices[m] * (most[m] - used[1 + m])
    return loss


@njit(cache=True)
def has_room(t, day, tours, used, resources, child_used):  # type: ignore[no-untyped-def]
    """Book tour t's minutes and volunteers into `child_used`; False where a limit is passed."""
    t_minutes, t_need = tours[3], tours[4]
    week_minutes, masks, most = resources[0], resources[2], resources[3]
    child_used[:] = used
    child_used[0] += t_minutes[t]
    if child_used[0] > week_minutes:
        return False
    for m in range(masks.shape[0]):
        if masks[m] >> day & 1:
            child_used[1 + m] += t_need[t]
            if child_used[1 + m] > most[m]:
                return False
    return True


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
    weeks[at, :] = choice
    if kept < room:
        kept += 1
    if kept == room:
        eps = min(eps, losses.max())
    return kept, eps


@njit(cache=True)
def list_weeks(slots, tours, day_from, day_to, slot_price, least, becomes, resources, minutes_left, eps, nodes, losses, weeks):  # type: ignore[no-untyped-def]  # fmt: skip
    """All weeks with loss ≤ eps, at most `losses.size` of them (the best). Returns (kept, searched below).

    A slot is one van on one weekday; `slots` (q, 3): weekday, 1 if it is the day's last, first slot of the day.
    Whatever is not in the list has a loss of at least the second number returned, also when `nodes` ran out.
    """
    n_slots, n = slots.shape[0], least.shape[1]
    state = np.zeros((n_slots + 1, n), np.int64)
    used = np.zeros((n_slots + 1, 1 + resources[2].shape[0]), np.int64)
    spent = np.zeros(n_slots + 1)
    base = np.zeros((n_slots + 1, 2))
    pointer = np.zeros(n_slots + 1, np.int64)
    fresh = np.ones(n_slots + 1, np.bool_)
    choice = np.full(n_slots, -1, np.int64)
    if n_slots > 0:
        pointer[0] = day_from[slots[0, 0]]
    kept, depth = 0, 0
    while depth >= 0:
        if depth == n_slots:
            loss = spent[depth] + least_of_all(least, least.shape[0] - 1, state[depth], n)
            loss += idle_loss(False, 0, 0, used[depth], resources)
            if loss <= eps:
                kept, eps = keep_week(choice, loss, kept, losses, weeks, eps)
            depth -= 1
            continue
        day, last = slots[depth, 0], slots[depth, 1]
        after = day + 1 if last else day
        if fresh[depth]:
            base[depth, 0] = least_of_all(least, day, state[depth], n)
            base[depth, 1] = least_of_all(least, after, state[depth], n)
            fresh[depth] = False
        t = pointer[depth]
        went = False
        while t <= day_to[day]:
            nodes -= 1
            if t < day_to[day]:
                if spent[depth] + tours[2][t] + base[depth, 0] > eps:
                    t = day_to[day]
                    continue
                extra = tours[2][t]
                delta = stops_after(t, after, day, tours, least, becomes, state[depth], state[depth + 1])
                possible = delta < IMPOSSIBLE and spent[depth] + extra + base[depth, 1] + delta <= eps
                possible = possible and has_room(t, day, tours, used[depth], resources, used[depth + 1])
            else:
                extra, delta, possible = slot_price[day], 0.0, True
                state[depth + 1, :] = state[depth]
                used[depth + 1, :] = used[depth]
            if possible:
                idle = idle_loss(last == 1, day, minutes_left[depth + 1], used[depth + 1], resources)
                sure = idle - max(0.0, resources[1] * (resources[0] - used[depth + 1, 0] - minutes_left[depth + 1]))
                if spent[depth] + extra + base[depth, 1] + delta + idle <= eps:
                    choice[depth] = t if t < day_to[day] else -1
                    spent[depth + 1] = spent[depth] + extra + sure
                    pointer[depth] = t + 1
                    went = True
                    break
            t += 1
        if nodes < 0:
            return kept, open_floor(depth, spent, base, eps)
        if went:
            depth += 1
            fresh[depth] = True
            if depth < n_slots:
                same_day = slots[depth, 0] == day
                pointer[depth] = t + 1 if same_day and t < day_to[day] else day_from[slots[depth, 0]]
                if same_day and t == day_to[day]:
                    pointer[depth] = t
        else:
            depth -= 1
    return kept, eps


@njit(cache=True)
def open_floor(depth, spent, base, eps):  # type: ignore[no-untyped-def]
    """The least loss that anything not yet searched can have: the floor of every open node."""
    floor = eps
    for d in range(depth + 1):
        floor = min(floor, spent[d] + base[d, 0])
    return floor
