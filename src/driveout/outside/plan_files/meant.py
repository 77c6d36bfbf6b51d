"""Who a plan's names mean in a season. A plan that people or other planners write may know names only."""

from collections.abc import Iterable

from driveout.core.words import Keyed, Season


class Meant:
    """Names of a season's hubs, stops, vans and people → their keys. Without a season each name is its own key."""

    def __init__(self, season: Season | None) -> None:
        self._of: dict[str, dict[str, tuple[str, ...]]] = {}
        if season is not None:
            self._of = {
                "hub": _by_name(season.hubs),
                "stop": _by_name(season.stops),
                "vehicle": _by_name(season.vehicles),
                "employee": _by_name(season.employees),
                "volunteers": _by_name(season.volunteers),
            }

    def keys(self, field: str, text: str) -> tuple[str, ...]:
        """Those that may be meant; the text itself where the season knows nobody by it, which the checker tells."""
        return self._of.get(field, {}).get(text) or (text,)


def _by_name(those: Iterable[Keyed]) -> dict[str, tuple[str, ...]]:
    """A key means itself, unless it is somebody's name: who writes names only may not know that there are keys."""
    every = list(those)
    found: dict[str, tuple[str, ...]] = {}
    for one in every:
        found[one.name] = (*found.get(one.name, ()), one.key)
    return {one.key: (one.key,) for one in every} | found
