"""Limits on volunteers' places that a hub's linear program does not see: half an opening takes half a place there.

Where 27 places are asked for by twos (an opening of two hosts, or two openings a week of one host), one of them stays
empty. Halve the limit and what every choice of weekdays takes of it, and round both down: for some stops up instead,
which then counts as one place more. Every whole week keeps what comes out, and half weeks do not: of 117.58 guests at a
hub of twelve stops 116.51 are left.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from driveout.core.solve.problem import WEEK, Bools, Floats, HubProblem, Ints

LEAST = 1e-3  # places; what is broken by less is let be
TIGHT = 0.5  # places left over, from where on a halved limit cannot be broken


@dataclass(frozen=True, eq=False)
class Halves:
    """C halved limits. `takes` (C, n, P): what a choice of weekdays at a stop takes of each; `most` (C,)."""

    takes: Ints
    most: Ints

    def and_also(self, other: "Halves") -> "Halves":
        """These and others."""
        return Halves(np.concatenate([self.takes, other.takes]), np.concatenate([self.most, other.most]))

    def __len__(self) -> int:
        return len(self.most)

    def take(self, chosen: Bools) -> "Halves":
        """Only these."""
        return Halves(self.takes[chosen], self.most[chosen])


def none_of(problem: HubProblem) -> Halves:
    """No halved limit."""
    return Halves(np.zeros((0, len(problem.stops), len(problem.patterns)), np.int64), np.zeros(0, np.int64))


def broken(problem: HubProblem, shares: Floats) -> Halves:
    """The halved limits that shares (n, P) of choices of weekdays break: of each set of weekdays the worst one."""
    found = none_of(problem)
    for one in _broken(problem, shares):
        found = found.and_also(one)
    return found


def _broken(problem: HubProblem, shares: Floats) -> Iterator[Halves]:
    days = np.array([sum(1 << d for d in pattern) for pattern in problem.patterns], np.int64)
    for mask, cap in _tight(problem, shares):
        takes = problem.volunteers[:, None] * np.bitwise_count(days & mask).astype(np.int64)
        down, up = takes // 2, (takes + 1) // 2
        # Rounded up a stop brings so much more, and half a place more is there to be taken.
        more = ((up - down) * shares).sum(axis=1) - 0.5
        ups = more > 0.0
        if (cap + int(ups.sum())) % 2 == 0:  # nothing is rounded away: one stop is rounded the other way
            nearest = int(np.argmin(np.abs(more)))
            ups[nearest] = not ups[nearest]
        halved = np.where(ups[:, None], up, down)
        most = (cap + int(ups.sum())) // 2
        if (halved * shares).sum() > most + LEAST:
            yield Halves(halved[None], np.array([most], np.int64))


def _tight(problem: HubProblem, shares: Floats) -> Iterator[tuple[int, int]]:
    """The limits (weekdays, places) of which so little is left over that their half may be broken."""
    each = problem.volunteers @ shares  # (P,)
    by_day = [
        sum(float(amount) for amount, pattern in zip(each, problem.patterns, strict=True) if day in pattern)
        for day in range(WEEK)
    ]
    for mask, cap in problem.volunteer_caps:
        if sum(by_day[day] for day in range(WEEK) if mask >> day & 1) > cap - TIGHT:
            yield mask, cap
