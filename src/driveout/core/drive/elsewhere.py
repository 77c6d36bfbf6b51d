"""Nobody is turned away: where the next nearest café is, when this one is full or cannot be held."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from driveout.core.travel.geometry import great_circle_km
from driveout.core.words import Elsewhere, Place

KM_A_HOUR_OF_WAITING = 0.5  # assumed: a café tomorrow is as good as one today that is 12 km further away
MOST = 2


class Ahead:
    """The cafés that somebody may be sent on to, made ready once: a page looks from each of its own."""

    def __init__(self, cafes: Sequence[tuple[Place, datetime, int]]) -> None:
        """`cafes`: place, when it starts, and its minutes; of two as good the first is told."""
        self._cafes = cafes
        self._lat = np.array([place.lat for place, _, _ in cafes])
        self._lon = np.array([place.lon for place, _, _ in cafes])
        self._starts = np.array([starts.timestamp() for _, starts, _ in cafes])
        self._ends = self._starts + 60 * np.array([minutes for _, _, minutes in cafes])

    def next_nearest(
        self, here: Place, after: datetime, *, but: int | None = None, most: int = MOST
    ) -> tuple[Elsewhere, ...]:
        """The best first: those near and soon, weighed against each other. `but`: the one that is this café itself.

        One that has begun counts while it is open; it is no wait. Distances are as the crow flies: what is asked is
        “which village”, not “how many minutes”.
        """
        if not self._cafes:
            return ()
        moment = after.timestamp()
        away = great_circle_km(here.lat, here.lon, self._lat, self._lon)
        cost = away + KM_A_HOUR_OF_WAITING * np.maximum(0.0, self._starts - moment) / 3600
        cost[self._ends <= moment] = np.inf
        if but is not None:
            cost[but] = np.inf
        best = np.argsort(cost, kind="stable")[:most]
        return tuple(self._told(at, float(away[at])) for at in best if np.isfinite(cost[at]))

    def _told(self, at: int, km: float) -> Elsewhere:
        place, starts, minutes = self._cafes[at]
        return Elsewhere(place, starts, minutes, km)
