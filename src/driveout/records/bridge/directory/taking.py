"""Taking somebody's list in: each entry whole or not at all, and the same list again changes nothing.

What was written here over an entry stays: a list that changes changes what lies beneath.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models, transaction

from driveout.core.bridge.directory import needs
from driveout.core.bridge.directory.ageing import EVERY
from driveout.core.bridge.directory.items import Apart, Item, withhold
from driveout.core.bridge.directory.schedules import day
from driveout.core.words import Heard, Saying, Sector
from driveout.records.bridge.directory.models import HelpAt, HelpCheck, HelpPlace, HelpProvider, HelpService
from driveout.records.bridge.directory.publishing import publish_help
from driveout.records.team.holding import hold_organisation
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace

PROVIDER, PLACES = "provider", "places"
COLUMNS = ("name", "status", "needs", "is_national", PROVIDER)  # of a service, that may be written here over a list
TOOK_LIST = "took a list of help in"


@dataclass
class Report:
    """What became of a list: numbers of its entries that were taken, and of those that were as before; refused and odd
    ones as (entry, field, reason). What stands inside an entry, as who gives the help, is a part of it.
    """

    taken: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[str, str, Saying]] = field(default_factory=list)
    warnings: list[tuple[str, str, Saying]] = field(default_factory=list)
    is_written: bool = True


class NotWhole(Exception):
    """Some entries are refused, and nobody asked for a part: nothing is written."""


def take_list(
    *, organisation: Organisation, found: Apart, whose_list: str, by: By, now: datetime, partial: bool = False,
    national: bool = False, check_every_days: int = EVERY,
) -> Report:  # fmt: skip
    """Take the good entries in; where some are refused only when `partial` is asked for. `whose_list`: as the directory
    calls it."""
    report = Report()
    try:
        with transaction.atomic():
            _take(report, organisation, found, whose_list, now, by, national, check_every_days)
            if report.refused and not partial:
                raise NotWhole
    except NotWhole:
        report.taken, report.is_written = [], False
    return report


def _take(
    report: Report, organisation: Organisation, found: Apart, source: str, now: datetime, by: By, national: bool,
    every: int,
) -> None:  # fmt: skip
    hold_organisation(organisation.pk)
    taking = _Taking(report, organisation, source, now, national, every)
    withhold(found, *taking.known_of_places())
    for item in (*found.services.values(), *found.providers.values(), *found.places.values()):
        report.refused += [(item.name or item.key, one.field, one.reason) for one in item.faults]
        report.warnings += [(item.name or item.key, one.field, one.reason) for one in item.odd]
    givers = {key: taking.provider(item) for key, item in found.providers.items() if not item.faults}
    places = {key: taking.place(item) for key, item in found.places.items() if not item.faults}
    for item in found.services.values():
        if not item.faults:
            taking.service(item, givers, places)
    whole = {key: bool({key, item.provider, *(place for _k, place, _d in item.places)} & taking.touched)
             for key, item in found.services.items() if not item.faults}  # fmt: skip
    rest = {key: key in taking.touched for key in (*givers, *places)}
    for key, is_new in {**rest, **whole}.items():
        if key in found.entries:
            (report.taken if is_new else report.unchanged).append(key)
    if taking.touched:
        publish_help(organisation.pk)
        leave_trace(by=by, what=TOOK_LIST, about=organisation, now=now, source=source, n=len(report.taken))


class _Taking:
    """One list on its way in: what is there already is read once."""

    def __init__(
        self, report: Report, organisation: Organisation, source: str, now: datetime, national: bool, every: int
    ) -> None:
        self.report, self.organisation, self.source, self.now = report, organisation, source, now
        self.national, self.every = national, every
        self.touched: set[str] = set()
        self.known: dict[type[models.Model], dict[str, Any]] = {
            table: {row.key: row for row in table.objects.filter(organisation=organisation)}
            for table in (HelpProvider, HelpPlace, HelpService)
        }

    def known_of_places(self) -> tuple[dict[str, str], set[str]]:
        """Names of the organisations that are here, and the places that are hidden here."""
        names = {key: row.name for key, row in self.known[HelpProvider].items()}
        return names, {key for key, row in self.known[HelpPlace].items() if row.is_hidden}

    def _row(self, table: type[Any], item: Item, mark: str) -> tuple[Any, bool]:
        """The row, new or known, and whether the list says anything new of it."""
        row = self.known[table].get(item.key)
        if row is None:
            row = table(organisation=self.organisation, key=item.key)
            self.known[table][item.key] = row
        elif row.feed_mark == mark:
            return row, False
        row.document, row.source, row.feed_mark, row.told_at = item.document, self.source, mark, self.now
        self.touched.add(item.key)
        return row, True

    def provider(self, item: Item) -> HelpProvider:
        row, is_new = self._row(HelpProvider, item, mark_of(item))
        if is_new:
            _codes, others, sector = needs.read(item.document.get("attributes", []))
            row.name = item.name[:200]
            row.sector = sector or row.sector or Sector.UNKNOWN
            row.document = {**item.document, "attributes": others} if others else _without(item.document, "attributes")
            row.save()
        return row  # type: ignore[no-any-return]  # rows of any table come from one place

    def place(self, item: Item) -> HelpPlace:
        row, is_new = self._row(HelpPlace, item, mark_of(item))
        if is_new:
            row.is_hidden = row.is_hidden or item.document.get("location_type") == "redacted"
            if row.is_hidden:
                row.document = hidden(item.document)
            write_place(row)
            row.save()
        return row  # type: ignore[no-any-return]  # likewise

    def service(self, item: Item, givers: Mapping[str, HelpProvider], places: Mapping[str, HelpPlace]) -> None:
        row, is_new = self._row(HelpService, item, mark_of(item))
        if not is_new:
            return
        codes, others, _sector = needs.read(item.document.get("attributes", []))
        row.document = {**item.document, "attributes": others} if others else _without(item.document, "attributes")
        said = {
            "name": item.name[:200], "status": item.document["status"], "is_national": self.national
            or _is_national(item.document), "needs": marked(codes) if codes or not row.needs else row.needs,
            PROVIDER: givers.get(item.provider) or self.known[HelpProvider].get(item.provider),
        }  # fmt: skip
        for name in said.keys() - row.own.keys():  # what was written here stands over it
            setattr(row, name, said[name])
        row.check_every_days = row.check_every_days or self.every
        row.checked_on = max(filter(None, (row.checked_on, day(item.document.get("assured_date")))), default=None)
        row.save()
        self._held_here(item, row.own)
        if PLACES not in row.own:
            self._at(row, item, places)
        HelpCheck.objects.create(service=row, heard=Heard.FETCHED, at=self.now, note=self.source[:300])

    def _held_here(self, item: Item, own: Mapping[str, Any]) -> None:
        for name in own:
            if name in item.document and item.document[name] != own[name]:
                told = Saying("What was written here stands over it.", "Det, der er skrevet her, står over det.")
                self.report.warnings.append((item.name, name, told))

    def _at(self, row: HelpService, item: Item, places: Mapping[str, HelpPlace]) -> None:
        there = {one.place_id: one for one in HelpAt.objects.filter(service=row)}
        wanted = {places[place].pk: (key, doc) for key, place, doc in item.places if place in places}
        HelpAt.objects.filter(service=row).exclude(place__in=wanted).delete()
        for number, (key, doc) in wanted.items():
            at = there.get(number) or HelpAt(service=row, place_id=number)
            at.key, at.document = key, doc
            at.save()


def _is_national(document: Mapping[str, Any]) -> bool:
    areas = document.get("service_areas", [])
    said = " ".join(f"{area.get('name', '')} {area.get('extent_type', '')}" for area in areas).casefold()
    return any(word in said for word in ("danmark", "denmark", "national", "hele landet", "country"))


def _without(document: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != name}


def marked(codes: Iterable[str]) -> str:
    """Kinds of need as the column keeps them."""
    found = sorted(set(codes))
    return f"|{'|'.join(found)}|" if found else ""


def hidden(document: Mapping[str, Any]) -> dict[str, Any]:
    """A place's document without where it lies, whatever the list says by now."""
    kept = {name: document[name] for name in ("phones", "schedules", "languages") if name in document}
    return {**kept, "location_type": "redacted"}


def write_place(row: HelpPlace) -> None:
    """The columns that are searched, from the document. A hidden place has none."""
    doc = row.document
    addresses = [] if row.is_hidden else doc.get("addresses", [])
    first = addresses[0] if addresses else {}
    street = ", ".join(filter(None, (first.get("address_1"), first.get("address_2"))))
    town = " ".join(filter(None, (first.get("postal_code"), first.get("city"))))
    row.name = "" if row.is_hidden else str(doc.get("name") or "")[:200]
    row.address = ", ".join(filter(None, (street, town)))[:300]
    row.postcode = str(first.get("postal_code") or "")[:20]
    row.lat, row.lon = (None, None) if row.is_hidden else (doc.get("latitude"), doc.get("longitude"))


def mark_of(item: Item) -> str:
    """Of what a list says of an entry: the same words have the same mark, in whatever order they stand."""
    whole = json.dumps([item.document, item.provider, sorted(item.places, key=str)], sort_keys=True, default=str)
    return sha256(whole.encode()).hexdigest()[:32]
