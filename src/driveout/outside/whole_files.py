"""Files written whole or not at all, and why the system would not let one be read or written."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from driveout.outside.faults import Fault, Faults, Said

WHY = {
    errno.ENOENT: Said("the folder is not there", "mappen findes ikke"),
    errno.ENOTDIR: Said("what should be a folder is a file", "det, der skulle være en mappe, er en fil"),
    errno.EISDIR: Said("it is a folder", "det er en mappe"),
    errno.EEXIST: Said("a file of that name is in the way", "en fil med det navn ligger i vejen"),
    errno.EACCES: Said("you may not", "det må du ikke"),
    errno.EPERM: Said("you may not", "det må du ikke"),
    errno.EROFS: Said("nothing can be changed there", "der kan intet ændres"),
    errno.ENOSPC: Said("the disk is full", "disken er fuld"),
    errno.ENAMETOOLONG: Said("the name is too long", "navnet er for langt"),
}
WRITABLE = Said(
    "a file in a folder that is there and that you may write to",
    "en fil i en mappe, som findes, og som du må skrive i",
)


def unread(error: OSError, file: str, expected: Said) -> Fault:
    """A file that the system would not let us read."""
    said = why(error)
    return Fault(file, Said(f"It cannot be read: {said.en}", f"Det kan ikke læses: {said.da}"), expected)


def unwritten(error: OSError, path: str | Path) -> Faults:
    """A file that the system would not let us write."""
    said = why(error)
    what = Said(f"It cannot be written: {said.en}", f"Det kan ikke skrives: {said.da}")
    return Faults([Fault(str(path), what, WRITABLE)])


def why(error: OSError) -> Said:
    """The system's own reason; in its own words where we have none."""
    said = error.strerror or str(error)
    return WHY.get(error.errno or 0, Said(said, said))


def check_writable(path: Path) -> None:
    """Raises Faults where a file cannot be written: told before the work, not after it."""
    number = None
    if path.is_dir():
        number = errno.EISDIR
    elif not path.parent.is_dir():
        number = errno.ENOTDIR if path.parent.exists() else errno.ENOENT
    elif not os.access(path if path.exists() else path.parent, os.W_OK):
        number = errno.EACCES
    if number is not None:
        raise unwritten(OSError(number, os.strerror(number)), path)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Where to write: a file beside `path` that takes its place once all is written. Raises Faults where it cannot be.

    What is no ordinary file, such as /dev/stdout, is written to as it is.
    """
    check_writable(path)
    special = path.exists() and not path.is_file()
    real = path if special else path.resolve()
    part = real if special else real.with_name(f".{real.name[:60]}.{os.getpid()}")
    try:
        yield part
        if not special:
            os.replace(part, real)
    except OSError as error:
        raise unwritten(error, path) from error
    finally:
        if not special:
            part.unlink(missing_ok=True)
