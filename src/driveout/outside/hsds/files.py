"""A list in a file, or in a folder of files that are named after what they hold."""

from pathlib import Path

from driveout.core.words import Saying
from driveout.outside.faults import Faults, Said
from driveout.outside.hsds.read import KINDS, MOST_BYTES, Listed, listed, none_here, text_of
from driveout.outside.hsds.sheet import ENDINGS, read_sheet


def read_path(where: str) -> Listed:
    """The list in a file (.json, or a table .csv or .xlsx) or a folder. Raises Faults."""
    path = Path(where)
    if path.is_dir():
        return _folder(path)
    if path.suffix.lower() in ENDINGS:
        return read_sheet(path)
    return _file(path)


def _file(path: Path) -> Listed:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise none_here(path.name, Said("the file is too large", "filen er for stor"))
        raw = path.read_bytes()
    except OSError as error:
        told = error.strerror or str(error)
        raise none_here(path.name, Said(f"it cannot be read: {told}", f"den kan ikke læses: {told}")) from None
    stem = path.stem.removesuffix("_list").removesuffix("_full").lower()
    return listed(text_of(raw, path.name), path.name, _kind(path) or KINDS.get(stem, ""))


def _kind(path: Path) -> str:
    """As an export writes it: services/NUMBER.json."""
    return KINDS.get(path.parent.name.lower(), "")


def _folder(folder: Path) -> Listed:
    """Every file of it; one that holds nothing of the standard is named, and the others are taken. What stands whole in
    a folder of its own (services/…) is taken before a list that only names it."""
    found, refused = Listed(), []
    paths = sorted(folder.rglob("*.json"), key=lambda path: (len(path.parts), str(path)))
    for path in paths:
        try:
            found.add(_file(path))
        except Faults as faults:
            refused += faults.faults
            told = faults.faults[0]
            found.odd.append((str(path.relative_to(folder)), Saying(told.sentence(), told.sentence("da"))))
    if not found.rows:
        raise Faults(refused) if refused else none_here(folder.name)
    return found
