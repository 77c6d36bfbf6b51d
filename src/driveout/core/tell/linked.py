"""Cafés as schema.org Events in JSON-LD: what search engines and other people's calendars read of a page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from driveout.core.tell.calendar import at
from driveout.core.tell.occasions import Occasion, State
from driveout.core.words import told_hall
from driveout.core.words.postcode import parted

CONTEXT = "https://schema.org"
STATUS = {
    State.HELD: "EventScheduled",
    State.CANCELLED: "EventCancelled",
    State.LATER: "EventRescheduled",
    State.MOVED: "EventRescheduled",
}


@dataclass(frozen=True, slots=True)
class Where:
    """Where a café stands, as anyone reads it. `page`: its own address, whole. `hall`, `address`: as people wrote. A
    date that has a hall of its own says that one."""

    page: str
    hall: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    phone: str = ""


def event(occasion: Occasion, where: Where) -> dict[str, Any]:
    """One date as an Event, with the offset of that day in Denmark; `previousStartDate` where it was to be another."""
    starts = at(occasion.date, occasion.starts)
    day, minute = occasion.was or (occasion.date, occasion.starts)  # it stays the one that was told, when it is moved
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": f"{where.page}#{day.isoformat()}-{minute}",
        "name": f"Café på hjul i {occasion.place}",
        "url": where.page,
        "inLanguage": "da",
        "startDate": starts.isoformat(),
        "endDate": (starts + timedelta(minutes=occasion.minutes)).isoformat(),
        "eventStatus": f"{CONTEXT}/{STATUS[occasion.state]}",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "location": _place(occasion.place, where, told_hall(occasion.venue) if occasion.venue else where.hall),
    }
    if occasion.was and occasion.state in (State.LATER, State.MOVED):
        said["previousStartDate"] = at(*occasion.was).isoformat()
    if occasion.why:
        said["description"] = occasion.why
    return said


def _place(name: str, where: Where, hall: str) -> dict[str, Any]:
    street, postcode, town = parted(where.address)
    address = {"streetAddress": street, "postalCode": postcode, "addressLocality": town or name}
    place: dict[str, Any] = {
        "@type": "Place",
        "name": ", ".join(part for part in (hall, name) if part),
        "address": {
            "@type": "PostalAddress",
            **{key: value for key, value in address.items() if value},
            "addressCountry": "DK",
        },
    }
    if where.lat is not None and where.lon is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon}
    if where.phone:
        place["telephone"] = where.phone
    return place


def as_text(events: Iterable[dict[str, Any]]) -> str:
    """A JSON array, one event a line."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in events)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def days_from(first: date, weeks: int) -> list[date]:
    """So many weeks of days, from one on."""
    return [first + timedelta(days=n) for n in range(7 * weeks)]
