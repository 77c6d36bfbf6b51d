"""Putting a season's times in the open, and taking them down. One transaction each, with its trace; safe to send twice.

Taking approval back is here too: it is refused while the plan's times are public.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.records.plan.models import Plan, Season
from driveout.records.publish.models import PublicOpening, PublicTimes
from driveout.records.publish.rules import check_approved, check_not_public
from driveout.records.trust.actions import leave_trace


@transaction.atomic
def publish_times(*, plan_id: int, by: Any, now: datetime, why: str = "") -> PublicTimes:
    """Copy an approved plan's times into the open, in place of those that stood there; NotApproved otherwise."""
    plan = _held(plan_id)
    check_approved(plan)
    here = PublicTimes.objects.filter(season=plan.season_id).first()
    if here and here.plan_id == plan.id:
        return here
    if here:
        here.delete()
    season = plan.season
    copied = {name: getattr(season, name) for name in ("name", "first_day", "weeks", "closed_dates")}
    times = PublicTimes.objects.create(season=season, plan=plan, published_at=now, published_by=by, **copied)
    PublicOpening.objects.bulk_create(
        PublicOpening(
            times=times,
            place=opening.stop.name,
            venue=opening.stop.venue,
            municipality=opening.stop.municipality,
            weekday=opening.weekday,
            starts=opening.starts,
            minutes=opening.minutes,
        )
        for opening in plan.openings.select_related("stop")
    )
    instead_of = here.plan_id if here else None
    leave_trace(by=by, what="published the times", about=plan, now=now, why=why, instead_of=instead_of)
    return times


@transaction.atomic
def take_times_down(*, plan_id: int, by: Any, now: datetime, why: str = "") -> None:
    """Take a plan's times out of the open. When they are not there, nothing happens."""
    plan = _held(plan_id)
    if PublicTimes.objects.filter(season=plan.season_id, plan=plan).delete()[0]:
        leave_trace(by=by, what="took the times down", about=plan, now=now, why=why)


@transaction.atomic
def take_approval_back(*, plan_id: int, by: Any, now: datetime, why: str = "") -> Plan:
    """The plan is no longer the approved one. StillPublic while its times are in the open."""
    plan = _held(plan_id)
    if plan.approved_at is None:
        return plan
    check_not_public(plan)
    plan.approved_at = plan.approved_by = None
    plan.save(update_fields=["approved_at", "approved_by"])
    leave_trace(by=by, what="took approval back", about=plan, now=now, why=why)
    return plan


def _held(plan_id: int) -> Plan:
    """The plan, with its season held: two who decide at once come one after the other."""
    season_id = Plan.objects.values_list("season_id", flat=True).get(pk=plan_id)
    season = Season.objects.select_for_update().defer("drives", "reach").get(pk=season_id)
    plan = Plan.objects.get(pk=plan_id)
    plan.season = season
    return plan
