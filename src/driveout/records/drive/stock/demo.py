"""Stores for the demo: gifts, a purchase, vans that are loaded, something near its date and something past it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from driveout.core.words import PickUp
from driveout.records.drive.models import Good, Store, Trip
from driveout.records.drive.stock.catalogue import open_stores, save_good
from driveout.records.drive.stock.pick_ups import set_pick_ups
from driveout.records.drive.stock.queries import hubs_and_vans
from driveout.records.drive.stock.rules import TooLate
from driveout.records.drive.stock.stocking import donate, purchase, transfer
from driveout.records.plan.models import Season
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By

GOODS = (  # name, unit, kind, and how many a guest is assumed to get
    ("Måltider", "stk.", "meal", 1.2),
    ("Poser med overskudsmad", "stk.", "bag", 0.6),
    ("Tøj", "stk.", "clothes", 0.2),
    ("Familiepakker", "stk.", "pack", 0.1),
    ("Kaffe", "kander", "other", 0.15),
)
CAME = (  # good, how, how many, days until its best-before, to how many vans how many
    ("Måltider", donate, 60, 40, 12),
    ("Måltider", donate, 9, 3, 0),
    ("Poser med overskudsmad", donate, 24, 5, 6),
    ("Poser med overskudsmad", donate, 4, -1, 0),
    ("Tøj", donate, 45, None, 10),
    ("Familiepakker", purchase, 20, None, 2),
    ("Kaffe", purchase, 16, 120, 3),
)


@transaction.atomic
def stock_the_demo(*, organisation: Organisation, season: Season, by: By, now: datetime, today: date) -> None:
    """Fill the stores of the season's hubs, and give the coming trips a pick-up. Twice is once."""
    values = ("name", "unit", "kind", "per_guest")
    if Good.objects.filter(organisation=organisation).exists():
        return
    goods = {
        row[0]: save_good(
            organisation=organisation, good=None, values=dict(zip(values, row, strict=True)), by=by, now=now
        )
        for row in GOODS
    }
    hubs = hubs_and_vans(season)
    open_stores(organisation=organisation, hubs=hubs, by=by, now=now)
    stores = {(store.hub_key, store.key): store for store in Store.objects.filter(organisation=organisation)}
    for hub, yard in hubs.items():
        _fill(stores[hub, ""], [stores[hub, van] for van in yard.vans], goods, by=by, now=now, today=today)
    _call_at_the_food_bank(season, by=by, now=now, today=today)


def _fill(room: Store, vans: list[Store], goods: dict[str, Good], *, by: By, now: datetime, today: date) -> None:
    for at, (name, come, n, days, into_van) in enumerate(CAME):
        lasts = None if days is None else today + timedelta(days=days)
        key = f"demo-{room.pk}-{at}"
        come(store=room, good=goods[name], quantity=n, best_before=lasts, key=key, by=by, now=now)
        for van in vans[: n // into_van - 1 if into_van else 0]:
            given = f"{key}-{van.pk}"
            transfer(source=room, target=van, good=goods[name], quantity=into_van, key=given, by=by, now=now)


def _call_at_the_food_bank(season: Season, *, by: By, now: datetime, today: date) -> None:
    """The first trip of each hub, in the coming week."""
    seen = set()
    for trip in Trip.objects.filter(season=season, date__range=(today, today + timedelta(days=6))):
        if trip.base_id not in seen and not trip.pick_ups:
            seen.add(trip.base_id)
            wanted = [PickUp("Fødevarebanken", trip.leaves + 10, "Overskudsmad, to kasser")]
            try:
                set_pick_ups(trip_id=trip.pk, pick_ups=wanted, by=by, now=now)
            except TooLate:
                continue
