"""Working a curve out: budgets, floors, hubs, or one point more. Only the worker comes here: the planner is heavy."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from math import inf, isfinite
from typing import Any

from driveout.core import words
from driveout.core.plan.again import Patience, counts_more_than_guests
from driveout.core.plan.draft import Effort, Watch, draft
from driveout.core.plan.frontier import (
    BUDGET_EFFORT,
    COLD_START,
    FLOOR_EFFORT,
    BudgetPoint,
    FairnessPoint,
    Point,
    as_one_line,
    budget_frontier,
    budget_point,
    fairness_frontier,
    floor_point,
    may_be_empty,
    worst_off,
)
from driveout.core.plan.resources import HubPrices, explain_hub
from driveout.records.plan.models import Plan
from driveout.records.plan.models.frontier import Of

FOR_A_TABLE = Patience(first_s=10.0, change_s=0.0)
Points = list[dict[str, Any]]
Told = Callable[[int, Points], bool]  # how many are tried, and what is found; False: no more
LIMIT = {Of.BUDGET: "budget_kr_a_week", Of.FAIRNESS: "floor_share"}


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

    def hear(tried: int, _of: int, line: Sequence[Point]) -> bool:
        also = [_as_kept(point, weighed) for point in line]
        if not told(tried, also):
            told(tried, found)  # the last search was cut short: it says nothing of what is possible
            return False
        found[:] = also
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
    impossible = plan.proof.status is words.Status.INFEASIBLE
    if impossible or (not plan.openings and (of == Of.BUDGET or not may_be_empty(season))):
        return points
    point = budget_point(limit, plan) if of == Of.BUDGET else floor_point(season, limit, plan)
    own = {one[LIMIT[of]] for one in points if one.get("own")} | {limit}
    weighed = _weighed(season, of)
    line = as_one_line((*(_as_point(one, of) for one in points), point), effort.gap)
    kept = [_as_kept(one, weighed) for one in line]
    return [one | {"own": True} if one[LIMIT[of]] in own else one for one in kept]


def hubs(season: words.Season, plan: words.Plan, *, told: Told) -> None:
    """What one more of each would bring every hub, and what is lost without it; hub by hub."""
    found: Points = []
    for tried, hub in enumerate(season.hubs, start=1):
        found = [*found, _hub(explain_hub(season, plan, hub.name, FOR_A_TABLE))]
        if not told(tried, found):
            return


def _hub(prices: HubPrices) -> dict[str, Any]:
    said = {
        price.kind.value.replace(" ", "_"): {
            "in_all": price.in_all,
            "possible": price.possible,
            "gap": price.gap,
            "low": price.low,
            "high": price.high,
        }
        for price in prices.prices
    }
    plain = {name: getattr(prices, name) for name in ("hub", "guests", "cost_kr", "hours", "openings")}
    return {**plain, **said, "lost": prices.guests - prices.money_elsewhere, "elsewhere": prices.money_elsewhere}


def _as_kept(point: Point, weighed: bool) -> dict[str, Any]:
    """A point as it is stored. Where other things are counted than guests, the bound is none of guests: it is kept as
    `bound`, so that more points can be put on the line."""
    kept = asdict(point)
    bound = kept["at_most"] if isfinite(kept["at_most"]) else None
    return {**kept, "at_most": None if weighed else bound, "bound": bound}


def _as_point(kept: dict[str, Any], of: Of) -> Any:
    """The other way; a point from before there was an `objective` is its guests."""
    kind = BudgetPoint if of == Of.BUDGET else FairnessPoint
    bound = kept.get("bound", kept["at_most"])
    values = {"objective": kept["guests_a_week"], **kept, "at_most": inf if bound is None else bound}
    return kind(**{name: values[name] for name in kind.__dataclass_fields__ if name in values})


def _patient(effort: Effort) -> Effort:
    limit = effort.time_limit_s
    return effort if limit is None else replace(effort, time_limit_s=COLD_START * limit)


def _weighed(season: words.Season, of: Of) -> bool:
    """Does the planner weigh other things than guests? Then its bound is not a number of guests."""
    if of == Of.FAIRNESS:  # a floor takes the place of the fair share
        season = replace(season, terms=replace(season.terms, fairness=words.Fairness.FLOOR))
    return counts_more_than_guests(season)
