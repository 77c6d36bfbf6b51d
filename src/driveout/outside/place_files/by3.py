"""Statistics Denmark's BY3: towns with 1,000 inhabitants or more. Sizes only, so a gazetteer must say where they are.

Columns: navn, kommunekode, kommune, and inhabitants in a column whose name starts with "indbyggere".
"""

from collections.abc import Iterable
from pathlib import Path

from driveout.core.travel import municipality_code
from driveout.core.words import Nonsense, Place, as_seen, one_line
from driveout.outside.place_files.imported import Imported, Sieve
from driveout.outside.place_files.rows import rows_of


def read_by3(path: Path, gazetteer: Iterable[Place]) -> Imported:
    """Towns found by name and municipality in the gazetteer's places; a BY3 town elsewhere is left."""
    where = {(place.name, place.municipality): place for place in gazetteer}
    size = _size_column(path)
    sieve = Sieve(f"DST BY3 {size.removeprefix('indbyggere').strip('_')}".strip())
    for number, row in rows_of(path, ("navn", "kommunekode", size)):
        place = where.get((one_line(row["navn"]), municipality_code(row["kommunekode"])))
        if place is None:
            sieve.leave(row["navn"], number, "not in the gazetteer under that name and municipality")
        else:
            sieve.offer(number, place.name, str(place.lat), str(place.lon), place.municipality, row[size])
    return sieve.done()


def _size_column(path: Path) -> str:
    header = as_seen(path.read_text(encoding="utf-8-sig")).partition("\n")[0]
    found = next((column.strip() for column in header.split(",") if column.startswith("indbyggere")), "")
    if not found:
        raise Nonsense(f"{path.name} has no column indbyggere.")
    return found
