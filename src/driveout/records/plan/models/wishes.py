"""What is wished of a plan, and what people are used to from the one before."""

from django.db import models

from driveout.records.plan.models.season import Season, Stop

A_WEEKDAY = models.Q(weekday__gte=0, weekday__lte=6)


class Pin(models.Model):
    """This stop is open on this weekday, at this start and for this long where given."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="pins")
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("stop", "weekday"), name="stop_pinned_once_a_day"),
            models.CheckConstraint(condition=A_WEEKDAY, name="pin_is_on_a_weekday"),
        )

    class Seen:
        team = ("id", "season", "stop", "weekday", "starts", "minutes")

    def __str__(self) -> str:
        return f"{self.stop_id}: {self.weekday}"


class Forbidden(models.Model):
    """This stop is not visited, at all (no weekday) or on one weekday."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="forbidden")
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("stop", "weekday"), name="stop_forbidden_once_a_day"),
            models.UniqueConstraint(
                fields=("stop",), condition=models.Q(weekday__isnull=True), name="stop_forbidden_outright_once"
            ),
        )

    class Seen:
        team = ("id", "season", "stop", "weekday")

    def __str__(self) -> str:
        return f"{self.stop_id}: {self.weekday}"


class EarlierOpening(models.Model):
    """An opening that people are used to."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="earlier")
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=A_WEEKDAY, name="earlier_is_on_a_weekday"),)

    class Seen:
        anyone = ("stop", "weekday", "starts", "minutes")
        team = ("id", "season")

    def __str__(self) -> str:
        return f"{self.stop_id}: {self.weekday} {self.starts}"
