"""Which plan stands on dates, and what it said when it was put there: to be held beside what stands in the open."""

from django.db import models

from driveout.records.plan.models.plan import Plan
from driveout.records.plan.models.season import Season


class OnDates(models.Model):
    """One a season, or none. `mark`: of place, day and hour of what was put on dates (see publish.told.mark_of), empty
    where nobody knows. `first`: the first date on which this plan holds."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=16, blank=True)
    first = models.DateField()
    made_at = models.DateTimeField()

    class Seen:
        crew = ("id", "season", "plan", "mark", "first", "made_at")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.first}"
