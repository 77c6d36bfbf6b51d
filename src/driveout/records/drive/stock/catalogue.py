"""What there is a place for: goods, and the stores of hubs and vans."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from driveout.core.words import WHOLE
from driveout.records.drive.models import Balance, Good, Store
from driveout.records.drive.stock.queries import Yard
from driveout.records.drive.stock.rules import NameTaken, StillThere
from driveout.records.team.holding import hold_organisation
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace

GOOD_FIELDS = ("name", "unit", "kind", "per_guest", "smallest")


@transaction.atomic
def save_good(
    *, organisation: Organisation, good: Good | None, values: Mapping[str, Any], by: By, now: datetime
) -> Good:
    """A new good, or other values for one: name, unit, kind, what a guest uses, and the smallest part (else wholes, or
    what stood). NameTaken. Twice is once."""
    hold_organisation(organisation.pk)
    values = {"smallest": good.smallest if good else WHOLE, **values}
    same = Good.objects.filter(organisation=organisation, name=values["name"])
    twin = (same.exclude(pk=good.pk) if good else same).first()
    if twin and (good or any(getattr(twin, name) != values[name] for name in GOOD_FIELDS)):
        raise NameTaken
    row = good or twin or Good(organisation=organisation)
    before = {name: getattr(row, name) for name in GOOD_FIELDS}
    if row.pk and before == {name: values[name] for name in GOOD_FIELDS}:
        return row
    for name in GOOD_FIELDS:
        setattr(row, name, values[name])
    row.save()
    leave_trace(by=by, what="edited a good" if good else "added a good", about=row, now=now, name=row.name)
    return row


@transaction.atomic
def end_good(*, good: Good, by: By, now: datetime) -> None:
    """Out of use; its history stays. StillThere while a store has some. Twice is once."""
    good = Good.objects.select_for_update(no_key=True).get(pk=good.pk)
    if good.ended_at is not None:
        return
    have = Balance.objects.filter(lot__good=good).aggregate(n=Sum("quantity"))["n"] or 0
    if have:
        raise StillThere(have)
    good.ended_at = now
    good.save(update_fields=["ended_at"])
    leave_trace(by=by, what="took a good out of use", about=good, now=now, name=good.name)


@transaction.atomic
def use_good_again(*, good: Good, by: By, now: datetime) -> None:
    """Back into use. Twice is once."""
    if Good.objects.filter(pk=good.pk, ended_at__isnull=False).update(ended_at=None):
        leave_trace(by=by, what="took a good back into use", about=good, now=now, name=good.name)


@transaction.atomic
def open_stores(*, organisation: Organisation, hubs: Mapping[str, Yard], by: By, now: datetime) -> list[Store]:
    """A store room for each hub, by its key, and one for each of its vans. Those there are stay."""
    made = []
    for hub, yard in hubs.items():
        room = {"organisation": organisation, "base_id": int(hub), "key": ""}
        there = [Store.objects.get_or_create(**room, defaults={"is_van": False})]
        there += [store_of_van(organisation.pk, int(hub), key, van) for key, van in yard.vans.items()]
        made += [store for store, is_new in there if is_new]
    for store in made:
        leave_trace(by=by, what="opened a store", about=store, now=now, name=store.name or store.hub)
    return made


def store_of_van(organisation_id: int, base_id: int, key: str, name: str) -> tuple[Store, bool]:
    """The store that a van is, under what the van is called now, and whether it is new. Two queries."""
    own = {"organisation_id": organisation_id, "base_id": base_id, "key": key}
    store, is_new = Store.objects.get_or_create(**own, defaults={"name": name, "is_van": True})
    if store.name != name:
        store.name = name
        store.save(update_fields=["name"])
    return store, is_new
