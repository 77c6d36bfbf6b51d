"""One entry of somebody's list, taken apart: the service, who gives it, and where. All of it, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from driveout.core.bridge.directory.standard import FIELDS, LEFT_OUT, MANY, ONE, Remark, remarks
from driveout.core.bridge.directory.withholding import is_secret, withheld
from driveout.core.words import Saying

Doc = dict[str, Any]


@dataclass
class Item:
    """`kind`, `key`, `name`: what it is. `document`: its own fields; `provider`: the organisation's number. `places`:
    (number of service and place together, the place's number, what holds there)."""

    kind: str
    key: str
    name: str
    document: Doc
    provider: str = ""
    places: list[tuple[str, str, Doc]] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    odd: list[Remark] = field(default_factory=list)


@dataclass
class Apart:
    """What a list holds, each thing once by its number. `entries`: those that stand in it by themselves."""

    services: dict[str, Item] = field(default_factory=dict)
    providers: dict[str, Item] = field(default_factory=dict)
    places: dict[str, Item] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)


def take_apart(rows: Iterable[tuple[str, Any]]) -> Apart:
    """Rows as (kind, row). A fault inside a thing is a fault of the whole entry that holds it."""
    found = Apart()
    for kind, row in rows:
        if isinstance(row, Mapping):
            of = "service_id" if kind == "service_at_location" else "id"
            found.entries.add(number(row.get(of) or (row.get("service") or {}).get("id")))
        said = list(remarks(kind, row))
        faults = [one for one in said if one.level == "fault"]
        odd = [one for one in said if one.level == "warning"]
        if faults:
            _add(found, _refused(kind, row, faults))
            continue
        _OF[kind](found, clean(kind, row), odd)
    _join(found)
    return found


def _refused(kind: str, row: Any, faults: list[Remark]) -> Item:
    row = row if isinstance(row, Mapping) else {}
    return Item(kind, number(row.get("id") or ""), str(row.get("name") or row.get("id") or ""), {}, faults=faults)


def number(text: Any) -> str:
    """A number of the standard's kind: as it stands, else one that is always the same for what stands there."""
    try:
        return str(UUID(str(text)))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, str(text))) if text else ""


def clean(kind: str, row: Mapping[str, Any]) -> Doc:
    """The fields of the standard that say something, numbers as numbers are, and what stands inside likewise."""
    made: Doc = {}
    for name, value in row.items():
        wanted = FIELDS[kind].get(name)
        if wanted is None or name in LEFT_OUT or value in (None, "", []):
            continue
        if wanted.startswith(ONE):
            made[name] = clean(wanted.removeprefix(ONE), value)
        elif wanted.startswith(MANY):
            made[name] = [clean(wanted.removeprefix(MANY), one) for one in value]
        else:
            made[name] = number(value) if wanted == "uuid" else value
    return made


def _service(found: Apart, row: Doc, odd: list[Remark]) -> None:
    at = row.pop("service_at_locations", [])
    provider = row.pop("organization", None)
    owner = row.pop("organization_id", "") or (provider or {}).get("id", "")
    item = Item("service", row["id"], row["name"], row, owner, odd=odd)
    if provider:
        _provider(found, provider, [])
    for one in at:
        _at(found, item, one)
    _add(found, item)


def _at(found: Apart, item: Item, row: Doc) -> None:
    where = row.pop("location", None)
    row.pop("service", None)
    number_of_place = row.pop("location_id", "") or (where or {}).get("id", "")
    if where:
        _location(found, where, [], names=(item.name,), holder=item)
    if number_of_place:
        rest = {name: value for name, value in row.items() if name not in ("id", "service_id")}
        item.places.append((row["id"], number_of_place, rest))


def _provider(found: Apart, row: Doc, odd: list[Remark]) -> None:
    for where in row.pop("locations", []):
        _location(found, where, [], names=(row["name"],))
    for one in row.pop("services", []):
        _service(found, {"organization_id": row["id"], **one}, [])
    _add(found, Item("organization", row["id"], row["name"], row, odd=odd))


def _location(
    found: Apart, row: Doc, odd: list[Remark], names: tuple[str, ...] = (), holder: Item | None = None
) -> None:
    row.pop("organization_id", None)
    if abs(row.get("latitude", 0)) > 90 or abs(row.get("longitude", 0)) > 180:
        row = {name: value for name, value in row.items() if name not in ("latitude", "longitude")}
    item = Item("location", row["id"], str(row.get("name") or ""), row, odd=list(odd))
    if is_secret(row, names):
        item.document, words = withheld(row)
        item.name = ""
        told = Saying("Its address is withheld and is not kept.", "Adressen vises ikke og bliver ikke gemt.")
        item.odd.append(Remark("addresses", told, "warning"))
        if holder:
            _without(holder.document, words)
    _add(found, item)


def _without(document: Doc, words: Iterable[str]) -> None:
    """Take the words of an address out of the entry's own texts, however deep they stand."""
    for name, value in document.items():
        if isinstance(value, str):
            for word in words:
                value = value.replace(word, "…")
            document[name] = value
        elif isinstance(value, dict):
            _without(value, words)
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    _without(one, words)


def _whole_at(found: Apart, row: Doc, odd: list[Remark]) -> None:
    """A service at a place that stands alone: it joins its service when all has been read."""
    service = row.pop("service", None)
    owner = row.get("service_id") or (service or {}).get("id", "")
    if service:
        _service(found, service, odd)
    if owner in found.services:
        _at(found, found.services[owner], row)
    else:
        found.services.setdefault(owner, Item("service", owner, "", {}, odd=odd))
        _at(found, found.services[owner], row)


def _nothing(found: Apart, row: Doc, odd: list[Remark]) -> None:
    """Terms are read where services have them."""


_OF = {
    "service": _service, "organization": _provider, "location": _location, "service_at_location": _whole_at,
    "taxonomy": _nothing, "taxonomy_term": _nothing,
}  # fmt: skip


def _add(found: Apart, item: Item) -> None:
    """The same thing may stand in several entries: what says more is kept, and a fault is a fault."""
    shelf = {"service": found.services, "organization": found.providers}.get(item.kind, found.places)
    before = shelf.get(item.key)
    if before is None:
        shelf[item.key] = item
        return
    item.places = item.places + [
        one for one in before.places if one[1] not in {place for _key, place, _doc in item.places}
    ]
    item.faults = item.faults or before.faults
    item.odd = [*before.odd, *(one for one in item.odd if one not in before.odd)]
    if before.document.get("location_type") == "redacted":
        item.document, item.name = before.document, ""
    item.document = {**before.document, **item.document}
    item.provider = item.provider or before.provider
    item.name = item.name or before.name
    shelf[item.key] = item


def _join(found: Apart) -> None:
    """What leans on something refused, or on nothing, is refused with it."""
    for item in found.services.values():
        if not item.document and not item.faults:
            item.faults.append(Remark("service_id", Saying("There is no such service.", "Den ydelse findes ikke.")))
        provider = found.providers.get(item.provider)
        if provider and provider.faults:
            told = Saying("Its organisation is refused.", "Dens organisation er afvist.")
            item.faults.append(Remark("organization", told))
        for _key, place, _doc in item.places:
            if place in found.places and found.places[place].faults:
                told = Saying("Its place is refused.", "Dens sted er afvist.")
                item.faults.append(Remark("service_at_locations", told))
