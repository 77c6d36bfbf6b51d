"""What people changed in a season, so that it can be read, undone and done again."""

from django.conf import settings
from django.db import models

from driveout.records.plan.models.season import Season, Stop


class Kind(models.TextChoices):
    """What people did, for them to read. What is needed to undo it stands in `before` and `after`."""

    LOCK = "lock"
    MOVE = "move"
    LENGTH = "length"
    OFTEN = "often"
    NEVER = "never"
    FREE = "free"


class Change(models.Model):
    """One change of what is wished of a stop. `before` and `after`: all its wishes, as `wishes_of` writes them.

    `amount`: the weekday, minutes or visits that were chosen. Undoing writes `before` back and marks the change;
    doing it again writes `after`. Nothing is ever deleted.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    amount = models.PositiveSmallIntegerField(null=True)
    before = models.JSONField()
    after = models.JSONField()
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)

    class Seen:
        team = (
            *("id", "season", "kind", "stop", "amount", "before", "after", "why", "made_at", "made_by"),
            *("undone_at", "undone_by"),
        )

    def __str__(self) -> str:
        return f"{self.season_id}: {self.kind}"
