"""Which plan people are used to."""

from driveout.records.plan.models import Plan
from driveout.records.publish.models import PublicTimes


def plan_people_know(season_id: int) -> Plan | None:
    """The season's approved plan, else the one whose times stand in the open; None where there is neither.

    Two queries at most.
    """
    plans = Plan.objects.filter(season_id=season_id)
    public = PublicTimes.objects.filter(season_id=season_id).values("plan")
    return plans.filter(approved_at__isnull=False).first() or plans.filter(pk__in=public).first()
