"""Why a stop got what it got, or what would help a hub: asked for, worked out beside the web server, kept."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from driveout.records.plan.models.plan import Plan
from driveout.records.plan.models.season import Hub, Stop


class Why(models.Model):
    """One question about a plan: about a stop, or about a hub. `told` is the answer, empty until it is there.

    Beside it, under `priced`, stand prices that were asked for one by one (see plan/pricing.py). A change of the
    season drops all answers.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="whys")
    stop = models.ForeignKey(Stop, null=True, on_delete=models.CASCADE, related_name="+")
    hub = models.ForeignKey(Hub, null=True, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    failed = models.BooleanField(default=False)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("plan", "stop"), condition=Q(stop__isnull=False), name="stop_asked_about_once"),
            UniqueConstraint(fields=("plan", "hub"), condition=Q(hub__isnull=False), name="hub_asked_about_once"),
            CheckConstraint(
                condition=Q(stop__isnull=True, hub__isnull=False) | Q(stop__isnull=False, hub__isnull=True),
                name="asked_about_a_stop_or_a_hub",
            ),
        )

    class Seen:
        team = (*("id", "plan", "stop", "hub", "asked_at", "answered_at", "seconds", "failed", "told"),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.stop_id or self.hub_id}"

    @property
    def is_answered(self) -> bool:
        return "assumptions" in self.told
