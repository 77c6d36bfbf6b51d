"""Rows as plain values, by id, and back. What is written back reads equal: tests hold both to it.

Weekdays are 0 (Monday) to 6, times minutes of the day, lengths minutes. A hub is told by its id.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.utils import timezone

from driveout.core.words import fields as declared
from driveout.records.place.finding import Said, call, places_for
from driveout.records.place.models import Kind, Place, new_key
from driveout.records.plan import models as rows
from driveout.records.plan.models.edit import Register

Values = dict[str, Any]

DECLARED: dict[Register, declared.Register] = {
    Register.SEASON: declared.SEASON,
    Register.HUB: declared.HUB,
    Register.STOP: declared.STOP,
    Register.VEHICLE: declared.VEHICLE,
    Register.EMPLOYEE: declared.EMPLOYEE,
    Register.VOLUNTEER: declared.VOLUNTEER,
}
NOT_EDITED = ("drives_source", "notes")  # what the season says of its figures follows them
PLAIN: dict[Register, tuple[str, ...]] = {
    register: tuple(
        field.name for field in known if field.has_column and field.name not in ("hub", *NOT_EDITED)
    ) + (("terms",) if register == Register.SEASON else ())
    for register, known in DECLARED.items()
}  # fmt: skip
MODEL: dict[Register, type[Model]] = {
    Register.SEASON: rows.Season,
    Register.HUB: rows.Hub,
    Register.STOP: rows.Stop,
    Register.VEHICLE: rows.Vehicle,
    Register.EMPLOYEE: rows.Employee,
    Register.VOLUNTEER: rows.Volunteer,
}
AT_A_PLACE = {Register.HUB: Kind.HUB, Register.STOP: Kind.STOP}
AT_A_HUB = (Register.VEHICLE, Register.EMPLOYEE, Register.VOLUNTEER)
PEOPLE = (Register.EMPLOYEE, Register.VOLUNTEER)


def read(season_id: int, register: Register, ids: Collection[int] | None = None) -> dict[int, Values]:
    """Rows of a season by id, in their order; `ids` None: all of them. One query, three for stops, two for hubs."""
    found = _own(season_id, register)
    if ids is not None:
        found = found.filter(pk__in=ids)
    named = PLAIN[register] + (("hub_id",) if register in AT_A_HUB else ())
    read_rows: dict[int, Values] = {row.pop("pk"): row for row in found.values("pk", *named)}
    if register == Register.SEASON:
        for row in read_rows.values():
            row["first_day"] = row["first_day"] and row["first_day"].isoformat()
    elif register in AT_A_HUB:
        for row in read_rows.values():
            row["hub"] = row.pop("hub_id")
    elif register == Register.HUB:
        _add_spans(read_rows, "workdays", rows.Workday, "hub_id")
    elif register == Register.STOP:
        _add_spans(read_rows, "windows", rows.StopWindow, "stop_id")
        hubs: dict[int, list[int]] = defaultdict(list)
        for stop, hub in rows.MayServe.objects.filter(stop__in=list(read_rows)).values_list("stop_id", "hub_id"):
            hubs[stop].append(hub)
        for pk, row in read_rows.items():
            row["hubs"] = hubs[pk]
    return read_rows


def filled(register: Register, row: Values) -> Values:
    """A row as an edit kept it when there were fewer fields: the others had their defaults then."""
    if register == Register.SEASON:
        return row
    return DECLARED[register].filled(row)


def planned(register: Register, old: Values | None, new: Values | None) -> bool:
    """Does a plan read what differs between these rows? Always, where one of them is not there."""
    if old is None or new is None:
        return True
    told = {field.name for field in DECLARED[register] if not field.planned}
    return any(old.get(name) != new.get(name) for name in {*old, *new} - told)


def _own(season_id: int, register: Register) -> Any:
    objects = MODEL[register]._default_manager
    if register == Register.SEASON:
        return objects.filter(pk=season_id)
    return objects.filter(hub__season=season_id) if register in AT_A_HUB else objects.filter(season=season_id)


def _add_spans(read_rows: dict[int, Values], name: str, model: Any, owner: str) -> None:
    spans: dict[int, list[list[int]]] = defaultdict(list)
    wanted = model.objects.filter(**{f"{owner[:-3]}__in": list(read_rows)})
    for pk, *span in wanted.values_list(owner, "weekday", "opens", "closes"):
        spans[pk].append(span)
    for pk, row in read_rows.items():
        row[name] = spans[pk]


def mark_of(values: Mapping[int, Values | None]) -> str:
    """What a form was opened with: it comes back with the form."""
    plain = json.dumps({str(pk): row for pk, row in values.items()}, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:16]


def own_keys(register: Register, ids: Collection[int]) -> dict[int, Any]:
    """Row → which or who it is, whatever it is called: the place of a hub or stop, the key of a van or person. One
    query, none for the season's own row."""
    name = "where_id" if register in AT_A_PLACE else "key" if register in AT_A_HUB else ""
    return dict(MODEL[register]._default_manager.filter(pk__in=list(ids)).values_list("pk", name)) if name else {}


def step_aside(register: Register, rows_wanted: Mapping[Any, Values | None]) -> None:
    """Rows that get another name let go of theirs first, so that two may swap. Call it before each is written."""
    ids = [pk for pk, row in rows_wanted.items() if pk and row is not None]
    if register == Register.SEASON or len(ids) < 2:
        return
    for pk, name in MODEL[register]._default_manager.filter(pk__in=ids).values_list("pk", "name"):
        if name != (rows_wanted[pk] or {})["name"]:
            MODEL[register]._default_manager.filter(pk=pk).update(name=f"\x01{pk}")


def write(
    season_id: int, register: Register, pk: int | None, values: Values | None, own: Any = None
) -> int | None:  # fmt: skip
    """Put values in a row's place: `pk` None makes one, `values` None removes it. Returns the row's id.

    `own`: what `own_keys` said of a row that was removed and comes back.
    """
    model = MODEL[register]
    if values is None:
        model._default_manager.filter(pk=pk).delete()
        return pk
    plain = {name: values[name] for name in PLAIN[register]}
    if register == Register.SEASON:
        plain["first_day"] = plain["first_day"] and date.fromisoformat(plain["first_day"])
    elif register in AT_A_HUB:
        plain["hub_id"] = values["hub"]
    else:
        plain["season_id"] = season_id
    if register in AT_A_PLACE:
        plain["where_id"] = _where(season_id, register, pk, plain, own)
    if register in AT_A_HUB:
        plain["key"] = _who(model, pk, plain, own)
    row, _new = model._default_manager.update_or_create(pk=pk, defaults=plain)
    if register == Register.HUB:
        _write_spans(rows.Workday, {"hub": row}, values["workdays"])
    elif register == Register.STOP:
        _write_spans(rows.StopWindow, {"stop": row}, values["windows"])
        rows.MayServe.objects.filter(stop_id=row.pk).delete()
        rows.MayServe.objects.bulk_create(rows.MayServe(stop_id=row.pk, hub_id=hub) for hub in values["hubs"])
    return int(row.pk)


def _where(season_id: int, register: Register, pk: int | None, plain: Values, had: int | None) -> int:
    """The place of a row: its own, whatever it is called now, also when it comes back (`had`) unless another row of the
    season stands there now; of a new one that which `places_for` finds."""
    season = rows.Season.objects.only("organisation", "is_scenario", "set_aside_at").get(pk=season_id)
    said = Said(plain["name"], plain["lat"], plain["lon"])
    own: int | None = MODEL[register]._default_manager.filter(pk=pk).values_list("where_id", flat=True).first()
    taken = set(_own(season_id, register).values_list("where_id", flat=True)) if own is None else set()
    if own is None and had not in taken:
        here = {"organisation": season.organisation_id, "kind": AT_A_PLACE[register]}
        own = Place.objects.filter(pk=had or 0, **here).values_list("pk", flat=True).first()
    if own is None:
        kind, now = AT_A_PLACE[register], timezone.now()
        return places_for(season.organisation_id, kind, [said], now=now, taken=taken)[0].pk
    if not season.is_scenario and season.set_aside_at is None:
        call(own, said.name, said.lat, said.lon)
    return own


def _who(model: Any, pk: int | None, plain: Values, had: str | None) -> str:
    """The key of a van or person: its own, whatever it is called now, also when it comes back (`had`); of a new one the
    name, unless it is another's there."""
    own = model._default_manager.filter(pk=pk).values_list("key", flat=True).first() or had or plain["name"]
    others = model._default_manager.filter(hub=plain["hub_id"], key=own).exclude(pk=pk)
    return new_key() if others.exists() else str(own)


def _write_spans(model: Any, owner: dict[str, Any], spans: list[list[int]]) -> None:
    model.objects.filter(**owner).delete()
    model.objects.bulk_create(model(**owner, weekday=day, opens=opens, closes=closes) for day, opens, closes in spans)
