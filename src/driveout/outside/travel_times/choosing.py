"""Fill a season's drives from a service where it answers, from the built-in estimate where it does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import httpx

from driveout.core.travel import needed_pairs, source, with_drives
from driveout.core.travel.fill import places_of
from driveout.core.words import Drive, Saying, Season
from driveout.outside.travel_times.against import far_from_estimate, too_fast
from driveout.outside.travel_times.asking import Service, ServiceFailed
from driveout.outside.travel_times.osrm import Osrm
from driveout.outside.travel_times.valhalla import Valhalla

SERVICES: dict[str, Service] = {"osrm": Osrm(), "valhalla": Valhalla()}
TIMEOUT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """`season`: every drive, from the service, given outright or estimated. `known`: without the estimated ones.

    `note` says how it went; `far`: (from, to, the service's minutes, estimated minutes) that differ by over 40 %.
    """

    season: Season
    known: Season
    note: Saying
    far: tuple[tuple[str, str, int, int], ...] = ()


def travel_times(
    season: Season, *, service: str, base_url: str, timeout_seconds: float = TIMEOUT_SECONDS
) -> tuple[Season, str]:
    """The season with drives, and a sentence on how it went (also in `drives_source`)."""
    asked = ask(season, service=service, base_url=base_url, timeout_seconds=timeout_seconds)
    return asked.season, asked.note.english


def ask(season: Season, *, service: str, base_url: str, timeout_seconds: float = TIMEOUT_SECONDS) -> Asked:
    """`service` is a key of SERVICES (KeyError otherwise). Drives given outright stay.

    If the service fails at any point, none of its answers are used: half a table of roads and half of guesses would
    set stops against each other unfairly. Single pairs it knows no way for, and minutes that no road allows, come
    from the estimate.
    """
    asked = SERVICES[service]
    try:
        found = _ask(season, asked, base_url, timeout_seconds)
    except ServiceFailed as failure:
        note = _joined(failure.saying, source.INSTEAD)
        return Asked(with_drives(season, why=note.english), season, note)
    needed = [pair for pair in needed_pairs(season) if pair not in season.drives]
    answered = {pair: found[pair] for pair in needed if pair in found}
    fast = too_fast(season, answered)
    true = {pair: drive for pair, drive in answered.items() if pair not in fast}
    missing = len(needed) - len(answered)
    note = _joined(
        source.filled(source.ANSWERED, n=len(true), service=asked.name),
        *([source.filled(source.NO_WAY, n=missing, service=asked.name)] if missing else []),
        *([source.filled(source.TOO_FAST, n=len(fast), service=asked.name)] if fast else []),
    )
    told = " ".join(part for part in (season.drives_source, note.english) if part)
    known = replace(season, drives={**true, **season.drives}, drives_source=told)
    return Asked(with_drives(known), known, note, far_from_estimate(season, true))


def _joined(*sayings: Saying) -> Saying:
    return Saying(" ".join(s.english for s in sayings), " ".join(s.danish for s in sayings))


def _ask(season: Season, service: Service, base_url: str, timeout_seconds: float) -> dict[tuple[str, str], Drive]:
    """Every pair that the service knows a way for."""
    places = places_of(season)
    found: dict[tuple[str, str], Drive] = {}
    with httpx.Client(timeout=timeout_seconds) as client:
        for keys in _requests(season, service.most_points):
            table = service.table(client, base_url, [places[key] for key in keys])
            for start, row in zip(keys, table, strict=True):
                for end, drive in zip(keys, row, strict=True):
                    if start != end and drive is not None:
                        found[start, end] = drive
    return found


def _requests(season: Season, most_points: int) -> Iterator[Sequence[str]]:
    """Groups of keys, at most `most_points` in each, that together hold every needed pair: a hub at a time."""
    for hub in season.hubs:
        keys = [hub.key, *(stop.key for stop in season.stops if hub.key in stop.hubs)]
        if len(keys) <= most_points:
            if len(keys) > 1:
                yield keys
            continue
        half = most_points // 2
        blocks = [keys[first : first + half] for first in range(0, len(keys), half)]
        for one, other in combinations(blocks, 2):
            yield [*one, *other]
