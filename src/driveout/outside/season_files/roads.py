"""Given minutes against the map: what no road allows is a fault, what is far from the estimate is asked about."""

from collections.abc import Iterable, Iterator

from driveout.core.travel import drives_between
from driveout.core.travel.crow import crow_km
from driveout.core.travel.fill import fewest_minutes, places_of
from driveout.core.words import Drive, Season
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records

# Given minutes that differ more from the estimate are asked about; so few minutes mean nothing.
FAR_OFF, LEAST_MINUTES = 2.5, 10
MOST_TOLD, MOST_LOOKED_AT = 5, 3000
Pair = tuple[str, str]


def check_minutes(records: Records, season: Season) -> Iterable[Fault]:
    """Minutes that would need a van faster than 130 km/h in a straight line."""
    places = places_of(season)
    for r in records.minutes:
        if r.whole and r.ref("from") in places and r.ref("to") in places:
            a, b = places[r.ref("from")], places[r.ref("to")]
            least = fewest_minutes(a, b)
            if r["minutes"] < least:
                km = crow_km(a.lat, a.lon, b.lat, b.lon)
                yield r.fault(
                    "minutes",
                    Said(
                        f"{r['from']} and {r['to']} are {km:.0f} km apart: no road allows {r['minutes']} minutes",
                        f"{r['from']} og {r['to']} ligger {km:.0f} km fra hinanden: {r['minutes']} minutter "
                        "tillader ingen vej",
                    ),
                    Said(
                        f"at least {least + 1} minutes; or no row, and they are estimated",
                        f"mindst {least + 1} minutter; eller ingen række, så skønnes de",
                    ),
                )


def far_off(season: Season) -> Iterator[Said]:
    """A note on given minutes that may well be wrong. `season` holds only the drives that were written."""
    places = places_of(season)
    names = season.names.place
    pairs = [
        (a, b)
        for a, b in season.drives
        if {a, b} <= places.keys() and ((names(a), a) <= (names(b), b) or (b, a) not in season.drives)
    ]
    found = drives_between(season, pairs[:MOST_LOOKED_AT])
    odd = [
        ((names(a), names(b)), season.drives[a, b], e)
        for (a, b), e in found.items()
        if e is not None and _odd(season.drives[a, b], e)
    ]
    if not odd:
        return
    more = Said("", "")
    if len(odd) > MOST_TOLD:
        more = Said(f"; and {len(odd) - MOST_TOLD} more", f"; og {len(odd) - MOST_TOLD} til")
    yield Said(
        "Given minutes far from the estimate, are they right? "
        + "; ".join(f"{a}, {b}: {given.minutes}, estimated {e.minutes}" for (a, b), given, e in odd[:MOST_TOLD])
        + f"{more.en}.",
        "Minutter, der ligger langt fra skønnet, er de rigtige? "
        + "; ".join(f"{a}, {b}: {given.minutes}, skønnet {e.minutes}" for (a, b), given, e in odd[:MOST_TOLD])
        + f"{more.da}.",
    )


def _odd(given: Drive, estimated: Drive) -> bool:
    less, more = sorted((given.minutes, estimated.minutes))
    return more - less >= LEAST_MINUTES and more > FAR_OFF * less
