"""Reading the stores. Each says how many queries it takes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from driveout.records.drive.models import Balance, Count, Good, StockEvent, Store, Trip
from driveout.records.plan.models import Season, Vehicle


def stores_of(organisation_id: int) -> list[Store]:
    """All stores, by hub, the store room before the vans. One query."""
    return list(Store.objects.filter(organisation_id=organisation_id))


def store_here(organisation_id: int, store_id: int) -> Store | None:
    """One of an organisation's own. One query."""
    return Store.objects.filter(organisation_id=organisation_id, pk=store_id).first()


@dataclass
class Yard:
    """A hub, by what it is called, and its vans: key → what it is called."""

    name: str
    vans: dict[str, str]


def hubs_and_vans(season: Season | None) -> dict[str, Yard]:
    """The season's hubs by their keys, with their vans, in the season's order. Two queries."""
    if season is None:
        return {}
    found = {str(where): Yard(name, {}) for where, name in season.hubs.values_list("where", "name")}
    for where, key, van in Vehicle.objects.filter(hub__season=season).values_list("hub__where", "key", "name"):
        found[str(where)].vans[key] = van
    return found


def goods_of(organisation_id: int, *, ended: bool = False) -> list[Good]:
    """What is handed out; with `ended`, also what was. One query."""
    own = Good.objects.filter(organisation_id=organisation_id)
    return list(own if ended else own.filter(ended_at=None))


def good_here(organisation_id: int, good_id: int) -> Good | None:
    """One of an organisation's own. One query."""
    return Good.objects.filter(organisation_id=organisation_id, pk=good_id).first()


def balances(stores: list[Store]) -> list[Balance]:
    """What is where, what expires first before the rest. One query."""
    rows = Balance.objects.filter(store__in=stores, quantity__gt=0).select_related("lot__good", "store__base")
    return sorted(rows, key=lambda row: (row.lot.good_id, row.lot.best_before is None, row.lot.best_before, row.lot_id))


def used_up(store: Store, since: datetime) -> list[Balance]:
    """Lots of which nothing is left, and that moved since (aware): what became of them may be told late. One query."""
    moved = StockEvent.objects.filter(Q(source=store) | Q(target=store), at__gte=since).values("lot")
    rows = Balance.objects.filter(store=store, quantity=0, lot__in=moved).select_related("lot__good", "store__base")
    return list(rows.order_by("lot__good_id", "lot_id"))


def run_out(organisation_id: int, until: date, *, base: int | None = None) -> list[Balance]:
    """What is left of goods whose date is no later than `until`, the first date first; of one hub's stores when its
    place's number is given. One query."""
    rows = Balance.objects.filter(store__organisation_id=organisation_id, quantity__gt=0, lot__best_before__lte=until)
    rows = rows.filter(store__base=base) if base is not None else rows
    return list(rows.select_related("lot__good", "store").order_by("lot__best_before", "lot__good__name", "id"))


def events_of(store: Store) -> Any:
    """A store's movements, newest first; not read yet: filter and slice it. One query for each slice."""
    found = StockEvent.objects.filter(Q(source=store) | Q(target=store)).order_by("-id")
    return found.select_related("lot__good", "source__base", "target__base", "occurrence", "by")


def open_count(store: Store) -> Count | None:
    """The count that is under way. One query."""
    return Count.objects.filter(store=store, finished_at=None).select_related("store__base", "started_by").first()


def count_here(store: Store, count_id: int) -> Count | None:
    """One of a store's counts. One query."""
    return Count.objects.filter(store=store, pk=count_id).select_related("store__base").first()


def trip_here(organisation_id: int, trip_id: int) -> Trip | None:
    """One of an organisation's own. One query."""
    own = Trip.objects.filter(season__organisation_id=organisation_id).select_related("season")
    return own.defer("season__drives", "season__reach").filter(pk=trip_id).first()
