"""What a season is made of. Rows keep the order they were given in: everything is read by `id`.

Times are minutes of the day, lengths minutes, as in core.words. Weekdays are 0 (Monday) to 6.
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from driveout.core.words import MINUTES_A_DAY, Answer, Known
from driveout.core.words.fields import EMPLOYEE, HUB, SEASON, STOP, TOLD_TO_GUESTS, VEHICLE, VOLUNTEER, Sees

ANSWER: dict[str, Any] = {"max_length": 7, "choices": [(one.value, one.value) for one in Answer], "default": "unknown"}
ON_EARTH = Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180)
A_SPAN_OF_A_DAY = Q(weekday__gte=0, weekday__lte=6, opens__gte=0, closes__gt=F("opens"), closes__lte=MINUTES_A_DAY)


def new_calendar_key() -> str:
    """One that no season has."""
    return uuid4().hex


def is_new_calendar_key(key: str) -> bool:
    """Is it one of these, or the name of a season that was there before them?"""
    return len(key) == len(uuid4().hex) and set(key) <= set("0123456789abcdef")


class Season(models.Model):
    """A season of one organisation. `drives` and `reach` are derived, large and read only by the planner.

    A scenario is a copy in which something is tried out; its plans bind nobody. `set_aside_at`: when a scenario took
    this season's place. `calendar_key`: what its events are called by in people's calendars: never another season's,
    nor another for a new name; the one who takes a season's place takes that too.
    """

    plan_guests: float | None  # no column, nor the next: on rows that copies.overview read
    plan_approved: datetime | None

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    first_day = models.DateField(null=True)
    weeks = models.PositiveSmallIntegerField()
    closed_dates = models.JSONField(default=list)
    terms = models.JSONField()
    target_guests_a_week = models.FloatField(null=True)
    notes = models.JSONField(default=list)
    drives = models.JSONField()
    drives_source = models.TextField(blank=True)
    reach = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    copy_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="copies")
    is_scenario = models.BooleanField(default=False)
    set_aside_at = models.DateTimeField(null=True)
    calendar_key = models.CharField(max_length=120, default=new_calendar_key)

    class Meta:
        ordering = ("-imported_at", "-id")
        constraints = (
            UniqueConstraint(fields=("organisation", "name"), name="season_named_once"),
            CheckConstraint(condition=Q(weeks__gte=1), name="season_lasts_a_week"),
        )

    class Seen:
        anyone = SEASON.seen_by(Sees.ANYONE)
        team = (
            *("id", "organisation", "terms", "drives", "reach", "fingerprint", "imported_at", "copy_of"),
            *("is_scenario", "set_aside_at", "calendar_key", *SEASON.seen_by(Sees.TEAM)),
        )

    def __str__(self) -> str:
        return self.name


class Spot(models.Model):
    """A named spot on the map, with where its position and size come from."""

    place_name = models.CharField(max_length=120)
    lat = models.FloatField()
    lon = models.FloatField()
    address = models.CharField(max_length=200, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    inhabitants = models.PositiveIntegerField(null=True)
    source = models.TextField(blank=True)

    class Meta:
        abstract = True


class Hub(Spot):
    """A base that vans drive from. `where`: the place it is at, season after season."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="hubs")
    where = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("season", "name"), name="hub_named_once"),
            UniqueConstraint(fields=("season", "where"), name="one_hub_at_a_place"),
            CheckConstraint(condition=ON_EARTH, name="hub_is_on_earth"),
        )

    class Seen:
        anyone = ("where", *HUB.seen_by(Sees.ANYONE))
        team = ("id", "season", *HUB.seen_by(Sees.TEAM))

    def __str__(self) -> str:
        return self.name


class Workday(models.Model):
    """The earliest and latest minute a hub's crew may work on a weekday."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="workdays")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (CheckConstraint(condition=A_SPAN_OF_A_DAY, name="workday_is_a_span"),)

    class Seen:
        team = ("id", "hub", "weekday", "opens", "closes")

    def __str__(self) -> str:
        return f"{self.hub_id}: {self.weekday} {self.opens}–{self.closes}"


class Stop(Spot):
    """A small community where a café may stand, and how many are believed to come. `contact`: whom to call there.

    `where`: the place it is, season after season, whatever it is called.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="stops")
    where = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    venue = models.CharField(max_length=200, blank=True)
    step_free = models.CharField(**ANSWER)
    dogs_welcome = models.CharField(**ANSWER)
    contact = models.TextField(blank=True)
    lengths = models.JSONField()
    setup_minutes = models.PositiveSmallIntegerField()
    packdown_minutes = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    stay_minutes = models.PositiveSmallIntegerField()
    volunteers = models.PositiveSmallIntegerField()
    weight = models.FloatField()
    visits_min = models.PositiveSmallIntegerField()
    visits_max = models.PositiveSmallIntegerField()
    mean_guests = models.FloatField()
    spread = models.FloatField()
    shape = models.FloatField()
    known = models.CharField(max_length=10, choices=[(known.value, known.value) for known in Known])
    openings_seen = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("season", "name"), name="stop_named_once"),
            UniqueConstraint(fields=("season", "where"), name="one_stop_at_a_place"),
            CheckConstraint(condition=ON_EARTH, name="stop_is_on_earth"),
            CheckConstraint(
                condition=Q(visits_min__lte=F("visits_max"), visits_max__lte=2), name="stop_has_0_to_2_visits"
            ),
            CheckConstraint(condition=Q(seats__gte=1, stay_minutes__gte=1), name="stop_has_seats"),
            CheckConstraint(
                condition=Q(mean_guests__gte=0, spread__gte=0, shape__gt=0, weight__gte=0),
                name="stop_belief_is_possible",
            ),
            *(
                CheckConstraint(condition=Q(**{f"{told.name}__in": list(Answer)}), name=f"stop_says_{told.name}")
                for told in TOLD_TO_GUESTS
            ),
        )

    class Seen:
        anyone = ("where", *STOP.seen_by(Sees.ANYONE))
        crew = STOP.seen_by(Sees.CREW)
        team = ("id", "season", *STOP.seen_by(Sees.TEAM))

    def __str__(self) -> str:
        return self.name


class MayServe(models.Model):
    """Which hubs may serve a stop, home first."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="served_by")
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (UniqueConstraint(fields=("stop", "hub"), name="hub_may_serve_a_stop_once"),)

    class Seen:
        team = ("id", "stop", "hub")

    def __str__(self) -> str:
        return f"{self.hub_id} → {self.stop_id}"


class StopWindow(models.Model):
    """When guests may be inside a stop's venue."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (CheckConstraint(condition=A_SPAN_OF_A_DAY, name="window_is_a_span"),)

    class Seen:
        team = ("id", "stop", "weekday", "opens", "closes")

    def __str__(self) -> str:
        return f"{self.stop_id}: {self.weekday} {self.opens}–{self.closes}"


class Keyed(models.Model):
    """A van or somebody of a register. `key`: which or who it is, whatever it is called; two people at a hub may share
    a name. Without one of its own the name is the key, as in the words."""

    key = models.CharField(max_length=120)
    name = models.CharField(max_length=120)

    class Meta:
        abstract = True

    def save(self, *args: Any, **values: Any) -> None:
        self.key = self.key or self.name
        super().save(*args, **values)


class Vehicle(Keyed):
    """A van and the weekdays it can be had."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="vehicles")
    weekdays = models.JSONField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("hub", "name"), name="vehicle_named_once_a_hub"),
            UniqueConstraint(fields=("hub", "key"), name="vehicle_is_one_at_a_hub"),
            CheckConstraint(condition=~Q(key=""), name="vehicle_has_a_key"),
        )

    class Seen:
        crew = VEHICLE.seen_by(Sees.CREW)
        team = ("id", "key", *VEHICLE.seen_by(Sees.TEAM))

    def __str__(self) -> str:
        return self.name


class Employee(Keyed):
    """Who drives a tour and stands behind the volunteers, and the hours agreed."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="employees")
    weekdays = models.JSONField()
    minutes_a_week = models.PositiveIntegerField()
    minutes_a_day = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("hub", "key"), name="employee_is_one_at_a_hub"),
            CheckConstraint(condition=~Q(key=""), name="employee_has_a_key"),
        )

    class Seen:
        crew = EMPLOYEE.seen_by(Sees.CREW)
        team = ("id", "key", *EMPLOYEE.seen_by(Sees.TEAM))

    def __str__(self) -> str:
        return self.name


class Volunteer(Keyed):
    """A volunteer host and how much they can give."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="volunteers")
    weekdays = models.JSONField()
    openings_a_day = models.PositiveSmallIntegerField()
    openings_a_week = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("hub", "key"), name="volunteer_is_one_at_a_hub"),
            CheckConstraint(condition=~Q(key=""), name="volunteer_has_a_key"),
        )

    class Seen:
        crew = VOLUNTEER.seen_by(Sees.CREW)
        team = ("id", "key", *VOLUNTEER.seen_by(Sees.TEAM))

    def __str__(self) -> str:
        return self.name
