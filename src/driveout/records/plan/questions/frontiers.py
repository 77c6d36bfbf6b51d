"""What a season could reach: asked for by a page, worked out by the worker for long searches, kept with the season."""

import json
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django_tasks import task

from driveout.records.plan import queries
from driveout.records.plan.models import Change, Edit, Frontier, Hub, Plan, Season
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.models.work import UNDER_WAY, State
from driveout.records.plan.rules import Refused
from driveout.records.plan.work import lifecycle
from driveout.records.trust.actions import By, leave_trace

log = logging.getLogger(__name__)
POINTS = {Of.BUDGET: 12, Of.FAIRNESS: 11}  # budgets; floors of 0, 10, …, 100 %; of hubs: as many as there are
AXIS = {Of.BUDGET: "budget_kr_a_week", Of.FAIRNESS: "floor_share"}
SAME = 1e-4  # kr. or share: too little for a point of its own


class NoBudget(Refused):
    """The season has no budget, so there is nothing to vary."""


class NoPlan(Refused):
    """The season has no plan, so nobody knows what one more of anything would bring."""


class NoCurve(Refused):
    """There is no curve to put a point on: none was worked out, or the season has changed since."""


class Busy(Refused):
    """A curve of this kind is under way; a point comes when it is done."""


@dataclass(frozen=True)
class Shown:
    """The last curve asked for, and the last one that has points: the same, unless the last one found none yet."""

    latest: Frontier | None
    kept: Frontier | None


def ask_for_frontier(*, season: Season, of: Of, by: By, now: datetime) -> Frontier:
    """Put a curve in line and return it; while one of its kind is under way, that one. A dead one is buried first."""
    if of == Of.BUDGET and season.terms.get("budget_kr_a_week") is None:
        raise NoBudget(f"{season.name} has no budget.")
    if of == Of.HUBS and not Plan.objects.filter(season_id=season.id).exists():
        raise NoPlan(f"{season.name} has no plan.")
    points = POINTS.get(of) or Hub.objects.filter(season_id=season.id).count()
    return _put_in_line(season, of, by=by, now=now, asked_points=points)[0]


def ask_for_point(*, season: Season, of: Of, limit: float, by: By, now: datetime) -> Frontier:
    """Put one point of somebody's own on a curve: a budget (kr. a week) or a floor (share of 1). The curve that has it
    when it is there already. NoCurve without a curve of the season as it stands, Busy while one is under way.
    """
    rows = shown(season.id)[of]
    if of not in AXIS or rows.kept is None or rows.kept.made_from != mark_of(season):
        raise NoCurve(f"{season.name} has no curve that holds now.")
    kept = rows.kept
    if any(abs(point[AXIS[of]] - limit) < SAME for point in kept.points):
        return kept
    asked, is_new = _put_in_line(
        season, of, by=by, now=now, limit=limit, asked_points=kept.asked_points + 1, tried=kept.tried,
        points=kept.points, held={**kept.held, "own": limit}, made_from=kept.made_from,
    )  # fmt: skip
    if not is_new and asked.held.get("own") != limit:
        raise Busy("A curve of this kind is under way.")
    return asked


def _put_in_line(
    season: Season, of: Of, *, by: By, now: datetime, limit: float | None = None, **values: Any
) -> tuple[Frontier, bool]:
    """The new work, or what is under way, and which of the two."""
    lifecycle.bury_silent(Frontier, now=now)
    try:
        with transaction.atomic():
            asked = Frontier.objects.create(season_id=season.id, of=of, asked_at=now, asked_by=by, **values)
            leave_trace(by=by, what="asked what if", about=asked, now=now, of=of.value, limit=limit)
            draw.enqueue(frontier_id=asked.id)
            return asked, True
    except IntegrityError:  # one is under way: the database holds the promise, also when two ask at once
        return Frontier.objects.get(season_id=season.id, of=of, state__in=UNDER_WAY), False


def stop_frontier(*, frontier_id: int, by: By, now: datetime) -> None:
    """Ask a curve to stop and keep its points. One that waits in line is simply taken out."""
    lifecycle.stop(Frontier, frontier_id, by=by, now=now, what="stopped what if")


def shown(season_id: int, kinds: Collection[Of] = tuple(Of)) -> dict[Of, Shown]:
    """For each kind, what there is to show. Two queries."""
    rows = Frontier.objects.filter(season_id=season_id).select_related("asked_by")
    latest = {Of(row.of): row for row in rows.filter(pk__in=_newest(season_id, kinds))}
    with_points = Q(tried__gt=0) & ~Q(points=[])
    kept = {Of(row.of): row for row in rows.filter(pk__in=_newest(season_id, kinds, with_points))}
    return {of: Shown(latest.get(of), kept.get(of)) for of in kinds}


def _newest(season_id: int, kinds: Collection[Of], which: Q | None = None) -> Any:
    """The newest of each kind, as a part of another query."""
    found = Frontier.objects.filter(which or Q(), season_id=season_id, of__in=list(kinds)).order_by()
    return found.values("of").annotate(newest=Max("id")).values("newest")


def mark_of(season: Season) -> str:
    """Which season, and which changes of its wishes and of what a plan reads, hold now. Two queries."""
    done = (Change.objects.all(), Edit.objects.filter(planned=True))
    hold = [
        list(some.filter(season=season, undone_at__isnull=True).order_by("id").values_list("id", flat=True))
        for some in done
    ]
    said = [season.fingerprint, season.terms, *hold]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


@task()
def draw(frontier_id: int) -> None:
    """Work a curve out, point by point. A second delivery does nothing; whatever goes wrong is written on it."""
    if not lifecycle.start(Frontier, frontier_id, now=timezone.now()):
        return
    with lifecycle.Heart(Frontier, frontier_id):
        try:
            _draw(Frontier.objects.select_related("season").get(pk=frontier_id))
        except Exception:
            log.exception("Frontier %s failed", frontier_id)
            lifecycle.end(Frontier, frontier_id, state=State.FAILED, now=timezone.now(), trouble="broke")
        except BaseException:  # the worker was told to end
            lifecycle.end(Frontier, frontier_id, state=State.FAILED, now=timezone.now(), trouble="ended")
            raise


def _draw(frontier: Frontier) -> None:
    from driveout.records.plan.questions import curves  # heavy

    row, of = Frontier.objects.filter(pk=frontier.pk), Of(frontier.of)
    plan = queries.newest_plan(frontier.season_id)
    made_from = mark_of(frontier.season)
    season, known = queries.season_as_words(frontier.season_id), queries.plan_as_words(plan.id) if plan else None
    if plan and of == Of.HUBS:
        season, known = queries.would_be_planned(plan, queries.approved_plan(frontier.season_id))
    watch = lifecycle.watcher(Frontier, frontier.pk)

    def told(tried: int, points: curves.Points) -> bool:
        if row.filter(stop_asked=True).exists():
            return False
        row.update(tried=tried, points=points, heartbeat=timezone.now())
        return True

    if "own" in frontier.held:
        found = curves.one_more(season, of, frontier.held["own"], frontier.points, watch=watch)
        told(frontier.tried + 1, found)
    else:
        row.update(made_from=made_from, held=curves.held_by(season, plan, known) if plan and known else {})
        if of == Of.HUBS:
            if known:
                curves.hubs(season, known, told=told)
        else:
            curves.whole(season, of, frontier.asked_points, told=told, watch=watch)
    stopped, found_any = row.filter(stop_asked=True).exists(), not row.filter(points=[]).exists()
    state = State.STOPPED if stopped else State.DONE if found_any else State.IMPOSSIBLE
    lifecycle.end(Frontier, frontier.pk, state=state, now=timezone.now())
