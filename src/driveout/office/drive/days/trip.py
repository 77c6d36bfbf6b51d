"""One van's day as a panel: van, crew, hours, its cafés, and the buttons for when something breaks."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from driveout.core.words import Broken
from driveout.office import hidden, say
from driveout.office.drive.days import words
from driveout.office.drive.days.cafe import Around, row
from driveout.records.drive.days import mishaps
from driveout.records.drive.models import Trip

ICONS = {
    Broken.VAN: "car",
    Broken.EMPLOYEE: "user",
    Broken.VOLUNTEER: "user",
    Broken.HALL: "house",
    Broken.ROAD: "route",
}


def panel(trip: Trip, around: Around, *, may: bool, many: bool) -> dict[str, Any]:
    """Plain values, without a query. `may`: this person acts here. `many`: the hub's own page is for that, not this."""
    board = around.board
    signed = board.drivers_of.get(trip.pk, [])
    today = timezone.localtime(around.now).date()
    cafes = [row(cafe, around) for cafe in board.cafes_of.get(trip.pk, [])]
    return {
        "id": str(trip.pk),
        "name": trip.name,
        "van": trip.van,
        "driver": hidden.crew(board.driver(trip)),
        "no_driver": not signed,
        "hours": say.span(trip.leaves, trip.returns - trip.leaves),
        "driving": say.hours(trip.driving_minutes),
        "pick_ups": [_pick_up(one) for one in trip.pick_ups],
        "cafes": cafes,
        "all_off": bool(cafes) and all(cafe["off"] for cafe in cafes),
        "may": may and trip.date >= today,
        "at_hub": f"?{urlencode({'hub': trip.hub_key, 'galt': 1})}#t{trip.pk}" if many else "",
        "leads": may,
        "breaks": _breaks(trip, around) if may and trip.date >= today and not many else [],
    }


def _breaks(trip: Trip, around: Around) -> list[dict[str, str]]:
    return [
        {"code": one.code, "icon": ICONS[one.mishap.kind], "word": words.broke(one.shown)}
        for one in mishaps.of_trip(around.board, trip)
    ]


def _pick_up(one: dict[str, Any]) -> str:
    """“kl. 9.20 Fødevarebanken: Overskudsmad”."""
    parts = [f"{say.time(one['at'])} {one.get('name', '')}".strip(), str(one.get("what", ""))]
    return ": ".join(part for part in parts if part)
