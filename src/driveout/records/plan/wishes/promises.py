"""What was said of a wish, kept with it, and what it became once the season was planned again with it.

Said and became are in the plan's objective: guests a week, where moved openings, weights and the like count as well.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from driveout.records.plan.models import Change, Edit, Opening, Plan, PlanRun, Stop, Why
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes.stop_wishes import Move

Promise = dict[str, Any]
# What a wish is called among the planner's possibilities.
AS_POSSIBILITY = {Kind.OFTEN: "visits", Kind.NEVER: "no visit", Kind.MOVE: "other days", Kind.LENGTH: "length"}
SAME = 1e-6  # guests


def promise_of(
    stop: Stop, kind: Kind, amount: int | None, move: Move | None, openings: Sequence[Opening], mark: str
) -> Promise:
    """What was said of this very wish by the answer that stands; empty where nobody asked. One query.

    `mark`: of the wishes that stand. Answers of other wishes are gone already: a change drops them.
    """
    answers = Why.objects.filter(stop=stop).order_by("-plan_id")
    if openings:
        answers = answers.filter(plan_id=openings[0].plan_id)
    why = answers.first()
    if why is None:
        return {}
    told, follows = why.told, why.told.get("follows")
    if move is not None:
        priced = told.get("priced", {}).get(f"{move.of}-{move.day}-{move.starts}", {})
        found = priced.get("told", {}).get("possibility") if priced.get("mark") == mark else None
        follows = priced.get("follows")
    else:
        every = [*([told["one_more"]] if told.get("one_more") else []), *told.get("others", [])]
        asked = (AS_POSSIBILITY.get(kind), amount)
        found = next((one for one in every if (one["kind"], one["amount"]) == asked), None)
    if not found or not found["possible"] or "beside" not in found:
        return {}
    said = sum(found[part] for part in ("guests", "guests_elsewhere", "counted"))
    return {"said": said, "low": found["low"], "high": found["high"], "beside": found["beside"], "follows": follows}


def what_became(run: PlanRun, objective: float, *, proven: bool) -> dict[str, Any]:
    """What was said of the wishes that this search read for the first time, together, and what they became; empty where
    nothing was said. Five queries.

    `others`: how many changes went in beside them of which nothing was said. `holds`: did it come true? None where the
    new plan is not comparable: other times are held, or more than the wishes changed.
    """
    before = Plan.objects.filter(season_id=run.season_id).first()
    if before is None or run.started_at is None:
        return {}
    behind = PlanRun.objects.filter(plan=before, started_at__isnull=False).first()
    since = behind.started_at if behind and behind.started_at else before.made_at
    made = _in_between(Change, run, since)
    said = [change for change in made.select_related("stop").order_by("id") if change.promise]
    if not said:
        return {}
    others = made.count() - len(said) + _in_between(Edit, run, since).count()
    first = said[0].promise
    became = objective - first["beside"]
    low, high = (sum(change.promise[end] for change in said) for end in ("low", "high"))
    comparable = first["follows"] == run.follows_id and others == 0
    return {
        "said": sum(change.promise["said"] for change in said),
        "low": low,
        "high": high,
        "became": became if first["follows"] == run.follows_id else None,
        "others": others,
        "proven": proven,
        "holds": low - SAME <= became <= high + SAME if comparable else None,
        "wishes": [_wish(change) for change in said],
    }


def _in_between(kind: Any, run: PlanRun, since: datetime) -> Any:
    """What was changed after the plan before read the season, and stands."""
    rows = kind.objects.filter(season_id=run.season_id, undone_at__isnull=True)
    return rows.filter(made_at__gte=since, made_at__lt=run.started_at)


def _wish(change: Change) -> dict[str, Any]:
    """What it takes to say the wish again."""
    new = [pin[0] for pin in change.after["pins"] if pin not in change.before["pins"]]
    return {
        "stop": change.stop.name, "kind": change.kind, "amount": change.amount, "day": new[0] if new else None,
        "said": change.promise["said"], "change": change.pk,
    }  # fmt: skip
