"""Files on their way in and out: a season to be read, a plan to be written. The worker reads and writes them."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from driveout.records.plan.models.plan import Plan
from driveout.records.plan.models.season import Season
from driveout.records.team.models import Organisation


class Upload(models.Model):
    """A season somebody hands in as a file. `content` is kept until it is read, or answered for, and no longer.

    `faults` has file, row, column, found, what and expected in each language, and `instead`, a name that would do.
    `called`: file, row and name of each that was taken.
    """

    class State(models.TextChoices):
        """What became of it. `ASKS`: names are shared, and each has one that would do. `TAKEN`: a season of that name
        says something else. `LOST`: nobody ever read it."""

        WAITS = "waits"
        ASKS = "asks"
        DONE = "done"
        FAULTY = "faulty"
        TAKEN = "taken"
        BROKE = "broke"
        LOST = "lost"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    faults = models.JSONField(default=list)
    called = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    season_name = models.CharField(max_length=200, blank=True)
    season = models.ForeignKey(Season, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (
            CheckConstraint(
                condition=Q(state__in=("waits", "asks")) | Q(content__isnull=True), name="a_read_file_is_not_kept"
            ),
        )

    class Seen:
        team = (
            *("id", "organisation", "asked_by", "asked_at", "ended_at", "name", "size", "state"),
            *("faults", "called", "notes", "season_name", "season"),
        )
        none = ("content",)

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"


class PlanFile(models.Model):
    """A plan as a file, written when somebody asks, and fetched from here. `troubles`: why not, or what to know
    of it, in en and da."""

    class Kind(models.TextChoices):
        """Each is one button on the page."""

        EXCEL = "excel"
        CSV = "csv"
        CALENDAR = "calendar"
        MAP = "map"
        CARDS = "cards"
        RUN_SHEETS = "runsheets"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=5)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)
    failed = models.BooleanField(default=False)
    troubles = models.JSONField(default=list)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("plan", "kind", "language"), name="one_file_of_a_kind"),
            CheckConstraint(
                condition=Q(kind__in=("excel", "csv", "calendar", "map", "cards", "runsheets")),
                name="plan_file_of_a_known_kind",
            ),
        )

    class Seen:
        team = (
            *("id", "plan", "kind", "language", "asked_by", "asked_at", "made_at", "size", "failed", "troubles"),
            "content",
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.kind}"
