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
LEAST_KM = 1.0  # kilometres; two who measure from other doors differ by less
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


def too_short(season: Season) -> Iterator[Said]:
    """A note on given kilometres that are fewer than the straight line: money is reckoned by them. `season` holds only
    the drives that were written."""
    places, names = places_of(season), season.names.place
    found = []
    for (a, b), drive in season.drives.items():
        if {a, b} <= places.keys() and (names(a), a) <= (names(b), b):
            km = crow_km(places[a].lat, places[a].lon, places[b].lat, places[b].lon)
            if drive.km + LEAST_KM < km:
                found.append((f"{names(a)}, {names(b)}: {drive.km:g}", km))
    if found:
        more = len(found) - MOST_TOLD
        rest = Said(f"; and {more} more", f"; og {more} til") if more > 0 else Said("", "")
        shown = [(pair, f"{km:.0f}") for pair, km in found[:MOST_TOLD]]
        yield Said(
            "Given kilometres shorter than the straight line, are they right? "
            + "; ".join(f"{pair}, in a straight line {km}" for pair, km in shown) + f"{rest.en}.",
            "Kilometer, der er kortere end den lige linje, er de rigtige? "
            + "; ".join(f"{pair}, i lige linje {km}" for pair, km in shown) + f"{rest.da}.",
        )  # fmt: skip


def _odd(given: Drive, estimated: Drive) -> bool:
    less, more = sorted((given.minutes, estimated.minutes))
    return more - less >= LEAST_MINUTES and more > FAR_OFF * less
