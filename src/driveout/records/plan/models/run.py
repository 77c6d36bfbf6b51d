"""A search for a better plan: asked for, running, ended."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from driveout.records.plan.models.plan import Plan
from driveout.records.plan.models.season import Season
from driveout.records.plan.models.work import UNDER_WAY, Work, ended_or_under_way


class PlanRun(Work):
    """One search. `found`, `ceiling`: what is known so far, in the plan's objective (guests when nothing is weighed).

    `follows`: the plan whose openings are kept where moving them is not worth its price.
    `clash`: the wishes that cannot hold together, when that is how it ended.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="runs")
    limit_seconds = models.PositiveSmallIntegerField()
    seconds = models.FloatField(default=0)
    found = models.FloatField(null=True)
    ceiling = models.FloatField(null=True)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.SET_NULL, related_name="+")
    clash = models.JSONField(default=list)
    follows = models.ForeignKey(Plan, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Work.Meta):
        constraints = (
            UniqueConstraint(
                fields=("season",), condition=Q(state__in=UNDER_WAY), name="one_search_at_a_time_a_season"
            ),
            ended_or_under_way("search_ended_or_under_way"),
        )

    class Seen:
        team = (
            *("id", "season", "asked_at", "asked_by", "state", "limit_seconds", "started_at", "heartbeat", "ended_at"),
            *("seconds", "found", "ceiling", "stop_asked", "plan", "trouble", "clash", "follows"),
        )

    def __str__(self) -> str:
        return f"{self.season_id}: {self.state}"
