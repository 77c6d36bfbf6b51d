"""Fill a season's driving minutes with the built-in estimate, only where they are needed and not given."""

from dataclasses import replace
from itertools import combinations

from driveout.core.travel.estimate import estimates
from driveout.core.travel.source import ERROR, ESTIMATED, GIVEN, NOWHERE
from driveout.core.words import Drive, Place, Season


def needed_pairs(season: Season) -> tuple[tuple[str, str], ...]:
    """Ordered pairs the planner may ask for: hub ↔ its stops, and stop ↔ stop where one hub may serve both."""
    needed: dict[tuple[str, str], None] = {}
    for hub in season.hubs:
        stops = [stop.name for stop in season.stops if hub.name in stop.hubs]
        for a, b in [*((hub.name, stop) for stop in stops), *combinations(stops, 2)]:
            needed[a, b] = needed[b, a] = None
    return tuple(needed)


def places_of(season: Season) -> dict[str, Place]:
    """Hub and stop names → where they are."""
    return {hub.name: hub.place for hub in season.hubs} | {stop.name: stop.place for stop in season.stops}


def with_drives(season: Season, *, why: str = "") -> Season:
    """The season with every needed pair filled; pairs already given stay. `why` is put before the source sentence.

    Pairs that no known road, bridge or ferry joins are left out, and `drives_source` says how many.
    """
    missing = [pair for pair in needed_pairs(season) if pair not in season.drives]
    if not missing:
        return season
    places = places_of(season)
    index = {name: number for number, name in enumerate(places)}
    # One reckoning serves both ways.
    once = list({(min(a, b), max(a, b)): None for a, b in missing})
    found = dict(zip(once, estimates(list(places.values()), [(index[a], index[b]) for a, b in once]), strict=True))
    drives = dict(season.drives)
    for a, b in missing:
        drive = found[min(a, b), max(a, b)]
        if drive is not None:
            drives[a, b] = drive
    return replace(season, drives=drives, drives_source=_source(season, missing, drives, why))


def _source(season: Season, missing: list[tuple[str, str]], drives: dict[tuple[str, str], Drive], why: str) -> str:
    """In English, as seasons keep it."""
    parts = [why, season.drives_source]
    given = len(season.drives)
    if given and not season.drives_source:
        parts.append(GIVEN.english.format(n=given))
    if given:
        parts.append(ESTIMATED.english.format(n=len(missing)))
    parts.append(ERROR.english)
    nowhere = sum(pair not in drives for pair in missing)
    if nowhere:
        parts.append(NOWHERE.english.format(n=nowhere))
    return " ".join(part for part in parts if part)
