"""What a database or a copy of one holds, told so that two can be compared: rows by table, and one hash of them all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

LARGEST = 1 << 256


@dataclass
class Contents:
    """Table → rows. The hash is the sum of those of the rows, so it does not hang on the order they come in."""

    tables: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def add(self, table: str, rows: Iterable[bytes]) -> None:
        """Read through one table."""
        self.tables.setdefault(table, 0)
        for row in rows:
            self.total = (self.total + int.from_bytes(sha256(table.encode() + b"\0" + row).digest())) % LARGEST
            self.tables[table] += 1

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def fingerprint(self) -> str:
        """The first 16 hex digits: enough to see that two are the same, short enough to read aloud."""
        return f"{self.total:064x}"[:16]


class NotACopy(Exception):
    """What is wrong with a copy, or with the place where it should go, in English and Danish."""

    def __init__(self, english: str, danish: str) -> None:
        super().__init__(english)
        self.english, self.danish = english, danish
