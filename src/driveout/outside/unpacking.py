"""What is packed may be a thousand times as large unpacked: it is counted before and while it is unpacked."""

import zipfile
from collections.abc import Iterator
from io import RawIOBase
from typing import IO

from driveout.outside.faults import Fault, Said

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 200 * MEGABYTE
# A sheet that people have filled packs to a tenth or a twentieth, whoever wrote it; what is a hundred times as large
# unpacked is empty rows, or made to do harm. What is small does none, however it was packed.
MOST_TIMES, SMALL = 40, 20 * MEGABYTE


class TooLarge(Exception):
    """It would fill so many bytes unpacked, or more; `packed`: it has so many now."""

    def __init__(self, size: int, packed: int = 0) -> None:
        super().__init__(size)
        self.size, self.packed = size, packed


def check_sizes(archive: zipfile.ZipFile) -> None:
    """Raises TooLarge by what the archive itself says, before anything is unpacked."""
    sizes = [(entry.file_size, entry.compress_size) for entry in archive.infolist()]
    whole = sum(size for size, _ in sizes)
    swollen = sum(size for size, packed in sizes if size > MOST_TIMES * packed)
    if whole > MOST_UNPACKED or swollen > SMALL:
        raise TooLarge(whole, sum(packed for _, packed in sizes))


def unpacked(file: IO[bytes] | RawIOBase) -> Iterator[bytes]:
    """One file of an archive, bit by bit. Raises TooLarge as soon as there is more: an archive may say what it likes
    of its sizes (Python's zipfile reads no further than was said; others do)."""
    seen = 0
    while part := file.read(256 * 1024):
        seen += len(part)
        if seen > MOST_UNPACKED:
            raise TooLarge(seen)
        yield part


def too_large(file: str, error: TooLarge) -> Fault:
    """What to do about it, too: most often somebody has formatted a sheet to its last row."""
    size, most = error.size / MEGABYTE, MOST_UNPACKED // MEGABYTE
    times = error.size // error.packed if error.packed else 0
    more = Said(f", {times} times as much as now", f", {times} gange så meget som nu") if times else Said("", "")
    return Fault(
        file,
        Said(f"Unpacked it would fill {size:.0f} MB{more.en}", f"Pakket ud ville den fylde {size:.0f} MB{more.da}"),
        Said(
            f"at most {most} MB and {MOST_TIMES} times as much; delete the empty rows and columns round each table, "
            "and save again",
            f"højst {most} MB og {MOST_TIMES} gange så meget; slet de tomme rækker og kolonner rundt om hver tabel, og "
            "gem igen",
        ),
    )
