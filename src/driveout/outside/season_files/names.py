"""Names that must differ, and names that must be known."""

from collections.abc import Iterable

from driveout.core.words import alike
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.one_name import check_one_name
from driveout.outside.season_files.records import Record, closest
from driveout.outside.season_files.refs import OWN_NAMES, Known, known_hubs, known_places, known_stops


def check_names(records: Records, *, one_name: bool = False) -> Iterable[Fault]:
    """Two with one name and no keys to tell them apart, and hubs or stops that nobody knows, or that may be two.

    `one_name`: also hubs, stops and vans that only their keys tell apart.
    """
    yield from check_one_name(records, also_keyed=one_name)
    for tables in (("hubs", "stops"), ("vehicles",), ("employees",), ("volunteers",)):
        named = tables[0] in ("hubs", "vehicles")
        yield from _distinct([(r, OWN_NAMES[t]) for t in tables for r in getattr(records, t)], keys_only=named)
    yield from _once(records.earlier, ("stop", "day"))
    yield from _once(records.reach, ("stop", "visits", "minutes"))
    yield from _once(records.minutes, ("from", "to"))
    hubs, stops, both = known_hubs(records), known_stops(records), known_places(records)
    for r in (*records.stops, *records.vehicles, *records.employees, *records.volunteers):
        yield from _known(r, "hub", hubs, Said("a hub that stands in hubs", "en hub, der står i hubs"))
    for r in records.stops:
        for name in r.get("also_hubs") or ():
            several = Said("hubs that stand in hubs, with ; between", "hubs, der står i hubs, med ; imellem")
            yield from _known(r, "also_hubs", hubs, several, name)
    for r in (*records.wishes, *records.earlier, *records.reach):
        yield from _known(r, "stop", stops, Said("a stop in stops", "et sted i stops"))
    for r in records.minutes:
        for column in ("from", "to"):
            yield from _known(r, column, both, Said("a hub or a stop", "en hub eller et sted"))


def _distinct(rows: list[tuple[Record, str]], *, keys_only: bool) -> Iterable[Fault]:
    """Two of one name are two only where the file says so, by keys that differ. `keys_only`: names are asked about
    elsewhere."""
    first: dict[str, Record] = {}  # by key
    same: dict[str, Record] = {}  # of those without a key of their own: “Bo” and “BO” are one name
    for r, column in rows:
        if not r.key:
            continue
        own = r.get("key")
        if keys_only and not own:
            first.setdefault(r.key, r)
            continue
        earlier = first.setdefault(r.key, r)
        if earlier is r and not own:
            earlier = same.setdefault(alike(r.key), r)
        if earlier is not r:
            r.whole = False
            yield r.fault(
                "key" if own else column,
                Said(
                    f"“{r.key}” is already in {earlier.file}, row {earlier.row}{_who(earlier, column, r).en}",
                    f"»{r.key}« står allerede i {earlier.file}, række {earlier.row}{_who(earlier, column, r).da}",
                ),
                Said("a key of its own for each", "en nøgle til hver")
                if own
                else Said(
                    "a name of its own for each; or, if they are two, a key for each in the column key",
                    "et navn til hver; eller, hvis det er to, en nøgle til hver i kolonnen key",
                ),
            )


def _who(earlier: Record, column: str, r: Record) -> Said:
    """Both shown by their hubs, where those differ: “(Vestby; here Østby)”."""
    there, here = earlier.get("hub"), r.get("hub")
    if column == "hub" or not earlier.get(column) or not there or not here or there == here:
        return Said("", "")
    return Said(f" ({there}; here {here})", f" ({there}; her {here})")


def _once(rows: list[Record], columns: tuple[str, ...]) -> Iterable[Fault]:
    first: dict[tuple[object, ...], Record] = {}
    for r in rows:
        if not r.whole:
            continue
        earlier = first.setdefault(tuple(r.ref(c) for c in columns), r)
        if earlier is not r:
            r.whole = False
            yield r.fault(
                columns[-1],
                Said(f"The same is said in row {earlier.row}", f"Det samme står i række {earlier.row}"),
                Said("each only once", "hver kun én gang"),
            )


def _known(r: Record, column: str, known: Known, expected: Said, name: str | None = None) -> Iterable[Fault]:
    wanted = name or r.get(column)
    if not wanted or not known.by_key or len(found := known.meant(wanted)) == 1:
        return
    r.whole = False
    if found:
        rows = [f"{one.file}, row {one.row}" for one in known.by_name[wanted]]
        linjer = [f"{one.file}, række {one.row}" for one in known.by_name[wanted]]
        what = Said(
            f"{len(found)} are called “{wanted}”: {'; '.join(rows)}",
            f"{len(found)} hedder »{wanted}«: {'; '.join(linjer)}",
        )
        yield r.fault(column, what, Said(f"one of the keys {', '.join(found)}", f"en af nøglerne {', '.join(found)}"))
        return
    near = closest(wanted, list(known.by_name))
    hint = Said(f"; did you mean {near}?", f"; mente du {near}?") if near else Said("", "")
    what = Said(f"“{wanted}” is not known{hint.en}", f"»{wanted}« kendes ikke{hint.da}")
    yield r.fault(column, what, expected)
