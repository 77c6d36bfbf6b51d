"""The trace: one row for everything a person does. And one for each reading of somebody's own words."""

from django.conf import settings
from django.db import models


class Trace(models.Model):
    """Who did what, to what, when. Written inside the transaction it tells of, and never changed."""

    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=120)
    details = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    class Seen:
        team = ("id", "who", "what", "about", "details", "at")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.about}"


class WordsRead(models.Model):
    """Who read which own words, when, and why. `why` is what the reader wrote before the words were shown."""

    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.ForeignKey("records.OwnWords", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~models.Q(why=""), name="reading_has_a_reason"),)

    class Seen:
        team = ("id", "who", "words", "why", "at")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Seeing(models.TextChoices):
    """What of one of our people was read."""

    PHONE = "phone"
    PAPERS = "papers"
    HOURS = "hours"
    HOURS_FILE = "hours file"
    ALL = "all"
    FILE = "file"
    PLAN_FILE = "plan file"


class Reading(models.Model):
    """Who read what is held on one of our people, when and, where it was asked, why.

    Whose it is: `member`, or of those who do not sign in `person` at `base`, as on a shift.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=10, choices=Seeing)
    member = models.ForeignKey("records.Member", null=True, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey("records.Place", null=True, on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("organisation", "at"), name="readings_of_a_period"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(what__in=Seeing.values), name="reading_is_of_something"),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | models.Q(base__isnull=False) & ~models.Q(person=""),
                name="reading_is_of_somebody",
            ),
        )

    class Seen:
        team = ("id", "organisation", "who", "what", "member", "base", "person", "why", "at")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class Backup(models.Model):
    """A copy of the database that was opened and read through. Whose rows it holds does not stand here."""

    at = models.DateTimeField()
    rows = models.PositiveBigIntegerField()
    bytes = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=16)

    class Meta:
        ordering = ("id",)

    class Seen:
        team = ("id", "at", "rows", "bytes", "fingerprint")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.rows}"
