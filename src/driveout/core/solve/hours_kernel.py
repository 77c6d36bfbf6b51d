"""Compiled: what the days still to come lose at the least, for every sum of minutes driven so far.

A linear program prices hours evenly, as if a week's last ten minutes could be driven too. Whole tours seldom come out
even: either minutes stay idle, or dearer tours are driven so that none do. How these loops are written: see
`weeks_kernel`.
"""

import numpy as np
from numba import njit


@njit(cache=True)
def least_ahead(starts, ends, sets, price, limit, rostered, ahead, later):
    """Fill `ahead` and `later`, both (levels + 1, most + 1), whose columns are minutes driven on earlier levels.

    `ahead`: the least that the sets of a level and of those after it lose together, with what is then left of `limit`
    at its `price` and of `rostered`; `later`: the same without what the level's own set loses. Rows of a level:
    `starts` to `ends`; `sets`: (rows,) minutes, (rows,) what each loses, (rows,) what it pays of `rostered`. 1e18 where
    there is no way on.
    """
    minutes, loss, paid = sets
    levels, most = starts.shape[0], ahead.shape[1] - 1
    best, pays = np.zeros(most + 1), np.zeros(most + 1)
    for used in range(most + 1):
        ahead[levels, used] = price * (limit - used) + rostered
        later[levels, used] = ahead[levels, used]
    for q in range(levels - 1, -1, -1):
        for used in range(most + 1):
            best[used] = 1e18
            ahead[q, used] = 1e18
            later[q, used] = 1e18
        for s in range(starts[q], ends[q]):
            if minutes[s] <= most:
                first = best[minutes[s]] >= 1e18
                best[minutes[s]] = min(best[minutes[s]], loss[s] - paid[s])
                pays[minutes[s]] = paid[s] if first else max(pays[minutes[s]], paid[s])
        for took in range(most + 1):
            if best[took] >= 1e18:
                continue
            for used in range(most + 1 - took):
                rest = ahead[q + 1, used + took]
                later[q, used] = min(later[q, used], rest - pays[took])
                ahead[q, used] = min(ahead[q, used], best[took] + rest)


@njit(cache=True)
def best_week(took, worth, days, most):
    """(the most that at most so many tours are worth within `most` minutes, (days,) which: −1 for none). One tour of
    each sort (minutes, worth) may be driven on every day."""
    best, which = np.zeros((days + 1, most + 1)), np.full((days, most + 1), -1, np.int64)
    for day in range(days):
        for left in range(most + 1):
            best[day + 1, left] = best[day, left]
            for one in range(took.shape[0]):
                if took[one] > left:
                    break
                value = best[day, left - took[one]] + worth[one]
                if value > best[day + 1, left]:
                    best[day + 1, left], which[day, left] = value, one
    chosen, left = np.full(days, -1, np.int64), most
    for day in range(days - 1, -1, -1):
        chosen[day] = which[day, left]
        if chosen[day] >= 0:
            left -= took[chosen[day]]
    return best[days, most], chosen
