"""Limits on drivers' hours that a hub's linear program does not see: a tour is driven by one person.

The program adds up the minutes of all employees and fills them to the last one. But whoever has 1,110 minutes a week
cannot drive three tours of 416: only two, and a shorter one. So the tours that the program mixes are handed out in
whole weeks of each employee; where that cannot be done, the duals say which tours were too many: a limit that every
real week keeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from driveout.core.solve.hours_kernel import best_week
from driveout.core.solve.listing import Tours
from driveout.core.solve.problem import WEEK, Crew, Floats, Ints

INF = highspy.kHighsInf
LEAST, SMALL = 1e-3, 1e-7  # tours too many, from where on a limit is worth a row; a share that counts as none
SURE = 1e-9  # tours; room for rounding in what each employee can take
ROUNDS = 400  # of new weeks
NEAR, A_LITTLE = 0.2, 1e-4  # guests; tours that lose less count in the limit as if so much of them were driven


@dataclass(frozen=True, eq=False)
class Rosters:
    """C limits. `takes` (C, minutes + 1): what a tour of so many minutes takes; `most` (C,)."""

    takes: Floats
    most: Floats

    def and_also(self, other: "Rosters") -> "Rosters":
        """These and others."""
        return Rosters(np.concatenate([self.takes, other.takes]), np.append(self.most, other.most))

    def __len__(self) -> int:
        return len(self.most)


def none_of(tours: Tours) -> Rosters:
    """No limit."""
    return Rosters(np.zeros((0, int(tours.minutes.max(initial=0)) + 1)), np.zeros(0))


Kind = tuple[int, int, int]  # an employee's days, minutes a week and minutes a day


class _Sorts:
    """Tours by minutes, (S,) ascending, and how much of each sort is driven; also those that nearly are."""

    def __init__(self, tours: Tours, share: Floats, loss: Floats) -> None:
        on = np.flatnonzero((share > SMALL) | (loss < NEAR))
        self.minutes, which = np.unique(tours.minutes[on], return_inverse=True)
        self.driven = np.bincount(which.reshape(-1), weights=share[on], minlength=len(self.minutes))
        self.unit = int(np.gcd.reduce(self.minutes))


def broken(crew: Crew, slots: Ints, tours: Tours, share: Floats, loss: Floats) -> Rosters:
    """The limit that shares (T,) of tours break most, or none. `loss` (T,): what each tour loses there."""
    if not len(tours) or not crew.employees:
        return none_of(tours)
    kinds = [(_days_of(one, slots), one[1], one[2]) for one in crew.employees]
    sorts, each = _Sorts(tours, share, loss), [(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)]
    worth = _handed_out(sorts, each)
    takes = np.zeros(none_of(tours).takes.shape[1])
    for minutes, one in zip(sorts.minutes, worth, strict=True):  # a longer tour could be this shorter one
        takes[minutes:] = np.maximum(takes[minutes:], one)
    most = sum(number * (_best_week(sorts, kind, takes[sorts.minutes])[0] + SURE) for kind, number in each)
    if float(takes[sorts.minutes] @ sorts.driven) < most + LEAST:
        return none_of(tours)
    return Rosters(takes[None], np.array([most]))


def _days_of(employee: tuple[int, int, int], slots: Ints) -> int:
    return sum(employee[0] >> day & 1 for day in range(WEEK) if slots[day])


def _handed_out(sorts: _Sorts, kinds: Sequence[tuple[Kind, int]]) -> Floats:
    """(S,) what one tour of each sort counts for, 0 to 1, where as few as can be are left that nobody can take."""
    count = len(sorts.minutes)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    low = np.append(sorts.driven + A_LITTLE, np.full(len(kinds), -INF))
    high = np.append(np.full(count, INF), [float(number) for _, number in kinds])
    empty = np.zeros(0, np.int32)
    highs.addRows(len(low), low, high, 0, empty, empty, np.zeros(0))
    for one in range(count):  # nobody drives it
        highs.addCol(1.0, 0.0, INF, 1, np.array([one], np.int32), np.ones(1))
    for _ in range(ROUNDS):
        highs.run()
        duals, new = np.array(highs.getSolution().row_dual), 0
        worth = np.clip(duals[:count], 0.0, 1.0)
        for k, (kind, _) in enumerate(kinds):
            best, week = _best_week(sorts, kind, worth)
            if best + duals[count + k] > SMALL:
                some, times = np.unique(week, return_counts=True)
                row = np.append(some, count + k).astype(np.int32)
                highs.addCol(0.0, 0.0, INF, len(row), row, np.append(times, 1.0))
                new += 1
        if not new:
            break
    found: Floats = worth
    return found


def _best_week(sorts: _Sorts, kind: Kind, worth: Floats) -> tuple[float, Ints]:
    """The most that one employee's tours can count for together, and their sorts."""
    days, week, a_day = kind
    shorter = np.append(0.0, np.maximum.accumulate(worth)[:-1])
    some = np.flatnonzero((worth > shorter) & (sorts.minutes <= a_day))  # the others count for no more, and take longer
    took = sorts.minutes[some] // sorts.unit
    most = min(week // sorts.unit, int(took.max(initial=0)) * days)
    best, chosen = best_week(took, worth[some], np.int64(days), np.int64(most))
    return best, some[chosen[chosen >= 0]]
