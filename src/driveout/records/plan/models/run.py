"""A search for a better plan: asked for, running, ended."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from driveout.records.plan.models.plan import Plan
from driveout.records.plan.models.season import Season


class State(models.TextChoices):
    """Where a search stands. `impossible`: the wishes cannot hold together."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    IMPOSSIBLE = "impossible"


UNDER_WAY = (State.ASKED.value, State.RUNNING.value)


class PlanRun(models.Model):
    """One search. `found`, `ceiling`: what is known so far, in the plan's objective (guests when nothing is weighed).

    `heartbeat` is written every few seconds by a living worker; `trouble` is the reason a search failed, for people.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="runs")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    limit_seconds = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    found = models.FloatField(null=True)
    ceiling = models.FloatField(null=True)
    stop_asked = models.BooleanField(default=False)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.SET_NULL, related_name="+")
    trouble = models.CharField(max_length=20, blank=True)
    clash = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)
        constraints = (
            UniqueConstraint(
                fields=("season",), condition=Q(state__in=UNDER_WAY), name="one_search_at_a_time_a_season"
            ),
            CheckConstraint(
                condition=Q(state__in=UNDER_WAY, ended_at__isnull=True)
                | (~Q(state__in=UNDER_WAY) & Q(ended_at__isnull=False)),
                name="search_ended_or_under_way",
            ),
        )

    class Seen:
        team = (
            *("id", "season", "asked_at", "asked_by", "state", "limit_seconds", "started_at", "heartbeat", "ended_at"),
            *("seconds", "found", "ceiling", "stop_asked", "plan", "trouble", "clash"),
        )

    def __str__(self) -> str:
        return f"{self.season_id}: {self.state}"

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY
