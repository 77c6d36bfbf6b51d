"""Compiled: what the days still to come lose at the least, for every sum of minutes driven so far.

A linear program prices hours evenly, as if a week's last ten minutes could be driven too. Whole tours seldom come out
even: either minutes stay idle, or dearer tours are driven so that none do. How these loops are written: see
`weeks_kernel`.
"""

import numpy as np
from numba import njit


@njit(cache=True)
def least_ahead(starts, ends, minutes, loss, price, limit, ahead, later):
    """Fill `ahead` and `later`, both (levels + 1, most + 1), whose columns are minutes driven on earlier levels.

    `ahead`: the least that the sets of a level and of those after it lose together, with what is then left of `limit`
    at its `price`; `later`: the same without what the level's own set loses. Rows of a level: `starts` to `ends`;
    `minutes`, `loss` (rows,). 1e18 where there is no way on.
    """
    levels, most = starts.shape[0], ahead.shape[1] - 1
    best = np.zeros(most + 1)
    for used in range(most + 1):
        ahead[levels, used] = price * (limit - used)
        later[levels, used] = ahead[levels, used]
    for q in range(levels - 1, -1, -1):
        for used in range(most + 1):
            best[used] = 1e18
            ahead[q, used] = 1e18
            later[q, used] = 1e18
        for s in range(starts[q], ends[q]):
            if minutes[s] <= most:
                best[minutes[s]] = min(best[minutes[s]], loss[s])
        for took in range(most + 1):
            if best[took] >= 1e18:
                continue
            for used in range(most + 1 - took):
                rest = ahead[q + 1, used + took]
                later[q, used] = min(later[q, used], rest)
                ahead[q, used] = min(ahead[q, used], best[took] + rest)
