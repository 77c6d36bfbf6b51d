"""`season.toml` as keys. A line that cannot be read is told and left out, so that the lines after it are judged too."""

import re
import tomllib
from typing import Any

from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.raw import ANSWERED, RawKey, number_text

KEYS_FILE = "season.toml"
MOST_FAULTS = 20
EXPECTED = Said(
    'lines such as weeks = 13, kr_per_km = 3.5, first_day = 2020-03-30 or name = "Akut 2020"',
    'linjer som weeks = 13, kr_per_km = 3.5, first_day = 2020-03-30 eller name = "Akut 2020"',
)


def toml_keys(text: str, faults: list[Fault]) -> list[RawKey]:
    """Every key in order, those of `[terms]` too; a key whose line was a fault stands as ANSWERED."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spoilt: list[RawKey] = []
    values = _values(lines, spoilt, faults)
    if values is None:
        return []
    terms = values.pop("terms", {})
    values.update(terms if isinstance(terms, dict) else {"terms": terms})
    keys = [RawKey(key, _as_text(item), _line(lines, key)) for key, value in values.items() for item in _items(value)]
    return keys + [key for key in spoilt if key.key not in values]


def _values(lines: list[str], spoilt: list[RawKey], faults: list[Fault]) -> dict[str, Any] | None:
    """The file as TOML has it, without lines it cannot read; None where nothing can be made of it."""
    for _ in range(MOST_FAULTS):
        try:
            return tomllib.loads("\n".join(lines) + "\n")
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            found = re.search(r"\(at line (\d+), column \d+\)", str(error))
            row = int(found[1]) if found else None
            line = lines[row - 1].strip() if row and row <= len(lines) else ""
            key = re.match(r"""["']?([\w-]+)["']?\s*=""", line)
            # An open bracket swallows the lines after it, so these would be blamed wrongly.
            is_open = not line or "Unclosed" in str(error) or (key and _above(lines, row or 1).endswith(("[", ",")))
            faults.append(_fault(line, row, key[1] if key else "", _what(str(error), bool(is_open))))
            if is_open or row is None:
                return None
            if key:
                spoilt.append(RawKey(key[1], ANSWERED, row))
            lines[row - 1] = ""
    return None


def _above(lines: list[str], row: int) -> str:
    return next((line.strip() for line in reversed(lines[: row - 1]) if line.strip()), "")


def _what(error: str, is_open: bool) -> tuple[Said, Said] | None:
    """What is known to be wrong with the line, and expected; None where it can only be said that it cannot be read."""
    if is_open:
        what = Said("A bracket or quotation mark is never closed", "En parentes eller et citationstegn lukkes aldrig")
        return what, EXPECTED
    if "overwrite" in error or "twice" in error:
        return Said("The same stands further up", "Det samme står højere oppe"), Said(
            "each only once", "hver kun én gang"
        )
    return None


def _fault(line: str, row: int | None, key: str, known: tuple[Said, Said] | None) -> Fault:
    shown = "".join(sign for sign in line if sign.isprintable())[:60]
    unread = Said(f"The line “{shown}” cannot be read", f"Linjen »{shown}« kan ikke læses")
    what, expected = known or (unread, EXPECTED)
    return Fault(KEYS_FILE, what, expected, row, key, shown)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _as_text(value: Any) -> str:
    if isinstance(value, float):
        return number_text(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(lines: list[str], key: str) -> int | None:
    pattern = re.compile(rf"""^\s*\[?\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)
