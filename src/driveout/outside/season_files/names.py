"""Names that must differ, and names that must be known."""

from collections.abc import Iterable

from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.records import Record, closest

Names = dict[str, None]  # in order, and found at once: a nation has a hundred thousand rows that name them


def check_names(records: Records) -> Iterable[Fault]:
    """Duplicates within a table, a stop named like a hub, and hubs or stops that nobody knows."""
    yield from _distinct(records.hubs + records.stops, ("hub", "stop"))
    for rows, column in (
        (records.vehicles, "vehicle"),
        (records.employees, "employee"),
        (records.volunteers, "volunteer"),
    ):
        yield from _distinct(rows, (column,))
    yield from _once(records.earlier, ("stop", "day"))
    yield from _once(records.reach, ("stop", "visits", "minutes"))
    yield from _once(records.minutes, ("from", "to"))
    hubs: Names = dict.fromkeys(r["hub"] for r in records.hubs if r.get("hub"))
    stops: Names = dict.fromkeys(r["stop"] for r in records.stops if r.get("stop"))
    both = {**hubs, **stops}
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


def _distinct(rows: list[Record], columns: tuple[str, ...]) -> Iterable[Fault]:
    first: dict[str, Record] = {}
    for r in rows:
        # a stop has both: its own name comes first
        column = next((c for c in reversed(columns) if c in r.values or c in r.found), columns[0])
        name = r.get(column)
        if not name:
            continue
        earlier = first.setdefault(name.casefold(), r)
        if earlier is not r:
            r.whole = False
            yield r.fault(
                column,
                Said(
                    f"“{name}” is already in {earlier.file}, row {earlier.row}",
                    f"»{name}« står allerede i {earlier.file}, række {earlier.row}",
                ),
                Said("a name of its own for each", "et navn til hver"),
            )


def _once(rows: list[Record], columns: tuple[str, ...]) -> Iterable[Fault]:
    first: dict[tuple[object, ...], Record] = {}
    for r in rows:
        if not r.whole:
            continue
        earlier = first.setdefault(tuple(r[c] for c in columns), r)
        if earlier is not r:
            r.whole = False
            yield r.fault(
                columns[-1],
                Said(f"The same is said in row {earlier.row}", f"Det samme står i række {earlier.row}"),
                Said("each only once", "hver kun én gang"),
            )


def _known(r: Record, column: str, names: Names, expected: Said, name: str | None = None) -> Iterable[Fault]:
    wanted = name or r.get(column)
    if not wanted or wanted in names or not names:
        return
    r.whole = False
    near = closest(wanted, list(names))
    hint = Said(f"; did you mean {near}?", f"; mente du {near}?") if near else Said("", "")
    what = Said(f"“{wanted}” is not known{hint.en}", f"»{wanted}« kendes ikke{hint.da}")
    yield r.fault(column, what, expected)
