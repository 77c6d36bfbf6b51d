"""One entry of somebody's list, taken apart: the service, who gives it, and where. All of it, or nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from driveout.core.bridge.directory.hidden_addresses import is_secret, withheld, without, words_of
from driveout.core.bridge.directory.standard import FIELDS, LEFT_OUT, MANY, ONE, Remark, remarks, storable
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
    is_withheld: bool = False


@dataclass
class Apart:
    """What a list holds, each thing once by its number. `entries`: those that stand in it by themselves."""

    services: dict[str, Item] = field(default_factory=dict)
    providers: dict[str, Item] = field(default_factory=dict)
    places: dict[str, Item] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)
    said_of: dict[str, list[Doc]] = field(default_factory=dict)  # each place, as every row that speaks of it has it
    holders: dict[str, set[str]] = field(default_factory=dict)  # organisations that a place stands under


def take_apart(rows: Iterable[tuple[str, Any]]) -> Apart:
    """Rows as (kind, row). A fault inside a thing is a fault of the whole entry that holds it."""
    found = Apart()
    for n, (kind, row) in enumerate(rows):
        found.entries.add(_entry(kind, row))
        said = list(remarks(kind, row))
        faults = [one for one in said if one.level == "fault"]
        odd = [one for one in said if one.level == "warning"]
        if faults:
            _add(found, _refused(kind, row, faults, n))
            continue
        _OF[kind](found, clean(kind, row), odd)
    withhold(found, {})
    _join(found)
    return found


def _entry(kind: str, row: Any) -> str:
    """The number of what a row is about: a service at a place is about the service."""
    row = row if isinstance(row, Mapping) else {}
    if kind != "service_at_location":
        return number(row.get("id"))
    service = row.get("service")
    return number(row.get("service_id") or (service.get("id") if isinstance(service, Mapping) else ""))


def _refused(kind: str, row: Any, faults: list[Remark], n: int) -> Item:
    """`n`: which row of the list it is; those without a number of their own are told apart by that."""
    row = row if isinstance(row, Mapping) else {}
    key = number(row.get("id") or "") or number(f"{kind}, row {n}")
    called = storable(str(row.get("name") or row.get("id") or "")) or f"{kind} {n + 1}"
    return Item(kind, key, called, {}, faults=faults)


def number(text: Any) -> str:
    """A number of the standard's kind: as it stands, else one that is always the same for what stands there."""
    try:
        return str(UUID(str(text)))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, storable(str(text)))) if text else ""


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
        _location(found, where, [])
    if number_of_place:
        rest = {name: value for name, value in row.items() if name not in ("id", "service_id")}
        item.places.append((row["id"], number_of_place, rest))


def _provider(found: Apart, row: Doc, odd: list[Remark]) -> None:
    for where in row.pop("locations", []):
        _location(found, {**where, "organization_id": row["id"]}, [])
    for one in row.pop("services", []):
        _service(found, {"organization_id": row["id"], **one}, [])
    _add(found, Item("organization", row["id"], row["name"], row, odd=odd))


def _location(found: Apart, row: Doc, odd: list[Remark]) -> None:
    holder = row.pop("organization_id", "")
    if abs(row.get("latitude", 0)) > 90 or abs(row.get("longitude", 0)) > 180:
        row = {name: value for name, value in row.items() if name not in ("latitude", "longitude")}
    found.said_of.setdefault(row["id"], []).append(row)
    if holder:
        found.holders.setdefault(row["id"], set()).add(holder)
    _add(found, Item("location", row["id"], str(row.get("name") or ""), row, odd=list(odd)))


def withhold(found: Apart, known: Mapping[str, str], hidden: Collection[str] = ()) -> None:
    """Places that must not be shown lose where they lie, and all that uses them the words of it. A place is judged by
    every row that speaks of it and by all services and organisations that use it, in whatever order they stood.

    `known`: names of organisations that stand in no row, by their numbers; `hidden`: places known to be so.
    """
    users: dict[str, list[Item]] = {}
    for item in found.services.values():
        for _key, place, _doc in item.places:
            users.setdefault(place, []).append(item)
    for key, item in found.places.items():
        services = users.get(key, [])
        givers = found.holders.get(key, set()) | {one.provider for one in services}
        providers = [found.providers[giver] for giver in sorted(givers) if giver in found.providers]
        names = [name for one in (*services, *providers) for name in _names(one)]
        names += [known[giver] for giver in givers if giver in known]
        said = found.said_of.get(key, [item.document])
        if not item.is_withheld and (key in hidden or any(is_secret(row, names) for row in said)):
            _hide(item, said, [*services, *providers], names)
            found.said_of[key] = []


def _names(item: Item) -> list[str]:
    return [item.name, str(item.document.get("alternate_name") or "")]


def _hide(item: Item, said: Iterable[Doc], users: Iterable[Item], names: Iterable[str]) -> None:
    words = words_of(said, names)
    item.document, item.name, item.is_withheld = withheld(item.document), "", True
    without(item.document, words)
    told = Saying("Its address is withheld and is not kept.", "Adressen vises ikke og bliver ikke gemt.")
    item.odd.append(Remark("addresses", told, "warning"))
    for user in users:
        without(user.document, words)
        user.name = str(user.document.get("name") or user.name)
        for _key, _place, doc in user.places:
            without(doc, words)


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
