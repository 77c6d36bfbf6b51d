"""What a plan says of ferries, worked out once when it is stored: pages do not read a season's drives."""

from typing import Any

from driveout.core import words
from driveout.core.travel import boardings, told


def as_stored(season: words.Season, plan: words.Plan) -> list[dict[str, Any]]:
    """For each crossing of each tour: the tour, whether its departures are known and reached, and both sentences."""
    found = []
    for boarding in boardings(season, plan):
        saying = told(boarding)
        said = {"en": saying.english, "da": saying.danish}
        found.append({"tour": boarding.tour, "known": boarding.last is not None, "late": boarding.too_late, **said})
    return found
