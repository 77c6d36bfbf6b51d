"""A first plan in a moment: tour by tour, the most guests a krone. Nothing is proven by it."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from driveout.core.solve.crews import in_order, match_crew
from driveout.core.solve.problem import Floats, HubProblem, HubWeek, Prices, SharedProblem
from driveout.core.solve.weeks import Ask, best_weeks, state_of, week_of, work_of

KRONE = 1.0  # guests; a price at which only what is wished is worth its money


def first_season(problems: Sequence[HubProblem], shared: SharedProblem) -> tuple[HubWeek, ...] | None:
    """One week a hub that its people can do, each stop at most once; it minds no floors and no stops of several hubs.

    A hub with wishes of its own has a cheap week that keeps them. None where such a week is not there or the
    budget does not reach that far.
    """
    stops = len(shared.municipality)
    asked = {h: cheap_week(p, h, stops) for h, p in enumerate(problems) if np.isneginf(p.unserved).any()}
    money = shared.budget if shared.budget is not None else np.inf
    taken = {h: week for h, week in asked.items() if week is not None}
    money -= sum(week.cost for week in taken.values())
    joint = set(shared.shared)
    served = Counter(stop for week in taken.values() for stop, _ in week.serves if stop in joint)
    if len(taken) < len(asked) or money < 0 or any(n > 1 for n in served.values()):
        return None
    with ThreadPoolExecutor() as pool:  # tours are listed in compiled code, which lets others run beside it
        free = [h for h in range(len(problems)) if h not in taken]
        hubs = dict(zip(free, pool.map(_Filling, [problems[h] for h in free]), strict=True))
    for hub in hubs.values():
        hub.leave(set(served))
    while hubs:
        best = max(hubs.values(), key=lambda hub: hub.best(money))
        if best.best(money) <= 0:
            break
        cost, driven_to = best.drive(money)
        money -= cost
        for hub in hubs.values():
            hub.leave(driven_to & joint)
    driven = {h: week_of(hub.state, h, np.array(hub.week, np.int64)) for h, hub in hubs.items()}
    return tuple((taken | driven)[h] for h in range(len(problems)))


def cheap_week(problem: HubProblem, hub: int, stops: int) -> HubWeek | None:
    """A week that keeps the hub's wishes and little else, or None. `stops`: how many the season has."""
    nothing = np.zeros(stops)
    answer = best_weeks(problem, hub, Prices(KRONE, nothing, nothing, nothing), Ask(most=8, nodes=300_000))
    return answer.weeks[0] if answer.weeks else None


class _Filling:
    """A hub's week while it is being filled."""

    def __init__(self, problem: HubProblem) -> None:
        self.problem, self.state = problem, state_of(problem)
        self.tours = self.state.tours
        self.week: list[int] = []
        n, lengths = len(problem.stops), len(problem.lengths)
        once = np.full((n + 1, lengths + 1, 7), 0.0)
        for day in range(7):
            p = problem.patterns.index((day,))
            once[:n, :lengths, day] = problem.gain[:, p, :] + problem.fixed[:, p, :] - problem.unserved[:, None]
        gains = once[self.tours.stop, self.tours.length, self.tours.day[:, None]]
        self.worth: Floats = np.where(self.tours.stop >= 0, gains, 0.0).sum(axis=1) - self.tours.loss
        self.rate = self._rates()
        self._next: tuple[float, int] | None = None  # the best tour's rate and number, while nothing has changed

    def _rates(self) -> Floats:
        good = np.isfinite(self.worth) & (self.worth > 0)
        return np.where(good, self.worth / np.maximum(self.tours.cost, 1.0), 0.0)

    def _best(self, money: float) -> tuple[float, int]:
        """The best tour that can still be driven and paid: its guests a krone (0: there is none) and its number."""
        if self._next is None or (self._next[0] > 0 and self.tours.cost[self._next[1]] > money):
            able = self.rate * (self.tours.cost <= money)
            t = int(able.argmax()) if len(able) else 0
            self._next = (float(able[t]) if len(able) else 0.0, t)
        return self._next

    def best(self, money: float) -> float:
        """Guests a krone of the best tour that can still be driven; 0 where there is none."""
        return self._best(money)[0]

    def drive(self, money: float) -> tuple[float, set[int]]:
        """Take the best tour if the crew can do it; its cost and the season's stops it serves. Strikes out clashes."""
        t = self._best(money)[1]
        self._next = None
        tried = [*self.week, t]
        in_hours = self.tours.minutes[tried].sum() <= self.problem.week_minutes
        work = work_of(self.problem, self.tours, tried)
        if not in_hours or match_crew(self.problem.crew, in_order(work)) is None:
            self.rate[t] = 0.0
            return 0.0, set()
        self.week = tried
        mine = {int(i) for i in self.tours.stop[t] if i >= 0}
        self._strike(mine)
        day = self.tours.day[t]
        if sum(self.tours.day[d] == day for d in self.week) >= self.problem.slots[day]:
            self.rate[self.tours.day == day] = 0.0
        return float(self.tours.cost[t]), {self.problem.stops[i] for i in mine}

    def leave(self, stops: set[int]) -> None:
        """Another hub serves these stops of the season."""
        self._strike({i for i, stop in enumerate(self.problem.stops) if stop in stops})

    def _strike(self, mine: set[int]) -> None:
        if mine:
            table = np.zeros(len(self.problem.stops) + 1, bool)  # the last is no stop
            table[list(mine)] = True
            self.rate[table[self.tours.stop].any(axis=1)] = 0.0
            self._next = None
