"""A planned week, with what is proven about it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from driveout.core.words import MINUTES_A_DAY, Status
from driveout.records.plan.models.season import Employee, Hub, Season, Stop, Vehicle

ROUNDS_AWAY = 0.5  # guests: too little to show in a whole number


class Plan(models.Model):
    """A plan that the independent checker found nothing wrong with. `rules`: what the checker tried.

    `fingerprint`: of the plan and who sent it. `made_from`: the mark of what a plan reads of a season, as it was.
    `guests_low`, `guests_high`: where single weeks fall in 8 of 10 cases; empty where reach was given outright.
    `guests_per_1000_kr`: what the last money of the budget brings, as the search ended; empty where it was not said.
    `follows`: the plan that people were used to when this one was made; moving its openings had a price.
    `unproven`: why no more is proven and what would help, in both languages; empty where there is nothing more to
    prove, and for a plan that is older than the question. `remarks`: what the plan could not do, likewise.
    `ferries`: the crossings of its tours with the departures they must reach, in both languages (see `crossings`).
    `kept`: what was said of the wishes that went into it, and what became of it (see plan/promises.py).
    `name` and `why` are people's own words about it.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="plans")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in Status])
    objective = models.FloatField()
    bound = models.FloatField()
    seconds = models.FloatField()
    seed = models.IntegerField()
    guests = models.FloatField()
    guests_low = models.FloatField(null=True)
    guests_high = models.FloatField(null=True)
    cost_kr = models.FloatField()
    driving_minutes = models.PositiveIntegerField()
    guests_per_1000_kr = models.FloatField(null=True)
    name = models.CharField(max_length=80, blank=True)
    why = models.TextField(blank=True)
    kept = models.JSONField(default=dict)
    rules = models.JSONField()
    notes = models.JSONField(default=list)
    ferries = models.JSONField(default=list, blank=True)
    unproven = models.JSONField(default=dict, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    fingerprint = models.CharField(max_length=64)
    made_from = models.CharField(max_length=64)
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            UniqueConstraint(fields=("season", "fingerprint"), name="plan_stored_once"),
            UniqueConstraint(
                fields=("season",), condition=Q(approved_at__isnull=False), name="one_approved_plan_a_season"
            ),
            CheckConstraint(condition=Q(bound__gte=F("objective") - 1e-6), name="plan_is_within_its_bound"),
            CheckConstraint(condition=~Q(rules=[]), name="plan_was_checked"),
            CheckConstraint(condition=~Q(status=Status.INFEASIBLE.value), name="plan_can_be_driven"),
        )

    class Seen:
        team = (
            *("id", "season", "made_at", "made_by", "status", "objective", "bound", "seconds", "seed", "guests"),
            *("guests_low", "guests_high", "cost_kr", "driving_minutes", "rules", "notes", "fingerprint", "made_from"),
            *("approved_at", "approved_by", "guests_per_1000_kr", "name", "why", "follows", "ferries", "kept"),
            *("unproven", "remarks"),
        )

    def __str__(self) -> str:
        return f"{self.season_id}: {self.guests:.0f}"

    @property
    def gap(self) -> float:
        """(bound − objective) / bound, as in core.words.Proof."""
        return max(0.0, (self.bound - self.objective) / abs(self.bound)) if self.bound else 0.0

    @property
    def is_proven(self) -> bool:
        return bool(self.status == Status.PROVEN.value)

    @property
    def is_in_guests(self) -> bool:
        """Was the number of guests what was maximised? Else objective and bound are a weighed sum, not guests."""
        return abs(self.objective - self.guests) < ROUNDS_AWAY


class Tour(models.Model):
    """One van's and one employee's day."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tours")
    name = models.CharField(max_length=120)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    vehicle = models.ForeignKey(Vehicle, on_delete=models.CASCADE, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    leaves = models.PositiveSmallIntegerField()
    returns = models.PositiveSmallIntegerField()
    break_starts = models.PositiveSmallIntegerField(null=True)
    driving_minutes = models.PositiveSmallIntegerField()
    km = models.FloatField()
    cost_kr = models.FloatField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("plan", "name"), name="tour_named_once"),
            UniqueConstraint(fields=("plan", "weekday", "vehicle"), name="van_drives_one_tour_a_day"),
            UniqueConstraint(fields=("plan", "weekday", "employee"), name="employee_drives_one_tour_a_day"),
            CheckConstraint(
                condition=Q(weekday__lte=6, returns__gt=F("leaves"), returns__lte=MINUTES_A_DAY),
                name="tour_is_in_a_day",
            ),
        )

    class Seen:
        crew = ("name", "hub", "weekday", "vehicle", "employee", "leaves", "returns", "break_starts")
        team = ("id", "plan", "driving_minutes", "km", "cost_kr")

    def __str__(self) -> str:
        return self.name


class Opening(models.Model):
    """A café stands. `guests` is expected; in 8 of 10 weeks between `guests_low` and `guests_high` where known."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="openings")
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="openings")
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    guests = models.FloatField()
    guests_low = models.PositiveSmallIntegerField(null=True)
    guests_high = models.PositiveSmallIntegerField(null=True)
    volunteers = models.JSONField(default=list)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("plan", "stop", "weekday"), name="stop_opens_once_a_day"),
            CheckConstraint(
                condition=Q(weekday__lte=6, minutes__gte=1, starts__lte=MINUTES_A_DAY - F("minutes")),
                name="opening_is_in_a_day",
            ),
            CheckConstraint(condition=Q(guests__gte=0), name="opening_has_no_fewer_than_0_guests"),
        )

    class Seen:
        anyone = ("stop", "hub", "weekday", "starts", "minutes")
        crew = ("tour", "guests", "guests_low", "guests_high", "volunteers")
        team = ("id", "plan")

    def __str__(self) -> str:
        return f"{self.stop_id}: {self.weekday} {self.starts}"
