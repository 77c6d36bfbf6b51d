"""The twin's week as a plan that the checker can judge."""

from driveout.core.words import Opening, Plan, Proof, Season, Status, Tour
from tests.core.exact.guests import Guests
from tests.core.exact.twin import Week


def written(season: Season, guests: Guests, week: Week) -> Plan:
    """Openings and tours in words; vans are given out in the season's order."""
    visits = {way.stop: len(way.days) for way in week.patterns}
    openings: list[Opening] = []
    tours: list[Tour] = []
    for n, (tour, employee) in enumerate(sorted(week.tours, key=lambda pair: (pair[0].hub, pair[0].day)), 1):
        name, times = f"{tour.hub} {n}", tour.times
        taken = {other.vehicle for other in tours if (other.hub, other.weekday) == (tour.hub, tour.day)}
        van = next(
            v.key for v in season.vehicles if v.hub == tour.hub and tour.day in v.weekdays and v.key not in taken
        )
        tours.append(
            Tour(
                name, tour.hub, tour.day, van, employee.key, times.leaves, times.returns, tour.driving, tour.km,
                float(tour.cost), times.pause,
            )
        )  # fmt: skip
        for (i, minutes), starts in zip(tour.visits, times.starts, strict=True):
            stop = season.stops[i]
            hosts = tuple(person.key for person, at, day in week.hosts if (at, day) == (i, tour.day))
            met = guests[stop.key, tour.day, visits[i], minutes]
            openings.append(Opening(stop.key, tour.hub, tour.day, starts, minutes, met, name, hosts))
    proof = Proof(week.objective, week.objective, Status.PROVEN)
    return Plan(season.name, tuple(openings), tuple(tours), proof)
