"""Danish towns by name, with where they lie: GeoNames' places of 500 inhabitants or more, put here at set-up."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from driveout.core.words import as_searched

PLACES_FILE = Path(__file__).parent / "static" / "vendor" / "places.json"


@dataclass(frozen=True)
class Town:
    """A name on the map. `inhabitants` None where it is not known; `source` says where it is from."""

    name: str
    lat: float
    lon: float
    inhabitants: int | None
    municipality: str
    source: str


def has_towns() -> bool:
    """Is the list there? It is made at set-up; without it a page says so and offers map and coordinates."""
    return PLACES_FILE.exists()


@lru_cache(maxsize=1)
def towns() -> tuple[Town, ...]:
    """All of them; none without the list."""
    if not has_towns():
        return ()
    kept = json.loads(PLACES_FILE.read_text(encoding="utf-8"))
    return tuple(Town(name, lat, lon, n, "", kept["source"]) for name, lat, lon, n in kept["places"])


def called(name: str, among: tuple[Town, ...], most: int = 8) -> list[Town]:
    """Those whose name begins with these letters, then those that hold them; larger ones first. Aa is å."""
    wanted = as_searched(name)
    if len(name.strip()) < 2:
        return []
    known = [(as_searched(town.name), town) for town in among]
    found = [(spelled, town) for spelled, town in known if wanted in spelled]
    found.sort(key=lambda pair: (not pair[0].startswith(wanted), -(pair[1].inhabitants or 0), pair[1].name))
    return [town for _spelled, town in found[:most]]
