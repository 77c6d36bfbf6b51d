"""What the programme could reach: budget against guests, and all guests against the worst-off municipality."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from time import perf_counter
from typing import TypeVar

from driveout.core.plan.draft import Effort, Memory, Watch, draft
from driveout.core.plan.workers import workers
from driveout.core.words import Fairness, Nonsense, Plan, Season, Status

# Each point says how far it may be from the best, so a point that is hard to prove need not hold up the rest.
BUDGET_EFFORT = Effort(gap=1e-3, time_limit_s=2.0)
FLOOR_EFFORT = Effort(gap=1e-3, time_limit_s=10.0)
COLD_START = 3  # times as long for the first point, for which nothing is known
ROUNDING = 1e-6  # guests
LEAST, MOST = 0.4, 1.3  # shares of today's budget that the frontier spans


@dataclass(frozen=True)
class BudgetPoint:
    """A budget (kr. a week) and what it reaches: guests a week, the most that is possible, and what is spent.

    `objective`: what was maximised, of which `at_most` is the bound; guests where nothing else is counted. `proven`:
    are the two as near each other as was asked? A plan for less money is one for more, and a bound for more money holds
    for less, so `objective` and `at_most` never fall as the budget grows.
    """

    budget_kr_a_week: float
    guests_a_week: float
    at_most: float
    cost_kr_a_week: float
    stops_served: int
    objective: float = 0.0
    proven: bool = True


@dataclass(frozen=True)
class FairnessPoint:
    """A floor and what it costs: guests a week, and the worst-off municipality's share of its proportional part.

    `objective` and `proven` as in `BudgetPoint`. A plan for a higher floor is one for a lower, and a bound for a lower
    floor holds for a higher, so `objective` and `at_most` never grow with the floor. `empty`: nobody is met.
    """

    floor_share: float
    guests_a_week: float
    at_most: float
    worst_share: float
    worst_municipality: str
    objective: float = 0.0
    proven: bool = True
    empty: bool = False


Point = BudgetPoint | FairnessPoint
# After each point: how many are tried, of how many, and all points so far, in order. False: no more.
Told = Callable[[int, int, Sequence[Point]], bool | None]
P = TypeVar("P", BudgetPoint, FairnessPoint)


def budget_frontier(
    season: Season, points: int = 12, *, effort: Effort = BUDGET_EFFORT, executor: Executor | None = None,
    told: Told | None = None, watch: Watch | None = None, clock: Callable[[], float] = perf_counter,
) -> tuple[BudgetPoint, ...]:  # fmt: skip
    """Plan the season at `points` budgets between 40 % and 130 % of today's. Raises Nonsense without a budget.

    `told` hears of each point; `watch` of each search, as in `draft`.
    """
    budget = season.terms.budget_kr_a_week
    if budget is None:
        raise Nonsense(f"{season.name} has no budget. Give budget_kr_a_week to see what other budgets reach.")
    found: tuple[BudgetPoint, ...] = ()
    draft_one = partial(draft, clock=clock, watch=watch, memory=Memory())
    with workers(effort.processes if executor is None else 0) as own:
        for nth in range(points):
            money = budget * (LEAST + (MOST - LEAST) * nth / max(1, points - 1))
            terms = replace(season.terms, budget_kr_a_week=money)
            plan = draft_one(replace(season, terms=terms), _patience(effort, nth), executor=executor or own)
            found = as_one_line((*found, budget_point(money, plan)), effort.gap)
            if told and told(nth + 1, points, found) is False:
                break
    return found


def fairness_frontier(
    season: Season, points: int = 6, *, effort: Effort = FLOOR_EFFORT, executor: Executor | None = None,
    told: Told | None = None, watch: Watch | None = None, clock: Callable[[], float] = perf_counter,
) -> tuple[FairnessPoint, ...]:  # fmt: skip
    """Plan the season without a floor, then with ever higher floors, up to the highest that can hold."""
    found: tuple[FairnessPoint, ...] = ()
    draft_one = partial(draft, clock=clock, watch=watch, memory=Memory())
    with workers(effort.processes if executor is None else 0) as own:
        for nth in range(points):
            floor = nth / max(1, points - 1)
            terms = replace(season.terms, fairness=Fairness.FLOOR, floor_share=floor)
            plan = draft_one(replace(season, terms=terms), _patience(effort, nth), executor=executor or own)
            if plan.proof.status is Status.INFEASIBLE:
                break  # no higher floor can hold either
            if plan.openings or may_be_empty(season):
                found = as_one_line((*found, floor_point(season, floor, plan)), effort.gap)
            if told and told(nth + 1, points, found) is False:
                break
    return found


def budget_point(money: float, plan: Plan) -> BudgetPoint:
    """Where a plan with this budget lies."""
    served = len({opening.stop for opening in plan.openings})
    said = plan.proof
    return BudgetPoint(money, plan.guests_a_week, said.bound, plan.cost_kr_a_week, served, said.objective)


def floor_point(season: Season, floor: float, plan: Plan) -> FairnessPoint:
    """Where a plan with this floor lies. A plan without openings keeps every floor: nobody gets more than another."""
    said = plan.proof
    worst = worst_off(season, plan)
    return FairnessPoint(
        floor, plan.guests_a_week, said.bound, *worst, objective=said.objective, empty=not plan.openings
    )


def may_be_empty(season: Season) -> bool:
    """Is a week without openings a plan? It keeps every budget and floor; only a wish can forbid it."""
    return not season.pins and not any(stop.visits_min for stop in season.stops)


def as_one_line(points: tuple[P, ...], gap: float = BUDGET_EFFORT.gap) -> tuple[P, ...]:
    """Points in the order of their limits, each as good as any plan that keeps its limit, and under each bound that
    holds for it; `gap`: share of the bound at which a point is proven. The same points again give the same."""
    easy_last = sorted(points, key=lambda point: _room(point))
    better: list[P] = []
    for point in easy_last:
        mine = point
        if better and better[-1].objective > point.objective:
            mine = _with_plan_of(point, better[-1])
        better.append(mine)
    at_most = inf
    made: list[P] = []
    for point in reversed(better):
        at_most = max(point.objective, min(at_most, point.at_most))
        proven = at_most - point.objective <= gap * abs(at_most) + ROUNDING
        made.append(replace(point, at_most=at_most, proven=proven))
    return tuple(sorted(made, key=lambda point: abs(_room(point))))


def _room(point: Point) -> float:
    """More of it, more plans: money, or how low the floor is."""
    return point.budget_kr_a_week if isinstance(point, BudgetPoint) else -point.floor_share


def _with_plan_of(point: P, other: P) -> P:
    """The other's plan under this point's limit."""
    limit = "budget_kr_a_week" if isinstance(point, BudgetPoint) else "floor_share"
    return replace(other, **{limit: getattr(point, limit), "at_most": point.at_most})


def _patience(effort: Effort, nth: int) -> Effort:
    if nth or effort.time_limit_s is None:
        return effort
    return replace(effort, time_limit_s=COLD_START * effort.time_limit_s)


def worst_off(season: Season, plan: Plan) -> tuple[float, str]:
    """The least share of its proportional part that a municipality gets, and its code (rule 17)."""
    demand: dict[str, float] = {}
    for stop in season.stops:
        demand[stop.place.municipality] = demand.get(stop.place.municipality, 0.0) + stop.belief.mean_guests
    of = {stop.key: stop.place.municipality for stop in season.stops}
    guests = dict.fromkeys(demand, 0.0)
    for opening in plan.openings:
        guests[of[opening.stop]] += opening.guests
    total, whole = sum(guests.values()), sum(demand.values())
    shares = {m: guests[m] / (total * demand[m] / whole) for m in demand if demand[m] and total}
    return min(((share, m) for m, share in shares.items()), default=(0.0, ""))
