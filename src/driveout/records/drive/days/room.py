"""Is there time for a café at another hour: the van's other cafés of the day, and what else its hosts have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from django.db.models import Q, QuerySet, Subquery

from driveout.core.drive.crew import TERMS
from driveout.core.travel.crow import crow_km
from driveout.records.drive.models import Occurrence, Shift, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Hub, Season, Stop

PACK_MINUTES = 15  # where the register no longer knows the place: what most places need
Spot = tuple[str, float, float]  # name, latitude, longitude
Way = Callable[[Spot, Spot], int]


@dataclass(frozen=True)
class Meeting:
    """Two cafés of one van that lie too close: minutes of the day, and of the way from the first to the second."""

    first: str
    ends: int
    way: int
    second: str
    starts: int


@dataclass(frozen=True)
class Clash:
    """A host who cannot be at a café and at another shift of theirs. `place`: a café, or the hub a trip starts at."""

    name: str
    place: str
    starts: int


@dataclass(frozen=True)
class Strain:
    """What a café at another hour asks of others. `home`: when the van is back, where that is later than planned."""

    hosts: tuple[Clash, ...]
    home: int | None


def meeting_of(cafe: Occurrence, starts: int) -> Meeting | None:
    """The café at `starts` and another one of its van that day, when it cannot hold both.

    Two queries at most, where the café was read with its trip and stop.
    Two that both stand as promised may have less than the way between them, as the plan had it; never no time at all.
    """
    others = list(_of_van(cafe))
    way = _ways(cafe.season_id) if others else None
    for other in others:
        planned = (starts, other.starts) == (cafe.promised, other.promised)
        pair = [(starts, cafe), (other.starts, other)]
        (_, first), (second_starts, second) = sorted(pair, key=lambda one: (one[0], one[1].pk))
        ends = min(starts, other.starts) + first.minutes
        minutes = way(_spot(first), _spot(second)) if way else 0
        if second_starts < ends + (0 if planned else minutes):
            return Meeting(first.place, ends, minutes, second.place, second_starts)
    return None


def strain_of(cafe: Occurrence) -> Strain:
    """What the café as it stands now asks of its hosts and its van.

    Six queries at most, where the café was read with its trip and stop.
    """
    way = _ways(cafe.season_id)
    hosts = list(Signup.objects.filter(shift__occurrence=cafe, state=SignupState.SIGNED))
    unnamed = {"member": None, "shift__trip__base": cafe.base_id}  # a name is one person at a hub
    same = [
        Q(member=row.member_id) if row.member_id
        else Q(person=row.person, **unnamed) if row.person else Q(name=row.name, **unnamed)
        for row in hosts
    ]  # fmt: skip
    clashes = [clash for one in _elsewhere(cafe, same) if (clash := _clash(cafe, one, way))] if same else []
    return Strain(tuple(dict.fromkeys(clashes)), _home(cafe, way))


def _of_van(cafe: Occurrence) -> QuerySet[Occurrence]:
    """Its other cafés that day: of the trip, and of any other trip with the same van."""
    trip = cafe.trip
    same = Q(trip=trip) | (Q(trip__base=trip.base_id, trip__van_key=trip.van_key) & ~Q(trip__van_key=""))
    rows = Occurrence.objects.filter(same, season_id=cafe.season_id, date=cafe.date, state=OccurrenceState.PLANNED)
    return rows.exclude(pk=cafe.pk).select_related("stop").order_by("starts", "id")


def _elsewhere(cafe: Occurrence, same: list[Q]) -> Iterable[Signup]:
    """What else these people have that day, on other trips."""
    anybody = same[0]
    for one in same[1:]:
        anybody |= one
    ours = Subquery(Season.objects.filter(pk=cafe.season_id).values("organisation"))  # the season's row is large
    here = {"shift__trip__season__organisation_id": ours, "shift__trip__date": cafe.date}
    rows = Signup.objects.filter(anybody, state=SignupState.SIGNED, shift__trip__season__is_scenario=False, **here)
    rows = rows.exclude(shift__trip=cafe.trip_id).exclude(shift__occurrence__state=OccurrenceState.CANCELLED)
    return rows.select_related("shift__trip", "shift__occurrence__stop")


def _clash(cafe: Occurrence, other: Signup, way: Way) -> Clash | None:
    starts, ends, there = _shift(cafe, other.shift)
    here = _spot(cafe)
    together = starts < cafe.starts + cafe.minutes + way(here, there) and cafe.starts < ends + way(there, here)
    return Clash(other.name, there[0], starts) if together else None


def _shift(cafe: Occurrence, shift: Shift) -> tuple[int, int, Spot]:
    """From when to when, and where: a trip's own crew is taken as near as the café."""
    if shift.occurrence is None:
        return shift.trip.leaves, shift.trip.returns, (shift.trip.hub, cafe.lat, cafe.lon)
    return shift.occurrence.starts, shift.occurrence.starts + shift.occurrence.minutes, _spot(shift.occurrence)


def _home(cafe: Occurrence, way: Way) -> int | None:
    """When the van is back from the café, if it is its last one and the trip says an earlier minute."""
    if _of_van(cafe).filter(starts__gt=cafe.starts).exists():
        return None
    hubs = Hub.objects.filter(season_id=cafe.season_id, where=cafe.trip.base_id)
    hub = hubs.values_list("name", "lat", "lon").first()
    packs = Stop.objects.filter(pk=cafe.stop_id).values_list("packdown_minutes", flat=True) if cafe.stop_id else ()
    pack = next(iter(packs), PACK_MINUTES)
    home = cafe.starts + cafe.minutes + pack + way(_spot(cafe), hub or (cafe.trip.hub, cafe.lat, cafe.lon))
    return home if home > cafe.trip.returns else None


def _spot(cafe: Occurrence) -> Spot:
    """Under the name the season's roads have it by: what the stop is called now, where it is still there."""
    return cafe.stop.name if cafe.stop else cafe.place, cafe.lat, cafe.lon


def _ways(season_id: int) -> Way:
    """Driving minutes as the season has them; where it has none, a country road along the straight line. One query."""
    drives = Season.objects.values_list("drives", flat=True).get(pk=season_id)
    names = drives.get("names", [])
    legs = {(names[a], names[b]): minutes for a, b, minutes, *_ in drives.get("legs", [])}

    def way(a: Spot, b: Spot) -> int:
        known = legs.get((a[0], b[0]), legs.get((b[0], a[0])))
        if known is not None or a[1:] == b[1:]:
            return known or 0
        return ceil(crow_km(*a[1:], *b[1:]) * TERMS.detour * 60 / TERMS.km_an_hour)

    return way
