"""Ferries that are written: is each a crossing we know, once, with its departures the right way round?"""

from collections.abc import Iterable

from driveout.core.words import alike
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.records import Record, closest

SPANS = (("first", "last"), ("first_back", "last_back"))


def check_ferries(records: Records) -> Iterable[Fault]:
    """Names are matched in small and large letters alike, with any dash."""
    from driveout.core.travel.ferries import FERRIES  # late: brings numbers and outlines along

    known = {_plain(crossing.name): crossing.name for crossing in FERRIES}
    taken: dict[str, Record] = {}
    for r in records.ferries:
        wanted = r.get("crossing")
        if not wanted:
            continue
        name = known.get(_plain(wanted))
        if name is None:
            yield from _unknown(r, wanted, list(known.values()))
            continue
        r.values["crossing"] = name
        earlier = taken.setdefault(name, r)
        if earlier is not r:
            r.whole = False
            what = Said(f"{name} is already in row {earlier.row}", f"{name} står allerede i række {earlier.row}")
            yield r.fault("crossing", what, Said("each crossing once", "hver overfart én gang"))
        for first, last in SPANS:
            starts, ends = r.get(first), r.get(last)
            if starts is not None and ends is not None and starts > ends:
                r.whole = False
                what = Said("The last departure is before the first", "Den sidste afgang er før den første")
                yield r.fault(last, what, Said("a time after the first", "et klokkeslæt efter den første"))


def _plain(name: str) -> str:
    return alike(name).replace("–", "-").replace("—", "-").replace(" - ", "-")


def _unknown(r: Record, wanted: str, names: list[str]) -> Iterable[Fault]:
    r.whole = False
    near = closest(wanted, names)
    hint = Said(f"; did you mean {near}?", f"; mente du {near}?") if near else Said("", "")
    yield r.fault(
        "crossing",
        Said(f"No crossing is called “{wanted}”{hint.en}", f"Ingen overfart hedder »{wanted}«{hint.da}"),
        Said("a crossing as driveout import names it", "en overfart, som driveout import kalder den"),
    )
