"""What a season could reach: asked for, worked out beside the web server, kept."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from driveout.records.plan.models.season import Season
from driveout.records.plan.models.work import UNDER_WAY, Work, ended_or_under_way


class Of(models.TextChoices):
    """What is varied: the budget, or how much the worst-off municipality is to get at least, or what each hub has."""

    BUDGET = "budget"
    FAIRNESS = "fairness"
    HUBS = "hubs"


class Frontier(Work):
    """One curve. `points`: what is found so far, as the planner's own points; `tried` of `asked_points` are worked out.

    `held`: the plan that held when it was asked for, where it lies on the same axes; empty when there was none.
    `made_from`: which season, with which wishes, was reckoned with.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="frontiers")
    of = models.CharField(max_length=12, choices=Of)
    asked_points = models.PositiveSmallIntegerField()
    tried = models.PositiveSmallIntegerField(default=0)
    made_from = models.CharField(max_length=64, blank=True)
    held = models.JSONField(default=dict)
    points = models.JSONField(default=list)

    class Meta(Work.Meta):
        constraints = (
            UniqueConstraint(
                fields=("season", "of"), condition=Q(state__in=UNDER_WAY), name="one_frontier_of_a_kind_at_a_time"
            ),
            ended_or_under_way("frontier_ended_or_under_way"),
        )

    class Seen:
        team = (
            *("id", "season", "of", "asked_at", "asked_by", "state", "started_at", "heartbeat", "ended_at"),
            *("asked_points", "tried", "stop_asked", "trouble", "made_from", "held", "points"),
        )

    def __str__(self) -> str:
        return f"{self.season_id}, {self.of}: {self.state}"
