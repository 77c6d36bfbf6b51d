"""What every peer is given: the season as the planner sees it, and every tour that is allowed, already listed.

Listing is not counted against the peers, though it is against our own planner. No HiGHS is loaded here: it cannot
share a process with OR-Tools.
"""

import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from driveout.core.plan.build import Problem, build
from driveout.core.plan.worth import worth
from driveout.core.solve.crews import Work, crew_can
from driveout.core.solve.listing import Tours, list_tours
from driveout.core.solve.problem import WEEK, HubProblem
from driveout.core.words import Fairness, Season

Tour = tuple[int, int]  # weekday, code: one bit for each (stop of the hub, length)
Week = tuple[Tour, ...]  # one hub's tours
Weeks = tuple[Week, ...]  # one for each hub
Visits = dict[int, tuple[int, tuple[int, ...]]]  # stop of the hub → length, weekdays
MOST_BITS = 62


class HubBook:
    """One hub's tours by what they hold: the cheapest for each weekday and set of (stop, length)."""

    def __init__(self, problem: HubProblem, tours: Tours) -> None:
        self.problem, self.tours = problem, tours
        self.lengths = len(problem.lengths)
        self.n = len(problem.stops)
        if self.n * self.lengths > MOST_BITS:
            raise ValueError(f"{problem.name}: too many stops and lengths for the peers' book.")
        bits = np.where(tours.stop >= 0, np.int64(1) << np.maximum(tours.stop * self.lengths + tours.length, 0), 0)
        codes = bits.sum(axis=1)
        self.row: list[dict[int, int]] = []
        for day in range(WEEK):
            here = np.flatnonzero(tours.day == day)
            dearest_first = here[np.argsort(-tours.cost[here], kind="stable")]  # the last to be put in stays
            self.row.append(dict(zip(codes[dearest_first].tolist(), dearest_first.tolist(), strict=True)))
        self.cost: list[float] = tours.cost.tolist()
        self.minutes: list[int] = tours.minutes.tolist()
        self.pattern = {pattern: p for p, pattern in enumerate(problem.patterns)}
        self.days = [day for day in range(WEEK) if problem.slots[day]]

    def bit(self, stop: int, length: int) -> int:
        return 1 << (stop * self.lengths + length)

    def holds(self, code: int) -> list[tuple[int, int]]:
        """(stop, length) of each opening, by stop."""
        at = (b for b in range(self.n * self.lengths) if code >> b & 1)
        return [divmod(b, self.lengths) for b in at]

    def visits(self, week: Week) -> Visits:
        found: Visits = {}
        for day, code in week:
            for stop, length in self.holds(code):
                found[stop] = (length, tuple(sorted((*found.get(stop, (0, ()))[1], day))))
        return found

    def guests(self, stop: int, length: int, days: tuple[int, ...]) -> float:
        """Weighted guests a week; −inf where the weekdays or the length are not allowed; 0 for no visit."""
        if not days:
            return 0.0
        p = self.pattern.get(days)
        return -np.inf if p is None else float(self.problem.gain[stop, p, length])

    def cost_of(self, week: Week) -> float:
        return sum(self.cost[self.row[day][code]] for day, code in week)

    def worth_of(self, week: Week) -> float:
        return sum(self.guests(stop, length, days) for stop, (length, days) in self.visits(week).items())

    def work(self, week: Week) -> tuple[Work, ...]:
        needs = self.problem.volunteers
        return tuple(
            Work(day, self.minutes[self.row[day][code]], tuple(int(needs[stop]) for stop, _ in self.holds(code)))
            for day, code in week
        )

    def can(self, week: Week) -> bool:
        """Are there vans, hours and named people for it?"""
        for day in self.days:
            if sum(d == day for d, _ in week) > self.problem.slots[day]:
                return False
        work = self.work(week)
        return sum(w.minutes for w in work) <= self.problem.week_minutes and crew_can(self.problem.crew, work)


@dataclass(eq=False)
class Book:
    """The whole season. `stops` of a hub's problem are numbers in the season: the same number, the same stop."""

    problem: Problem
    hubs: list[HubBook]

    @property
    def budget(self) -> float:
        budget = self.problem.shared.budget
        return float("inf") if budget is None else budget

    def cost_of(self, weeks: Weeks) -> float:
        return sum(hub.cost_of(week) for hub, week in zip(self.hubs, weeks, strict=True))

    def worth_of(self, weeks: Weeks) -> float:
        return sum(hub.worth_of(week) for hub, week in zip(self.hubs, weeks, strict=True))

    def nothing(self) -> Weeks:
        return tuple(() for _ in self.hubs)


def refuse_unless_plain(season: Season) -> None:
    """Peers are compared where they can be: no wishes, earlier plan, floors or worth of saved money."""
    terms = season.terms
    special = season.pins or season.earlier or any(stop.visits_min for stop in season.stops)
    if special or terms.fairness is not Fairness.NONE or terms.guests_per_1000_kr or terms.budget_kr_a_week is None:
        raise SystemExit("The peers are only set up for a season with a budget and without special wishes.")


def write_book(season: Season, path: Path) -> None:
    """List the tours and put everything in one file, so that a peer's process need not."""
    refuse_unless_plain(season)
    problem = build(season, worth(season))
    path.write_bytes(pickle.dumps((problem, [list_tours(hub) for hub in problem.hubs])))


def read_book(path: Path) -> Book:
    """Only ever a file that `write_book` made a moment ago, in a folder of our own."""
    problem, tours = pickle.loads(path.read_bytes())
    return Book(problem, [HubBook(hub, listed) for hub, listed in zip(problem.hubs, tours, strict=True)])
