"""How far a season has come, from what is really there: for those who do it for the first time."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from driveout.records.plan.models import Change, Edit, Employee, Plan, Season, Stop, Vehicle, Why
from driveout.records.publish.models import PublicTimes


@dataclass(frozen=True)
class HowFar:
    """Each: is it there? `first_stop` and `newest_plan`: where to look next; None where there is none."""

    crew: bool
    planned: bool
    looked: bool
    changed: bool
    approved: bool
    public: bool
    first_stop: int | None
    newest_plan: int | None


def how_far(season_id: int) -> HowFar:
    """One query."""
    mine = {"season": OuterRef("pk")}
    there = {
        "vans": Exists(Vehicle.objects.filter(hub__season=OuterRef("pk"))),
        "crew": Exists(Employee.objects.filter(hub__season=OuterRef("pk"))),
        "planned": Exists(Plan.objects.filter(**mine)),
        "looked": Exists(
            Why.objects.filter(plan__season=OuterRef("pk"), stop__isnull=False, answered_at__isnull=False)
        ),
        "wished": Exists(Change.objects.filter(**mine)),
        "edited": Exists(Edit.objects.filter(**mine)),
        "approved": Exists(Plan.objects.filter(**mine, approved_at__isnull=False)),
        "public": Exists(PublicTimes.objects.filter(**mine)),
        "first_stop": Subquery(Stop.objects.filter(**mine).order_by("id").values("pk")[:1]),
        "newest_plan": Subquery(Plan.objects.filter(**mine).order_by("-made_at", "-id").values("pk")[:1]),
    }
    found = Season.objects.filter(pk=season_id).order_by().annotate(**there).values(*there).get()
    return HowFar(
        crew=found["crew"] and found["vans"],
        planned=found["planned"],
        looked=found["looked"] or found["wished"],
        changed=found["wished"] or found["edited"],
        approved=found["approved"],
        public=found["public"],
        first_stop=found["first_stop"],
        newest_plan=found["newest_plan"],
    )
