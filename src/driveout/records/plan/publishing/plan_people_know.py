"""Which plan people are used to."""

from django.db.models import F, Q

from driveout.records.plan.models import Plan
from driveout.records.publish.models import PublicTimes


def plan_people_know(season_id: int) -> Plan | None:
    """The season's approved plan, else the one whose times are public; None where there is neither. One query."""
    public = PublicTimes.objects.filter(season_id=season_id).values("plan")
    known = Plan.objects.filter(Q(approved_at__isnull=False) | Q(pk__in=public), season_id=season_id)
    return known.order_by(F("approved_at").desc(nulls_last=True)).first()
