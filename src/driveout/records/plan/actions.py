"""What a person decides about plans: one of a season is the one that holds."""

from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.records.plan.models import Plan, Season
from driveout.records.plan.questions.reasons import reckon_anew
from driveout.records.plan.rules import check_binds
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def approve_plan(*, plan_id: int, by: By, now: datetime, **details: Any) -> Plan:
    """Make this the season's approved plan. Approving it again changes nothing. `details` go into the trace.

    BindsNobody in a scenario. The season's public times stay what they are until this plan's are published.
    """
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan_id)
    if plan.approved_at is None:
        check_binds(Season.objects.only("name", "is_scenario", "set_aside_at").get(pk=plan.season_id))
        Plan.objects.filter(season=plan.season_id, approved_at__isnull=False).update(approved_at=None, approved_by=None)
        plan.approved_at, plan.approved_by = now, by
        plan.save(update_fields=["approved_at", "approved_by"])
        reckon_anew(plan.season_id)  # planning again would hold other times now
        leave_trace(by=by, what="approved a plan", about=plan, now=now, **details)
    return plan
