"""A plan that was found is stored: checked first, with its numbers and how sure they are."""

from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.core import words
from driveout.core.plan.check import check
from driveout.core.stats.reach import interval_met, interval_week, spread_met
from driveout.records.plan.models import Plan
from driveout.records.plan.plans.still_here import gone_since
from driveout.records.plan.rules import check_verdict
from driveout.records.plan.storing import crossings, sayings
from driveout.records.plan.storing.fingerprints import season_fingerprint
from driveout.records.plan.storing.writing import (
    plan_fingerprint,
    write_openings,
    write_tours,
)
from driveout.records.trust.actions import By, leave_trace

Interval = tuple[int, int] | None


def save_plan(
    *, season_id: int, season: words.Season, plan: words.Plan, by: By, now: datetime, sent_by: str,
    follows: int | None = None, kept: dict[str, Any] | None = None,
) -> Plan:  # fmt: skip
    """Store a plan that the independent checker finds nothing wrong with; NotChecked otherwise.

    `sent_by` names the search or file it comes from: sent twice, it is stored once. `follows`: the plan whose
    openings `season` was read with. `kept`: what was said of its wishes, and what they became. Checking takes place
    before the transaction, so that nobody waits for it. Who was taken out since the season was read is not named.
    """
    fingerprint = plan_fingerprint(plan, sent_by=sent_by)
    if here := Plan.objects.filter(season_id=season_id, fingerprint=fingerprint).first():
        return here
    verdict = check(season, plan)
    check_verdict(verdict)
    intervals, week = _intervals(season, plan)
    ferries = crossings.as_stored(season, plan)
    with transaction.atomic():
        gone = gone_since(season_id, season)
        plan = gone.in_plan(plan)
        row = Plan.objects.create(
            season_id=season_id,
            made_at=now,
            made_by=by,
            status=plan.proof.status.value,
            objective=plan.proof.objective,
            bound=plan.proof.bound,
            seconds=plan.seconds,
            seed=plan.seed,
            guests=plan.guests_a_week,
            guests_low=week and week[0],
            guests_high=week and week[1],
            cost_kr=plan.cost_kr_a_week,
            driving_minutes=plan.driving_minutes_a_week,
            guests_per_1000_kr=plan.guests_per_1000_kr,
            rules=list(verdict.rules),
            notes=gone.in_told(list(plan.notes)),
            ferries=ferries,
            unproven=gone.in_told(sayings.as_stored(plan.proof.why) if plan.proof.why else {}),
            remarks=gone.in_told([sayings.as_stored(remark) for remark in plan.remarks]),
            fingerprint=fingerprint,
            made_from=season_fingerprint(season),
            follows_id=follows,
            kept=gone.in_told(kept or {}),
        )
        write_openings(row, plan, write_tours(row, plan), intervals)
        leave_trace(by=by, what="stored a plan", about=row, now=now, guests=round(row.guests), gap=row.gap)
    return row


def _intervals(season: words.Season, plan: words.Plan) -> tuple[list[Interval], tuple[float, float] | None]:
    """80 % intervals of each opening and of a single week; None where the season gives guests outright."""
    stops = {stop.name: stop for stop in season.stops}
    given = {stop for stop, _, _ in season.reach}
    visits: dict[str, int] = {}
    for opening in plan.openings:
        visits[opening.stop] = visits.get(opening.stop, 0) + 1
    each: list[Interval] = []
    spreads: list[tuple[float, float, str]] = []
    for opening in plan.openings:
        if opening.stop in given:
            each.append(None)
            continue
        stop = stops[opening.stop]
        shared = (1 + season.terms.second_visit_share) / 2 if visits[opening.stop] == 2 else 1.0
        play = {"seats": stop.seats, "minutes": opening.minutes, "stay": stop.stay_minutes}
        each.append(interval_met(stop.belief, **play, demand_factor=shared))
        # The plan's number is averaged over holidays; a week's spread is that of its openings around it.
        spreads.append((opening.guests, spread_met(stop.belief, **play, demand_factor=shared)[1], opening.stop))
    return each, (interval_week(spreads) if spreads and not given else None)
