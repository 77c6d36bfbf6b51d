"""A first plan in a moment: each hub fills its week tour by tour, the most guests a krone, and the season takes turns.

Nothing is proven by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from driveout.core.solve.crews import in_order, match_crew
from driveout.core.solve.hub_state import HubState, state_of
from driveout.core.solve.hub_week import by_level, week_of, work_of
from driveout.core.solve.patience import ENDLESS, Patience
from driveout.core.solve.problem import Floats, HubProblem, HubWeek, Prices, SharedProblem
from driveout.core.solve.weeks import Ask, best_weeks

KRONE = 1.0  # guests; a price at which only what is wished is worth its money


@dataclass(frozen=True)
class Steps:
    """A hub's weeks with one tour more each, the first with the least that its wishes allow; none where that was not
    found. `rates`: guests a krone of each step after the first."""

    weeks: tuple[HubWeek, ...]
    rates: tuple[float, ...]


def first_steps(problem: HubProblem, hub: int, stops: int, patience: Patience = ENDLESS) -> Steps:
    """How a hub would fill its week; one with wishes has one week that keeps them. `stops`: how many the season has."""
    if np.isneginf(problem.unserved).any():
        week = cheap_week(problem, hub, stops, patience)
        return Steps((week,) if week else (), ())
    filling = _Filling(problem, state_of(problem))
    weeks, rates = [week_of(filling.state, hub, np.zeros(0, np.int64))], []
    while (rate := filling.drive()) > 0.0:
        patience.check()
        rates.append(rate)
        weeks.append(week_of(filling.state, hub, np.array(filling.week, np.int64)))
    filling.state.good = by_level(filling.state, np.array(sorted(filling.week), np.int64))
    return Steps(tuple(weeks), tuple(rates))


def cheap_week(problem: HubProblem, hub: int, stops: int, patience: Patience = ENDLESS) -> HubWeek | None:
    """A week that keeps the hub's wishes and little else, or None. `stops`: how many the season has."""
    nothing = np.zeros(stops)
    answer = best_weeks(problem, hub, Prices(KRONE, nothing, nothing, nothing), Ask(most=8, nodes=20_000_000), patience)
    return answer.weeks[0] if answer.weeks else None


def first_season(steps: Sequence[Steps], shared: SharedProblem) -> tuple[HubWeek, ...] | None:
    """One week a hub, each stop at most once.

    It minds no floors and no stops that somebody must serve. None where a hub has no week or the budget does not reach
    that far.
    """
    if any(not mine.weeks for mine in steps):
        return None
    joint, at = set(shared.shared), [0] * len(steps)
    chosen = [mine.weeks[0] for mine in steps]
    taken = [stop for week in chosen for stop, _ in week.serves if stop in joint]
    money = (shared.budget if shared.budget is not None else np.inf) - sum(week.cost for week in chosen)
    if money < -1e-6 or len(set(taken)) < len(taken):
        return None
    served, waiting = set(taken), {h for h, mine in enumerate(steps) if mine.rates}
    while waiting:
        hub = max(waiting, key=lambda h: (steps[h].rates[at[h]], -h))
        week = steps[hub].weeks[at[hub] + 1]
        mine = {stop for stop, _ in week.serves if stop in joint} - {stop for stop, _ in chosen[hub].serves}
        dearer = week.cost - chosen[hub].cost
        if dearer > money or mine & served:
            waiting.discard(hub)
            continue
        money, served, chosen[hub], at[hub] = money - dearer, served | mine, week, at[hub] + 1
        if at[hub] == len(steps[hub].rates):
            waiting.discard(hub)
    return tuple(chosen)


class _Filling:
    """A hub's week while it is being filled."""

    def __init__(self, problem: HubProblem, state: HubState) -> None:
        self.problem, self.state, self.tours = problem, state, state.tours
        self.week: list[int] = []
        n, lengths = len(problem.stops), len(problem.lengths)
        once = np.full((n + 1, lengths + 1, 7), 0.0)
        for day in range(7):
            p = problem.patterns.index((day,))
            once[:n, :lengths, day] = problem.gain[:, p, :] + problem.fixed[:, p, :] - problem.unserved[:, None]
        gains = once[self.tours.stop, self.tours.length, self.tours.day[:, None]]
        worth: Floats = np.where(self.tours.stop >= 0, gains, 0.0).sum(axis=1) - self.tours.loss
        good = np.isfinite(worth) & (worth > 0)
        self.rate = np.where(good, worth / np.maximum(self.tours.cost, 1.0), 0.0)

    def drive(self) -> float:
        """Take the best tour that the crew can still do, and strike out what clashes: its guests a krone, or 0."""
        while len(self.rate) and (rate := float(self.rate.max())) > 0.0:
            t = int(self.rate.argmax())
            tried = [*self.week, t]
            work = work_of(self.problem, self.tours, tried)
            in_hours = self.tours.minutes[tried].sum() <= self.problem.week_minutes
            in_purse = self.tours.cost[tried].sum() <= self.problem.week_kr
            if in_hours and in_purse and match_crew(self.problem.crew, in_order(work)) is not None:
                self.week = tried
                self._strike(t)
                return rate
            self.rate[t] = 0.0
        return 0.0

    def _strike(self, t: int) -> None:
        table = np.zeros(len(self.problem.stops) + 1, bool)  # the last is no stop
        table[[int(i) for i in self.tours.stop[t] if i >= 0]] = True
        self.rate[table[self.tours.stop].any(axis=1)] = 0.0
        day = self.tours.day[t]
        if sum(self.tours.day[d] == day for d in self.week) >= self.problem.slots[day]:
            self.rate[self.tours.day == day] = 0.0
