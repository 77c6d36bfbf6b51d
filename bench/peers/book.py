"""What every peer is given: the season as the planner sees it, and every tour that is allowed, already listed.

Listing is not counted against the peers, though it is against our own planner. No HiGHS is loaded here: it cannot
share a process with OR-Tools.
"""

import pickle
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from driveout.core.plan.build import Problem, build
from driveout.core.plan.worth import worth
from driveout.core.solve.crews import Work, in_order, match_crew
from driveout.core.solve.listing import Tours, list_tours
from driveout.core.solve.problem import WEEK, HubProblem
from driveout.core.words import Fairness, Season

Tour = tuple[int, int]  # weekday, code: one bit for each (stop of the hub, length)
Week = tuple[Tour, ...]  # one hub's tours
Weeks = tuple[Week, ...]  # one for each hub
Visits = dict[int, tuple[int, tuple[int, ...]]]  # stop of the hub → length, weekdays
MOST_BITS = 62  # of a whole number in an array; with more, Python's own numbers are summed


class HubBook:
    """One hub's tours by what they hold: the cheapest for each weekday and set of (stop, length)."""

    def __init__(self, problem: HubProblem, tours: Tours) -> None:
        self.problem, self.tours = problem, tours
        self.lengths = len(problem.lengths)
        self.n = len(problem.stops)
        bits = self.n * self.lengths
        one = np.array([1 << b for b in range(bits)] + [0], np.int64 if bits <= MOST_BITS else object)
        codes = one[np.where(tours.stop >= 0, tours.stop * self.lengths + tours.length, bits)].sum(axis=1)
        self.row: list[dict[int, int]] = []
        for day in range(WEEK):
            here = np.flatnonzero(tours.day == day)
            dearest_first = here[np.argsort(-tours.cost[here], kind="stable")]  # the last to be put in stays
            self.row.append(dict(zip(codes[dearest_first].tolist(), dearest_first.tolist(), strict=True)))
        self.cost: list[float] = tours.cost.tolist()
        self.minutes: list[int] = tours.minutes.tolist()
        self.pattern = {pattern: p for p, pattern in enumerate(problem.patterns)}
        self.days = [day for day in range(WEEK) if problem.slots[day]]
        self.most_kr = int(problem.slots.sum()) * float(tours.cost.max(initial=0.0))  # no week costs more

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
        return (
            sum(w.minutes for w in work) <= self.problem.week_minutes
            and match_crew(self.problem.crew, in_order(work)) is not None
        )


@dataclass(eq=False)
class Book:
    """The whole season. `stops` of a hub's problem are numbers in the season: the same number, the same stop."""

    problem: Problem
    hubs: list[HubBook]

    @cached_property
    def budget(self) -> float:
        """Kroner; where nobody has set a budget, what no season can cost."""
        budget = self.problem.shared.budget
        return sum(hub.most_kr for hub in self.hubs) if budget is None else budget

    def cost_of(self, weeks: Weeks) -> float:
        return sum(hub.cost_of(week) for hub, week in zip(self.hubs, weeks, strict=True))

    def worth_of(self, weeks: Weeks) -> float:
        return sum(hub.worth_of(week) for hub, week in zip(self.hubs, weeks, strict=True))

    def nothing(self) -> Weeks:
        return tuple(() for _ in self.hubs)


def refuse_unless_plain(season: Season) -> None:
    """Peers are compared where they can be. SystemExit with a sentence on what they cannot be told."""
    terms = season.terms
    special = {
        "asks for openings": bool(season.pins),
        "forbids days": bool(season.forbidden),
        "keeps to an earlier plan": bool(season.earlier),
        "has stops that must be visited": any(stop.visits_min for stop in season.stops),
        "shares out guests by municipality": terms.fairness is not Fairness.NONE,
        "says what saved money is worth": bool(terms.guests_per_1000_kr),
    }
    if any(special.values()):
        told = " and ".join(what for what, there in special.items() if there)
        raise SystemExit(f"{season.name} {told}: the peers can only be told of seasons without such wishes.")


def write_book(season: Season, path: Path) -> None:
    """List the tours and put everything in one file, so that a peer's process need not."""
    refuse_unless_plain(season)
    problem = build(season, worth(season))
    path.write_bytes(pickle.dumps((problem, [list_tours(hub) for hub in problem.hubs])))


def read_book(path: Path) -> Book:
    """Only ever a file that `write_book` made a moment ago, in a folder of our own."""
    problem, tours = pickle.loads(path.read_bytes())
    return Book(problem, [HubBook(hub, listed) for hub, listed in zip(problem.hubs, tours, strict=True)])
