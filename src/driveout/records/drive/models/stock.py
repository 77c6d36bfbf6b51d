"""What is in the store and the van, as events: nothing is ever set, only brought, moved, given, counted."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from driveout.core.words import HALF, HUNDREDTH, WHOLE
from driveout.records.place.models import AtBase


def amount(**more: Any) -> models.DecimalField[Any, Any]:
    """How many of a thing, to the hundredth; what a good may be parted into is asked where somebody writes it."""
    return models.DecimalField(max_digits=9, decimal_places=2, **more)


class Good(models.Model):
    """Something handed out. `kind`: which button on the phone gives it out. `per_guest`: what a café uses, a guest.

    `smallest`: the part that it is counted in: wholes, halves or hundredths.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    unit = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("meal", "bag", "clothes", "pack", "other")])
    per_guest = models.FloatField(default=0.0)
    smallest = models.DecimalField(max_digits=3, decimal_places=2, default=WHOLE)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("organisation", "name"), name="good_named_once"),
            CheckConstraint(condition=Q(per_guest__gte=0), name="good_is_used_or_not"),
            CheckConstraint(condition=Q(smallest__in=(WHOLE, HALF, HUNDREDTH)), name="good_is_parted_so"),
        )

    class Seen:
        crew = ("id", "organisation", "name", "unit", "kind", "per_guest", "smallest", "ended_at")

    def __str__(self) -> str:
        return self.name


class Store(models.Model):
    """Where things are: a hub's store room, which has no name of its own, or one of its vans.

    `base`: the place of the hub, and `key` the van, whatever they are called; the room has none.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=120, blank=True)
    is_van = models.BooleanField(default=False)

    objects = AtBase()

    class Meta:
        base_manager_name = "objects"
        ordering = ("base__name", "base", "is_van", "id")
        constraints = (UniqueConstraint(fields=("organisation", "base", "key"), name="store_is_one_at_a_hub"),)

    class Seen:
        crew = ("id", "organisation", "base", "name", "key", "is_van")

    def __str__(self) -> str:
        return f"{self.hub}: {self.name}" if self.name else self.hub

    @property
    def hub_key(self) -> str:
        """Which hub."""
        return str(self.base_id)

    @property
    def hub(self) -> str:
        """What the hub is called now. Only shown."""
        return self.base.name


class Lot(models.Model):
    """Some of a good that came together. `best_before`: empty for what keeps."""

    good = models.ForeignKey(Good, on_delete=models.PROTECT, related_name="lots")
    best_before = models.DateField(null=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = (F("best_before").asc(nulls_last=True), "id")

    class Seen:
        crew = ("id", "good", "best_before", "note")

    def __str__(self) -> str:
        return f"{self.good_id} {self.best_before or ''}"


class StockKind(models.TextChoices):
    """Came, went, moved. `found`: a count, or a café, showed more than the books; `missing`: less."""

    DONATION = "donation"
    PURCHASE = "purchase"
    TRANSFER = "transfer"
    HANDED_OUT = "handed out"
    WRITTEN_OFF = "written off"
    FOUND = "found"
    MISSING = "missing"


COMES = ("donation", "purchase", "found")
GOES = ("handed out", "written off", "missing")


class StockEvent(models.Model):
    """One movement. `key`: made by whoever sends it, so that the same thing sent twice is one."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=StockKind)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    quantity = amount()
    source = models.ForeignKey(Store, null=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Store, null=True, on_delete=models.PROTECT, related_name="+")
    occurrence = models.ForeignKey("records.Occurrence", null=True, on_delete=models.PROTECT, related_name="+")
    count = models.ForeignKey("records.Count", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("organisation", "key"), name="stock_event_once"),
            CheckConstraint(condition=Q(quantity__gt=0), name="stock_event_moves_something"),
            CheckConstraint(
                condition=Q(kind__in=COMES, source__isnull=True, target__isnull=False)
                | Q(kind__in=GOES, source__isnull=False, target__isnull=True)
                | (Q(kind="transfer", source__isnull=False, target__isnull=False) & ~Q(source=F("target"))),
                name="stock_comes_goes_or_moves",
            ),
        )

    class Seen:
        crew = ("id", "organisation", "key", "kind", "lot", "quantity", "source", "target", "occurrence", "count", "at")
        team = ("by", "why")

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"


class CafeGave(models.Model):
    """What a café handed out, as its phones told it by now. `when`: kind → the moments, and how many at each.

    The books follow it (`stock.settling`): what belongs before a count and what after is known by the moment alone.
    """

    occurrence = models.OneToOneField("records.Occurrence", on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    when = models.JSONField(default=dict)

    class Meta:
        ordering = ("occurrence_id",)

    class Seen:
        crew = ("id", "occurrence", "store", "when")

    def __str__(self) -> str:
        return f"{self.occurrence_id}"


class Balance(models.Model):
    """What the events add up to: kept in the same transaction as they are, and never under nothing."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="balances")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    quantity = amount(default=0)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("store", "lot"), name="one_balance_a_lot_and_store"),
            CheckConstraint(condition=Q(quantity__gte=0), name="stock_is_never_negative"),
        )

    class Seen:
        crew = ("id", "store", "lot", "quantity")

    def __str__(self) -> str:
        return f"{self.quantity}"


class Count(models.Model):
    """A count of a store, whole or in part. It changes nothing until somebody finishes it.

    `finished_at`: the moment of which it speaks. `after`: the newest movement that was in the books then.
    """

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True)
    after = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        constraints = (
            UniqueConstraint(fields=("store",), condition=Q(finished_at__isnull=True), name="one_open_count_a_store"),
        )

    class Seen:
        crew = ("id", "store", "started_at", "finished_at", "after")
        team = ("started_by",)

    def __str__(self) -> str:
        return f"{self.store_id} {self.started_at:%Y-%m-%d}"


class CountLine(models.Model):
    """What somebody saw of one lot; nothing there is 0, not left out."""

    counting = models.ForeignKey(Count, on_delete=models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    seen = amount()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("counting", "lot"), name="lot_counted_once"),
            CheckConstraint(condition=Q(seen__gte=0), name="nobody_sees_less_than_nothing"),
        )

    class Seen:
        crew = ("id", "counting", "lot", "seen")

    def __str__(self) -> str:
        return f"{self.seen}"
