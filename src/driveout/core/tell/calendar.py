"""A calendar to subscribe to (RFC 5545). Every feed is written here: the zone, the names, the numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from driveout.core.tell.stamps import Stamp, sequence_of
from driveout.core.tell.zone import ZONE, zone

WHEN = ("dtstamp", "last-modified", "sequence")
STAMP, END = "%Y%m%dT%H%M%SZ", "END:VEVENT"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Moments are local times of ZONE.

    `until`: the last begin of one that is held each week, but for the begins in `left_out`. `instead_of`: the begin of
    such a one that this is held instead of. `busy`: whoever has it is not free meanwhile. `place`: latitude, longitude.
    """

    uid: str
    summary: str
    location: str
    starts: datetime
    ends: datetime
    cancelled: bool = False
    busy: bool = False
    description: str = ""
    place: tuple[float, float] | None = None
    until: datetime | None = None
    left_out: tuple[datetime, ...] = ()
    instead_of: datetime | None = None
    made: datetime | None = None


def at(day: date, minute: int) -> datetime:
    """Local time; minute 1440 is midnight after the day. 10.00 stays 10.00 when summer time begins."""
    return datetime.combine(day, time(), ZoneInfo(ZONE)) + timedelta(minutes=minute)  # wall-clock arithmetic


def says(events: Iterable[Event]) -> dict[str, str]:
    """Uid → all that is said of it, on every date: when any of it is another, the event has changed."""
    return _by_uid((event.uid, _component(event)) for event in events)


def _by_uid(parts: Iterable[tuple[str, icalendar.Event]]) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for uid, part in parts:
        found[uid].append(part.to_ical().decode())
    return {uid: "".join(sorted(texts)) for uid, texts in found.items()}


def as_text(name: str, kind: str, events: Iterable[Event], since: Mapping[str, datetime]) -> bytes:
    """iCalendar text. `name`: what people's calendars call it. `kind`: which of our feeds. `since`: uid → when what is
    said of it last changed (aware): from there come SEQUENCE, LAST-MODIFIED and DTSTAMP, and from nowhere else."""
    calendar = _empty(name, kind)
    for event in events:
        component, moment = _component(event), _whole(since[event.uid])
        component.add("dtstamp", moment)
        component.add("last-modified", moment)
        component.add("sequence", sequence_of(moment))
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def of_said(name: str, kind: str, said: Iterable[tuple[str, datetime]]) -> bytes:
    """As `as_text`, of events as they were `said` (see `says`), each with since when."""
    parts = []
    for text, since in said:
        moment = _whole(since)
        when = f"DTSTAMP:{moment:{STAMP}}\r\nLAST-MODIFIED:{moment:{STAMP}}\r\nSEQUENCE:{sequence_of(moment)}\r\n"
        parts.append(text.replace(f"\r\n{END}", f"\r\n{when}{END}"))
    empty = bytes(_empty(name, kind).to_ical()).decode()
    return empty.replace("END:VCALENDAR", "".join(parts) + "END:VCALENDAR").encode()


def _empty(name: str, kind: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Drive Out//{kind}//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(name))  # escaped: some readers end a name at a bare comma
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add_component(zone())
    return calendar


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _component(event: Event) -> icalendar.Event:
    """All of it but when it changed."""
    found = icalendar.Event()
    found.add("uid", event.uid)
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    found.add("transp", "OPAQUE" if event.busy and not event.cancelled else "TRANSPARENT")
    for name, value in (
        ("summary", event.summary),
        ("location", event.location),
        ("description", event.description),
        ("geo", event.place),
        ("dtstart", event.starts),
        ("dtend", event.ends),
        ("recurrence-id", event.instead_of),
        ("rrule", {"freq": "weekly", "until": event.until.astimezone(UTC)} if event.until else None),
        ("exdate", list(event.left_out)),
        ("created", event.made.astimezone(UTC).replace(microsecond=0) if event.made else None),
    ):
        if value:
            found.add(name, value)
    return found


def kept_in(text: bytes) -> dict[str, Stamp]:
    """Uid → what a calendar of ours says of it, and since when; nothing of what is no calendar."""
    try:
        parts: list[Any] = icalendar.Calendar.from_ical(text).walk("VEVENT")
        since = {str(part["uid"]): part["last-modified"].dt for part in parts}
    except (ValueError, KeyError, AttributeError):
        return {}
    for part in parts:
        for name in WHEN:
            part.pop(name, None)
    said = _by_uid((str(part["uid"]), part) for part in parts)
    return {uid: Stamp(text, since[uid]) for uid, text in said.items()}


def no_more(said: str, today: date) -> list[Event]:
    """What to say of an event of which nothing is held from today on, from what was `said` of it (see `says`): one that
    was held each week ends with its last date; one that lies ahead is cancelled; of one that is over, nothing."""
    text = f"BEGIN:VCALENDAR\r\n{said}END:VCALENDAR\r\n"
    parts = [part for part in icalendar.Calendar.from_ical(text).walk("VEVENT") if "recurrence-id" not in part]
    return [event for part in parts for event in _ended(_event(part), at(today, 0))]


def _ended(event: Event, today: datetime) -> list[Event]:
    if event.until is None:
        return [replace(event, cancelled=True)] if event.starts >= today else []
    weeks = (today - timedelta(microseconds=1) - event.starts) // timedelta(weeks=1)
    if weeks < 0:
        return [replace(event, cancelled=True)]
    last = min(event.until, event.starts + timedelta(weeks=weeks))
    return [replace(event, until=last, left_out=tuple(day for day in event.left_out if day <= last))]


def _event(part: Any) -> Event:
    """As it was written."""
    geo, rule = part.get("geo"), part.get("rrule")
    return Event(
        uid=str(part["uid"]),
        summary=str(part["summary"]),
        location=str(part.get("location", "")),
        starts=part["dtstart"].dt,
        ends=part["dtend"].dt,
        cancelled=part["status"] == "CANCELLED",
        busy=part["transp"] == "OPAQUE",
        description=str(part.get("description", "")),
        place=(geo.latitude, geo.longitude) if geo else None,
        until=rule["until"][0].astimezone(ZoneInfo(ZONE)) if rule else None,
        left_out=tuple(day.dt for day in part["exdate"].dts) if "exdate" in part else (),
    )
