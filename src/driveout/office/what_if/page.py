"""The page of two curves, put together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from driveout.office.guide import known
from driveout.office.what_if import budget, fairness
from driveout.office.what_if.progress import Progress, progress, source, warnings
from driveout.records.plan import frontiers, queries
from driveout.records.plan.frontiers import Shown
from driveout.records.plan.models import Frontier, Plan, Season
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.reading import terms_from_json
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan

KINDS = {Of.BUDGET: budget, Of.FAIRNESS: fairness}


@dataclass(frozen=True)
class Here:
    """What holds now, and who looks."""

    season: Season
    budget: float | None
    plan: Plan | None
    mark: str
    may_plan: bool
    now: datetime


def what_if_page(season: Season, member: Member, now: datetime) -> dict[str, Any]:
    """Plain values for the template. Four queries."""
    plan = queries.newest_plan(season.id)
    money = terms_from_json(season.terms).budget_kr_a_week
    here = Here(season, money, plan, frontiers.mark_of(season), may_plan(member), now)
    shown = frontiers.shown(season.id)
    curves = [_curve(of, shown[of], here) for of in KINDS]
    first = next((curve for curve in curves if curve["may_ask"] and not curve["table"]), None)
    if first:
        first["main"] = True
    return {
        "season": {"id": season.id, "name": season.name, "known": known.of_season(season.id)},
        "curves": curves,
        "may_plan": here.may_plan,
        "has_plan": plan is not None,
    }


def _curve(of: Of, shown: Shown, here: Here) -> dict[str, Any]:
    row = _with_points(shown)
    told: Progress | None = progress(shown.latest, here.now)
    under_way = told is not None and told["phase"] in ("waits", "runs")
    can_be = of != Of.BUDGET or here.budget is not None
    curve: dict[str, Any] = {
        "id": of.value,
        **KINDS[of].words(),
        "progress": told,
        "under_way": under_way,
        "can_be": can_be,
        "may_ask": here.may_plan and can_be and not under_way,
        "again": row is not None,
        "chart": None,
        "table": None,
    }
    if row is None:
        return curve
    is_old = under_way and row != shown.latest
    return {
        **curve,
        **KINDS[of].drawn(row),
        "source": source(row, here.season.name),
        "warnings": warnings(row, here.mark, here.plan, is_old=is_old),
    }


def _with_points(shown: Shown) -> Frontier | None:
    return shown.latest if shown.latest and shown.latest.points else shown.kept
