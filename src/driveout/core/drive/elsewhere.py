"""Nobody is turned away: where the next nearest café is, when this one is full or cannot be held."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from driveout.core.travel.geometry import great_circle_km
from driveout.core.words import Elsewhere, Place

KM_A_HOUR_OF_WAITING = 0.5  # assumed: a café tomorrow is as good as one today that is 12 km further away
MOST = 2


def next_nearest(
    here: Place, cafes: Iterable[tuple[Place, datetime, int]], after: datetime, *, most: int = MOST
) -> tuple[Elsewhere, ...]:
    """The cafés to send somebody on to, best first: those near and soon, weighed against each other.

    `cafes`: place, when it starts, and its minutes. One that has begun counts while it is open; it is no wait.
    Distances are as the crow flies: what is asked is “which village”, not “how many minutes”.
    """
    open_ = [cafe for cafe in cafes if cafe[1] + timedelta(minutes=cafe[2]) > after]
    if not open_:
        return ()
    away = great_circle_km(here.lat, here.lon, [p.lat for p, _, _ in open_], [p.lon for p, _, _ in open_])
    found = [Elsewhere(*cafe, km=float(km)) for cafe, km in zip(open_, away, strict=True)]
    return tuple(sorted(found, key=lambda one: (_cost(one, after), one.place.name))[:most])


def _cost(one: Elsewhere, after: datetime) -> float:
    """Kilometres, with the wait counted as kilometres."""
    hours = max(0.0, (one.starts - after).total_seconds() / 3600)
    return one.km + KM_A_HOUR_OF_WAITING * hours
