"""Services for a need, at a place, at a moment: what a next step is chosen from."""

from datetime import date, datetime
from typing import Any

from driveout.core.bridge.directory import age_of, next_opening, open_at, ranked
from driveout.core.travel.crow import crow_km
from driveout.core.words import Offer, OpenRule, Sector
from driveout.records.bridge.directory.as_words import (
    ZONE,
    document_of,
    holidays_around,
    hours_of,
    languages_of,
    needs_of,
    phone_of,
)
from driveout.records.bridge.directory.models import HelpPlace, HelpService
from driveout.records.bridge.directory.queries import ACTIVE, services_of

FULL_DAYS = 14
Point = tuple[float, float]


def services_for(
    *, organisation_id: int, moment: datetime, need: str = "", near: Point | None = None, search: str = "",
    language: str = "", open_now: bool = False, most: int | None = None,
) -> list[Offer]:  # fmt: skip
    """What may help, as plain values, in the order in which it is shown. Three queries.

    `need`: a NeedKind's value, "" for any. `near`: degrees north and east, None where nobody said. `moment`: with its
    offset. What is closed for good, or was said to have moved and not been found again, is left out. Who gives help,
    public or civil, is not asked.
    """
    rows = services_of(organisation_id).filter(status__in=ACTIVE, moved_on=None)
    rows = rows.filter(needs__contains=f"|{need}|") if need else rows
    words = search.casefold().split()
    offers = [
        offer_of(row, moment=moment, near=near)
        for row in rows
        if all(word in _said(row) for word in words) and (not language or _speaks(row, language))
    ]
    found = ranked(offer for offer in offers if offer.open_now or not open_now)
    return found[:most]


def _said(row: HelpService) -> str:
    places = " ".join(f"{one.place.name} {one.place.address} {one.place.postcode}" for one in row.at.all())
    doc = document_of(row)
    texts = (row.name, row.provider.name if row.provider else "", doc.get("description"), doc.get("alternate_name"))
    return f"{' '.join(str(text) for text in texts if text)} {places}".casefold()


def _speaks(row: HelpService, language: str) -> bool:
    return any(language.casefold() in one.casefold() for one in languages_of(row))


def offer_of(row: HelpService, *, moment: datetime, near: Point | None = None) -> Offer:
    """One entry as whoever looks for help needs it. No query where all was read with it."""
    rules, known = hours_of(row)
    today = moment.astimezone(ZONE).date()
    doc = document_of(row)
    return Offer(
        key=row.key, name=row.name, provider=row.provider.name if row.provider else "",
        sector=Sector(row.provider.sector) if row.provider else Sector.UNKNOWN,
        phone=phone_of(row), languages=languages_of(row), where=where(row), needs=tuple(needs_of(row)),
        who_for=str(doc.get("eligibility_description") or ""), cost=str(doc.get("fees_description") or ""),
        knows_hours=known, away_km=_away(row, near), checked_on=row.checked_on,
        age=age_of(row.checked_on, today, row.check_every_days), silent=row.silent, full=is_full(row, today),
        is_national=row.is_national, **_open(row, rules, moment),
    )  # fmt: skip


def is_full(row: HelpService, today: date) -> bool:
    """Was somebody told so, not long ago? After two weeks it is asked anew."""
    return row.full_on is not None and (today - row.full_on).days <= FULL_DAYS


def _open(row: HelpService, rules: list[OpenRule], moment: datetime) -> dict[str, Any]:
    free = holidays_around(moment.year)
    now = open_at(rules, moment, ZONE, free) if row.status == "active" else None
    if now:
        return {"open_now": True, "by": now.by, "until": now.ends}
    later = next_opening(rules, moment, ZONE, free) if row.status == "active" else None
    return {"opens_next": later.starts if later else None, "by": later.by if later else None}


def where(row: HelpService) -> str:
    """Where one goes; nothing of a place whose address is withheld."""
    return "; ".join(filter(None, (said_place(one.place) for one in row.at.all())))


def said_place(place: HelpPlace) -> str:
    return ", ".join(filter(None, (place.name, place.address)))


def _away(row: HelpService, near: Point | None) -> float | None:
    """Kilometres as the crow flies to the nearest of its places."""
    if near is None:
        return None
    there = [(one.place.lat, one.place.lon) for one in row.at.all()]
    return min((crow_km(*near, lat, lon) for lat, lon in there if lat is not None and lon is not None), default=None)
