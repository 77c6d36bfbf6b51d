"""What a hub leader asks the coordinator to change at a place that another hub serves."""

from django.conf import settings
from django.db import models

from driveout.records.plan.models.change import Change, Kind
from driveout.records.plan.models.plan import Plan
from driveout.records.plan.models.season import Season, Stop


class Proposal(models.Model):
    """One wish that waits for the coordinator. It changes nothing until it is accepted; `change` is what it became.

    `kind`, `amount` as in Change; `move`: [from which weekday, to which, start], empty for other kinds. `plan`: the
    one that was looked at. `opened_with`: which wishes stood there then; empty for what was asked before that was
    kept. `accepted` is empty until it is answered; `answer` is what was said.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="proposals")
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    amount = models.PositiveSmallIntegerField(null=True)
    move = models.JSONField(default=list)
    opened_with = models.CharField(max_length=16, blank=True)
    why = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    change = models.ForeignKey(Change, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, accepted__isnull=True)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
                name="proposal_is_answered_or_waits",
            ),
            models.UniqueConstraint(
                fields=("stop", "made_by"),
                condition=models.Q(answered_at__isnull=True),
                name="one_proposal_waits_a_person_and_stop",
            ),
        )

    class Seen:
        team = (
            *("id", "season", "stop", "plan", "kind", "amount", "move", "opened_with", "why", "made_at", "made_by"),
            *("answered_at", "answered_by", "accepted", "answer", "change"),
        )

    def __str__(self) -> str:
        return f"{self.season_id}: {self.kind}?"
