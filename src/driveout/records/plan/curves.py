"""Working a curve out: budgets, floors, hubs, or one point more. Only the worker comes here: the planner is heavy."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from driveout.core import words
from driveout.core.plan.draft import Effort, Watch, draft
from driveout.core.plan.frontier import (
    BUDGET_EFFORT,
    COLD_START,
    FLOOR_EFFORT,
    BudgetPoint,
    FairnessPoint,
    budget_frontier,
    fairness_frontier,
    worst_off,
)
from driveout.core.plan.reasons import HubPrices, explain_hub
from driveout.records.plan.models import Plan
from driveout.records.plan.models.frontier import Of

Points = list[dict[str, Any]]
Told = Callable[[int, Points], bool]  # how many are tried, and what is found; False: no more
SORTED_BY = {Of.BUDGET: "budget_kr_a_week", Of.FAIRNESS: "floor_share"}


def held_by(season: words.Season, row: Plan, plan: words.Plan) -> dict[str, Any]:
    """Where the plan that is newest lies on the axes of both curves."""
    worst, municipality = worst_off(season, plan)
    return {
        "plan": row.id,
        "budget_kr_a_week": season.terms.budget_kr_a_week,
        "cost_kr_a_week": row.cost_kr,
        "guests_a_week": row.guests,
        "at_most": row.bound if row.is_in_guests else None,
        "worst_share": worst,
        "worst_municipality": municipality,
    }


def whole(season: words.Season, of: Of, points: int, *, told: Told, watch: Watch) -> None:
    """All points of a curve of budgets or floors."""
    found: Points = []
    weighed = _weighed(season, of)

    def hear(tried: int, _of: int, point: BudgetPoint | FairnessPoint | None) -> bool:
        also = [] if point is None else [_as_kept(point, weighed)]
        if not told(tried, [*found, *also]):
            return False  # its search was cut short: it says nothing of what is possible
        found.extend(also)
        return True

    draws = budget_frontier if of == Of.BUDGET else fairness_frontier
    draws(season, points, told=hear, watch=watch)


def one_more(season: words.Season, of: Of, limit: float, points: Points, *, watch: Watch) -> Points:
    """The points with one of somebody's own between them; as they were when no plan keeps the limit."""
    terms, effort = season.terms, BUDGET_EFFORT
    if of == Of.BUDGET:
        terms = replace(terms, budget_kr_a_week=limit)
    else:
        terms, effort = replace(terms, fairness=words.Fairness.FLOOR, floor_share=limit), FLOOR_EFFORT
    plan = draft(replace(season, terms=terms), _patient(effort), watch=watch)
    if not plan.openings:
        return points
    point: BudgetPoint | FairnessPoint
    if of == Of.BUDGET:
        served = len({opening.stop for opening in plan.openings})
        point = BudgetPoint(limit, plan.guests_a_week, plan.proof.bound, plan.cost_kr_a_week, served)
    else:
        point = FairnessPoint(limit, plan.guests_a_week, plan.proof.bound, *worst_off(season, plan))
    own = _as_kept(point, _weighed(season, of)) | {"own": True}
    return sorted([*points, own], key=lambda one: float(one[SORTED_BY[of]]))


def hubs(season: words.Season, plan: words.Plan, *, told: Told) -> None:
    """What one more of each would bring every hub, and what is lost without it; hub by hub."""
    found: Points = []
    for tried, hub in enumerate(season.hubs, start=1):
        found = [*found, _hub(explain_hub(season, plan, hub.name))]
        if not told(tried, found):
            return


def _hub(prices: HubPrices) -> dict[str, Any]:
    said = {
        price.kind.value.replace(" ", "_"): {"in_all": price.in_all, "possible": price.possible, "gap": price.gap}
        for price in prices.prices
    }
    plain = {name: getattr(prices, name) for name in ("hub", "guests", "cost_kr", "hours", "openings")}
    return {**plain, **said, "lost": prices.guests - prices.money_elsewhere, "elsewhere": prices.money_elsewhere}


def _as_kept(point: BudgetPoint | FairnessPoint, weighed: bool) -> dict[str, Any]:
    return asdict(point) | ({"at_most": None} if weighed else {})


def _patient(effort: Effort) -> Effort:
    limit = effort.time_limit_s
    return effort if limit is None else replace(effort, time_limit_s=COLD_START * limit)


def _weighed(season: words.Season, of: Of) -> bool:
    """Does the planner weigh other things than guests? Then its bound is not a number of guests."""
    terms = season.terms
    evens_out = of == Of.BUDGET and terms.fairness is words.Fairness.PROPORTIONAL
    weights = any(stop.weight != 1 for stop in season.stops)
    moved = terms.change_price_guests and season.earlier
    return bool(evens_out or weights or moved or terms.guests_per_1000_kr)
