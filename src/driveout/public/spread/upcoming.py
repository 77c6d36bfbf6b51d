"""The next cafés by date: of the week as it is told, with what is closed, moved, cancelled or later. No query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from driveout.records.publish.models import PublicChange, PublicMove
from driveout.records.publish.of_places import Standing

LOOKS_AHEAD = timedelta(weeks=26)  # a season that begins later is told of when it is nearer

Hours = tuple[int, int, int, str]  # weekday, start, minutes, hall


@dataclass(frozen=True, slots=True)
class Cafe:
    """One café on a date. `starts`, `promised`: minutes of the day, as it is and as it was told; `why`: of a change."""

    date: date
    place_key: str
    place: str
    starts: int
    promised: int
    minutes: int
    venue: str
    address: str
    cancelled: bool
    why: str


def upcoming(held: Sequence[Standing], now: datetime, many: int) -> list[Cafe]:
    """The next `many`, soonest first, those that are open now among them. `now`: aware, in the cafés' own hour."""
    today, minute, found = now.date(), 60 * now.hour + now.minute, list[Cafe]()
    day = today
    while len(found) < many and day <= today + LOOKS_AHEAD:
        cafes = sorted((cafe for one in held for cafe in _on(one, day)), key=lambda cafe: (cafe.starts, cafe.place))
        found += [cafe for cafe in cafes if day > today or cafe.starts + cafe.minutes > minute]
        day += timedelta(days=1)
    return found[:many]


def _on(held: Standing, day: date) -> Iterator[Cafe]:
    """What a season has on a day. A change of a date holds whatever the week says: nobody comes in vain."""
    first = held.times.first_day
    if first is not None and not first <= day < first + timedelta(weeks=held.times.weeks):
        return
    if day.isoformat() in held.times.closed_dates:
        return
    changes = {one.place_key: one for one in held.changes if one.date == day}
    for key, place, address, hours in _weeks(held, day):
        change = changes.get(key)
        for weekday, starts, minutes, venue in hours:
            if weekday == day.weekday():
                yield _cafe(day, key, place, address, (starts, minutes, venue), change)


def _cafe(
    day: date, key: str, place: str, address: str, hours: tuple[int, int, str], change: PublicChange | None
) -> Cafe:
    starts, minutes, venue = hours
    if change is None:
        return Cafe(day, key, place, starts, starts, minutes, venue, address, False, "")
    now = (change.starts, change.promised, change.minutes)
    return Cafe(day, key, place, *now, venue, address, change.cancelled, change.why)


def _weeks(held: Standing, day: date) -> Iterator[tuple[str, str, str, list[Hours]]]:
    """Place's key, name and address, and its hours in the week of that day: what was told until it is moved."""
    moved = {move.place_key: move for move in held.moves}
    places = {one.place_key: one for one in held.openings}
    for key, one in places.items():
        week: list[Hours] = [
            (row.weekday, row.starts, row.minutes, row.venue) for row in held.openings if row.place_key == key
        ]
        yield key, one.place, one.address, _as_told(moved[key], day) if key in moved else week
    for key, move in moved.items():
        if key not in places:  # it is given up: guests are told of it until then
            yield key, move.place, "", _as_told(move, day)


def _as_told(move: PublicMove, day: date) -> list[Hours]:
    return [tuple(hours) for hours in (move.after if move.from_date <= day else move.before)]
