"""The official gazetteer (Danske Stednavne), places of type "by". Positions only; nobody's size.

Columns: sted_id, name, lon, lat, kommunekode, kommune; kommunekode 0 where the point fell outside every municipality.
"""

from pathlib import Path

from driveout.outside.place_files.imported import Imported, Sieve
from driveout.outside.place_files.rows import rows_of


def read_gazetteer(path: Path) -> Imported:
    """Every named place with a municipality; of two with one name in one municipality, the first."""
    sieve = Sieve("Stednavne")
    for number, row in rows_of(path, ("name", "lon", "lat", "kommunekode")):
        sieve.offer(number, row["name"], row["lat"], row["lon"], row["kommunekode"])
    return sieve.done()
