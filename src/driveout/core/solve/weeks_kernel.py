"""Compiled: all weekly plans of a hub whose loss is within ε, by depth-first search over its days.

A level is a weekday (those with the fewest choices come first), and what is chosen there is a *set*: the tours that
the day's vans drive, none to all of them. Everything a search knows stands in arrays that the caller owns, so that it
can be left after some nodes and taken up again: whoever watches a clock does so in between, and what is found does not
depend on it.

A callee in another file is cached stale unless the caller's file changes too: see PEOPLE. Compiling takes seconds where
NumPy's own reductions and slices are asked for, and every function twice where an argument is first a literal and then
a number. So loops are spelt out here, and counters start as np.int64(0). What is called at every node is inlined: each
array of a tuple that is handed to a function is counted as used, and that took as long as the work itself.
"""

import numpy as np
from numba import njit

from driveout.core.solve.people_kernel import copy_to, people_can, two_can

PEOPLE = "f6ff4eba"  # fingerprint of people_kernel.py: when it changes, so does this file, and both are compiled anew

IMPOSSIBLE = 1e18
BITS = 62  # stops in one word
DEPTH, KEPT, DONE, ODD = 0, 1, 2, 3  # places in `at`: level, weeks kept, 1 when nothing is left, weeks not compared
SAME = 1e-9  # guests


@njit(cache=True)
def least_of_all(least, k, state, n):
    """The least loss all stops together can still end with when levels from k on are open."""
    total = 0.0
    for i in range(n):
        total += least[k, i, state[i]]
    return total


@njit(cache=True, inline="always")
def drive(s, day, depth, sets, tours, becomes, state):
    """Write the stops' states after set s to depth + 1."""
    members, t_stop, t_length = sets[0], tours[0], tours[1]
    copy_to(state[depth + 1], state[depth])
    for v in range(members.shape[1]):
        t = members[s, v]
        if t < 0:
            break
        for j in range(t_stop.shape[1]):
            i = t_stop[t, j]
            if i < 0:
                break
            state[depth + 1, i] = becomes[state[depth, i], day, t_length[t, j]]


@njit(cache=True, inline="always")
def money_idle(left, money, resources):
    """Least loss of money that can no longer be used: `left` is the most that later days can take."""
    limits, prices = resources[0], resources[1]
    return max(0.0, prices[1] * (limits[1] - money - left)) if prices[1] > 0.0 else 0.0


@njit(cache=True, inline="always")
def to_come(evenly, as_driven, level, minutes, paid):
    """The least that later days and hours lose, in two tables of `least_ahead`: `paid` is paid of the second."""
    return max(evenly[level, minutes], as_driven[level, minutes] - paid)


@njit(cache=True, inline="always")
def halves_idle(depth, state, halved):
    """Least loss of halved limits that can no longer be reached: `taken` is the most that each stop may still take."""
    prices, most, taken = halved
    loss = 0.0
    for c in range(prices.shape[0]):
        left = most[c]
        for i in range(state.shape[1]):
            left -= taken[depth, c, i, state[depth, i]]
        if left > 0:
            loss += prices[c] * left
    return loss


@njit(cache=True, inline="always")
def volunteers_idle(day, used, resources):
    """Loss of volunteers' places in the sets of weekdays that end with this day; those with a price come first."""
    most, prices, last_day = resources[3], resources[4], resources[5]
    loss = 0.0
    for m in range(prices.shape[0]):
        if prices[m] <= 0.0:
            break
        if last_day[m] == day:
            loss += prices[m] * (most[m] - used[2 + m])
    return loss


@njit(cache=True, inline="always")
def has_places(need, day, depth, used, resources):
    """Book so many volunteers at depth + 1; False where a limit is passed."""
    masks, most = resources[2], resources[3]
    for m in range(masks.shape[0]):
        taken = used[depth, 2 + m]
        if masks[m] >> day & 1:
            taken += need
            if taken > most[m]:
                return False
        used[depth + 1, 2 + m] = taken
    return True


@njit(cache=True)
def beaten(loss, money, key, at, kept, price):
    """Is a week kept that is as cheap and worth as much, at the same shared stops? Worth is price × money − loss."""
    losses, moneys, keys = kept[0], kept[1], kept[2]
    worth = price * money - loss
    for e in range(at[KEPT]):
        if keys[e] == key and moneys[e] <= money and price * moneys[e] - losses[e] >= worth - SAME:
            return True
    return False


@njit(cache=True)
def drop_beaten(loss, money, key, at, kept, price):
    """Drop the weeks that this one beats."""
    losses, moneys, keys, weeks = kept
    worth, write = price * money - loss, np.int64(0)
    for e in range(at[KEPT]):
        if keys[e] == key and moneys[e] >= money and price * moneys[e] - losses[e] <= worth + SAME:
            continue
        if write < e:
            losses[write], moneys[write], keys[write] = losses[e], moneys[e], keys[e]
            copy_to(weeks[write], weeks[e])
        write += 1
    at[KEPT] = write


@njit(cache=True)
def keep_week(choice, loss, money, key, at, kept, eps):
    """Store a week; the list full, the worst goes. Returns the loss that the next one may have."""
    losses, moneys, keys, weeks = kept
    room, place = losses.shape[0], at[KEPT]
    if place == room:
        place = 0
        for e in range(room):
            if losses[e] > losses[place]:
                place = e
        eps = min(eps, losses[place])
        if losses[place] <= loss:
            return eps
    else:
        at[KEPT] += 1
    losses[place], moneys[place], keys[place] = loss, money, key
    copy_to(weeks[place], choice)
    return eps


@njit(cache=True, inline="always")
def last_within(room, s_loss, rows, low, high):
    """The end of those from `low` to `high` that lose at most `room`: of `rows`, or of the sets where that is empty."""
    while low < high:
        middle = (low + high) // 2
        if s_loss[rows[middle] if rows.shape[0] else middle] > room:
            high = middle
        else:
            low = middle + 1
    return low


@njit(cache=True, inline="always")
def enter(depth, sets, steps, resources, rest, halved, eps, ranges, walk):
    """On first sight of a node, whose `base[depth, 0]` is known: the stops' least loss once its weekday is decided.

    `idle`: what later days, hours, kroner and halved limits lose whatever is driven, and what these limits lose alone.
    `rest`: the most kroner that later days can take, and what `least_ahead` says of them, without and with what
    drivers' hours cost as they come out, of which `paid` is paid. `must`, `never` (as bits): stops without
    which, and with which, the day already loses more than there is room for. Of a stop that must be visited only the
    sets that visit it are gone through: `through` (levels, 2): where they end, and 1 if they are `rows`, 0 if all sets
    of the day.
    """
    state, used, spent, base, pointer, must, never, through, idle, paid = (
        walk[0], walk[1], walk[2], walk[3], walk[4], walk[8], walk[9], walk[10], walk[12], walk[13]
    )  # fmt: skip
    set_from, set_to, first, rows, _ = ranges
    _, closed, opened = steps
    left, ahead, later, ahead_rosters, later_rosters = rest
    minutes = used[depth, 0]
    idle[depth, 1] = halves_idle(depth, state, halved)
    money = idle[depth, 1] + money_idle(left[depth], used[depth, 1], resources)
    idle[depth, 0] = money + to_come(later, later_rosters, depth, minutes, paid[depth])
    room, more = eps - spent[depth] - base[depth, 0], 0.0
    spare = room - money - to_come(ahead, ahead_rosters, depth, minutes, paid[depth])
    begin, end, some = set_from[depth], set_to[depth], False
    for w in range(must.shape[1]):
        must[depth, w] = 0
        never[depth, w] = 0
    for i in range(state.shape[1]):
        now = state[depth, i]
        more += closed[depth, i, now]
        bit = np.int64(1) << (i % BITS)
        if closed[depth, i, now] > spare:
            must[depth, i // BITS] |= bit
            if first[depth, i + 1] - first[depth, i] < end - begin:
                begin, end, some = first[depth, i], first[depth, i + 1], True
        if opened[depth, i, now] > spare:
            never[depth, i // BITS] |= bit
    base[depth, 1] = base[depth, 0] + more
    pointer[depth] = begin
    room -= idle[depth, 0]
    through[depth, 0], through[depth, 1] = last_within(room, sets[1], rows if some else rows[:0], begin, end), some


@njit(cache=True, inline="always")
def next_child(depth, level_day, sets, ranges, tours, becomes, steps, resources, rest, eps, staff, walk):
    """The next set that may lie within ε; (it, its loss) or (-1, 0), and nodes used. Its states go to depth + 1."""
    state, used, spent, base, pointer, _, _, shares, must, never, through, _, idle, paid = walk
    members, s_loss, t_stop, t_length, limits = sets[0], sets[1], tours[0], tours[1], resources[0]
    rows, change, lengths = ranges[3], steps[0], becomes.shape[2]
    left, ahead, ahead_rosters = rest[0], rest[1], rest[3]
    some = through[depth, 1] == 1
    words = ranges[4] if some else sets[5]
    day, begin, end = level_day[depth], pointer[depth], through[depth, 0]
    room = eps - spent[depth]
    room_now, room_after = room - base[depth, 0] - idle[depth, 0], room - base[depth, 1] - idle[depth, 1]
    with_it, without = must[depth, 0], never[depth, 0]
    for at in range(begin, end):
        if (with_it & ~words[at, 0]) | (without & words[at, 0]):  # nothing else is asked of every set of every node
            continue
        fits = True
        for w in range(1, words.shape[1]):
            fits = fits and (must[depth, w] & ~words[at, w]) | (never[depth, w] & words[at, w]) == 0
        if not fits:
            continue
        s = np.int64(rows[at]) if some else np.int64(at)
        loss, delta = s_loss[s], 0.0
        if loss > room_now:  # they are in order of loss
            break
        for v in range(members.shape[1]):
            t = members[s, v]
            if t < 0:
                break
            for j in range(t_stop.shape[1]):
                i = t_stop[t, j]
                if i < 0:
                    break
                delta += change[depth, i, state[depth, i] * lengths + t_length[t, j]]
        minutes, money = used[depth, 0] + sets[2][s], used[depth, 1] + sets[4][s]
        if loss + delta > room_after or minutes > limits[0] or money > limits[1]:
            continue
        pays = paid[depth] + sets[6][s]
        least = loss + delta + to_come(ahead, ahead_rosters, depth + 1, minutes, pays)
        least += money_idle(left[depth + 1], money, resources)
        if least > room_after or not has_places(sets[3][s], day, depth, used, resources):
            continue
        used[depth + 1, 0], used[depth + 1, 1] = minutes, money
        places = volunteers_idle(day, used[depth + 1], resources)
        if least + places <= room_after and (
            staff.shape[0] != 2 or two_can(depth, s, day, sets, tours, used, staff, shares)
        ):
            drive(s, day, depth, sets, tours, becomes, state)
            pointer[depth] = at + 1
            base[depth + 1, 0] = base[depth, 1] + delta
            paid[depth + 1] = pays
            return s, loss + places, np.int64(at + 1 - begin)
    pointer[depth] = end
    return np.int64(-1), 0.0, np.int64(max(0, end - begin))


@njit(cache=True)
def key_of(state, shared):
    """Which of the stops that other hubs may serve too are served, as bits; `shared` (n,): the bit, −1 for others."""
    key = np.int64(0)
    for i in range(shared.shape[0]):
        if shared[i] >= 0 and state[i] > 0:
            key |= np.int64(1) << shared[i]
    return key


@njit(cache=True)
def take_leaf(level_day, sets, tours, least, resources, rest, halved, people, alike, eps, walk, at, kept):
    """A week is complete: keep it if it lies within ε, is worth keeping and has people. Returns the new ε.

    `hidden` notes the least loss of a week without people. `alike`: each stop's bit; a price, and how much more than
    the best a week may lose.
    """
    state, used, spent, choice, hidden = walk[0], walk[1], walk[2], walk[6], walk[11]
    depth = at[DEPTH]
    loss = spent[depth] + least_of_all(least, least.shape[0] - 1, state[depth], least.shape[1])
    loss += rest[3][depth, used[depth, 0]] - walk[13][depth]
    loss += money_idle(rest[0][depth], used[depth, 1], resources) + halves_idle(depth, state, halved)
    if loss > eps:
        return eps
    shared, price = alike
    money, key = used[depth, 1], key_of(state[depth], shared)
    compared = price[0] >= 0.0
    if compared and beaten(loss, money, key, at, kept, price[0]):
        return eps
    sure = people_can(choice, level_day, sets, tours, people)
    if sure == 0:
        hidden[0] = min(hidden[0], loss)
        return eps
    if not compared or sure == 2:  # it may turn out to be no week at all, so it beats nobody
        at[ODD] += 1
        key = -at[ODD]
    else:
        drop_beaten(loss, money, key, at, kept, price[0])
    return min(keep_week(choice, loss, money, key, at, kept, eps), loss + price[1] if sure == 1 else eps)


@njit(cache=True, nogil=True)
def list_weeks(
    level_day, sets, ranges, tours, least, becomes, steps, resources, rest, halved, people, alike, eps, nodes, walk, at,
    kept,
):  # fmt: skip
    """All weeks with loss ≤ ε, the best as far as `kept` has room: (the ε reached, floor of the rest, nodes left).

    `steps`: what `steps_of` says; base[0, 0] is given.

    Call it again with the same arrays until at[DONE] is 1. Whatever is not in the list has a loss of at least the
    floor, also when it was left early, or is no better than one in the list that is as cheap at the same shared stops.
    """
    spent, base, fresh, choice = walk[2], walk[3], walk[5], walk[6]
    levels = level_day.shape[0]
    while at[DEPTH] >= 0:
        depth = at[DEPTH]
        if depth == levels:
            eps = take_leaf(level_day, sets, tours, least, resources, rest, halved, people, alike, eps, walk, at, kept)
            at[DEPTH] -= 1
            continue
        if nodes < 0:
            floor = eps
            for d in range(depth + 1):
                ahead = to_come(rest[1], rest[3], d, walk[1][d, 0], walk[13][d])
                floor = min(floor, spent[d] + base[d, 0] + ahead)
            return eps, floor, nodes
        if fresh[depth]:
            enter(depth, sets, steps, resources, rest, halved, eps, ranges, walk)
            fresh[depth] = False
        s, loss, tried = next_child(
            depth, level_day, sets, ranges, tours, becomes, steps, resources, rest, eps, people[0], walk
        )  # fmt: skip
        nodes -= tried
        if s < 0:
            at[DEPTH] -= 1
            continue
        choice[depth] = s
        spent[depth + 1] = spent[depth] + loss
        at[DEPTH] = depth + 1
        fresh[depth + 1] = True
    at[DONE] = 1
    return eps, eps, nodes
