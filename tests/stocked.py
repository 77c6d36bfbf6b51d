"""A store room, a van and three goods of Carla's organisation, and dated trips to pack for."""

from datetime import date

from driveout.core.simulate.small_town import HUB, small_town
from tests.places import hub_at
from tests.remembered import remembered
from tests.stored import NOW

MONDAY = date(2026, 3, 2)
VAN = small_town().vehicles[0].name
GOODS = (("Måltider", "stk.", "meal", 1.0), ("Poser", "stk.", "bag", 0.5), ("Jakker", "stk.", "clothes", 0.0))


@remembered
def shelves(carla, hub=HUB, van=VAN):
    """The hub's store room and its van."""
    from driveout.records.drive.stock.catalogue import open_stores
    from driveout.records.drive.stock.queries import Yard
    from driveout.records.models import Store

    base = hub_at(carla, hub)
    open_stores(organisation=carla.organisation, hubs={str(base.pk): Yard(hub, {van: van})}, by=carla.user, now=NOW)
    own = Store.objects.filter(organisation=carla.organisation, base=base)
    return own.get(is_van=False), own.get(name=van)


@remembered
def goods(carla):
    """Meals, bags and jackets."""
    from driveout.records.drive.stock.catalogue import save_good

    names = ("name", "unit", "kind", "per_guest")
    by = {"organisation": carla.organisation, "good": None, "by": carla.user, "now": NOW}
    return [save_good(values=dict(zip(names, row, strict=True)), **by) for row in GOODS]


@remembered
def dated(carla, season, plan):
    """The plan on its dates, from a Monday."""
    from driveout.records.plan.actions import approve_plan
    from tests.on_dates import make_days

    season.first_day = MONDAY
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=MONDAY)


def have(store):
    """Lot → how many, of one store."""
    from driveout.records.models import Balance

    return dict(Balance.objects.filter(store=store, quantity__gt=0).values_list("lot_id", "quantity"))


def books_add_up():
    """The balances kept are what the events add up to, and none is below nothing."""
    from driveout.core.drive import balance_of
    from driveout.records.drive.stock.stocking import as_moves
    from driveout.records.models import Balance, StockEvent

    kept = {(row.store_id, row.lot_id): row.quantity for row in Balance.objects.all() if row.quantity}
    return kept == balance_of(as_moves(list(StockEvent.objects.all()))) and all(n > 0 for n in kept.values())
