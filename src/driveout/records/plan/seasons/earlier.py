"""What a place got in other seasons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from driveout.records.plan.models import Opening, Plan, Stop

MOST = 5


@dataclass(frozen=True)
class Before:
    """The same place in another season, whatever it was called: visits and expected guests a week in its plan.

    `plan` is the approved one, else the newest; None where the season was never planned. `learned`: openings that
    taught what was believed of it then; 0 where it was assumed.
    """

    season_id: int
    season: str
    first_day: date | None
    weeks: int
    plan: int | None
    approved: bool
    visits: int
    guests: float
    learned: int


def other_seasons(stop: Stop, organisation_id: int) -> list[Before]:
    """The last five other seasons of the organisation that have a stop at this place, newest first. One query."""
    plans = Plan.objects.filter(season=OuterRef("season"))
    best = plans.order_by(F("approved_at").desc(nulls_last=True), "-made_at", "-id").values("pk")[:1]
    openings = Opening.objects.filter(stop=OuterRef("pk"), plan=OuterRef("plan")).order_by().values("stop")
    found = (
        Stop.objects.filter(where=stop.where_id, season__organisation=organisation_id, season__is_scenario=False)
        .exclude(season=stop.season_id)
        .annotate(plan=Subquery(best), approved=Exists(plans.filter(approved_at__isnull=False)))
        .annotate(
            visits=Coalesce(Subquery(openings.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
            guests=Subquery(openings.annotate(n=Sum("guests")).values("n")),
        )
        .order_by(F("season__first_day").desc(nulls_last=True), "-season__imported_at", "-season_id")
        .values_list(
            "season_id", "season__name", "season__first_day", "season__weeks", "plan", "approved", "visits", "guests",
            "openings_seen",
        )[:MOST]
    )  # fmt: skip
    return [Before(*row[:7], guests=row[7] or 0.0, learned=row[8]) for row in found]
