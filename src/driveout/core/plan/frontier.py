"""What the programme could reach: budget against guests, and all guests against the worst-off municipality."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from driveout.core.plan.draft import Effort, Memory, Watch, draft
from driveout.core.plan.workers import workers
from driveout.core.words import Fairness, Nonsense, Plan, Season, Status

# Each point says how far it may be from the best, so a point that is hard to prove need not hold up the rest.
BUDGET_EFFORT = Effort(gap=1e-3, time_limit_s=2.0)
FLOOR_EFFORT = Effort(gap=1e-3, time_limit_s=10.0)
COLD_START = 3  # times as long for the first point, for which nothing is known
LEAST, MOST = 0.4, 1.3  # shares of today's budget that the frontier spans


@dataclass(frozen=True)
class BudgetPoint:
    """A budget (kr. a week) and what it reaches: guests a week, the most that is possible, and what is spent."""

    budget_kr_a_week: float
    guests_a_week: float
    at_most: float
    cost_kr_a_week: float
    stops_served: int


@dataclass(frozen=True)
class FairnessPoint:
    """A floor and what it costs: guests a week, and the worst-off municipality's share of its proportional part."""

    floor_share: float
    guests_a_week: float
    at_most: float
    worst_share: float
    worst_municipality: str


# After each point: how many are tried, of how many, and the point, None where nothing can hold. False: no more.
Told = Callable[[int, int, BudgetPoint | FairnessPoint | None], bool | None]


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
    found: list[BudgetPoint] = []
    draft_one = partial(draft, clock=clock, watch=watch, memory=Memory())
    with workers(effort.processes if executor is None else 0) as own:
        for nth in range(points):
            money = budget * (LEAST + (MOST - LEAST) * nth / max(1, points - 1))
            terms = replace(season.terms, budget_kr_a_week=money)
            plan = draft_one(replace(season, terms=terms), _patience(effort, nth), executor=executor or own)
            served = len({opening.stop for opening in plan.openings})
            found.append(BudgetPoint(money, plan.guests_a_week, plan.proof.bound, plan.cost_kr_a_week, served))
            if told and told(nth + 1, points, found[-1]) is False:
                break
    return tuple(found)


def fairness_frontier(
    season: Season, points: int = 6, *, effort: Effort = FLOOR_EFFORT, executor: Executor | None = None,
    told: Told | None = None, watch: Watch | None = None, clock: Callable[[], float] = perf_counter,
) -> tuple[FairnessPoint, ...]:  # fmt: skip
    """Plan the season without a floor, then with ever higher floors, up to the highest that can hold."""
    found: list[FairnessPoint] = []
    draft_one = partial(draft, clock=clock, watch=watch, memory=Memory())
    with workers(effort.processes if executor is None else 0) as own:
        for nth in range(points):
            floor = nth / max(1, points - 1)
            terms = replace(season.terms, fairness=Fairness.FLOOR, floor_share=floor)
            plan = draft_one(replace(season, terms=terms), _patience(effort, nth), executor=executor or own)
            if plan.proof.status is Status.INFEASIBLE:
                break  # no higher floor can hold either
            point = None
            if plan.openings:
                worst, name = worst_off(season, plan)
                point = FairnessPoint(floor, plan.guests_a_week, plan.proof.bound, worst, name)
                found.append(point)
            if told and told(nth + 1, points, point) is False:
                break
    return tuple(found)


def _patience(effort: Effort, nth: int) -> Effort:
    if nth or effort.time_limit_s is None:
        return effort
    return replace(effort, time_limit_s=COLD_START * effort.time_limit_s)


def worst_off(season: Season, plan: Plan) -> tuple[float, str]:
    """The least share of its proportional part that a municipality gets, and its code (rule 17)."""
    demand: dict[str, float] = {}
    for stop in season.stops:
        demand[stop.place.municipality] = demand.get(stop.place.municipality, 0.0) + stop.belief.mean_guests
    of = {stop.name: stop.place.municipality for stop in season.stops}
    guests = dict.fromkeys(demand, 0.0)
    for opening in plan.openings:
        guests[of[opening.stop]] += opening.guests
    total, whole = sum(guests.values()), sum(demand.values())
    shares = {m: guests[m] / (total * demand[m] / whole) for m in demand if demand[m] and total}
    return min(((share, m) for m, share in shares.items()), default=(0.0, ""))
