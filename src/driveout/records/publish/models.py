"""The times of a season as anyone may read them: a copy, so that no open page ever looks at a plan."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from driveout.core.publish import SHOWN_FROM
from driveout.core.words import MINUTES_A_DAY
from driveout.records.publish.told import OpenOpening


class PublicTimes(models.Model):
    """What stands in the open for a season, and which plan it was copied from. One a season, or none.

    `mark`: of place, day and hour (see told.mark_of); empty where nobody knows.
    """

    season = models.OneToOneField("records.Season", on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey("records.Plan", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    first_day = models.DateField(null=True)
    weeks = models.PositiveSmallIntegerField()
    closed_dates = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    mark = models.CharField(max_length=16, blank=True)

    class Seen:
        anyone = ("name", "first_day", "weeks", "closed_dates", "published_at")
        team = ("id", "season", "plan", "published_by", "mark")

    def __str__(self) -> str:
        return self.name


class PublicOpening(models.Model):
    """One opening a week: where and when. Nothing about crew or guests is ever copied here."""

    times = models.ForeignKey(PublicTimes, on_delete=models.CASCADE, related_name="openings")
    place_key = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    venue = models.CharField(max_length=200, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    step_free = models.CharField(max_length=7, default="unknown")
    dogs_welcome = models.CharField(max_length=7, default="unknown")
    address = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("weekday", "starts", "id")
        constraints = (
            CheckConstraint(
                condition=Q(weekday__lte=6, minutes__gte=1, starts__lte=MINUTES_A_DAY - F("minutes")),
                name="public_opening_is_in_a_day",
            ),
        )

    class Seen:
        anyone = OpenOpening.__slots__
        team = ("id", "times")

    def __str__(self) -> str:
        return f"{self.place}: {self.weekday} {self.starts}"


class PublicChange(models.Model):
    """One date on which a public opening is cancelled, or comes later than usual. It stays visible until it is over."""

    season = models.ForeignKey("records.Season", on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    place_key = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    municipality = models.CharField(max_length=60, blank=True)
    promised = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    cancelled = models.BooleanField()
    why = models.CharField(max_length=300)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("date", "promised", "id")
        constraints = (
            models.UniqueConstraint(fields=("season", "place_key", "date"), name="one_change_a_place_a_date"),
            CheckConstraint(condition=~Q(why=""), name="public_change_says_why"),
            CheckConstraint(
                condition=Q(cancelled=True) | ~Q(promised=F("starts")), name="public_change_changes_something"
            ),
        )

    class Seen:
        anyone = (
            *("date", "place_key", "place", "municipality", "promised", "starts", "minutes", "cancelled", "why"),
            "told_at",
        )
        team = ("id", "season")

    def __str__(self) -> str:
        return f"{self.date} {self.place}"


class PublicMove(models.Model):
    """A café's week is another than guests were told: one row a place. `before`, `after`: weekday, start, minutes and
    hall of each of its openings. `from_date`: when `after` holds; `until`: the last day on which that is news. `about`:
    what guests were told of the place itself, as in an opening: of a place that leaves, no opening says it any more.
    """

    season = models.ForeignKey("records.Season", on_delete=models.CASCADE, related_name="+")
    place_key = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    municipality = models.CharField(max_length=60, blank=True)
    before = models.JSONField()
    after = models.JSONField()
    about = models.JSONField(default=dict)
    from_date = models.DateField()
    until = models.DateField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("place", "id")
        constraints = (models.UniqueConstraint(fields=("season", "place_key"), name="one_move_a_place"),)

    class Seen:
        anyone = ("place_key", "place", "municipality", "before", "after", "about", "from_date", "until",
                  "told_at")  # fmt: skip
        team = ("id", "season")

    def __str__(self) -> str:
        return f"{self.place} {self.from_date}"


class PublicEvent(models.Model):
    """What calendars that anyone follows say of one café's week, or of one date of it: an event, or an event with its
    other dates. `said`: its text, without when it changed; `since`: then. `base_key`, `hub`: where its van comes from.

    What is no more held is said to be cancelled, so that nobody keeps it. `organisation`: whose it is, by number: it
    stands in the addresses that calendars follow from one season to the next.
    """

    organisation = models.PositiveBigIntegerField()
    season = models.ForeignKey("records.Season", on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=140)
    place_key = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    base_key = models.CharField(max_length=40, blank=True)
    hub = models.CharField(max_length=120, blank=True)
    said = models.TextField()
    since = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("season", "uid"), name="one_public_event"),)
        indexes = (models.Index(fields=("organisation", "place_key"), name="public_event_where"),)

    class Seen:
        anyone = ("organisation", "uid", "place_key", "place", "base_key", "hub", "said", "since")
        team = ("id", "season")

    def __str__(self) -> str:
        return f"{self.place} {self.since}"


class PublicKey(models.Model):
    """A key that a place was followed by, before somebody said that it is one with another, whose key is `now`: what
    was told once leads on for good."""

    key = models.CharField(max_length=40, unique=True)
    now = models.CharField(max_length=40)

    class Meta:
        constraints = (CheckConstraint(condition=~Q(key=F("now")), name="public_key_leads_on"),)
        indexes = (models.Index(fields=("now",), name="public_key_now"),)

    class Seen:
        anyone = ("key", "now")
        team = ("id",)

    def __str__(self) -> str:
        return f"{self.key} → {self.now}"


class PublicHelp(models.Model):
    """One entry of the directory as anyone may read it, in the standard's own words: a service, an organization or a
    service at a location. `key`: its number there. `said`: its words, to search in. `terms`, `taxonomies`: numbers, as
    |number|number|. `organisation`: whose directory it is of, by number. `postcode`, `lat`, `lon`: where, if that is
    shown. `phone`, `needs`: to find who can be rung now.
    """

    organisation = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    said = models.TextField(blank=True)
    provider_key = models.CharField(max_length=40, blank=True)
    service_key = models.CharField(max_length=40, blank=True)
    terms = models.TextField(blank=True)
    taxonomies = models.TextField(blank=True)
    needs = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    is_national = models.BooleanField(default=False)
    postcode = models.CharField(max_length=20, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    document = models.JSONField(default=dict)
    modified_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "key")
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="one_public_entry_of_help"),)
        indexes = (models.Index(fields=("kind", "name", "key"), name="public_help_in_order"),)

    class Seen:
        anyone = (
            *("kind", "key", "name", "said", "provider_key", "service_key", "terms", "taxonomies", "needs", "phone"),
            *("is_national", "postcode", "lat", "lon", "document", "modified_at"),
        )
        team = ("id", "organisation")

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def _shown_or_withheld(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{name: 0}) | Q(**{f"{name}__gte": SHOWN_FROM})


class PublicFigure(models.Model):
    """What a hub's cafés of a period counted, or all hubs' (`hub_key` empty). `period`: “2026-11”, “2026-Q4”, “2026”.

    `cafes`: how many told. People: None where the number is withheld; one from 1 to 4 can never stand here. Written
    once, when the period is closed, and never another time.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    hub_key = models.CharField(max_length=40, blank=True)
    hub = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=7)
    cafes = models.PositiveIntegerField()
    guests = models.PositiveIntegerField(null=True)
    first = models.PositiveIntegerField(null=True)
    child = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-period", "hub", "hub_key", "id")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "hub_key", "period"), name="one_figure_a_period"),
            *(
                CheckConstraint(condition=_shown_or_withheld(name), name=f"no_small_{name}_is_public")
                for name in ("guests", "first", "child")
            ),
        )

    class Seen:
        anyone = ("organisation", "hub_key", "hub", "period", "cafes", "guests", "first", "child", "published_at")
        team = ("id",)

    def __str__(self) -> str:
        return f"{self.period} {self.hub}"
