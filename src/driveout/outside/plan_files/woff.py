"""Typefaces for the web, unpacked for paper: a WOFF 1.0 file is a TrueType file whose tables are deflated one by one.

Source: https://www.w3.org/TR/WOFF/ (sections 4 and 5).
"""

import struct
import zlib

HEADER = struct.Struct(">4sIIHHIHHIIIII")
ENTRY = struct.Struct(">4sIIII")


def as_truetype(woff: bytes) -> bytes:
    """The same typeface as TrueType or OpenType. ValueError when the file is not WOFF 1.0."""
    if len(woff) < HEADER.size or woff[:4] != b"wOFF":
        raise ValueError("This is not a WOFF 1.0 file.")
    _, flavor, _, count, *_ = HEADER.unpack_from(woff)
    tables = []
    for number in range(count):
        tag, offset, packed, size, checksum = ENTRY.unpack_from(woff, HEADER.size + number * ENTRY.size)
        data = woff[offset : offset + packed]
        tables.append((tag, checksum, zlib.decompress(data) if packed < size else data))
    return _sfnt(flavor, sorted(tables))


def _sfnt(flavor: int, tables: list[tuple[bytes, int, bytes]]) -> bytes:
    power = 1 << (len(tables).bit_length() - 1)
    head = struct.pack(">IHHHH", flavor, len(tables), power * 16, power.bit_length() - 1, len(tables) * 16 - power * 16)
    offset = len(head) + 16 * len(tables)
    directory, body = b"", b""
    for tag, checksum, data in tables:
        directory += struct.pack(">4sIII", tag, checksum, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body
