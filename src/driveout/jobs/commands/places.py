"""`driveout import places`: what a register of places holds, what was left, and why."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from driveout.jobs.terminal import print_json, say

if TYPE_CHECKING:
    from driveout.outside.place_files import Imported


REGISTERS = ("gazetteer", "by3", "merged", "geonames")


def take(asked: list[str], gazetteer: str | None, lang: str, *, as_json: bool) -> int:
    """`asked`: the register's name and its file. 0 when it could be read; the report is in the importer's own words."""
    from driveout.outside.faults import Fault, Faults, Said

    register, file = asked[0], asked[1] if len(asked) > 1 else None
    if register not in REGISTERS:
        what = Said(f"There is no register {register}", f"Der er intet register {register}")
        names = ", ".join(REGISTERS)
        raise Faults([Fault("--register", what, Said(f"one of {names}", f"et af {names}"), found=register)])
    needs_file = register != "geonames"
    path = Path(file) if file else None
    if (path is None and needs_file) or (path is not None and not path.is_file()):
        what = (
            Said("There is no such file", "Filen findes ikke")
            if file
            else Said("No file is named", "Ingen fil er nævnt")
        )
        expected = Said(f"the file of the register {register}", f"filen fra registret {register}")
        raise Faults([Fault(file or register, what, expected, found=file or "")])
    try:
        found = _importers(path, Path(gazetteer) if gazetteer else None)[register]()
    except (ValueError, KeyError, OSError) as error:
        what = Said(f"It could not be read ({error})", f"Den kunne ikke læses ({error})")
        expected = Said(f"a file of the register {register}", f"en fil fra registret {register}")
        raise Faults([Fault(path.name if path else register, what, expected)]) from error
    if as_json:
        print_json(_as_dict(found))
        return 0
    print(found.report)
    for left in found.left[:10]:
        say(
            lang,
            f"  row {left.row}, {left.name or '?'}: {left.why}",
            f"  række {left.row}, {left.name or '?'}: {left.why}",
        )
    more = len(found.left) - 10
    if more > 0:
        say(lang, f"  … and {more} more; --json lists all.", f"  … og {more} til; --json viser alle.")
    return 0


def _importers(path: Path | None, gazetteer: Path | None) -> "dict[str, Callable[[], Imported]]":
    from driveout.outside import place_files

    def file() -> Path:
        assert path is not None
        return path

    def by3() -> "Imported":
        where = place_files.read_gazetteer(gazetteer) if gazetteer else place_files.read_geonames()
        return place_files.read_by3(file(), where.taken)

    return {
        "gazetteer": lambda: place_files.read_gazetteer(file()),
        "merged": lambda: place_files.read_merged(file()),
        "geonames": lambda: place_files.read_geonames(path),
        "by3": by3,
    }


def _as_dict(found: "Imported") -> dict[str, object]:
    places = [
        {"name": p.name, "lat": p.lat, "lon": p.lon, "municipality": p.municipality, "inhabitants": p.inhabitants}
        for p in found.taken
    ]
    left = [{"name": row.name, "row": row.row, "why": row.why} for row in found.left]
    return {"report": found.report, "taken": places, "left": left}
