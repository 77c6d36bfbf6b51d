"""The roads of a season, as its days need them: minutes and kilometres from one place to another."""

from dataclasses import dataclass
from math import ceil

from driveout.core.drive.crew import TERMS
from driveout.core.travel.crow import crow_km
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.plan.models import Hub, Season

Spot = tuple[str, float, float]  # name, latitude, longitude


@dataclass(frozen=True)
class Ways:
    """`legs`: (from, to) → minutes and km. Where the season has none: a country road along the straight line."""

    legs: dict[tuple[str, str], tuple[int, float]]

    def minutes(self, a: Spot, b: Spot) -> int:
        known = self._known(a, b)
        return known[0] if known else ceil(self._km(a, b) * 60 / TERMS.km_an_hour)

    def km(self, a: Spot, b: Spot) -> float:
        known = self._known(a, b)
        return known[1] if known else self._km(a, b)

    def _known(self, a: Spot, b: Spot) -> tuple[int, float] | None:
        return self.legs.get((a[0], b[0]), self.legs.get((b[0], a[0])))

    def _km(self, a: Spot, b: Spot) -> float:
        return 0.0 if a[1:] == b[1:] else crow_km(*a[1:], *b[1:]) * TERMS.detour


def ways_of(season_id: int) -> Ways:
    """As the season has them. One query, of a large row."""
    drives = Season.objects.values_list("drives", flat=True).get(pk=season_id)
    names = drives.get("names", [])
    return Ways({(names[a], names[b]): (minutes, km) for a, b, minutes, km, *_ in drives.get("legs", [])})


def spot_of(cafe: Occurrence) -> Spot:
    """Under the name the season's roads have it by: what the stop is called now, where it is still there."""
    return cafe.stop.name if cafe.stop else cafe.place, cafe.lat, cafe.lon


def base_of(trip: Trip, otherwise: Occurrence) -> Spot:
    """Where its hub is; where no register knows it any more, beside a café. One query."""
    hubs = Hub.objects.filter(season_id=trip.season_id, where=trip.base_id)
    return hubs.values_list("name", "lat", "lon").first() or (trip.hub, otherwise.lat, otherwise.lon)
