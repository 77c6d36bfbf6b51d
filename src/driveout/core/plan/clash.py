"""Which wishes cannot hold together: found by dropping them one by one and trying again, said in words.

The set is irreducible: drop any one of it, and the rest can hold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from driveout.core.plan.build import Problem, build
from driveout.core.plan.relax import relaxed
from driveout.core.plan.wishes import Asked, asked_of, group_wishes
from driveout.core.plan.worth import worth
from driveout.core.solve.prices import solve
from driveout.core.solve.problem import HubProblem, Prices
from driveout.core.solve.search import Search
from driveout.core.solve.weeks import Ask, best_weeks
from driveout.core.words import Season, Wish, WishKind

SCALE = 1e-3  # guests a krone while only the cost is minimised


def least_cost(hub: HubProblem, stops: int) -> float | None:
    """The cheapest week (kr.) that keeps the hub's own wishes, or None where there is none."""
    if not np.isneginf(hub.unserved).any():
        return 0.0
    nothing = np.zeros(stops)
    only_money = replace(
        hub,
        fixed=np.zeros_like(hub.fixed),
        unserved=np.where(np.isneginf(hub.unserved), -np.inf, 0.0),
        days=tuple(replace(day, loss=np.zeros_like(day.loss)) for day in hub.days),
    )
    answer = best_weeks(only_money, 0, Prices(SCALE, nothing, nothing, nothing), Ask(most=50))
    return answer.weeks[0].cost if answer.weeks else None


def wishes_fit(problem: Problem) -> bool:
    """Can every hub keep its own wishes, and all of them within the budget? (Floors show only in the search.)"""
    costs = [least_cost(hub, len(problem.season.stops)) for hub in problem.hubs]
    budget = np.inf if problem.shared.budget is None else problem.shared.budget
    return None not in costs and sum(c for c in costs if c) <= budget + 1e-6


def find_clash(problem: Problem) -> tuple[Wish, ...]:
    """The wishes that clash: within one hub if that explains it, else with the budget, else with the floor."""
    season = problem.season
    trial = Trial(problem)
    for hub in season.hubs:
        mine = [asked for asked in asked_of(season) if asked.hub == hub.key]
        if trial.hub_cost(hub.key, frozenset(mine)) is None:
            kept = smallest(mine, partial(trial.hub_cannot, hub.key))
            return tuple(asked.wish for asked in kept)
    if season.terms.budget_kr_a_week is not None:
        every = [asked for asked in asked_of(season) if asked.hub]
        if trial.too_dear(every):
            budget = next(asked for asked in asked_of(season) if asked.wish.kind is WishKind.BUDGET)
            return (budget.wish, *(asked.wish for asked in smallest(every, trial.too_dear)))
    groups = group_wishes(season)
    return tuple(asked.wish for asked in smallest(groups, lambda some: not any_plan(season, some)))


def smallest(asked: Sequence[Asked], clash: Callable[[Sequence[Asked]], bool]) -> list[Asked]:
    """Deletion filter: an irreducible subset for which `clash` is still true."""
    kept = list(asked)
    for one in list(asked):
        without = [a for a in kept if a is not one]
        if clash(without):
            kept = without
    return kept


@dataclass(eq=False)
class Trial:
    """Remembers what has been tried: the cheapest week of a hub for each set of its wishes."""

    problem: Problem

    def __post_init__(self) -> None:
        self._known: dict[tuple[str, frozenset[Asked]], float | None] = {}

    def hub_cost(self, hub: str, some: frozenset[Asked]) -> float | None:
        if (hub, some) not in self._known:
            season = relaxed(self.problem.season, some)
            alone = replace(
                season,
                hubs=tuple(h for h in season.hubs if h.key == hub),
                stops=tuple(replace(s, hubs=(hub,)) if s.hubs == (hub,) else s for s in season.stops if hub in s.hubs),
            )
            trial = build(alone, self.problem.worth)
            self._known[hub, some] = least_cost(trial.hubs[0], len(alone.stops))
        return self._known[hub, some]

    def hub_cannot(self, hub: str, some: Sequence[Asked]) -> bool:
        return self.hub_cost(hub, frozenset(some)) is None

    def too_dear(self, some: Sequence[Asked]) -> bool:
        costs = [
            self.hub_cost(hub.key, frozenset(a for a in some if a.hub == hub.key)) for hub in self.problem.season.hubs
        ]
        budget = self.problem.season.terms.budget_kr_a_week
        return budget is not None and sum(cost or 0.0 for cost in costs) > budget + 1e-6


def any_plan(season: Season, some: Sequence[Asked]) -> bool:
    """Is there any plan at all that keeps these wishes? A whole search, stopped at its first plan."""
    problem = build(relaxed(season, frozenset(some)), worth(season))
    outcome = solve(Search(problem.hubs, problem.shared, 0.5, lambda found, ceiling: found is None))
    return outcome.weeks is not None


def clash_of(season: Season, hub: str) -> tuple[Wish, ...]:
    """Which wishes of one hub cannot hold together: drop any one, and the rest can; empty where they can."""
    trial = Trial(build(season, worth(season)))
    mine = [asked for asked in asked_of(season) if asked.hub == hub]
    if not trial.hub_cannot(hub, mine):
        return find_clash(trial.problem) if not wishes_fit(trial.problem) else ()
    return tuple(asked.wish for asked in smallest(mine, partial(trial.hub_cannot, hub)))
