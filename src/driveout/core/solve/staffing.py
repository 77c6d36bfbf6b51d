"""Which tours somebody can drive and host at all, and how many hosts each takes: told before anything is searched."""

import numpy as np

from driveout.core.solve.listing import Tours
from driveout.core.solve.problem import WEEK, Bools, HubProblem, Ints


def staffed(problem: HubProblem, tours: Tours) -> tuple[Bools, Ints]:
    """(T,) can the people of the weekday do this tour if it is their only one; (T,) fewest hosts it takes.

    A tour alone is a transport problem between hosts and openings, so the k largest needs against what all hosts can
    give to k openings tell it exactly (Gale and Ryser). The fewest hosts are counted as if all could serve as many
    openings a day as the most willing one: never too many.
    """
    needs = -np.sort(-np.append(problem.volunteers, 0)[tours.stop], axis=1)  # −1 is the last, of no stop
    largest = needs.cumsum(axis=1)
    able, hosts = np.zeros(len(tours), bool), np.zeros(len(tours), np.int64)
    for day in range(WEEK):
        here = np.flatnonzero(tours.day == day)
        gives = [min(a_day, a_week) for mask, a_day, a_week in problem.crew.volunteers if mask >> day & 1]
        takes = [min(week, a_day) for mask, week, a_day in problem.crew.employees if mask >> day & 1]
        most = max(gives, default=0)
        able[here] = tours.minutes[here] <= max(takes, default=-1)
        for k in range(needs.shape[1]):
            asked = largest[here, k]
            able[here] &= asked <= sum(min(give, k + 1) for give in gives)
            hosts[here] = np.maximum(hosts[here], -(-asked // max(1, min(most, k + 1))))
    return able, hosts


def hosts_on(problem: HubProblem) -> Ints:
    """(7,) how many volunteers can be had on each weekday."""
    people = [sum(mask >> day & 1 for mask, _, _ in problem.crew.volunteers) for day in range(WEEK)]
    return np.array(people, np.int64)
