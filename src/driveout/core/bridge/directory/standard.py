"""What the standard of directories (Open Referral HSDS 3.0) says of each thing: its fields, which must be there, and
which things stand inside it. Of 3.1-dev `capacities`, `additional_urls` and `unit` are read and kept too.

Field names are held to this list, not to the standard's text: a slip of the pen in that has lived for years.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from driveout.core.bridge.directory.schedules import rule_of
from driveout.core.words import Nonsense, Saying

Level = Literal["fault", "warning"]

TEXT, NUMBER, UUID_, URI, MAIL, DATE, MOMENT = "text", "number", "uuid", "uri", "email", "date", "date-time"
ONE, MANY = "one ", "many "
TYPES = frozenset({"physical", "postal", "virtual"})
HIDDEN_TYPE = "redacted"  # a branch of the standard has it: an address that must not be shown
STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})
CHOICES = {
    ("service", "status"): STATUSES,
    ("location", "location_type"): TYPES | {HIDDEN_TYPE},
    ("address", "address_type"): TYPES,
    ("schedule", "freq"): frozenset({"WEEKLY", "MONTHLY"}),
    ("schedule", "wkst"): frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"}),
}
MUST = {
    "service": ("id", "name", "status"), "organization": ("id", "name", "description"),
    "program": ("id", "name", "description"), "organization_identifier": ("id", "identifier_type", "identifier"),

    "location": ("id", "location_type"), "phone": ("id", "number"),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "taxonomy": ("id", "name", "description"), "taxonomy_term": ("id", "name", "description"),
}  # fmt: skip


def _fields(texts: str = "", of: str = "", **others: str) -> dict[str, str]:
    """Texts, numbers of what it is `of`, and fields of other kinds."""
    links = {f"{name}_id": UUID_ for name in of.split()}
    return {"id": UUID_, **dict.fromkeys(texts.split(), TEXT), "attributes": f"{MANY}attribute", **links, **others}


def _bare(texts: str, **others: str) -> dict[str, str]:
    """What has no attributes itself."""
    return {"id": UUID_, **dict.fromkeys(texts.split(), TEXT), **others}


_HELD = {"phones": "many phone", "schedules": "many schedule", "contacts": "many contact"}
FIELDS: Mapping[str, Mapping[str, str]] = {
    "service": _fields(
        "name alternate_name description status interpretation_services application_process fees_description wait_time"
        " fees accreditations eligibility_description licenses alert",
        organization_id=UUID_, program_id=UUID_, url=URI, email=MAIL, minimum_age=NUMBER, maximum_age=NUMBER,
        assured_date=DATE, assurer_email=MAIL, last_modified=MOMENT, **_HELD, service_areas="many service_area",
        service_at_locations="many service_at_location", languages="many language", organization="one organization",
        funding="many funding", cost_options="many cost_option", program="one program",
        required_documents="many required_document", capacities="many service_capacity", additional_urls="many url",
    ),
    "organization": _fields(
        "name alternate_name description tax_status tax_id legal_status logo",
        email=MAIL, website=URI, uri=URI, year_incorporated=NUMBER, parent_organization_id=UUID_,
        funding="many funding", contacts="many contact", phones="many phone", locations="many location",
        programs="many program", organization_identifiers="many organization_identifier",
        additional_websites="many url", services="many service",
    ),
    "location": _fields(
        "location_type name alternate_name description transportation external_identifier external_identifier_type",
        url=URI, organization_id=UUID_, latitude=NUMBER, longitude=NUMBER, languages="many language",
        addresses="many address", accessibility="many accessibility", **_HELD,
    ),
    "service_at_location": _fields(
        "description", service_id=UUID_, location_id=UUID_, location="one location", service="one service",
        service_areas="many service_area", **_HELD,
    ),
    "address": _fields(
        "attention address_1 address_2 city region state_province postal_code country address_type", location_id=UUID_
    ),
    "phone": _fields(
        "number type description", extension=NUMBER, languages="many language",
        of="service location organization service_at_location contact",
    ),
    "schedule": _fields(
        "wkst freq byday byweekno bymonthday byyearday description opens_at closes_at attending_type notes",
        valid_from=DATE, valid_to=DATE, dtstart=DATE, until=DATE, timezone=NUMBER, count=NUMBER, interval=NUMBER,
        schedule_link=URI, of="service location service_at_location"
    ),
    "service_area": _fields("name description extent extent_type uri", of="service"),
    "language": _fields("name code note", of="service location phone"),
    "accessibility": _fields("description details", url=URI, location_id=UUID_),
    "cost_option": _fields(
        "option currency amount_description", service_id=UUID_, valid_from=DATE, valid_to=DATE, amount=NUMBER
    ),
    "contact": _fields(
        "name title department", email=MAIL, phones="many phone",
        of="organization service service_at_location location",
    ),
    "required_document": _fields("document", service_id=UUID_, uri=URI),
    "funding": _fields("source", of="organization service"),
    "program": _fields("name alternate_name description", organization_id=UUID_),
    "organization_identifier": _fields(
        "identifier_scheme identifier_type identifier", organization_id=UUID_
    ),
    "taxonomy": _bare("name description version", uri=URI),
    "taxonomy_term": _bare(
        "code name description taxonomy language", parent_id=UUID_, taxonomy_id=UUID_, term_uri=URI,
        taxonomy_detail="one taxonomy",
    ),
    "attribute": _bare(
        "link_type link_entity value label", link_id=UUID_, taxonomy_term_id=UUID_, taxonomy_term="one taxonomy_term"
    ),
    "service_capacity": _fields(
        "description", service_id=UUID_, available=NUMBER, maximum=NUMBER, updated=MOMENT, unit_id=UUID_,
        unit="one unit",
    ),
    "unit": _fields("name scheme identifier uri"),
    "url": _fields("label", url=URI, of="service organization"),
}  # fmt: skip
LEFT_OUT = frozenset({"metadata"})  # what the standard's own publishers ask to be rid of: it only tells of edits
_NO_FIELD = Saying("The standard has no such field. It is left out.", "Standarden har ikke det felt. Det er udeladt.")
MOST = 1e15  # of a number: what is more is none that anybody counted, nor is what is no number or endless
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one field. `field`: the way to it, as schedules[0].opens_at. `reason` in both languages."""

    field: str
    reason: Saying
    level: Level = "fault"


def remarks(kind: str, row: Any, at: str = "") -> Iterator[Remark]:
    """All that is wrong with a thing, or odd, and with what stands inside it; every fault at once."""
    if not isinstance(row, Mapping):
        yield Remark(at or kind, Saying(f"This is no {kind}.", f"Det er ikke {kind}, som standarden skriver det."))
        return
    fields = FIELDS[kind]
    for name in MUST.get(kind, ("id",)):
        if row.get(name) in (None, ""):
            yield Remark(_way(at, name), Saying("It is missing.", "Det mangler."))
    for name, value in row.items():
        if name in LEFT_OUT or value is None or value == "":
            continue
        if name not in fields:
            yield Remark(_way(at, storable(str(name))), _NO_FIELD, "warning")
        else:
            yield from _value(kind, name, fields[name], value, _way(at, name))
    yield from _whole(kind, row, at)


def _way(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _value(kind: str, name: str, wanted: str, value: Any, way: str) -> Iterator[Remark]:
    if wanted.startswith(ONE):
        yield from remarks(wanted.removeprefix(ONE), value, way)
    elif wanted.startswith(MANY):
        if not isinstance(value, list):
            yield Remark(way, Saying("Expected a list.", "Her skal stå en liste."))
            return
        for n, one in enumerate(value):
            yield from remarks(wanted.removeprefix(MANY), one, f"{way}[{n}]")
    elif wanted == NUMBER:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST:
            value = storable(str(value))
            yield Remark(way, Saying(f"“{value}” is no number.", f"»{value}« er ikke et tal."))
    elif not isinstance(value, str):
        value = storable(str(value))
        yield Remark(way, Saying(f"“{value}” is no text.", f"»{value}« er ikke tekst."))
    elif value != storable(value):
        told = Saying("It holds a sign that is no letter and cannot be kept.", "Her står et tegn, der ikke kan gemmes.")
        yield Remark(way, told)
    elif (kind, name) in CHOICES and value not in CHOICES[kind, name]:
        words = ", ".join(sorted(CHOICES[kind, name]))
        yield Remark(way, Saying(f"“{value}” is none of: {words}.", f"»{value}« er ikke en af: {words}."))
    elif not _fits(wanted, value):
        yield Remark(way, Saying(f"“{value}” is no {wanted}.", f"»{value}« er ikke {wanted}."), _level(wanted))


def storable(text: str) -> str:
    """The text as a database can keep it: no zero sign, no half of a sign."""
    return text.replace("\0", "�").encode("utf-8", "replace").decode()


def _level(wanted: str) -> Level:
    """A day that is none is a fault. A number that is no UUID, an odd address of a page: schemas are silent on them
    unless formats are asked for, and people can still use the entry."""
    return "fault" if wanted in (DATE, MOMENT) else "warning"


def _fits(wanted: str, value: str) -> bool:
    try:
        if wanted == UUID_:
            UUID(value)
        elif wanted == DATE:
            date.fromisoformat(value[:10])
        elif wanted == MOMENT:
            datetime.fromisoformat(value)
    except ValueError:
        return False
    shapes = {MAIL: _MAIL, URI: _URI}
    return wanted not in shapes or bool(shapes[wanted].fullmatch(value))


def _whole(kind: str, row: Mapping[str, Any], at: str) -> Iterator[Remark]:
    """What only shows when fields are seen together."""
    if kind == "schedule":
        try:
            rule_of(row)
        except Nonsense as wrong:
            english = f"The hours are kept as they stand but not read: {wrong}"
            yield Remark(at, Saying(english, f"Tiderne gemmes, som de står, men læses ikke: {wrong}"), "warning")
        except (ValueError, OverflowError):
            yield Remark(at, Saying("The hours cannot be read.", "Tiderne kan ikke læses."), "warning")
    if kind == "service_capacity":
        available, most = row.get("available"), row.get("maximum")
        if isinstance(available, int | float) and isinstance(most, int | float) and available > most:
            told = Saying(
                f"{available} of {most} are free. Both are kept.", f"{available} af {most} er ledige. Begge er gemt."
            )
            yield Remark(at, told, "warning")
    if kind == "location":
        yield from _coordinates(row, at)


def _coordinates(row: Mapping[str, Any], at: str) -> Iterator[Remark]:
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > most:
            told = Saying(
                f"{value} is not on Earth. It is left out.", f"{value} ligger ikke på Jorden. Det er udeladt."
            )
            yield Remark(_way(at, name), told, "warning")
