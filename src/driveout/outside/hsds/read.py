"""What a text of JSON holds: one thing of the standard, a list of them, or a page that says how many there are.

The schema of a page asks for nothing, and that of a list is that of one thing: so what stands there decides. A page
that says another number than it holds is believed for what it holds, and that is said.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from driveout.core.words import Saying
from driveout.outside.faults import Fault, Faults, Said

MOST_BYTES = 200_000_000
KINDS = {
    "service": "service", "services": "service", "organization": "organization", "organizations": "organization",
    "location": "location", "locations": "location", "service_at_location": "service_at_location",
    "service_at_locations": "service_at_location", "taxonomy": "taxonomy", "taxonomies": "taxonomy",
    "taxonomy_term": "taxonomy_term", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
NONE = Said("there is no directory in the standard HSDS here", "her er ingen vejviser i standarden HSDS")
WANTED = Said(
    "a JSON file of services or organizations, a folder of such files, or the address of a feed",
    "en JSON-fil med ydelser eller organisationer, en mappe med dem, eller adressen på et feed",
)


@dataclass
class Listed:
    """Rows as (kind, row), in the order in which they stood; and what was odd about the whole, as (where, what)."""

    rows: list[tuple[str, Any]] = field(default_factory=list)
    odd: list[tuple[str, Saying]] = field(default_factory=list)

    def add(self, other: "Listed") -> None:
        self.rows += other.rows
        self.odd += other.odd


def none_here(where: str, what: Said = NONE) -> Faults:
    """The refusal of what is no list of the standard at all."""
    return Faults([Fault(where, what, WANTED)])


def text_of(raw: bytes, where: str) -> Any:
    """JSON. Raises Faults for what is none."""
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        told = getattr(error, "msg", str(error))
        line = getattr(error, "lineno", "?")
        what = Said(f"this is no JSON: {told}, line {line}", f"det er ikke JSON: {told}, linje {line}")
        raise none_here(where, what) from None


def listed(value: Any, where: str, kind: str = "") -> Listed:
    """The things in a value. `kind`: what they are, where the file's name or the address says so. Faults: none."""
    found = Listed()
    found.rows = [(kind or kind_of(row), row) for row in _rows(value, found, where)]
    known = [(kind_, row) for kind_, row in found.rows if kind_]
    if not known and found.rows:
        raise none_here(where)
    for n, (kind_, _row) in enumerate(found.rows):
        if not kind_:
            told = Saying(f"Entry {n + 1} is nothing that is known.", f"Post {n + 1} er ikke noget, vi kender.")
            found.odd.append((where, told))
    found.rows = known
    return found


def _rows(value: Any, found: Listed, where: str) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and isinstance(value.get("contents"), list):
        found.odd += [(where, said) for said in page_odd(value)]
        yield from value["contents"]
    elif (
        isinstance(value, dict)
        and any(isinstance(value.get(name), list) and name in KINDS for name in value)
        and ("name" not in value)
    ):  # as tables beside one another
        for name, rows in value.items():
            if name in KINDS and isinstance(rows, list):
                found.add(listed(rows, where, KINDS[name]) if rows else Listed())
        taken, found.rows = found.rows, []
        yield from (_Known(kind, row) for kind, row in taken)
    elif isinstance(value, dict) and kind_of(value):
        yield value
    else:
        raise none_here(where)


class _Known(dict[str, Any]):
    """A row whose kind was said by the name of its table."""

    def __init__(self, kind: str, row: Any) -> None:
        super().__init__(row if isinstance(row, dict) else {"id": None})
        self.kind = kind


def kind_of(row: Any) -> str:
    """What a thing is, by the fields that only such a thing has; empty where nobody can say."""
    if isinstance(row, _Known):
        return row.kind
    if not isinstance(row, dict):
        return ""
    if "status" in row or "service_at_locations" in row:
        return "service"
    if "location_type" in row:
        return "location"
    if "location" in row or ("service_id" in row and "location_id" in row):
        return "service_at_location"
    if "taxonomy" in row or "taxonomy_id" in row or "parent_id" in row:
        return "taxonomy_term"
    org = (
        "website",
        "legal_status",
        "year_incorporated",
        "organization_identifiers",
        "programs",
        "locations",
        "tax_id",
    )
    if any(name in row for name in org):
        return "organization"
    if "version" in row and "name" in row:
        return "taxonomy"
    return "organization" if {"id", "name", "description"} <= row.keys() else ("service" if "name" in row else "")


def page_odd(page: dict[str, Any]) -> Iterator[Saying]:
    """Where a page contradicts itself. Its contents are taken, whatever its head says."""
    here = len(page["contents"])
    size, total, pages = (page.get(name) for name in ("size", "total_items", "total_pages"))
    if isinstance(size, int) and size != here:
        yield Saying(
            f"The page says {size} entries and holds {here}. What it holds is taken.",
            f"Siden siger {size} poster og har {here}. Det, den har, er taget.",
        )
    if isinstance(total, int) and (total < here or (pages == 1 and total != here)):
        yield Saying(
            f"The feed says {total} entries in all; this page alone holds {here}.",
            f"Listen siger {total} poster i alt. Alene denne side har {here}.",
        )
    if page.get("empty") is True and here:
        yield Saying("The page says it is empty and is not.", "Siden siger, at den er tom. Det er den ikke.")
    if page.get("empty") is False and not here:
        yield Saying(
            "The page says it holds something and does not.", "Siden siger, at den har noget. Det har den ikke."
        )
