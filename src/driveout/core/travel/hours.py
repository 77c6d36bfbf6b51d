"""From a way to a drive: minutes, kilometres, and with ferries the hours at which it can begin and what it costs."""

from collections.abc import Mapping

import numpy as np

from driveout.core.travel.crossings import Crossing, Sailings
from driveout.core.travel.speeds import DETOUR, pace
from driveout.core.travel.ways import Way
from driveout.core.words import Drive, Ferry

# Who comes later than this before a departure is not let on board.
BOARDING_MINUTES = 5
# Who knows the timetable waits no longer than this.
USUAL_WAIT_MINUTES = 15


def drive_of(way: Way, stated: Mapping[str, Ferry]) -> Drive:
    """The drive along a way. `stated`: what people have written of ferries, by name; it goes before what we know."""
    land_km = float(sum(way.land_km))
    land = land_km * pace(land_km)
    water = sum(crossing.minutes for crossing, _ in way.crossings)
    km = round(land_km * DETOUR + sum(crossing.km for crossing, _ in way.crossings), 1)
    minutes = int(np.ceil(round(land + water, 6)))
    ferries = tuple(crossing.name for crossing, _ in way.crossings if crossing.ferry)
    if not ferries:
        return Drive(minutes, km)
    first, last = _window(way, pace(land_km), stated)
    tickets = (ticket_of(crossing, stated) for crossing, _ in way.crossings)
    return Drive(minutes, km, ferries, first, last, float(sum(ticket or 0.0 for ticket in tickets)))


def _window(way: Way, minutes_a_km: float, stated: Mapping[str, Ferry]) -> tuple[int | None, int | None]:
    """First and last minute of the day at which the way can begin; None where no departure on it is known."""
    firsts, lasts = [], []
    on_the_way = 0.0
    for km, (crossing, there) in zip(way.land_km, way.crossings, strict=False):
        on_the_way += km * minutes_a_km
        known = sailings_of(crossing, there, stated)
        if crossing.ferry and known is not None:
            firsts.append(known.first - usual_wait(crossing, stated) - on_the_way)
            lasts.append(known.last - BOARDING_MINUTES - on_the_way)
        on_the_way += crossing.minutes
    if not firsts:
        return None, None
    last = max(0, int(min(lasts)))
    return min(last, max(0, int(np.ceil(max(firsts))))), last


def sailings_of(crossing: Crossing, there: bool, stated: Mapping[str, Ferry]) -> Sailings | None:
    """First and last departure from that end: as people have written it, else as generally known, else None."""
    known = crossing.from_one if there else crossing.from_other
    own = stated.get(crossing.name)
    if own is None:
        return known
    first, last = (own.first, own.last) if there else (own.first_back, own.last_back)
    first = first if first is not None else known.first if known else 0
    last = last if last is not None else known.last if known else None
    return None if last is None else Sailings(min(first, last), last)


def ticket_of(crossing: Crossing, stated: Mapping[str, Ferry]) -> float | None:
    own = stated.get(crossing.name)
    return own.ticket_kr if own is not None and own.ticket_kr is not None else crossing.ticket_kr


def headway_of(crossing: Crossing, stated: Mapping[str, Ferry]) -> int | None:
    own = stated.get(crossing.name)
    return own.headway if own is not None and own.headway is not None else crossing.headway


def usual_wait(crossing: Crossing, stated: Mapping[str, Ferry]) -> int:
    return min(USUAL_WAIT_MINUTES, (headway_of(crossing, stated) or 2 * USUAL_WAIT_MINUTES) // 2)
