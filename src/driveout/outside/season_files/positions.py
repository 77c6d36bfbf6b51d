"""Is each hub and stop where it can be: in Denmark, on land, latitude and longitude the right way round?"""

from collections.abc import Iterable

from driveout.core.travel import in_sea
from driveout.core.words import Place
from driveout.core.words.places import EAST, NORTH, SOUTH, WEST
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.records import Record


def check_positions(records: Records) -> Iterable[Fault]:
    for r in (*records.hubs, *records.stops):
        if r.get("lat") is not None and r.get("lon") is not None:
            fault = _position(r, r["lat"], r["lon"])
            if fault:
                r.whole, r.unplaced = False, True
                yield fault


def _position(r: Record, lat: float, lon: float) -> Fault | None:
    name = r.get("stop") or r.get("hub") or "?"
    if in_denmark(lon, lat) and not in_denmark(lat, lon):
        return r.fault(
            "lat",
            Said(f"Latitude and longitude of {name} are swapped", f"Bredde og længde for {name} er byttet om"),
            Said(f"lat {lon:g}, lon {lat:g}", f"lat {lon:g}, lon {lat:g}"),
        )
    if not in_denmark(lat, lon):
        return r.fault(
            "lat",
            Said(f"{name} at {lat:g}, {lon:g} is not in Denmark", f"{name} på {lat:g}, {lon:g} ligger ikke i Danmark"),
            Said(
                f"latitude {SOUTH} to {NORTH} and longitude {WEST:g} to {EAST}",
                f"bredde {SOUTH} til {NORTH} og længde {WEST:g} til {EAST}",
            ),
        )
    if in_sea(Place(name, lat, lon)):
        return r.fault(
            "lat",
            Said(f"{name} at {lat:g}, {lon:g} lies in the sea", f"{name} på {lat:g}, {lon:g} ligger i havet"),
            Said("a position on land", "en position på land"),
        )
    return None


def in_denmark(lat: float, lon: float) -> bool:
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST
