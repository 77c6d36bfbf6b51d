"""Two hubs, stops or vans of one name in a file: asked about with both shown, and with a name that would do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from driveout.core.travel.one_name import Named, Shared, shared
from driveout.core.words import alike, found_at
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.records import Record
from driveout.outside.season_files.refs import OWN_NAMES

Called = Mapping[tuple[str, int], str]  # file and row → the name that somebody took instead
GROUPS = (("hubs", "stops"), ("vehicles",))


def take_names(records: Records, called: Called) -> None:
    """Let rows be called what somebody took; before keys are given."""
    for r, column in _named_rows(records):
        name = called.get((r.file, r.row or 0))
        if name and r.get(column):
            r.values[column] = name


def told_names(records: Records, called: Called) -> Iterator[Said]:
    """What was taken, for people to read."""
    for r, column in _named_rows(records):
        if (r.file, r.row or 0) in called:
            was, now = r.found.get(column, ""), r[column]
            yield Said(
                f"{r.file}, row {r.row}: “{was}” is called “{now}”.",
                f"{r.file}, række {r.row}: »{was}« hedder »{now}«.",
            )


def check_one_name(records: Records, *, also_keyed: bool) -> Iterator[Fault]:
    """Each row whose name an earlier one has. Without a key of its own a name is one in the file; with `also_keyed` it
    is one also where keys tell two apart: a hub's or stop's in the season, a van's at its hub."""
    hub = {r.key: r["hub"] for r in records.hubs if r.key and r.get("hub")}
    for tables in GROUPS:
        rows = [(r, OWN_NAMES[table]) for table in tables for r in getattr(records, table) if r.get(OWN_NAMES[table])]
        without = [(r, column) for r, column in rows if not r.get("key")]
        told = set()
        for some, one_hub in ((without, False), (rows, True)) if also_keyed else ((without, False),):
            named = [_named(r, column, hub, one_hub=one_hub) for r, column in some]
            of = {id(one): row for one, row in zip(named, some, strict=True)}
            for two in shared(named):
                (r, column), (earlier, _column) = of[id(two.one)], of[id(two.other)]
                if id(r) not in told:
                    told.add(id(r))
                    r.whole = False
                    points = not r.get("key") and _is_pointed_at(records, r[column])
                    yield _fault(r, earlier, column, two, points=points)


def _named_rows(records: Records) -> Iterator[tuple[Record, str]]:
    for tables in GROUPS:
        for table in tables:
            yield from ((r, OWN_NAMES[table]) for r in getattr(records, table))


def _named(r: Record, column: str, hub: Mapping[str, str], *, one_hub: bool) -> Named:
    of = r.ref("hub") or ""
    called = hub.get(of, of) if column != "hub" else ""
    if column == "vehicle":
        return Named(r[column], within=of if one_hub else "", hub=called)
    at = found_at(r.get("venue") or "", r.get("address") or "")
    return Named(r[column], municipality=r.get("municipality") or "", hub=called, at=at)


def _is_pointed_at(records: Records, name: str) -> bool:
    """Does another row speak of it by name, so that nobody can say which of the two it means?"""
    told: Iterable[tuple[Record, str]] = (
        *((r, "stop") for r in (*records.wishes, *records.earlier, *records.reach)),
        *((r, column) for r in records.minutes for column in ("from", "to")),
        *((r, "hub") for r in (*records.stops, *records.vehicles, *records.employees, *records.volunteers)),
    )
    also = (text for r in records.stops for text in r.get("also_hubs") or ())
    return alike(name) in {alike(text) for text in (*(r.get(column) or "" for r, column in told), *also)}


def _fault(r: Record, earlier: Record, column: str, two: Shared, *, points: bool) -> Fault:
    there, here = two.other.where, two.one.where
    english = _beside(there.english, here.english and f"here {here.english}", differ=there != here)
    danish = _beside(there.danish, here.danish and f"her {here.danish}", differ=there != here)
    name = two.one.name
    what = Said(
        f"“{name}” is already in {earlier.file}, row {earlier.row}{english}",
        f"»{name}« står allerede i {earlier.file}, række {earlier.row}{danish}",
    )
    expected = Said(
        f"a name of its own for each, such as “{two.instead}”; or one row, if they are the same",
        f"et navn til hver, for eksempel »{two.instead}«; eller én række, hvis det er den samme",
    )
    if points:
        expected = Said(
            f"{expected.en}. Other rows say “{name}”: write there too which is meant",
            f"{expected.da}. Andre rækker siger »{name}«: skriv også dér, hvem der menes",
        )
    fault = r.fault(column, what, expected)
    return fault if points else replace(fault, instead=two.instead)


def _beside(*texts: str, differ: bool) -> str:
    known = [text for text in texts if text]
    return f" ({'; '.join(known)})" if differ and known else ""
