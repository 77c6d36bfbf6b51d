"""The lists of the standard, page by page, from what stands in the open: the directory's entries and the cafés."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Avg

from driveout.core.bridge.directory import needs
from driveout.core.bridge.directory.cafes import cafe, cafe_at
from driveout.core.travel.crow import crow_km
from driveout.records.publish.cafes_as_help import TAXONOMY, TERM, Opened, cafes_open
from driveout.records.publish.helping import AT, ORGANIZATION, SERVICE, entry, matching
from driveout.records.publish.models import PublicHelp

Doc = dict[str, Any]
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
KINDS = {"services": SERVICE, "organizations": ORGANIZATION, "service_at_locations": AT}
PER_PAGE, MOST_PER_PAGE = 50, 500
MINIMAL = ("id", "name", "status", "description", "last_modified")
NESTED = ("service_at_locations", "schedules", "contacts", "funding", "required_documents", "locations")


@dataclass(frozen=True)
class Asked:
    """Filters, all to be true. `near_m`: metres around the postcode. `size`: full, minimal, or neither."""

    search: str = ""
    term: str = ""
    taxonomy: str = ""
    organization: str = ""
    postcode: str = ""
    near_m: int | None = None
    since: datetime | None = None
    parent: str = ""
    size: str = ""
    page: int = 1
    per_page: int = PER_PAGE


@dataclass
class Page:
    """One page as the standard's envelope has it; what its head says and what it holds are counted from one list."""

    total: int
    asked: Asked
    contents: list[Doc] = field(default_factory=list)

    def plain(self) -> Doc:
        pages = max(1, -(-self.total // self.asked.per_page))
        return {
            "total_items": self.total, "total_pages": pages, "page_number": self.asked.page,
            "size": len(self.contents), "first_page": self.asked.page == 1, "last_page": self.asked.page >= pages,
            "empty": not self.contents, "contents": self.contents,
        }  # fmt: skip


def page_of(name: str, asked: Asked, today: date) -> Page:
    """A page of a list. Ten queries at most."""
    if name not in KINDS:
        rows = needs.taxonomies() if name == "taxonomies" else _terms(asked)
        words = asked.search.casefold().split()
        rows = [row for row in rows if all(word in f"{row['name']} {row['description']}".casefold() for word in words)]
        return Page(len(rows), asked, rows[_from(asked) : _from(asked) + asked.per_page])
    kind = KINDS[name]
    opened = _cafes(kind, asked, today)
    rows_ = _near(
        matching(
            kind, search=asked.search, term=asked.term, taxonomy=asked.taxonomy, since=asked.since,
            provider=asked.organization if kind != ORGANIZATION else "",
            postcode=asked.postcode if asked.near_m is None else "",
        ),
        asked,
    )  # fmt: skip
    start, end = _from(asked), _from(asked) + asked.per_page
    made = [_sized(_cafe_doc(kind, one), asked) for one in opened[start:end]]
    rest = rows_[max(0, start - len(opened)) : max(0, end - len(opened))]
    total = len(opened) + (len(rows_) if isinstance(rows_, list) else rows_.count())
    return Page(total, asked, [*made, *(_sized(row.document, asked) for row in rest)])


def _from(asked: Asked) -> int:
    return (asked.page - 1) * asked.per_page


def _terms(asked: Asked) -> list[Doc]:
    return [
        row
        for row in needs.terms()
        if asked.taxonomy in ("", row["taxonomy_id"]) and asked.parent in ("", row.get("parent_id"))
    ]


def _cafe_doc(kind: str, one: Opened) -> Doc:
    return cafe(one.cafe) if kind == SERVICE else cafe_at(one.cafe)


def _cafes(kind: str, asked: Asked, today: date) -> list[Opened]:
    if kind == ORGANIZATION or asked.term not in ("", TERM) or asked.taxonomy not in ("", TAXONOMY):
        return []
    words = asked.search.casefold().split()
    centre = _centre(asked)
    return [
        one
        for one in cafes_open(today)
        if all(word in one.said for word in words)
        and asked.organization in ("", one.provider_key)
        and (asked.since is None or one.cafe.told_at >= asked.since)
        and (not asked.postcode or _is_there(one.postcode, one.cafe.lat, one.cafe.lon, centre, asked))
    ]


def _is_there(
    postcode: str, lat: float | None, lon: float | None, centre: tuple[float, float] | None, asked: Asked
) -> bool:
    if asked.near_m is None or centre is None or lat is None or lon is None:
        return postcode == asked.postcode
    return 1000 * crow_km(centre[0], centre[1], lat, lon) <= asked.near_m


def _centre(asked: Asked) -> tuple[float, float] | None:
    """The middle of what lies in the postcode, as far as it stands in the open. One query, or none."""
    if not asked.postcode or asked.near_m is None:
        return None
    rows = PublicHelp.objects.filter(postcode=asked.postcode, lat__isnull=False, lon__isnull=False)
    found = rows.aggregate(lat=Avg("lat"), lon=Avg("lon"))
    return None if found["lat"] is None else (found["lat"], found["lon"])


def _near(rows: Any, asked: Asked) -> Any:
    if asked.near_m is None or not asked.postcode:
        return rows
    centre = _centre(asked)
    return [row for row in rows if _is_there(row.postcode, row.lat, row.lon, centre, asked)]


def _sized(document: Doc, asked: Asked) -> Doc:
    """Whole, the least, or, where nobody said, without what stands deep inside."""
    if asked.size == "full":
        return document
    if asked.size == "minimal":
        return {name: document[name] for name in MINIMAL if name in document}
    return {name: value for name, value in document.items() if name not in NESTED}


def one_of(name: str, key: str, today: date) -> Doc | None:
    """One, whole. Seven queries at most."""
    if name not in KINDS:
        rows = needs.taxonomies() if name == "taxonomies" else needs.terms()
        return next((row for row in rows if row["id"] == key), None)
    row = entry(KINDS[name], key)
    if row is not None:
        found: Doc = row.document
        return found
    if KINDS[name] == ORGANIZATION:
        return None
    opened = (one for one in cafes_open(today) if one.key(KINDS[name]) == key)
    return next((_cafe_doc(KINDS[name], one) for one in opened), None)


def everything(name: str, today: date, page: Callable[..., Page] = page_of) -> list[Doc]:
    """All of a list, whole: for files."""
    rows: list[Doc] = []
    for number in range(1, 10_000):
        found = page(name, Asked(size="full", page=number, per_page=MOST_PER_PAGE), today)
        rows += found.contents
        if len(rows) >= found.total or not found.contents:
            break
    return rows
