"""One person's shifts as a calendar: cancelled ones stay as cancelled, and nobody's name is in it."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from driveout.core.tell.calendar import Event, as_text, at
from driveout.records.drive.crew.feed import Entry

# Names of shifts live below this: the same shift has the same UID on every machine, and no host is named.
OURS = UUID("0a8d5c0e-35f2-5f5f-b1a6-3f6f0f0a5d11")


def as_calendar(entries: Sequence[Entry]) -> bytes:
    """iCalendar text, in Danish."""
    since = {_uid(entry): entry.changed for entry in entries}
    return as_text("Vagter i Drive Out", "vagter", map(_event, entries), since)


def _event(entry: Entry) -> Event:
    return Event(
        uid=_uid(entry),
        summary=_summary(entry),
        location=", ".join(part for part in (entry.venue, entry.place) if part),
        starts=at(entry.day, entry.starts),
        ends=at(entry.day, entry.ends),
        cancelled=entry.is_cancelled,
        busy=True,
        made=entry.made,
    )


def _uid(entry: Entry) -> str:
    return str(uuid5(OURS, entry.key))


def _summary(entry: Entry) -> str:
    """What the day says at a glance; many calendars do not show a status."""
    what = f"Tur fra {entry.place}" if entry.is_trip else f"Café på hjul i {entry.place}"
    if entry.is_left:
        return f"Ikke på holdet: {what}"
    return f"Aflyst: {what}" if entry.is_cancelled else what
