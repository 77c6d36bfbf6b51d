"""Who helps (providers), with what (services), where (places). What the standard of directories knows of each stands
whole in `document`, in its own words; beside it the columns that are searched, and what our own people know.

A place whose address must not be shown has none here: it is dropped before the row is written.
"""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from driveout.core.words import Heard, Sector
from driveout.records.place.models import new_key


def choices(kind: type[Sector] | type[Heard]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class HelpProvider(models.Model):
    """An organisation that gives help. `key`: its number in the standard. `source`: whose list it came from; empty for
    what was written here. `feed_mark`: of what that list said last."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, default=new_key)
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=7, choices=choices(Sector), default=Sector.UNKNOWN)
    document = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    feed_mark = models.CharField(max_length=32, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            UniqueConstraint(fields=("organisation", "key"), name="provider_of_help_once"),
            CheckConstraint(condition=~Q(name=""), name="provider_of_help_has_a_name"),
        )

    class Seen:
        anyone = ("key", "name", "sector", "document", "told_at")
        team = ("id", "organisation", "source", "feed_mark")

    def __str__(self) -> str:
        return self.name


class HelpPlace(models.Model):
    """Where help is given. `is_hidden`: its address must not be shown, and is not kept."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, default=new_key)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    is_hidden = models.BooleanField(default=False)
    document = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    feed_mark = models.CharField(max_length=32, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("organisation", "key"), name="place_of_help_once"),
            CheckConstraint(
                condition=Q(is_hidden=False) | Q(address="", postcode="", name="", lat__isnull=True, lon__isnull=True),
                name="hidden_place_of_help_lies_nowhere",
            ),
        )

    class Seen:
        anyone = ("key", "name", "address", "postcode", "lat", "lon", "is_hidden", "document", "told_at")
        team = ("id", "organisation", "source", "feed_mark")

    def __str__(self) -> str:
        return self.name or self.key


class HelpService(models.Model):
    """One offer of help. `needs`: the kinds it helps with, as |debt|legal|. `own`: what was written here over what the
    list says. `checked_on`: when somebody last spoke with them; `silent`: how often in a row nobody answered since.
    `full_on`: the last who asked was told so that day; `moved_on`: somebody said that it no longer fits."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(HelpProvider, null=True, on_delete=models.PROTECT, related_name="services")
    key = models.CharField(max_length=40, default=new_key)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=20, default="active")
    needs = models.CharField(max_length=200, blank=True)
    is_national = models.BooleanField(default=False)
    document = models.JSONField(default=dict)
    own = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    feed_mark = models.CharField(max_length=32, blank=True)
    told_at = models.DateTimeField()
    check_every_days = models.PositiveSmallIntegerField()
    checked_on = models.DateField(null=True)
    silent = models.PositiveSmallIntegerField(default=0)
    full_on = models.DateField(null=True)
    moved_on = models.DateField(null=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            UniqueConstraint(fields=("organisation", "key"), name="service_of_help_once"),
            CheckConstraint(condition=~Q(name=""), name="service_of_help_has_a_name"),
            CheckConstraint(
                condition=Q(status__in=("active", "inactive", "defunct", "temporarily closed")),
                name="service_of_help_has_a_known_status",
            ),
            CheckConstraint(condition=Q(check_every_days__gte=1), name="service_of_help_is_looked_after"),
        )

    class Seen:
        anyone = ("key", "provider", "name", "status", "needs", "is_national", "document", "told_at", "checked_on")
        team = (
            *("id", "organisation", "own", "source", "feed_mark", "check_every_days", "silent", "full_on"),
            "moved_on",
        )

    def __str__(self) -> str:
        return self.name


class HelpAt(models.Model):
    """A service at a place. `document`: what holds there alone, such as its hours."""

    service = models.ForeignKey(HelpService, on_delete=models.CASCADE, related_name="at")
    place = models.ForeignKey(HelpPlace, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, default=new_key)
    document = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("service", "place"), name="service_at_a_place_once"),
            UniqueConstraint(fields=("service", "key"), name="service_at_a_place_has_its_key"),
        )

    class Seen:
        anyone = ("key", "service", "place", "document")
        team = ("id",)

    def __str__(self) -> str:
        return self.key


class HelpUpload(models.Model):
    """A list that somebody handed in as a file, until the worker has read it. `report`: what became of it, as told."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    partial = models.BooleanField(default=False)
    report = models.JSONField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-id")

    class Seen:
        team = ("id", "organisation", "name", "content", "by", "at", "partial", "report", "read_at")

    def __str__(self) -> str:
        return self.name


class HelpCheck(models.Model):
    """Somebody looked after an entry, and what they heard. Newest last. `by`: None for a list that was fetched."""

    service = models.ForeignKey(HelpService, on_delete=models.CASCADE, related_name="checks")
    heard = models.CharField(max_length=7, choices=choices(Heard))
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    once = models.CharField(max_length=40, default=new_key)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            UniqueConstraint(fields=("service", "once"), name="entry_is_marked_once"),
            CheckConstraint(condition=Q(heard__in=[one.value for one in Heard]), name="what_was_heard_is_known"),
        )

    class Seen:
        crew = ("id", "service", "heard", "at", "note")
        team = ("by", "once")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.heard}"
