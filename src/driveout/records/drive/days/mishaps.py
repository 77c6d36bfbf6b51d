"""What can break on a day, as short codes for addresses: no name, and nothing about anybody's health, stands there."""

from dataclasses import dataclass
from itertools import pairwise

from driveout.core.words import Broken, Mishap
from driveout.records.drive.days.board import Board, is_planned
from driveout.records.drive.models import Occurrence, Signup, Trip


@dataclass(frozen=True)
class CanBreak:
    """A mishap somebody may tell of: its code, what it means, and the key of the hub whose day it is.

    The mishap knows its places by their keys; `shown` has what people call them.
    """

    code: str
    mishap: Mishap
    hub: str
    shown: Mishap


def of_trip(board: Board, trip: Trip) -> list[CanBreak]:
    """Van, driver, each host, each house, and each leg of the way between the hub and its cafés."""
    cafes = [cafe for cafe in board.cafes_of.get(trip.pk, []) if is_planned(cafe)]
    if not cafes:
        return []
    people: dict[str, Signup] = {}  # by the name that is theirs alone, at the first of their cafés
    for cafe in cafes:
        for row, name in zip(board.hosts_of.get(cafe.pk, []), board.hosts(cafe), strict=True):
            people.setdefault(name, row)
    home = (trip.hub_key, trip.hub)
    places = [home, *((str(cafe.where_id), cafe.place) for cafe in cafes), home]
    legs = list(dict.fromkeys(leg for leg in pairwise(places) if leg[0] != leg[1]))
    return [
        _van(trip),
        _broken(Broken.EMPLOYEE, f"employee-{trip.pk}", board.driver(trip), trip.hub_key),
        *(_broken(Broken.VOLUNTEER, f"volunteer-{row.pk}", name, trip.hub_key) for name, row in people.items()),
        *(_hall(cafe) for cafe in cafes),
        *(_road(f"road-{trip.pk}-{n}", *leg, trip.hub_key) for n, leg in enumerate(legs)),
    ]


def of_day(board: Board) -> dict[str, CanBreak]:
    """Code → mishap, of everything that is out that day."""
    return {one.code: one for trip in board.trips for one in of_trip(board, trip)}


def _broken(kind: Broken, code: str, name: str, hub: str) -> CanBreak:
    mishap = Mishap(kind, name, hub)
    return CanBreak(code, mishap, hub, mishap)


def _van(trip: Trip) -> CanBreak:
    meant, shown = (Mishap(Broken.VAN, one, trip.hub_key) for one in (trip.van_key, trip.van))
    return CanBreak(f"van-{trip.pk}", meant, trip.hub_key, shown)


def _road(code: str, a: tuple[str, str], b: tuple[str, str], hub: str) -> CanBreak:
    meant, shown = (Mishap(Broken.ROAD, one, to=other) for one, other in zip(a, b, strict=True))
    return CanBreak(code, meant, hub, shown)


def _hall(cafe: Occurrence) -> CanBreak:
    meant = Mishap(Broken.HALL, str(cafe.where_id))
    return CanBreak(f"hall-{cafe.pk}", meant, cafe.hub_key, Mishap(Broken.HALL, cafe.place))
