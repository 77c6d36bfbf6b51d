"""What the two day-by-day solvers share: one hub, one weekday at a time, with what the days before have used."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.peers.book import HubBook

Opening = tuple[int, int]  # stop of the hub, length
Driven = list[list[Opening]]  # the day's tours
SHORT, WITH_BREAK = 360, 30  # a tour longer than this has a break; solvers without breaks get the day less the break


@dataclass(frozen=True)
class Offer:
    """One way a stop could be open on the day: first and last start, minutes open, and the guests it would add."""

    stop: int
    length: int
    earliest: int
    latest: int
    minutes: int
    guests: float
    volunteers: int


@dataclass(eq=False)
class Day:
    """A hub's weekday: what may be opened, and what time and people are left in the week."""

    hub: HubBook
    day: int
    offers: list[Offer]
    vans: int
    minutes: int  # a tour, its break not counted
    volunteers: int

    @property
    def window(self) -> tuple[int, int]:
        return int(self.hub.problem.work_opens[self.day]), int(self.hub.problem.work_closes[self.day])


@dataclass(eq=False)
class Rolling:
    """One hub's week, planned day after day: what was chosen changes what the next day is offered."""

    hub: HubBook
    closed: set[int] = field(default_factory=set)  # stops of the hub that another hub takes
    tours: list[tuple[int, list[Opening]]] = field(default_factory=list)
    used: int = 0  # minutes

    def day(self, day: int, lengths: Callable[[int], list[int]]) -> Day:
        problem = self.hub.problem
        options = problem.days[day]
        visits = self._visits()
        offers = []
        for o in range(len(options.stop)):
            stop, length = int(options.stop[o]), int(options.length[o])
            before = visits.get(stop)
            if stop in self.closed or length not in ([before[0]] if before else lengths(stop)):
                continue
            days = before[1] if before else ()
            if day in days:
                continue
            guests = self.hub.guests(stop, length, tuple(sorted((*days, day)))) - self.hub.guests(stop, length, days)
            if guests > 0:
                first, last = int(options.earliest[o]), int(options.latest[o])
                need = int(problem.volunteers[stop])
                offers.append(Offer(stop, length, first, last, int(problem.lengths[length]), guests, need))
        left = min(problem.day_minutes, problem.week_minutes - self.used)
        minutes = max(left - WITH_BREAK, min(left, SHORT))
        return Day(self.hub, day, offers, int(problem.slots[day]), minutes, self._volunteers(day))

    def take(self, day: int, driven: Driven) -> None:
        """Remember the day's tours, with their minutes where they are in the list."""
        for tour in driven:
            if tour:
                row = self.hub.row[day].get(sum(self.hub.bit(*opening) for opening in tour))
                self.used += self.hub.minutes[row] if row is not None else self.hub.problem.day_minutes
                self.tours.append((day, tour))

    def _visits(self) -> dict[int, tuple[int, tuple[int, ...]]]:
        found: dict[int, tuple[int, tuple[int, ...]]] = {}
        for day, tour in self.tours:
            for stop, length in tour:
                found[stop] = (length, tuple(sorted((*found.get(stop, (0, ()))[1], day))))
        return found

    def _volunteers(self, day: int) -> int:
        """What people can still bear on the day, by every limit on a set of weekdays that has it."""
        needs = [0] * 7
        for d, tour in self.tours:
            needs[d] += sum(int(self.hub.problem.volunteers[stop]) for stop, _ in tour)
        caps = self.hub.problem.volunteer_caps
        left = [cap - sum(needs[d] for d in range(7) if mask >> d & 1) for mask, cap in caps if mask >> day & 1]
        return max(0, min(left, default=100))


def homes(hubs: list[HubBook]) -> list[set[int]]:
    """For each hub, the stops it shares with an earlier hub: a day-by-day solver leaves them to the first."""
    seen: set[int] = set()
    closed = []
    for hub in hubs:
        closed.append({i for i, stop in enumerate(hub.problem.stops) if stop in seen})
        seen |= set(hub.problem.stops)
    return closed
