"""One person's shifts as iCalendar (RFC 5545): cancelled ones stay as cancelled, and nobody's name is in it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import icalendar

from driveout.records.drive.crew.feed import Entry, sequence_of

ZONE = "Europe/Copenhagen"
# Names of shifts live below this: the same shift has the same UID on every machine, and no host is named.
OURS = UUID("0a8d5c0e-35f2-5f5f-b1a6-3f6f0f0a5d11")
ZONE_FROM, ZONE_UNTIL = date(2020, 1, 1), date(2038, 1, 1)  # an empty calendar holds it too: there must be something
MOST = 2_147_483_647  # of a whole number in a calendar


def as_calendar(entries: Sequence[Entry]) -> bytes:
    """iCalendar text, in Danish."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Drive Out//vagter//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Vagter i Drive Out")
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add_component(icalendar.Timezone.from_tzid(ZONE, first_date=ZONE_FROM, last_date=ZONE_UNTIL))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(uuid5(OURS, entry.key)))
    event.add("dtstamp", entry.changed.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", min(MOST, sequence_of(entry)))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("summary", _summary(entry))
    event.add("dtstart", _at(entry, entry.starts))
    event.add("dtend", _at(entry, entry.ends))
    event.add("location", ", ".join(part for part in (entry.venue, entry.place) if part))
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    return event


def _summary(entry: Entry) -> str:
    """What the day says at a glance; many calendars do not show a status."""
    what = f"Tur fra {entry.place}" if entry.is_trip else f"Café på hjul i {entry.place}"
    if entry.is_left:
        return f"Ikke på holdet: {what}"
    return f"Aflyst: {what}" if entry.is_cancelled else what


def _at(entry: Entry, minute: int) -> datetime:
    """Wall-clock arithmetic: 10.00 stays 10.00 when summer time begins."""
    return datetime.combine(entry.day, time(), ZoneInfo(ZONE)) + timedelta(minutes=minute)
