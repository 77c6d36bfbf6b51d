"""What people did to a season, so that it can be read, undone and done again. Nothing is ever deleted."""

from django.conf import settings
from django.db import models

from driveout.records.plan.models.season import Season


class Done(models.Model):
    """`turned_at`: when it was last undone or done again; what a search read before then, it read otherwise."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="%(class)ss")
    before = models.JSONField()
    after = models.JSONField()
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    turned_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("-id",)

    DONE_SEEN = ("id", "season", "before", "after", "why", "made_at", "made_by", "undone_at", "undone_by", "turned_at")
