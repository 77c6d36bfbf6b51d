"""Fill a season's driving minutes with the built-in estimate, only where they are needed and not given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from driveout.core.travel.crow import crow_km
from driveout.core.travel.estimate import estimates, over_water
from driveout.core.travel.source import ERROR, ESTIMATED, GIVEN, NOWHERE
from driveout.core.words import Drive, Place, Season

# Minutes this much shorter than the way round by road are no other judgement of the same road.
QUICKER_THAN_ROAD = 0.75
# Nobody drives faster in a straight line, whatever the road.
FASTEST_KM_H = 130.0


def needed_pairs(season: Season) -> tuple[tuple[str, str], ...]:
    """Ordered pairs the planner may ask for: hub ↔ its stops, and stop ↔ stop where one hub may serve both."""
    needed: dict[tuple[str, str], None] = {}
    served: dict[str, list[str]] = {hub.key: [] for hub in season.hubs}
    for stop in season.stops:
        for key in dict.fromkeys(stop.hubs):
            if key in served:
                served[key].append(stop.key)
    for hub in season.hubs:
        stops = served[hub.key]
        for a, b in [*((hub.key, stop) for stop in stops), *combinations(stops, 2)]:
            needed[a, b] = needed[b, a] = None
    return tuple(needed)


def places_of(season: Season) -> dict[str, Place]:
    """Keys of hubs and stops → where they are."""
    return {hub.key: hub.place for hub in season.hubs} | {stop.key: stop.place for stop in season.stops}


def fewest_minutes(a: Place, b: Place) -> int:
    """Whole minutes that no drive between two places can be under; what is left of the last one is rounding."""
    return int(crow_km(a.lat, a.lon, b.lat, b.lon) / FASTEST_KM_H * 60)


def with_drives(season: Season, *, why: str = "") -> Season:
    """The season with every needed pair filled; pairs already given stay. `why` is put before the source sentence.

    Given minutes learn which ferries they need, and when those sail. Pairs that no known road, bridge or ferry joins
    are left out, and `drives_source` says how many.
    """
    given = _with_ferries(season)
    missing = [pair for pair in needed_pairs(season) if pair not in given]
    if not missing:
        return season if given is season.drives else replace(season, drives=given)
    found = drives_between(season, missing)
    drives = {**given, **{pair: drive for pair, drive in found.items() if drive is not None}}
    return replace(season, drives=drives, drives_source=_source(season, missing, drives, why))


def drives_between(
    season: Season, pairs: Sequence[tuple[str, str]], *, by_ferry: bool = True
) -> dict[tuple[str, str], Drive | None]:
    """The estimate for pairs of keys of hubs and stops; None where no way is known."""
    places = places_of(season)
    index = {name: number for number, name in enumerate(places)}
    asked = [(index[a], index[b]) for a, b in pairs]
    found = estimates(list(places.values()), asked, ferries=season.ferries, by_ferry=by_ferry)
    return dict(zip(pairs, found, strict=True))


def _with_ferries(season: Season) -> Mapping[tuple[str, str], Drive]:
    """Given drives with the ferries that they must take: who states or measures minutes seldom says how."""
    places = places_of(season)
    bare = [pair for pair, drive in season.drives.items() if not drive.ferries and set(pair) <= places.keys()]
    index = {name: number for number, name in enumerate(places)}
    over = over_water(list(places.values()), [(index[a], index[b]) for a, b in bare])
    wet = [pair for pair, is_over in zip(bare, over, strict=True) if is_over]
    if not wet:
        return season.drives
    by_road = drives_between(season, wet, by_ferry=False)
    no_road = [pair for pair in wet if _needs_ferry(season.drives[pair], by_road[pair])]
    if not no_road:
        return season.drives
    drives = dict(season.drives)
    for pair, known in drives_between(season, no_road).items():
        if known is not None and known.ferries:
            drives[pair] = replace(known, minutes=drives[pair].minutes, km=drives[pair].km)
    return drives


def _needs_ferry(given: Drive, by_road: Drive | None) -> bool:
    """No road leads there, or none so quick: then the minutes count a ferry."""
    return by_road is None or given.minutes < QUICKER_THAN_ROAD * by_road.minutes


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
