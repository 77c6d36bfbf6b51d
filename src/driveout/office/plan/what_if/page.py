"""The page of two curves and of all hubs, put together."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from driveout.office.guide import learned
from driveout.office.plan.what_if import budget, fairness, hubs, own
from driveout.office.plan.what_if.own import Asked
from driveout.office.plan.what_if.progress import Progress, progress, source, warnings
from driveout.office.waiting import place
from driveout.records.plan import queries
from driveout.records.plan.models import Frontier, Plan, Season
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.models.work import State
from driveout.records.plan.questions import frontiers
from driveout.records.plan.questions.frontiers import Shown
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.plan.work.in_line import InLine, ahead_of, in_line
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan

KINDS: dict[Of, Any] = {Of.BUDGET: budget, Of.FAIRNESS: fairness, Of.HUBS: hubs}


@dataclass(frozen=True)
class Here:
    """What is so now, and who looks. `sort`: what the hubs are sorted by. `asked`: a limit that could not be taken."""

    season: Season
    budget: float | None
    plan: Plan | None
    mark: str
    may_plan: bool
    now: datetime
    line: list[InLine]
    sort: str = ""
    asked: dict[Of, Asked] = field(default_factory=dict)


def what_if_page(
    season: Season, member: Member, now: datetime, *, only: Collection[Of] = tuple(KINDS), sort: str = "",
    asked: dict[Of, Asked] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Plain values for the template, of the kinds that are asked for. Seven queries; two more while something waits."""
    plan = queries.newest_plan(season.id)
    money = terms_from_json(season.terms).budget_kr_a_week
    shown = frontiers.shown(season.id, only)
    waits = any(one.latest and one.latest.state == State.ASKED for one in shown.values())
    line = in_line(now) if waits else []
    here = Here(season, money, plan, frontiers.mark_of(season), may_plan(member), now, line, sort, asked or {})
    curves = [_curve(of, shown[of], here) for of in KINDS if of in only]
    first = next((curve for curve in curves if curve["may_ask"] and not curve["table"]), None)
    if first and len(curves) > 1:
        first["main"] = True
    return {
        "season": {"id": season.id, "name": season.name, "known": learned.of_season(season.id)},
        "curves": curves,
        "may_plan": here.may_plan,
        "may_be_tried": season.set_aside_at is None,
        "has_plan": plan is not None,
    }


def _curve(of: Of, shown: Shown, here: Here) -> dict[str, Any]:
    row = _with_points(shown)
    ahead = ahead_of(shown.latest, here.line) if shown.latest else []
    waits_for = place(ahead, here.season.organisation_id)
    told: Progress | None = progress(shown.latest, here.now, waits_for, len(ahead))
    under_way = told is not None and told["phase"] in ("waits", "runs")
    can_be = {Of.BUDGET: here.budget is not None, Of.HUBS: here.plan is not None}.get(of, True)
    curve: dict[str, Any] = {
        "id": of.value,
        **KINDS[of].words(),
        "progress": told,
        "under_way": under_way,
        "since": _since(told),
        "can_be": can_be,
        "may_ask": here.may_plan and can_be and not under_way,
        "again": row is not None,
        "chart": None,
        "table": None,
        "own": None,
    }
    if row is None:
        return curve
    is_old = under_way and row != shown.latest
    may_own = curve["may_ask"] and of != Of.HUBS and row.made_from == here.mark
    drawing = hubs.drawn(row, here.sort) if of == Of.HUBS else KINDS[of].drawn(row)
    return {
        **curve,
        **drawing,
        "since": _since(told, drawing.get("sort", "")),
        "ends": " ".join(part for part in (drawing.get("ends", ""), own.not_kept(row)) if part),
        "own": own.form(of, here.budget, here.asked.get(of)) if may_own else None,
        "source": source(row, here.season.name),
        "warnings": warnings(row, here.mark, here.plan, is_old=is_old),
    }


def _since(told: Progress | None, sort: str = "") -> str:
    """What a page that waits says it has already, so that only news is sent."""
    return "?" + urlencode({"was": told["key"] if told else "", **({"sorter": sort} if sort else {})})


def _with_points(shown: Shown) -> Frontier | None:
    return shown.latest if shown.latest and shown.latest.points else shown.kept
