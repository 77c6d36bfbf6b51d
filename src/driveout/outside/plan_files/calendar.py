"""A plan as a calendar to subscribe to: one weekly event for each opening, and nobody's name in it.

A date on which an opening is cancelled or later stays in it and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import icalendar

from driveout.core.plan.calendar import closed_on, dates_of
from driveout.core.words import Opening, Plan, Season, Stop, found_at
from driveout.outside.faults import Fault, Faults, Said

ZONE = "Europe/Copenhagen"
# Names of openings live below this: the same opening has the same UID on every machine, and no host is named.
OURS = UUID("6f1c9a52-5d0f-5c0e-9e3b-6a1d5b2f7c84")
WELCOME = "Du er velkommen. Kaffe, mad og en snak. Det er gratis. Du behøver ikke sige, hvad du hedder."


@dataclass(frozen=True)
class OnADate:
    """One date of an opening that is cancelled, or held later than promised; `told_at` (aware): when that was
    said. `stop`: its key.
    """

    stop: str
    date: date
    promised: int
    starts: int
    minutes: int
    cancelled: bool
    why: str
    told_at: datetime


def as_calendar(
    season: Season, plan: Plan, *, changed: datetime, sequence: int = 0, on_dates: Sequence[OnADate] = ()
) -> bytes:
    """iCalendar text. `changed` (aware) is when the plan last changed; `sequence` counts its changes. `on_dates`:
    what is otherwise on one date; of openings that the plan does not hold, nothing is said.

    Raises Faults when the season has no first day: a calendar needs dates.
    """
    if season.first_day is None:
        what = Said(
            "The season has no first_day, and a calendar needs dates",
            "Sæsonen har ingen first_day, og en kalender skal have datoer",
        )
        raise Faults(
            [Fault("season.toml", what, Said("first_day, such as 2020-03-30", "first_day, for eksempel 2020-03-30"))]
        )
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Drive Out//plan//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Caféer på hjul · {season.name}")
    calendar.add("x-wr-timezone", ZONE)
    names = season.names
    stops = {stop.key: replace(stop, name=names.place(stop.key)) for stop in season.stops}  # two of a name told apart
    for opening in sorted(plan.openings, key=lambda o: (o.weekday, o.starts, stops[o.stop].name)):
        calendar.add_component(_event(season, opening, stops[opening.stop], changed, sequence))
        for one in on_dates:
            if (one.stop, one.date.weekday(), one.promised) == (opening.stop, opening.weekday, opening.starts):
                calendar.add_component(_otherwise(season, opening, stops[opening.stop], one, changed, sequence))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(season: Season, opening: Opening, stop: Stop, changed: datetime, sequence: int) -> icalendar.Event:
    dates = dates_of(season, opening.weekday)
    event = _plain(season, opening, stop, changed, sequence)
    event.add("dtstart", _at(dates[0], opening.starts))
    event.add("dtend", _at(dates[0], opening.ends))
    event.add("rrule", {"freq": "weekly", "until": _at(dates[-1], opening.starts).astimezone(UTC)})
    closed = closed_on(season)
    shut = [_at(day, opening.starts) for day in dates if day in closed]
    if shut:
        event.add("exdate", shut)
    event.add("description", WELCOME)
    return event


def _otherwise(
    season: Season, opening: Opening, stop: Stop, one: OnADate, changed: datetime, sequence: int
) -> icalendar.Event:
    """The same event on one date: its number is higher the later it was told, so that the last word holds."""
    later = max(1, int((one.told_at - changed).total_seconds()))
    event = _plain(season, opening, stop, one.told_at, sequence + later)
    event.add("recurrence-id", _at(one.date, one.promised))
    event.add("dtstart", _at(one.date, one.starts))
    event.add("dtend", _at(one.date, one.starts + one.minutes))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("description", one.why)
    return event


def _plain(season: Season, opening: Opening, stop: Stop, changed: datetime, sequence: int) -> icalendar.Event:
    """What is the same on every date."""
    event = icalendar.Event()
    # A stop is never open twice on one day, so this names the opening also when its hour moves.
    event.add("uid", str(uuid5(OURS, f"{season.name}\n{opening.stop}\n{opening.weekday}")))
    event.add("dtstamp", changed.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", sequence)
    event.add("summary", f"Café på hjul i {stop.name}")
    event.add("location", ", ".join(part for part in (found_at(stop.venue, stop.place.address), stop.name) if part))
    event.add("geo", (stop.place.lat, stop.place.lon))
    event.add("transp", "TRANSPARENT")
    return event


def _at(day: date, minute: int) -> datetime:
    """Local time; minute 1440 is midnight after the day."""
    start = datetime.combine(day, time(), ZoneInfo(ZONE))
    return start + timedelta(minutes=minute)  # wall-clock arithmetic: 10.00 stays 10.00 when summer time begins
