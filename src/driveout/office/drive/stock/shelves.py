"""What is where: all hubs in one view, one store by itself, its history, and both as files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.drive import is_over, is_soon
from driveout.core.words import Amount
from driveout.look.language import filled
from driveout.office import say
from driveout.office.drive.stock import said
from driveout.office.forms.table import as_csv
from driveout.office.me import me
from driveout.records.drive.models import Balance, Store
from driveout.records.drive.stock import queries
from driveout.records.drive.stock.rules import hubs_of, may_keep_goods, may_stock
from driveout.records.plan.models import Season
from driveout.records.plan.queries import season_now
from driveout.records.team.models import Member

A_PAGE, LATEST = 50, 6
MOST_HUBS, MOST_LOOKS = 3, 12  # more hubs are shown as sums, more lots as how many


def frame(member: Member) -> dict[str, Any]:
    """What every page of the room shows: who, and the season whose rooms stand beside it. One query."""
    return {"me": me(member), "season": season_now(member.organisation_id, timezone.localdate())}


def stock_page(member: Member, asked: QueryDict, today: date) -> dict[str, Any]:
    """Plain values; seven queries."""
    page = frame(member)
    season: Season | None = page["season"]
    vans = queries.hubs_and_vans(season)
    stores = queries.stores_of(member.organisation_id)
    names = {**{store.hub_key: store.hub for store in stores}, **{hub: yard.name for hub, yard in vans.items()}}
    hubs = hubs_of(member, list(dict.fromkeys([*vans, *names])))
    shown = [hub for hub in hubs if hub == asked.get("hub")] or hubs
    mine = [store for store in stores if store.hub_key in shown]
    rows = queries.balances(mine)
    acts = {hub for hub in hubs if may_stock(member, hub)}
    there = {(store.hub_key, store.key) for store in stores}
    many = len(shown) > MOST_HUBS or not acts
    todo = [row for row in rows if row.store.hub_key in acts and _needs_a_look(row, today)]
    todo.sort(key=lambda row: row.lot.best_before or date.max)
    missing = [
        {"key": hub, "name": yard.name}
        for hub, yard in vans.items()
        if hub in shown and hub in acts and any((hub, key) not in there for key in ["", *yard.vans])
    ]
    return {
        **page,
        "hubs": [] if many else [
            _hub(hub, names[hub], mine, rows, today) for hub in shown if hub in {s.hub_key for s in mine}
        ],
        "sums": _sums_page({hub: names[hub] for hub in shown}, rows, acts) if many else None,
        "closed": missing,
        "choice": _choice({hub: names[hub] for hub in hubs}, asked.get("hub", "")),
        "todo": [_look(row, today) for row in todo[:MOST_LOOKS]],
        "more_todo": _more(len(todo) - MOST_LOOKS),
        "has_goods": bool(queries.goods_of(member.organisation_id)),
        "may_keep_goods": may_keep_goods(member),
        "has_hub": bool(hubs),
        "sums_only": bool(hubs) and not acts,
    }  # fmt: skip


def _choice(hubs: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    every = [{"value": hub, "word": name, "chosen": hub == chosen} for hub, name in hubs.items()]
    return every if len(every) > 1 else []


def _sums_page(hubs: Mapping[str, str], rows: list[Balance], acts: set[str]) -> dict[str, Any]:
    """Many hubs in one table: a line for each hub, a column for each good."""
    goods = {row.lot.good_id: row.lot.good.name for row in rows}
    n: dict[tuple[str, int], Amount] = defaultdict(int)
    for row in rows:
        n[row.store.hub_key, row.lot.good_id] += row.quantity
    lines = [
        {
            "hub": called,
            "link": hub if hub in acts else "",
            "cells": [(name, said.amount(n[hub, key])) for key, name in goods.items()],
        }
        for hub, called in hubs.items()
    ]
    return {"goods": list(goods.values()), "lines": lines if goods else []}


def _more(n: int) -> str:
    told = ngettext(
        "Og %(n)s parti mere. Vælg en hub for at se det.", "Og %(n)s partier mere. Vælg en hub for at se dem.", n
    )
    return told % {"n": say.number(n)} if n > 0 else ""


def _hub(hub: str, called: str, stores: list[Store], rows: list[Balance], today: date) -> dict[str, Any]:
    """One hub: a line for each good, a column for each store."""
    own = [store for store in stores if store.hub_key == hub]
    here = [row for row in rows if row.store.hub_key == hub]
    goods = {row.lot.good_id: row.lot.good for row in here}
    cells: dict[tuple[int, int], list[Balance]] = defaultdict(list)
    for row in here:
        cells[row.lot.good_id, row.store_id].append(row)
    lines = [
        {
            "name": good.name,
            "unit": good.unit,
            "sum": said.amount(sum(row.quantity for row in here if row.lot.good_id == key)),
            "cells": [(said.store(store), _cell(cells[key, store.pk], today)) for store in own],
        }
        for key, good in goods.items()
    ]
    links = [{"id": store.pk, "name": said.store(store), "van": store.is_van} for store in own]
    return {"name": called, "stores": links, "lines": lines}


def _cell(rows: list[Balance], today: date) -> dict[str, str]:
    """A number, and the most pressing word about it."""
    if not rows:
        return {"n": "–", "tag": "", "icon": "", "look": ""}
    told = [said.until(row.lot, today) for row in rows]
    worst = next((one for look in ("bad", "warn") for one in told if one["look"] == look), told[0])
    return {**worst, "n": said.amount(sum(row.quantity for row in rows))}


def _needs_a_look(row: Balance, today: date) -> bool:
    return is_over(row.lot.best_before, today) or is_soon(row.lot.best_before, today)


def _look(row: Balance, today: date) -> dict[str, Any]:
    told = said.until(row.lot, today)
    words = {
        "things": said.things(row.quantity, row.lot.good),
        "where": said.store_of_hub(row.store),
        "day": told["text"],
    }
    return {**told, "store": row.store_id, "what": filled(_("%(things)s i %(where)s. Bedst før %(day)s."), words)}


def store_page(member: Member, store: Store, today: date) -> dict[str, Any]:
    """One store: its lots, and what happened last; four queries."""
    lots = [
        {
            "id": row.lot_id,
            "name": row.lot.good.name,
            "n": said.things(row.quantity, row.lot.good),
            "until": said.until(row.lot, today),
            "note": row.lot.note,
        }
        for row in queries.balances([store])
    ]
    latest = [_event(event, store) for event in queries.events_of(store)[:LATEST]]
    count = queries.open_count(store)
    return {**frame(member), **head(store), "lots": lots, "latest": latest, "counting": bool(count)}


def head(store: Store) -> dict[str, Any]:
    """Which store it is, for every page about it."""
    return {"store": {"id": store.pk, "name": said.store(store), "hub": store.hub, "van": store.is_van}}


def history_page(member: Member, store: Store, asked: QueryDict) -> dict[str, Any]:
    """All that happened, newest first, a page at a time; two queries."""
    found = queries.events_of(store)
    if (before := asked.get("foer", "")).isdecimal():
        found = found.filter(id__lt=int(before[:18]))
    rows = list(found[: A_PAGE + 1])
    older = rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None
    shown = [_event(event, store) for event in rows[:A_PAGE]]
    return {**frame(member), **head(store), "rows": shown, "older": older, "is_first": not before}


def _event(event: Any, store: Store) -> dict[str, str]:
    return {
        "when": say.moment(event.at),
        "what": said.happened(event, store),
        "who": said.who(event),
        "why": said.why(event),
        "lot": _("Bedst før %(day)s.") % {"day": say.date_long(event.lot.best_before)} if event.lot.best_before else "",
    }


def stock_file(member: Member) -> str:
    """What is where, as a table; readers get sums. Six queries."""
    season = season_now(member.organisation_id, timezone.localdate())
    stores = queries.stores_of(member.organisation_id)
    every = list(dict.fromkeys([*queries.hubs_and_vans(season), *(store.hub_key for store in stores)]))
    hubs = hubs_of(member, every)
    rows = queries.balances([store for store in stores if store.hub_key in hubs])
    if not any(may_stock(member, hub) for hub in hubs):
        return as_csv([[_("Hub"), _("Vare"), _("Enhed"), _("Antal")], *_sums(rows)])
    heads = [_("Hub"), _("Sted"), _("Vare"), _("Enhed"), _("Antal"), _("Bedst før"), _("Note")]
    return as_csv([heads, *((
        row.store.hub, said.store(row.store), row.lot.good.name, row.lot.good.unit, float(row.quantity),
        row.lot.best_before.isoformat() if row.lot.best_before else "", row.lot.note,
    ) for row in rows)])  # fmt: skip


def _sums(rows: Iterable[Balance]) -> list[list[Any]]:
    sums: dict[tuple[str, str, str], Amount] = defaultdict(int)
    for row in rows:
        sums[row.store.hub, row.lot.good.name, row.lot.good.unit] += row.quantity
    return [[*key, float(n)] for key, n in sums.items()]


def history_file(store: Store) -> str:
    """All that happened at a store, oldest first. One query."""
    heads = [
        _("Hvornår"), _("Hvad"), _("Vare"), _("Antal"), _("Fra"), _("Til"), _("Café"), _("Bedst før"), _("Hvem"),
        _("Hvorfor"),
    ]  # fmt: skip
    rows = [
        [
            event.at.isoformat(timespec="minutes"), said.happened(event, store), event.lot.good.name,
            float(event.quantity), said.store_of_hub(event.source) if event.source else "",
            said.store_of_hub(event.target) if event.target else "",
            event.occurrence.place if event.occurrence else "",
            event.lot.best_before.isoformat() if event.lot.best_before else "", said.who(event), said.why(event),
        ]
        for event in queries.events_of(store).order_by("id")
    ]  # fmt: skip
    return as_csv([heads, *rows])
