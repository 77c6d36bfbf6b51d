"""Directories of help in the field's own standard, Open Referral HSDS 3: a file, a folder, or a feed of pages."""

from driveout.outside.hsds.feed import read_feed
from driveout.outside.hsds.files import read_path
from driveout.outside.hsds.read import Listed
from driveout.outside.hsds.sheet import read_sheet

__all__ = ["Listed", "read_any", "read_feed", "read_path", "read_sheet"]


def read_any(where: str) -> Listed:
    """The list behind a path or an address. Raises Faults where there is none."""
    return read_feed(where) if where.startswith(("http://", "https://")) else read_path(where)
