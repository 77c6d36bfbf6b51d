"""What people changed of what is wished of a stop."""

from django.db import models

from driveout.records.plan.models.done import Done
from driveout.records.plan.models.season import Stop


class Kind(models.TextChoices):
    """What people did, for them to read. What is needed to undo it stands in `before` and `after`."""

    LOCK = "lock"
    MOVE = "move"
    HOUR = "hour"
    LENGTH = "length"
    OFTEN = "often"
    NEVER = "never"
    FREE = "free"


class Change(Done):
    """One change of what is wished of a stop. `before` and `after`: all its wishes, as `wishes_of` writes them.

    `amount`: the weekday, minutes or visits that were chosen. Undoing writes `before` back and marks the change;
    doing it again writes `after`. `promise`: what was said of it when it was wished (see plan/promises.py); empty where
    nothing was.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    amount = models.PositiveSmallIntegerField(null=True)
    promise = models.JSONField(default=dict)

    class Meta(Done.Meta):
        pass

    class Seen:
        team = (*Done.DONE_SEEN, "kind", "stop", "amount", "promise")

    def __str__(self) -> str:
        return f"{self.season_id}: {self.kind}"
