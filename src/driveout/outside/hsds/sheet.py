"""A directory as a table that somebody wrote: one row a service, in Excel or CSV, with headings in either language."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from driveout.core.bridge.directory import needs
from driveout.core.bridge.directory.typed_hours import schedules_of
from driveout.core.words import Nonsense, Saying
from driveout.outside.faults import Fault, Faults, Said
from driveout.outside.hsds.read import Listed, none_here

ENDINGS = (".csv", ".xlsx")
MOST_ROWS = 5000
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("navn", "tilbud", "name", "service"),
    "organisation": ("organisation", "hvem", "organization", "provider"),
    "sector": ("offentlig eller civil", "sektor", "sector"),
    "description": ("beskrivelse", "hvad", "description"),
    "needs": ("hjælper med", "behov", "needs"),
    "phone": ("telefon", "phone"),
    "email": ("mail", "e-mail", "email"),
    "website": ("hjemmeside", "website", "url"),
    "street": ("adresse", "vej", "address", "street"),
    "postcode": ("postnr", "postnummer", "postcode", "postal code"),
    "town": ("by", "town", "city"),
    "lat": ("bredde", "lat", "latitude"),
    "lon": ("længde", "lon", "longitude"),
    "hidden": ("skjul adressen", "hemmelig adresse", "hide address"),
    "languages": ("sprog", "languages"),
    "hours": ("åbent", "åbningstider", "hours", "open"),
    "phone_hours": ("telefontid", "phone hours"),
    "who_for": ("hvem kan komme", "for hvem", "who for", "eligibility"),
    "cost": ("pris", "cost", "fees"),
    "places": ("pladser", "capacity"),
    "checked": ("sidst tjekket", "last checked"),
}
YES = frozenset({"ja", "yes", "x", "1", "true"})
SECTORS = {"offentlig": "public", "public": "public", "civil": "civil", "civilsamfund": "civil", "forening": "civil"}


def read_sheet(path: Path) -> Listed:
    """The services of a table. Raises Faults where it is none, with every fault of its headings at once."""
    try:
        rows = list(_book(path) if path.suffix.lower() == ".xlsx" else _csv(path.read_bytes(), path.name))
    except OSError as error:
        told = error.strerror or str(error)
        raise none_here(path.name, Said(f"it cannot be read: {told}", f"den kan ikke læses: {told}")) from None
    is_cut = path.suffix.lower() == ".xlsx" and len(rows) > MOST_ROWS + 1
    found = from_rows(rows[: MOST_ROWS + 1] if is_cut else rows, path.name)
    if is_cut:
        cut = Saying(
            f"Only the first {MOST_ROWS} rows are read. Divide the workbook, or save it as CSV.",
            f"Kun de første {MOST_ROWS} rækker er læst. Del regnearket, eller gem det som CSV.",
        )
        found.odd.append((path.name, cut))
    return found


def _book(path: Path) -> Iterator[Sequence[Any]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise none_here(path.name, Said("this is no Excel workbook", "det er ikke et regneark")) from error
    except Exception as error:  # what a broken archive raises differs with where it is broken
        raise none_here(path.name, Said("the workbook is damaged", "regnearket er beskadiget")) from error
    try:
        yield from book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2)
    finally:
        book.close()


def _csv(raw: bytes, name: str) -> Iterator[Sequence[Any]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise none_here(name, Said("this is no text", "det er ikke tekst"))
    first = text.partition("\n")[0]
    yield from csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")


def from_rows(rows: Sequence[Sequence[Any]], name: str) -> Listed:
    """Headings, and a service for each row below them that is not empty."""
    if not rows:
        raise none_here(name, Said("the table is empty", "tabellen er tom"))
    columns = {field: at for at, head in enumerate(rows[0]) if (field := _field(head))}
    missing = [HEADS[field][0] for field in ("name", "phone") if field not in columns]
    if missing:
        heads = ", ".join(HEADS[field][0] for field in HEADS)
        names = ", ".join(missing)
        what = Said(f"these headings are missing: {names}", f"disse overskrifter mangler: {names}")
        wanted = Said(f"a first row with some of: {heads}", f"en første række med nogle af: {heads}")
        raise Faults([Fault(name, what, wanted)])
    found = Listed()
    for head in rows[0]:
        if head and not _field(head):
            told = Saying(f"The column “{head}” is not known.", f"Kolonnen »{head}« kender vi ikke.")
            found.odd.append((name, told))
    for number, row in enumerate(rows[1:], start=2):
        cells = {field: _cell(row, at) for field, at in columns.items()}
        if any(cells.values()):
            found.rows.append(("service", _service(cells, f"{name}, {number}", found)))
    return found


def _field(head: Any) -> str:
    said = " ".join(str(head or "").casefold().split())
    return next((field for field, names in HEADS.items() if said in names), "")


def _cell(row: Sequence[Any], at: int) -> str:
    value = row[at] if at < len(row) else None
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _service(cells: dict[str, str], where: str, found: Listed) -> dict[str, Any]:
    """As the standard writes it. What is known by the same name at the same giver is the same service next time."""
    given = cells.get
    giver = given("organisation", "") or given("name", "")
    key, giver_key = (str(uuid5(NAMESPACE_URL, f"drive-out:{'|'.join(parts)}".casefold())) for parts in (
        ("service", giver, given("name", "")), ("organisation", giver)))  # fmt: skip
    made: dict[str, Any] = {
        "id": key,
        "name": given("name", ""),
        "status": "active",
        "description": given("description"),
        "email": given("email"),
        "url": given("website"),
        "eligibility_description": given("who_for"),
        "fees_description": given("cost"),
        "assured_date": given("checked", "")[:10],
        "phones": [{"id": _own(key, "phone"), "number": given("phone")}] if given("phone") else [],
        "languages": [{"id": _own(key, one), "name": one} for one in _parts(given("languages", ""))],
        "schedules": _hours(cells, key, where, found),
        "attributes": needs.attributes(key, "service", needs.NEEDS, _needs(given("needs", ""), where, found)),
    }
    if given("places"):
        most = given("places", "")
        made["capacities"] = [{"id": _own(key, "places"), "maximum": int(most) if most.isdigit() else most}]
    sector = [SECTORS[said]] if (said := given("sector", "").casefold()) in SECTORS else []
    made["organization"] = {
        "id": giver_key, "name": giver, "description": giver,
        "attributes": needs.attributes(giver_key, "organization", needs.SECTORS, sector),
    }  # fmt: skip
    part = _which_place(cells, key, found)
    place = _place(cells, _own(key, part) if part else key)
    at = {"id": _own(key, f"at{part}"), "location": place}
    return {**made, "service_at_locations": [at]} if place else made


def _which_place(cells: dict[str, str], key: str, found: Listed) -> str:
    """Empty for the first place of a service, whatever its address is by now; of others the address."""
    there = [row for kind, row in found.rows if kind == "service" and row["id"] == key]
    others = [at["location"] for row in there for at in row.get("service_at_locations", [])]
    said = "|".join(cells.get(name, "") for name in ("street", "postcode", "town", "hidden")).casefold()
    first = _place(cells, key)
    same = {name: first[name] for name in first if name != "id"} if first else {}
    alike = others and {name: others[0][name] for name in others[0] if name != "id"} == same
    return f"|{said}" if others and not alike else ""


def _own(key: str, part: str) -> str:
    return needs.key(key, part)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _needs(text: str, where: str, found: Listed) -> list[str]:
    said = {
        word.casefold(): str(code)
        for code, saying in needs.SAID.items()
        for word in (saying.danish, saying.english, code)
    }
    codes = []
    for part in _parts(text):
        if part.casefold() in said:
            codes.append(said[part.casefold()])
        else:
            known = ", ".join(saying.danish for saying in needs.SAID.values())
            told = Saying(f"“{part}” is none of: {known}.", f"»{part}« er ikke en af: {known}.")
            found.odd.append((where, told))
    return codes


def _hours(cells: dict[str, str], key: str, where: str, found: Listed) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for field, how in (("hours", ""), ("phone_hours", "phone")):
        try:
            rows += schedules_of(cells.get(field, ""), key=f"{key}/{field}", how=how)
        except Nonsense as wrong:
            told = Saying(f"{HEADS[field][0]}: {wrong}", f"{HEADS[field][0]}: {wrong}")
            found.odd.append((where, told))
            rows.append({"id": _own(key, field), "description": cells[field]})
    return rows


def _place(cells: dict[str, str], key: str) -> dict[str, Any] | None:
    given = cells.get
    if given("hidden", "").casefold() in YES:
        return {"id": _own(key, "place"), "location_type": "redacted"}
    if not (given("street") or given("town") or given("postcode")):
        return None
    place: dict[str, Any] = {"id": _own(key, "place"), "location_type": "physical"}
    for field, name in (("lat", "latitude"), ("lon", "longitude")):
        text = given(field, "").replace(",", ".")
        try:
            place |= {name: float(text)} if text else {}
        except ValueError:
            place[name] = text  # refused with the rest of the row
    place["addresses"] = [
        {
            "id": _own(key, "address"), "address_1": given("street") or "-", "city": given("town") or "-",
            "state_province": "-", "postal_code": given("postcode") or "-", "country": "DK", "address_type": "physical",
        }
    ]  # fmt: skip
    return place
