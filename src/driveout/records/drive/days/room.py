"""Is there time for a café at another hour: the van's other cafés of the day, and what else its hosts have."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Subquery

from driveout.records.drive.days.ways import Spot, Ways, spot_of, ways_of
from driveout.records.drive.models import Occurrence, Shift, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Season


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
    ways = ways_of(cafe.season_id) if others else None
    for other in others:
        planned = (starts, other.starts) == (cafe.promised, other.promised)
        pair = [(starts, cafe), (other.starts, other)]
        (_, first), (second_starts, second) = sorted(pair, key=lambda one: (one[0], one[1].pk))
        ends = min(starts, other.starts) + first.minutes
        minutes = ways.minutes(spot_of(first), spot_of(second)) if ways else 0
        if second_starts < ends + (0 if planned else minutes):
            return Meeting(first.place, ends, minutes, second.place, second_starts)
    return None


def strain_of(cafe: Occurrence) -> Strain:
    """What the café as it stands now asks of its hosts and its van.

    Three queries at most, where the café was read with its trip and stop.
    """
    hosts = list(Signup.objects.filter(shift__occurrence=cafe, state=SignupState.SIGNED))
    unnamed = {"member": None, "shift__trip__base": cafe.base_id}  # a name is one person at a hub
    same = [
        Q(member=row.member_id) if row.member_id
        else Q(person=row.person, **unnamed) if row.person else Q(name=row.name, **unnamed)
        for row in hosts
    ]  # fmt: skip
    others = list(_elsewhere(cafe, same)) if same else []
    ways = ways_of(cafe.season_id) if others else Ways({})
    clashes = [clash for one in others if (clash := _clash(cafe, one, ways))]
    return Strain(tuple(dict.fromkeys(clashes)), _home(cafe))


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


def _clash(cafe: Occurrence, other: Signup, ways: Ways) -> Clash | None:
    starts, ends, there = _shift(cafe, other.shift)
    here = spot_of(cafe)
    away = starts < cafe.starts + cafe.minutes + ways.minutes(here, there)
    together = away and cafe.starts < ends + ways.minutes(there, here)
    return Clash(other.name, there[0], starts) if together else None


def _shift(cafe: Occurrence, shift: Shift) -> tuple[int, int, Spot]:
    """From when to when, and where: a trip's own crew is taken as near as the café."""
    if shift.occurrence is None:
        return shift.trip.leaves, shift.trip.returns, (shift.trip.hub, cafe.lat, cafe.lon)
    return shift.occurrence.starts, shift.occurrence.starts + shift.occurrence.minutes, spot_of(shift.occurrence)


def _home(cafe: Occurrence) -> int | None:
    """When the van is back, where that is later than it was made to be: the trip has followed its cafés. No query."""
    trip = cafe.trip
    return trip.returns if trip.returns > trip.as_made.get("returns", trip.returns) else None
