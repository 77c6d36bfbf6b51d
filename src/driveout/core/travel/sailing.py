"""For each tour that takes a ferry: when the van is there, and which departure it must reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from driveout.core.travel.crossings import Crossing
from driveout.core.travel.estimate import between
from driveout.core.travel.fill import places_of
from driveout.core.travel.hours import sailings_of
from driveout.core.travel.speeds import pace
from driveout.core.travel.ways import Way
from driveout.core.words import Plan, Saying, Season, Tour, Weekday, clock, clock_iso


@dataclass(frozen=True, slots=True)
class Boarding:
    """One crossing of one tour. `tour`, `hub`: keys; `called` and `place`: the names of the tour and of where it comes
    from. `leaves`: when the van can leave that place; `there`: at the quay.

    `last`: the last departure that day and `leave_by`: when to leave for it; None where they are not known.
    """

    tour: str
    hub: str
    weekday: Weekday
    called: str
    place: str
    crossing: Crossing
    leaves: int
    there: int
    last: int | None
    leave_by: int | None

    @property
    def too_late(self) -> bool:
        return self.leave_by is not None and self.leaves > self.leave_by


def boardings(season: Season, plan: Plan) -> tuple[Boarding, ...]:
    """Every crossing by ferry in the plan, tour by tour, in the order they are driven."""
    legs = [leg for tour in plan.tours for leg in _legs(season, plan, tour)]
    legs = [leg for leg in legs if (drive := season.drives.get(leg[1:3])) is not None and drive.ferries]
    places = places_of(season)
    ends, names = list(places), season.names
    ways = between(list(places.values()), [(ends.index(a), ends.index(b)) for _, a, b, _ in legs])
    return tuple(
        boarding
        for (tour, a, b, leaves), way in zip(legs, ways, strict=True)
        if way is not None
        for boarding in _boarded(season, tour, (a, b), leaves, way, names.place(a))
    )


def _legs(season: Season, plan: Plan, tour: Tour) -> Iterator[tuple[Tour, str, str, int]]:
    """(tour, from, to, minute at which the van can leave) for each drive of a tour."""
    packdown = {stop.key: stop.packdown_minutes for stop in season.stops}
    own = sorted((o for o in plan.openings if o.tour == tour.key), key=lambda opening: opening.starts)
    spots = [(tour.hub, tour.leaves + season.terms.load_minutes)]
    spots += [(opening.stop, opening.ends + packdown.get(opening.stop, 0)) for opening in own]
    for (start, leaves), (end, _) in pairwise([*spots, (tour.hub, 0)]):
        yield tour, start, end, leaves


def _boarded(season: Season, tour: Tour, leg: tuple[str, str], leaves: int, way: Way, place: str) -> Iterator[Boarding]:
    drive, stated = season.drives[leg], {ferry.name: ferry for ferry in season.ferries}
    on_the_way = 0.0
    for km, (crossing, from_one) in zip(way.land_km, way.crossings, strict=False):
        on_the_way += km * pace(sum(way.land_km))
        if crossing.name in drive.ferries:
            known = sailings_of(crossing, from_one, stated)
            there, last = leaves + round(on_the_way), known.last if known else None
            yield Boarding(
                tour.key, tour.hub, tour.weekday, tour.name, place, crossing, leaves, there, last, drive.leave_by
            )
        on_the_way += crossing.minutes


def told(boarding: Boarding) -> Saying:
    """Which departure must be reached, or that nobody knows."""
    b = boarding
    start = Saying(
        f"{b.called}: from {b.place} at {clock_iso(b.leaves)} to {b.crossing.name}, there about {clock_iso(b.there)}",
        f"{b.called}: fra {b.place} kl. {clock(b.leaves)} til {b.crossing.name}, fremme cirka kl. {clock(b.there)}",
    )
    if b.last is None or b.leave_by is None:
        return Saying(
            f"{start.english}. Its departures are not known: ask before anybody drives.",
            f"{start.danish}. Afgangene er ikke kendt: spørg, før nogen kører.",
        )
    late = Saying(" That is too late.", " Det er for sent.") if b.too_late else Saying("", "")
    return Saying(
        f"{start.english}. Last departure {clock_iso(b.last)}: leave by {clock_iso(b.leave_by)}.{late.english}",
        f"{start.danish}. Sidste afgang kl. {clock(b.last)}: kør senest kl. {clock(b.leave_by)}.{late.danish}",
    )
