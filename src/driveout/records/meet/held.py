"""What a phone has fetched and not sent: told to the one whose it is, and to who ends it, when it is lost or ended.

Counted from what was answered last, which takes the place of all before it on the phone. Names are not kept a second
time: only how many there were, and which cafés.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import Phone
from driveout.records.team.models import Member

SHOWN = 60  # cafés by name; the rest is a number


@dataclass(frozen=True)
class Held:
    """`people`, `contacts`: how many names and telephone numbers of hosts stood in it. `fetched`: None for never, or by
    a server from before this was kept."""

    fetched: datetime | None
    cafes: tuple[Occurrence, ...]
    n_cafes: int
    people: int
    contacts: int
    waiting: int


def told_of(days: Iterable[Any], *, now: datetime) -> dict[str, Any]:
    """What is kept of a week that is sent. `days`: of docs/reference/wire.md."""
    trips = [trip for day in days for trip in day["trips"]]
    openings = [opening for trip in trips for opening in trip["openings"]]
    people = {name for trip in trips for name in trip["crew"]} | {name for one in openings for name in one["hosts"]}
    contacts = sum(bool(opening["contact"]) for opening in openings)
    cafes = [opening["id"] for opening in openings]
    return {"at": now.isoformat(), "cafes": cafes, "people": len(people), "contacts": contacts}


def held_on(phones: Collection[Phone]) -> dict[Any, Held]:
    """By the phones' numbers. One query."""
    asked = {number for phone in phones for number in phone.held.get("cafes", ())[:SHOWN]}
    rows = {row.pk: row for row in Occurrence.objects.filter(pk__in=asked).order_by("date", "starts")}
    return {phone.pk: _held(phone, rows) for phone in phones}


def _held(phone: Phone, rows: dict[int, Occurrence]) -> Held:
    told = phone.held
    cafes = told.get("cafes", [])
    return Held(
        fetched=datetime.fromisoformat(told["at"]) if told else None,
        cafes=tuple(rows[number] for number in cafes[:SHOWN] if number in rows),
        n_cafes=len(cafes),
        people=told.get("people", 0),
        contacts=told.get("contacts", 0),
        waiting=phone.waiting,
    )


def own_phones(member: Member) -> list[Phone]:
    """A person's own, those in use first. One query."""
    own = Phone.objects.filter(member=member).exclude(public_key="").select_related("ended_by")
    return sorted(own, key=lambda phone: (phone.ended_at is not None, -phone.made_at.timestamp()))
