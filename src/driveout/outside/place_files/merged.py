"""A list of places merged from several registers, each row saying where size and position come from.

Columns: name, lat, lon, kommunekode, pop_best, pop_source, coord_source. Sizes and positions from OpenStreetMap are
under ODbL (share-alike): they are left unless asked for.
"""

from pathlib import Path

from driveout.outside.place_files.imported import Imported, Sieve
from driveout.outside.place_files.rows import rows_of

_COLUMNS = ("name", "lat", "lon", "kommunekode", "pop_best", "pop_source", "coord_source")


def read_merged(path: Path, *, with_osm: bool = False) -> Imported:
    """Places of the merged list; without `with_osm`, no position and no size that came from OpenStreetMap."""
    sieve = Sieve("Merged places")
    for number, row in rows_of(path, _COLUMNS):
        size = row["pop_best"]
        if not with_osm and row["coord_source"].startswith("osm"):
            sieve.leave(row["name"], number, "position from OpenStreetMap (ODbL)")
            continue
        if not with_osm and row["pop_source"].startswith("osm"):
            sieve.notes["inhabitants from OpenStreetMap (ODbL): taken as unknown"] += 1
            size = ""
        sieve.offer(number, row["name"], row["lat"], row["lon"], row["kommunekode"], size)
    return sieve.done()
