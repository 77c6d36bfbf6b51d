"""`read_season`: files in, a season out, or every fault at once."""

from pathlib import Path

from driveout.core.travel import with_drives
from driveout.core.words import Nonsense, Season
from driveout.outside.faults import Fault, Faults, Said, nonsense_fault
from driveout.outside.season_files.build import Records, build
from driveout.outside.season_files.dates import dates_outside, eves
from driveout.outside.season_files.ferries import check_ferries
from driveout.outside.season_files.folder import read_folder
from driveout.outside.season_files.keys import SEASON_KEYS, TERMS_KEYS
from driveout.outside.season_files.names import check_names
from driveout.outside.season_files.one_name import Called, take_names, told_names
from driveout.outside.season_files.people import check_rest, check_volunteers
from driveout.outside.season_files.positions import check_positions
from driveout.outside.season_files.raw import Raw
from driveout.outside.season_files.reachable import check_crews, check_reachable
from driveout.outside.season_files.records import read_keys, read_table
from driveout.outside.season_files.refs import give_keys
from driveout.outside.season_files.roads import check_minutes, far_off, too_short
from driveout.outside.season_files.tables import TABLES
from driveout.outside.season_files.wishes import check_visits, check_wishes
from driveout.outside.whole_files import unread


def read_season(
    path: str | Path, *, with_estimates: bool = True, notes: list[Said] | None = None, called: Called | None = None
) -> Season:
    """The season in a folder or a workbook.

    Driving minutes that `minutes.csv` does not give are estimated, unless `with_estimates` is False (then `drives`
    holds only what was given). `notes` collects what was understood although it was not as described. `called`: for an
    office, where each hub, stop and van has a name of its own, with what somebody took in place of one that two share.
    Raises `Faults` with everything that is wrong; never a season read in part.
    """
    faults: list[Fault] = []
    raw = _read_files(Path(path), faults)
    records = _records(raw, faults, called or {})
    faults.extend(check_names(records, one_name=called is not None))
    for check in (check_visits, check_positions, check_rest, check_wishes, check_ferries):
        faults.extend(check(records))
    season = _built(records, faults)
    if season is not None:
        faults.extend(check_minutes(records, season))
        driven = with_drives(season)
        faults.extend(check_volunteers(season, records))
        faults.extend(check_crews(season, records))
        faults.extend(check_reachable(driven, records))
    if faults or season is None:
        raise Faults(faults)
    if notes is not None:
        notes.extend(
            (
                *raw.notes,
                *told_names(records, called or {}),
                *dates_outside(season, raw.keys_file),
                *eves(season, raw.keys_file),
                *far_off(season),
                *too_short(season),
            )
        )
    return driven if with_estimates else season


def _read_files(path: Path, faults: list[Fault]) -> Raw:
    try:
        raw = _raw(path, faults)
    except OSError as error:
        raise Faults([unread(error, path.name, Said("a season you may read", "en sæson, du må læse"))]) from error
    if raw.keys is None:
        sheet = raw.place == "the workbook"
        what = Said("The sheet Sæson is missing", "Arket Sæson mangler")
        if not sheet:
            what = Said("The file season.toml is missing in the folder", "Filen season.toml mangler i mappen")
        expected = Said("at least the key name", "mindst nøglen navn")
        faults.append(Fault(path.name if sheet else "season.toml", what, expected))
    return raw


def _raw(path: Path, faults: list[Fault]) -> Raw:
    from driveout.outside.season_files.workbook import read_workbook

    if path.is_dir():
        return read_folder(path, faults)
    expected = Said(
        "a folder with season.toml and CSV files, or an Excel workbook (.xlsx)",
        "en mappe med season.toml og CSV-filer eller en Excel-projektmappe (.xlsx)",
    )
    if not path.exists():
        raise Faults([Fault(str(path), Said("It is not there", "Den findes ikke"), expected, found=str(path))])
    if not path.is_file() or path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise Faults(
            [Fault(path.name, Said("This is not a season", "Det er ikke en sæson"), expected, found=path.suffix)]
        )
    return read_workbook(path, faults)


def _records(raw: Raw, faults: list[Fault], called: Called) -> Records:
    if faults and raw.keys == [] and not raw.tables:  # nothing could be opened: more faults would only repeat that
        raise Faults(faults)
    keys = read_keys((*SEASON_KEYS, *TERMS_KEYS), raw, faults)
    tables = {table.name: read_table(table, raw, faults) for table in TABLES}
    unread = frozenset(name for name, table in raw.tables.items() if not table.header)
    found = Records(keys, **tables, unread=unread)
    take_names(found, called)
    give_keys(found)
    return found


def _built(records: Records, faults: list[Fault]) -> Season | None:
    """Words refuse nonsense of their own: the last net, for what no check above has caught."""
    try:
        return build(records)
    except Nonsense as error:
        if not faults:
            faults.append(nonsense_fault(error, records.keys.file))
        return None
