"""The plan on dates: a trip is a tour on a date, an occurrence an opening on a date.

Names are copied, because a register may be tidied up while what was held stays held. Times are minutes of the day.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from driveout.core.words import MINUTES_A_DAY


class Trip(models.Model):
    """One van's day on a date. `driver`: the employee of the plan; who really comes stands in the shift. `driver_key`,
    `van_key`: who and which that is in the register, whatever they are called there now.

    `base`: the place of the hub it starts at; `hub` what that was called when the day was made. `as_made`: what plan or
    repair made of it, while its cafés are held otherwise and it follows them, and what it left with where a plan has
    changed it since (see days.way_out_and_home); else empty.
    """

    season = models.ForeignKey("records.Season", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    name = models.CharField(max_length=120)
    base = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    hub = models.CharField(max_length=120)
    van = models.CharField(max_length=120)
    van_key = models.CharField(max_length=120, blank=True)
    driver = models.CharField(max_length=120)
    driver_key = models.CharField(max_length=120, blank=True)
    leaves = models.PositiveSmallIntegerField()
    returns = models.PositiveSmallIntegerField()
    break_starts = models.PositiveSmallIntegerField(null=True)
    driving_minutes = models.PositiveSmallIntegerField()
    km = models.FloatField()
    pick_ups = models.JSONField(default=list)
    as_made = models.JSONField(default=dict)

    class Meta:
        ordering = ("date", "leaves", "id")
        constraints = (
            UniqueConstraint(fields=("season", "date", "name"), name="trip_named_once_a_day"),
            CheckConstraint(
                condition=Q(returns__gt=F("leaves"), returns__lte=MINUTES_A_DAY, km__gte=0), name="trip_is_in_a_day"
            ),
        )

    class Seen:
        crew = (
            *("id", "season", "date", "name", "base", "hub", "van", "driver", "leaves", "returns"),
            *("break_starts", "driving_minutes", "km", "pick_ups"),
        )
        team = ("driver_key", "van_key", "as_made")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    def save(self, *args: Any, **values: Any) -> None:
        self.van_key = self.van_key or self.van
        super().save(*args, **values)

    @property
    def hub_key(self) -> str:
        """Which hub."""
        return str(self.base_id)


class OccurrenceState(models.TextChoices):
    """What is promised of it. Whether it was held stands in its tally."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Occurrence(models.Model):
    """A café on a date. `promised`: when it was to start before the day broke; equals `starts` otherwise.

    `where`: the place it is at; `place` what that was called when somebody last told of it. `base`, `hub`: likewise,
    of the hub that its van comes from.

    Cancelled ones stay, with `why` and who said so: everybody who looks for one finds that it is cancelled.
    `changed_at`: when somebody last said something else of it, also that it is as promised again.
    """

    begun: bool  # no column: on rows that were read with it, see crew.held

    season = models.ForeignKey("records.Season", on_delete=models.PROTECT, related_name="+")
    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="occurrences")
    stop = models.ForeignKey("records.Stop", null=True, on_delete=models.SET_NULL, related_name="+")
    where = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    place = models.CharField(max_length=120)
    venue = models.CharField(max_length=200, blank=True)
    base = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    hub = models.CharField(max_length=120)
    lat = models.FloatField()
    lon = models.FloatField()
    starts = models.PositiveSmallIntegerField()
    promised = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    guests = models.FloatField()
    state = models.CharField(max_length=10, choices=OccurrenceState, default=OccurrenceState.PLANNED)
    why = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("date", "starts", "id")
        constraints = (
            UniqueConstraint(fields=("season", "where", "date"), name="place_opens_once_a_date"),
            CheckConstraint(condition=Q(state__in=OccurrenceState.values), name="occurrence_state_is_known"),
            CheckConstraint(
                condition=Q(minutes__gte=1, starts__lte=MINUTES_A_DAY - F("minutes")), name="occurrence_is_in_a_day"
            ),
            CheckConstraint(condition=~Q(state="cancelled", why=""), name="cancelled_says_why"),
        )

    class Seen:
        anyone = (
            *("where", "date", "place", "venue", "hub", "lat", "lon", "starts", "promised", "minutes", "state", "why"),
        )
        crew = ("id", "season", "trip", "stop", "base", "seats", "guests", "told_at", "changed_at")
        team = ("told_by",)

    def __str__(self) -> str:
        return f"{self.date} {self.place}"

    @property
    def hub_key(self) -> str:
        """Which hub."""
        return str(self.base_id)
