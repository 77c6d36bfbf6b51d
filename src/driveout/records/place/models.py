"""A place outlives its seasons: stops and hubs come and go with them, and each points to the place it stands at."""

from collections.abc import Sequence
from typing import Self, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def new_key() -> str:
    """A key that was never given before."""
    return uuid4().hex


class Kind(models.TextChoices):
    """Where a café may stand, or where vans drive from."""

    STOP = "stop"
    HUB = "hub"


class Place(models.Model):
    """A place of an organisation. `key` never changes and says nothing; `name` is what it is called now.

    `names`: what it was called before: a file of last year still finds it. `lat`, `lon`: where it was seen last; empty
    for a hub that somebody named before any season said where it lies. `told_key`: the key that files have for it.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    key = models.CharField(max_length=40, default=new_key)
    told_key = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=list)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            UniqueConstraint(fields=("organisation", "kind", "key"), name="place_has_a_key_of_its_own"),
            CheckConstraint(condition=Q(kind__in=Kind.values), name="place_kind_is_known"),
            CheckConstraint(condition=~Q(key=""), name="place_has_a_key"),
            CheckConstraint(
                condition=Q(lat__isnull=False, lon__isnull=False) | Q(kind="hub", lat__isnull=True, lon__isnull=True),
                name="place_of_a_cafe_lies_somewhere",
            ),
        )

    class Seen:
        anyone = ("key", "kind", "name", "lat", "lon")
        team = ("id", "organisation", "names", "told_key")

    def __str__(self) -> str:
        return self.name


Row = TypeVar("Row", bound=models.Model)


class RowsAtBase(models.QuerySet[Row]):
    """A row that is locked is read without its hub: a database locks no rows that may not be there."""

    def select_for_update(
        self, nowait: bool = False, skip_locked: bool = False, of: Sequence[str] = (), no_key: bool = False
    ) -> Self:
        return super().select_for_update(nowait, skip_locked, of, no_key).select_related(None)


class AtBase(models.Manager[Row]):
    """Rows that say what their hub is called: it stands at the place they point to, and is read with them."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return RowsAtBase(self.model, using=self._db).select_related("base")


class Doubt(models.TextChoices):
    """Why nobody but a person can say whether two places are one: one name far apart, several of one name, or two names
    at one spot."""

    FAR = "far"
    SEVERAL = "several"
    RENAMED = "renamed"


class PlaceQuestion(models.Model):
    """“Are these two one place?” They stay two until somebody says so. `same`: the answer, None until there is one."""

    one = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=10, choices=Doubt)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    same = models.BooleanField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("one", "other"), name="two_places_asked_about_once"),
            CheckConstraint(condition=Q(why__in=Doubt.values), name="doubt_about_places_is_known"),
            CheckConstraint(condition=~Q(one=F("other")), name="two_places_are_two"),
            CheckConstraint(
                condition=Q(same__isnull=True, answered_at__isnull=True)
                | Q(same__isnull=False, answered_at__isnull=False),
                name="question_about_places_is_answered_or_not",
            ),
        )

    class Seen:
        team = ("id", "one", "other", "why", "asked_at", "answered_at", "answered_by", "same")

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}?"
