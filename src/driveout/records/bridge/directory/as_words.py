"""Rows of the directory as plain values."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from driveout.core.bridge.directory.composing import Giver, Help, Where
from driveout.core.bridge.directory.schedules import rules_of
from driveout.core.bridge.directory.standard import FIELDS
from driveout.core.words import OpenRule
from driveout.records.bridge.directory.models import HelpAt, HelpProvider, HelpService

ZONE = ZoneInfo("Europe/Copenhagen")


def needs_of(row: HelpService) -> list[str]:
    """The kinds of need, from how the row keeps them."""
    return [need for need in row.needs.split("|") if need]


def document_of(row: HelpService) -> dict[str, Any]:
    """What the list says, and over it what was written here. `own` has more than the standard's fields (see taking)."""
    return {**row.document, **{name: value for name, value in row.own.items() if name in FIELDS["service"]}}


def giver_of(row: HelpProvider | None) -> Giver | None:
    return Giver(row.key, row.name, row.sector, row.document) if row else None


def where_of(row: HelpAt) -> Where:
    return Where(row.key, row.place.key, {**row.place.document, "id": row.place.key}, row.document)


def help_of(row: HelpService) -> Help:
    """With all that belongs to it; no query where provider and places were read with it."""
    return Help(
        row.key, row.name, row.status, needs_of(row), document_of(row), row.checked_on, row.told_at,
        giver_of(row.provider), [where_of(one) for one in row.at.all()], row.full_on, row.moved_on,
    )  # fmt: skip


def hours_of(row: HelpService) -> tuple[list[OpenRule], bool]:
    """When it is open, wherever; and whether that is known: there is a row, and each could be read."""
    rows = list(document_of(row).get("schedules", []))
    for one in row.at.all():
        rows += one.document.get("schedules", []) or one.place.document.get("schedules", [])
    found, unread = rules_of(rows)
    return found, bool(found) and not unread


def phone_of(row: HelpService) -> str:
    """The number to ring: the service's own, else where it is held, else the organisation's."""
    shelves: Iterable[Any] = (
        document_of(row),
        *(one.document for one in row.at.all()),
        *(one.place.document for one in row.at.all()),
        row.provider.document if row.provider else {},
    )
    return next((str(phone["number"]) for doc in shelves for phone in doc.get("phones", []) if phone.get("number")), "")


def languages_of(row: HelpService) -> tuple[str, ...]:
    """Languages that are spoken, as the entry writes them."""
    rows = [*document_of(row).get("languages", []), *(
        language for phone in document_of(row).get("phones", []) for language in phone.get("languages", [])
    )]  # fmt: skip
    return tuple(dict.fromkeys(str(one.get("name") or one.get("code") or "") for one in rows if one))


@lru_cache(maxsize=32)
def holidays_around(year: int) -> frozenset[date]:
    """Danish public holidays of a year and of those beside it."""
    import holidays  # slow to import

    return frozenset(holidays.country_holidays("DK", years=(year - 1, year, year + 1)))
