"""Work that waits in line for a worker: a search for a plan, a curve of what could be."""

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """Where it stands. `impossible`: the wishes cannot hold together."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    IMPOSSIBLE = "impossible"


UNDER_WAY = (State.ASKED.value, State.RUNNING.value)


class Work(models.Model):
    """What every such row has. `heartbeat` is written every few seconds by a living worker; `trouble` is the reason
    it failed, for people."""

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    started_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stop_asked = models.BooleanField(default=False)
    trouble = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True
        ordering = ("-id",)

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


def ended_or_under_way(name: str) -> models.CheckConstraint:
    """What is under way has no end yet; everything else has one."""
    under_way = models.Q(state__in=UNDER_WAY)
    ended = models.Q(ended_at__isnull=False)
    return models.CheckConstraint(
        condition=models.Q(state__in=UNDER_WAY, ended_at__isnull=True) | (~under_way & ended), name=name
    )
