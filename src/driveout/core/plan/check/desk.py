"""The plan laid out beside the season: who and what is named, sorted, so that each rule reads like its sentence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

from driveout.core.plan.calendar import public_holidays
from driveout.core.plan.check.kinds import items, opening_faults, tour_faults
from driveout.core.plan.check.said import Said, day
from driveout.core.words import Drive, Opening, Plan, Season, Stop, Tour, clock


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg as planned: from minute, to minute, and what it holds. `least`: its minutes, rounded up (rule 7)."""

    start: int
    end: int
    before: int
    drive: Drive
    after: int
    least: int
    ends: str  # "a–b", for people

    @property
    def begin(self) -> tuple[int, int]:
        """First and last minute at which the drive can begin; none where the first is after the last."""
        drive, first, last = self.drive, self.start + self.before, self.end - self.after - self.drive.minutes
        first = first if drive.leave_from is None else max(first, drive.leave_from)
        return first, last if drive.leave_by is None else min(last, drive.leave_by)


class Desk:
    """Season and plan with look-ups. Openings and tours that cannot be read (rule “form”) are left out."""

    def __init__(self, season: Season, plan: Plan) -> None:
        self.season, self.plan, self.terms = season, plan, season.terms
        self.stops: dict[str, Stop] = {stop.key: stop for stop in season.stops}
        self.hubs = {hub.key: hub for hub in season.hubs}
        self.vehicles = {vehicle.key: vehicle for vehicle in season.vehicles}
        self.employees = {employee.key: employee for employee in season.employees}
        self.volunteers = {volunteer.key: volunteer for volunteer in season.volunteers}
        self.names = season.names

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """Every opening that can be read, in order of time."""
        found = [opening for opening in items(self.plan.openings) if not list(opening_faults(opening))]
        return tuple(sorted(found, key=lambda o: (o.weekday, o.starts, self.names.place(o.stop), o.stop)))

    @cached_property
    def tours(self) -> tuple[Tour, ...]:
        """Every tour that can be read, in order of time."""
        found = [tour for tour in items(self.plan.tours) if not list(tour_faults(tour))]
        return tuple(sorted(found, key=lambda t: (t.weekday, t.leaves, t.name, t.key)))

    @cached_property
    def at_stop(self) -> dict[str, list[Opening]]:
        """Openings by stop, also stops that the season does not have."""
        return group((opening.stop, opening) for opening in self.openings)

    @cached_property
    def on_tour(self) -> dict[str, list[Opening]]:
        """Openings by the tour they name, in order of time."""
        return group((opening.tour, opening) for opening in self.openings)

    @cached_property
    def held(self) -> tuple[float, ...]:
        """For Monday to Sunday, the share of the season's weeks in which it is not closed: every day is looked at."""
        if self.season.first_day is None or self.season.weeks < 1:
            return (1.0,) * 7
        days = [self.season.first_day + timedelta(n) for n in range(7 * self.season.weeks)]
        shut = set(self.season.closed_dates) | set(public_holidays(self.terms.holidays, {day.year for day in days}))
        return tuple(
            sum(day.weekday() == weekday and day not in shut for day in days) / self.season.weeks
            for weekday in range(7)
        )

    def legs(self, tour: Tour) -> list[Leg | Said]:
        """The tour's legs in order, the leg home last; a sentence in place of a leg that no driving is known for."""
        openings = [opening for opening in self.on_tour.get(tour.key, []) if opening.stop in self.stops]
        legs: list[Leg | Said] = []
        if not openings:
            return legs
        first, last = openings[0], openings[-1]
        load, unload = self.terms.load_minutes, self.terms.unload_minutes
        legs.append(
            self._leg(tour.leaves, load, tour.hub, first.stop, self.stops[first.stop].setup_minutes, first.starts)
        )
        for a, b in pairwise(openings):
            pack, setup = self.stops[a.stop].packdown_minutes, self.stops[b.stop].setup_minutes
            legs.append(self._leg(a.ends, pack, a.stop, b.stop, setup, b.starts))
        pack = self.stops[last.stop].packdown_minutes
        return [*legs, self._leg(last.ends, pack, last.stop, tour.hub, unload, tour.returns)]

    def _leg(self, leaves: int, before: int, a: str, b: str, after: int, arrives: int) -> Leg | Said:
        drive = self.season.drives.get((a, b))
        if drive is None:
            a, b = self.names.place(a), self.names.place(b)
            return Said(f"The season knows no driving from {a} to {b}.", f"Sæsonen kender ingen vej fra {a} til {b}.")
        step = self.terms.leg_step_minutes
        least = -(-(before + drive.minutes + after) // step) * step
        return Leg(leaves, arrives, before, drive, after, least, f"{self.names.place(a)}–{self.names.place(b)}")

    def driven(self, tour: Tour) -> tuple[int, float, float] | None:
        """(driving minutes, km, kr. for ferries) of the tour, summed from the season's drives; None when one is not
        known."""
        keys = [opening.stop for opening in self.on_tour.get(tour.key, [])]
        drives = [self.season.drives.get(pair) for pair in pairwise([tour.hub, *keys, tour.hub])]
        if not keys or any(drive is None for drive in drives):
            return None
        known = [drive for drive in drives if drive]
        return sum(d.minutes for d in known), sum(d.km for d in known), sum(d.ticket_kr for d in known)

    def at(self, opening: Opening) -> Said:
        """Where a breach is: “Mosede, Monday 10.30”."""
        where, when, starts = self.names.place(opening.stop), day(opening.weekday), clock(opening.starts)
        return Said(f"{where}, {when.en} {starts}", f"{where}, {when.da} kl. {starts}")

    def on(self, tour: Tour) -> Said:
        """Where a breach is: “tour A, Monday”."""
        when = day(tour.weekday)
        return Said(f"tour {tour.name}, {when.en}", f"turen {tour.name}, {when.da}")

    def called(self, tour: str) -> str:
        """The name of the tour with this key; the key where the plan has none."""
        return self._tour_names.get(tour, tour)

    @cached_property
    def _tour_names(self) -> dict[str, str]:
        return {tour.key: tour.name for tour in self.tours}


def group(pairs: Iterable[tuple[str, Opening]]) -> dict[str, list[Opening]]:
    """Openings listed under each key, order kept."""
    found: dict[str, list[Opening]] = defaultdict(list)
    for key, opening in pairs:
        found[key].append(opening)
    return dict(found)
