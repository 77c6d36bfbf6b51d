"""What a season could reach: asked for by a page, worked out by the worker for long searches, kept with the season."""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django_tasks import task

from driveout.core import words
from driveout.records.plan import line, queries
from driveout.records.plan.models import Change, Frontier, Season
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.models.work import UNDER_WAY, State
from driveout.records.plan.rules import Refused
from driveout.records.trust.actions import leave_trace

log = logging.getLogger(__name__)
POINTS = {Of.BUDGET: 12, Of.FAIRNESS: 11}  # budgets; floors of 0, 10, …, 100 %


class NoBudget(Refused):
    """The season has no budget, so there is nothing to vary."""


@dataclass(frozen=True)
class Shown:
    """The last curve asked for, and the last one that has points: the same, unless the last one found none yet."""

    latest: Frontier | None
    kept: Frontier | None


def ask_for_frontier(*, season: Season, of: Of, by: Any, now: datetime) -> Frontier:
    """Put a curve in line and return it; while one of its kind is under way, that one. A dead one is buried first."""
    if of == Of.BUDGET and season.terms.get("budget_kr_a_week") is None:
        raise NoBudget(f"{season.name} has no budget.")
    line.bury_silent(Frontier, now=now)
    try:
        with transaction.atomic():
            asked = Frontier.objects.create(
                season_id=season.id, of=of, asked_at=now, asked_by=by, asked_points=POINTS[of]
            )
            leave_trace(by=by, what="asked what if", about=asked, now=now, of=of.value)
            draw.enqueue(frontier_id=asked.id)
            return asked
    except IntegrityError:  # one is under way: the database holds the promise, also when two ask at once
        return Frontier.objects.get(season_id=season.id, of=of, state__in=UNDER_WAY)


def stop_frontier(*, frontier_id: int, by: Any, now: datetime) -> None:
    """Ask a curve to stop and keep its points. One that waits in line is simply taken out."""
    line.stop(Frontier, frontier_id, by=by, now=now, what="stopped what if")


def shown(season_id: int) -> dict[Of, Shown]:
    """For each kind, what there is to show. Two queries."""
    rows = Frontier.objects.filter(season_id=season_id).select_related("asked_by")
    latest = {Of(row.of): row for row in rows.filter(pk__in=_newest(season_id))}
    kept = {Of(row.of): row for row in rows.filter(pk__in=_newest(season_id, Q(tried__gt=0) & ~Q(points=[])))}
    return {of: Shown(latest.get(of), kept.get(of)) for of in Of}


def _newest(season_id: int, which: Q | None = None) -> Any:
    """The newest of each kind, as a part of another query."""
    found = Frontier.objects.filter(which or Q(), season_id=season_id).order_by()
    return found.values("of").annotate(newest=Max("id")).values("newest")


def mark_of(season: Season) -> str:
    """Which season, and which changes of its wishes, hold now. One query."""
    hold = Change.objects.filter(season=season, undone_at__isnull=True).order_by("id").values_list("id", flat=True)
    said = [season.fingerprint, season.terms, list(hold)]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


@task()
def draw(frontier_id: int) -> None:
    """Work a curve out, point by point. A second delivery does nothing; whatever goes wrong is written on it."""
    if not line.start(Frontier, frontier_id, now=timezone.now()):
        return
    with line.Heart(Frontier, frontier_id):
        try:
            _draw(Frontier.objects.select_related("season").get(pk=frontier_id))
        except Exception:
            log.exception("Frontier %s failed", frontier_id)
            line.end(Frontier, frontier_id, state=State.FAILED, now=timezone.now(), trouble="broke")
        except BaseException:  # the worker was told to end
            line.end(Frontier, frontier_id, state=State.FAILED, now=timezone.now(), trouble="ended")
            raise


def _draw(frontier: Frontier) -> None:
    from driveout.core.plan.frontier import budget_frontier, fairness_frontier, worst_off  # heavy

    row = Frontier.objects.filter(pk=frontier.pk)
    made_from = mark_of(frontier.season)
    season = queries.season_as_words(frontier.season_id)
    plan = queries.newest_plan(frontier.season_id)
    held: dict[str, Any] = {}
    if plan:
        worst, municipality = worst_off(season, queries.plan_as_words(plan.id))
        held = {"plan": plan.id, "budget_kr_a_week": season.terms.budget_kr_a_week, "cost_kr_a_week": plan.cost_kr}
        held |= {"guests_a_week": plan.guests, "worst_share": worst, "worst_municipality": municipality}
        held["at_most"] = plan.bound if plan.is_in_guests else None
    row.update(made_from=made_from, held=held)
    draw_it = budget_frontier if frontier.of == Of.BUDGET else fairness_frontier
    found: list[dict[str, Any]] = []
    watch = line.watcher(Frontier, frontier.pk)
    weighed = _weighed(season, Of(frontier.of))

    def told(tried: int, _of: int, point: Any) -> bool:
        if row.filter(stop_asked=True).exists():
            return False  # its search was cut short: it says nothing of what is possible
        if point is not None:
            found.append(asdict(point) | ({"at_most": None} if weighed else {}))
        row.update(tried=tried, points=found, heartbeat=timezone.now())
        return True

    draw_it(season, frontier.asked_points, told=told, watch=watch)
    stopped = row.filter(stop_asked=True).exists()
    state = State.STOPPED if stopped else State.DONE if found else State.IMPOSSIBLE
    line.end(Frontier, frontier.pk, state=state, now=timezone.now())


def _weighed(season: words.Season, of: Of) -> bool:
    """Does the planner weigh other things than guests? Then its bound is not a number of guests."""
    terms = season.terms
    evens_out = of == Of.BUDGET and terms.fairness is words.Fairness.PROPORTIONAL
    return bool(evens_out or terms.guests_per_1000_kr or (terms.change_price_guests and season.earlier))
