"""Entries as the standard writes them, from plain values: for whoever reads the feed, the file, or a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from driveout.core.bridge.directory import needs
from driveout.core.bridge.directory.hidden_addresses import shown

Doc = dict[str, Any]
NOT_YET = ("capacities", "additional_urls", "additional_websites")  # 3.1-dev: kept, and said beside the 3.0 fields


@dataclass(frozen=True, slots=True)
class Giver:
    """An organisation that gives help."""

    key: str
    name: str
    sector: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Where:
    """A place, with what holds there for one service. `key`: of the two together."""

    key: str
    place_key: str
    place: Mapping[str, Any]
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Help:
    """A service, with all that belongs to it."""

    key: str
    name: str
    status: str
    needs: Sequence[str]
    document: Mapping[str, Any]
    checked_on: date | None
    told_at: datetime
    giver: Giver | None
    at: Sequence[Where]
    full_on: date | None = None
    moved_on: date | None = None


def organization(giver: Giver) -> Doc:
    """An organisation, with who it is: public or civil society."""
    sector = [giver.sector] if giver.sector in needs.SECTOR_SAID else []
    own = needs.attributes(giver.key, "organization", needs.SECTORS, sector)
    rest = {name: value for name, value in giver.document.items() if name != "attributes"}
    also = [*giver.document.get("attributes", []), *own]
    made = {**rest, "id": giver.key, "name": giver.name, "description": giver.document.get("description") or giver.name}
    return {**made, "attributes": also} if also else made


def service(help_: Help) -> Doc:
    """A service whole, as `/services/{id}` gives it."""
    made = _plain(help_)
    if help_.giver:
        made["organization"] = organization(help_.giver)
    if help_.at:
        made["service_at_locations"] = [_at(one) for one in help_.at]
    return made


def service_at_location(help_: Help, where: Where) -> Doc:
    """A service at one place, with the service in it."""
    own = {"service": {**_plain(help_), **({"organization": organization(help_.giver)} if help_.giver else {})}}
    return {**_at(where), **own}


def _plain(help_: Help) -> Doc:
    attributes = [
        *help_.document.get("attributes", []),
        *needs.attributes(help_.key, "service", needs.NEEDS, help_.needs),
    ]
    made = {
        **help_.document, "id": help_.key, "name": help_.name, "status": help_.status,
        "last_modified": help_.told_at.isoformat(),
    }  # fmt: skip
    if attributes:
        made["attributes"] = attributes
    if help_.checked_on:
        made["assured_date"] = help_.checked_on.isoformat()
    if heard := _heard(help_):
        made["alert"] = " ".join(filter(None, (help_.document.get("alert"), *heard)))
    return made


def _heard(help_: Help) -> list[str]:
    """What the crew was told that others should know before they send somebody."""
    told = []
    if help_.full_on:
        told.append(f"Full when somebody asked, {help_.full_on.isoformat()}. / Optaget, da nogen spurgte.")
    if help_.moved_on:
        told.append(
            f"Moved or closed, somebody said, {help_.moved_on.isoformat()}. / Flyttet eller lukket, siger nogen."
        )
    return told


def _at(where: Where) -> Doc:
    return {**where.document, "id": where.key, "location": {**shown(where.place), "id": where.place_key}}


def as_words(help_: Help) -> str:
    """All words of a service that one may search it by, in small letters."""
    names = ("alternate_name", "description", "eligibility_description", "alert")
    texts = [help_.name, *(str(help_.document.get(name) or "") for name in names)]
    texts += [help_.giver.name if help_.giver else ""]
    texts += [said for need in help_.needs for said in _need_words(need)]
    for one in help_.at:
        place = shown(one.place)
        texts += [str(place.get("name") or "")]
        texts += [str(address.get(n) or "") for address in place.get("addresses", []) for n in ("city", "postal_code")]
    texts += [str(term.get("name") or "") for term in terms_of(help_.document)]
    return " ".join(filter(None, texts)).casefold()


def _need_words(need: str) -> tuple[str, str]:
    said = needs.SAID[need]
    return said.english, said.danish


def terms_of(document: Mapping[str, Any]) -> list[Doc]:
    """The terms in a document's attributes that are told whole."""
    rows = document.get("attributes", [])
    return [row["taxonomy_term"] for row in rows if isinstance(row.get("taxonomy_term"), dict)]
