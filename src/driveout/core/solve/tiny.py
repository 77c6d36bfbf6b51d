"""The slow, obvious twin of the planner: try everything, in small seasons (up to about five stops and three weekdays).

It follows docs/explanation/rules-of-a-plan.md sentence by sentence. Only four shortcuts are taken, each safe by
itself: choices of stops are tried in order of the guests they promise, and the search ends when no later one can be
better; a tour leaves as late and returns as early as its openings allow, since waiting at the hub helps nothing; of
two timetables of the same tour, one that is nowhere better is dropped; and so is a hub's week that is neither cheaper
nor keeps more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from math import log

from driveout.core.solve.tiny_tours import Timetable, Tours
from driveout.core.words import (
    MINUTES_A_DAY,
    Employee,
    Fairness,
    Opening,
    Season,
    Stop,
    Tour,
    Volunteer,
    Weekday,
)

Guests = Mapping[tuple[str, int, int, int], float]  # (stop, weekday, visits, minutes) → guests of one opening, a week
ENOUGH = 1e-9


@dataclass(frozen=True, slots=True)
class TinyAnswer:
    """The best week. `objective` is None when there is none; `tried` counts the choices of stops looked into."""

    objective: float | None
    openings: tuple[Opening, ...] = ()
    tours: tuple[Tour, ...] = ()
    tried: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What one stop gets: a hub, weekdays and a length. No weekdays: it is left out."""

    stop: str
    hub: str = ""
    days: tuple[Weekday, ...] = ()
    minutes: int = 0


Driven = tuple[Weekday, Timetable, str]  # weekday, tour, employee
Hosts = dict[tuple[str, Weekday], tuple[str, ...]]  # (stop, weekday) → volunteers
Week = tuple[tuple[Driven, ...], Hosts]  # a hub's week


def best(season: Season, guests: Guests) -> TinyAnswer:
    """The best week of a small season, by trying everything.

    `guests` says what each opening meets (rule 18); a combination that is not in it may not be chosen.
    Time grows as the product of all stops' choices: a second or less for the seasons that tests invent.
    """
    return Twin(season, guests).best()


class Twin:
    def __init__(self, season: Season, guests: Guests) -> None:
        self.season, self.guests, self.terms = season, guests, season.terms
        self.stops = {stop.key: stop for stop in season.stops}
        self.timetables = cache(Tours(season).timetables)
        self.starts = Tours(season).starts
        self.weeks = cache(self._weeks)

    # ── the whole season ────────────────────────────────────────────────────────────────────────────────────────

    def best(self) -> TinyAnswer:
        if any(pin.stop not in self.stops for pin in self.season.pins):
            return TinyAnswer(None)
        every = product(*(list(self.choices(stop)) for stop in self.season.stops))
        valued = [(self.value(chosen), chosen) for chosen in every]
        promising = sorted(valued, key=lambda pair: -pair[0])
        most_money = self.money(0.0)
        answer = TinyAnswer(None)
        tried = 0
        for value, chosen in promising:
            if answer.objective is not None and value + most_money <= answer.objective + ENOUGH:
                break
            if not self.floor_holds(chosen):
                continue
            tried += 1
            for weeks in product(*(self.hub_weeks(hub.key, chosen) for hub in self.season.hubs)):
                cost = sum(tour.cost for week, _ in weeks for _, tour, _ in week)
                budget = self.terms.budget_kr_a_week
                if budget is not None and cost > budget + 1e-6:
                    continue
                kept = sum(tour.kept for week, _ in weeks for _, tour, _ in week)
                objective = value - self.price() * (len(self.season.earlier) - kept) + self.money(cost)
                if answer.objective is None or objective > answer.objective + ENOUGH:
                    answer = TinyAnswer(objective, *self.written(chosen, weeks))
        return replace(answer, tried=tried)

    def price(self) -> float:
        """Rule 19: guests a week for each earlier opening that is not kept."""
        return self.terms.change_price_guests / max(1, self.season.weeks)

    def money(self, cost: float) -> float:
        """Rule 19: what unspent money counts for, in guests; without a budget, spent money counts against."""
        return self.terms.guests_per_1000_kr * ((self.terms.budget_kr_a_week or 0.0) - cost) / 1000

    # ── rules 1–4, 15, 16: what one stop may get ────────────────────────────────────────────────────────────────

    def choices(self, stop: Stop) -> Iterator[Choice]:
        pinned = {pin.weekday for pin in self.season.pins if pin.stop == stop.key}
        for visits in range(stop.visits_min, stop.visits_max + 1):
            for days in combinations(Weekday, visits):
                if not pinned <= set(days):
                    continue
                if not days:
                    yield Choice(stop.key)
                    continue
                if any(not self.far_apart(a, b) for a, b in combinations(days, 2)):
                    continue
                for minutes in sorted(set(stop.lengths)):
                    offered = all((stop.key, day, visits, minutes) in self.guests for day in days)
                    if offered and all(self.starts(stop.key, day, minutes) for day in days):
                        for hub in dict.fromkeys(stop.hubs):
                            yield Choice(stop.key, hub, days, minutes)

    def far_apart(self, a: Weekday, b: Weekday) -> bool:
        round_the_week = abs(a - b)
        return min(round_the_week, 7 - round_the_week) >= self.terms.spacing_days

    # ── rules 17–19: what a choice for all stops is worth ───────────────────────────────────────────────────────

    def met(self, choice: Choice) -> float:
        return sum(self.guests[choice.stop, day, len(choice.days), choice.minutes] for day in choice.days)

    def by_municipality(self, chosen: Sequence[Choice], weighted: bool) -> tuple[dict[str, float], dict[str, float]]:
        """(guests, expected demand) of each municipality that has a stop."""
        met: dict[str, float] = defaultdict(float)
        demand: dict[str, float] = defaultdict(float)
        for choice in chosen:
            stop = self.stops[choice.stop]
            met[stop.place.municipality] += self.met(choice) * (stop.weight if weighted else 1.0)
            demand[stop.place.municipality] += stop.belief.mean_guests
        return met, demand

    def floor_holds(self, chosen: Sequence[Choice]) -> bool:
        if self.terms.fairness is not Fairness.FLOOR:
            return True
        met, demand = self.by_municipality(chosen, weighted=False)
        every_guest, every_demand = sum(met.values()), sum(demand.values())
        share = self.terms.floor_share
        return not every_demand or all(
            met[name] >= share * every_guest * demand[name] / every_demand - 1e-7 for name in demand
        )

    def value(self, chosen: Sequence[Choice]) -> float:
        met, demand = self.by_municipality(chosen, weighted=True)
        if self.terms.fairness is Fairness.PROPORTIONAL:
            return sum(counted(met[name], demand[name]) for name in met)
        return sum(met.values())

    # ── rules 6, 10, 11, 12: a hub's week ───────────────────────────────────────────────────────────────────────

    def hub_weeks(self, hub: str, chosen: Sequence[Choice]) -> list[Week]:
        return self.weeks(hub, tuple(choice for choice in chosen if choice.hub == hub and choice.days))

    def _weeks(self, hub: str, chosen: tuple[Choice, ...]) -> list[Week]:
        """Weeks that drive exactly these openings, of which none is both cheaper and keeps more than another."""
        days = sorted({day for choice in chosen for day in choice.days})
        visited = [[(c.stop, c.minutes) for c in chosen if day in c.days] for day in days]
        found: list[tuple[float, int, Week]] = []
        for split in product(*(list(partitions(openings)) for openings in visited)):
            tours = [(day, frozenset(tour)) for day, parts in zip(days, split, strict=True) for tour in parts]
            if not self.vans_suffice(hub, tours) or any(len(tour) > self.terms.stops_a_tour for _, tour in tours):
                continue
            hosts = self.hosted(hub, [(day, sorted(name for name, _ in tour)) for day, tour in tours])
            if hosts is None:
                continue
            for driven in self.crewed(hub, tours, ()):
                cost, kept = sum(t.cost for _, t, _ in driven), sum(t.kept for _, t, _ in driven)
                if not any(c <= cost and k >= kept for c, k, _ in found):
                    found = [old for old in found if not (cost <= old[0] and kept >= old[1])]
                    found.append((cost, kept, (driven, hosts)))
        return [week for _, _, week in found]

    def vans_suffice(self, hub: str, tours: Sequence[tuple[Weekday, object]]) -> bool:
        return all(len(self.vans(hub, day)) >= sum(other == day for other, _ in tours) for day, _ in tours)

    def vans(self, hub: str, day: Weekday) -> list[str]:
        return [van.key for van in self.season.vehicles if van.hub == hub and day in van.weekdays]

    def crewed(
        self, hub: str, tours: list[tuple[Weekday, frozenset[tuple[str, int]]]], so_far: tuple[Driven, ...]
    ) -> Iterator[tuple[Driven, ...]]:
        """Every way to give the tours timetables and employees."""
        if len(so_far) == len(tours):
            yield so_far
            return
        day, visited = tours[len(so_far)]
        for employee in self.season.employees:
            if employee.hub != hub or day not in employee.weekdays:
                continue
            for timetable in self.timetables(hub, day, visited):
                if self.may_drive(employee, day, timetable, so_far):
                    yield from self.crewed(hub, tours, (*so_far, (day, timetable, employee.key)))

    def may_drive(self, employee: Employee, day: Weekday, tour: Timetable, so_far: tuple[Driven, ...]) -> bool:
        minutes = tour.returns - tour.leaves
        mine = [(other_day, other) for other_day, other, name in so_far if name == employee.key]
        if minutes > employee.minutes_a_day or any(other_day == day for other_day, _ in mine):
            return False
        if minutes + sum(other.returns - other.leaves for _, other in mine) > employee.minutes_a_week:
            return False
        rest = self.terms.rest_minutes
        for other_day, other in mine:
            if day == (other_day + 1) % 7 and tour.leaves + MINUTES_A_DAY - other.returns < rest:
                return False
            if other_day == (day + 1) % 7 and other.leaves + MINUTES_A_DAY - tour.returns < rest:
                return False
        return True

    def hosted(self, hub: str, tours: list[tuple[Weekday, list[str]]]) -> Hosts | None:
        """Volunteers for every opening, or None when there is no way."""
        asked = [(day, number, name) for number, (day, names) in enumerate(tours) for name in names]
        people = [volunteer for volunteer in self.season.volunteers if volunteer.hub == hub]
        served: dict[str, list[tuple[Weekday, int]]] = {person.key: [] for person in people}

        def may_serve(person: Volunteer, day: Weekday, tour: int) -> bool:
            mine = served[person.key]
            today = [number for other, number in mine if other == day]
            return (
                day in person.weekdays
                and len(mine) < person.openings_a_week
                and len(today) < person.openings_a_day
                and all(number == tour for number in today)
            )

        def fill(n: int) -> Hosts | None:
            if n == len(asked):
                return {}
            day, tour, name = asked[n]
            able = [person for person in people if may_serve(person, day, tour)]
            for team in combinations(able, self.stops[name].volunteers):
                for person in team:
                    served[person.key].append((day, tour))
                rest = fill(n + 1)
                for person in team:
                    served[person.key].pop()
                if rest is not None:
                    return {(name, day): tuple(person.key for person in team), **rest}
            return None

        return fill(0)

    # ── the answer as words ─────────────────────────────────────────────────────────────────────────────────────

    def written(self, chosen: Sequence[Choice], weeks: Sequence[Week]) -> tuple[tuple[Opening, ...], tuple[Tour, ...]]:
        by_stop = {choice.stop: choice for choice in chosen}
        openings: list[Opening] = []
        tours: list[Tour] = []
        for hub, (driven, hosts) in zip(self.season.hubs, weeks, strict=True):
            free = {day: self.vans(hub.key, day) for day in Weekday}
            for day, t, employee in driven:
                name, key = (f"{of} {len(tours) + 1}" for of in (hub.name, hub.key))
                van = free[day].pop(0)
                tours.append(
                    Tour(
                        name,
                        hub.key,
                        day,
                        van,
                        employee,
                        t.leaves,
                        t.returns,
                        t.driving,
                        t.km,
                        t.cost,
                        t.break_starts,
                        key,
                    )
                )
                for stop, starts in zip(t.order, t.starts, strict=True):
                    choice = by_stop[stop]
                    met = self.guests[stop, day, len(choice.days), choice.minutes]
                    hosted = hosts[stop, day]
                    openings.append(Opening(stop, hub.key, day, starts, choice.minutes, met, key, hosted))
        return tuple(openings), tuple(tours)


def partitions(openings: list[tuple[str, int]]) -> Iterator[list[list[tuple[str, int]]]]:
    """Every way to share openings out among tours."""
    if not openings:
        yield []
        return
    first, rest = openings[0], openings[1:]
    for parts in partitions(rest):
        yield [[first], *parts]
        for n, part in enumerate(parts):
            yield [*parts[:n], [first, *part], *parts[n + 1 :]]


def counted(guests: float, demand: float) -> float:
    """Rule 19, “proportional”: R·f(G/R) read off the points in the rule."""
    if demand <= 0:
        return guests / 5
    xs = [0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0]
    fs = [0.0] + [1 + log(x / 0.25) for x in xs[1:]]
    part = guests / demand
    if part >= 5:
        return demand * (fs[-1] + (part - 5) / 5)
    n = next(n for n in range(8) if part <= xs[n + 1])
    return demand * (fs[n] + (part - xs[n]) * (fs[n + 1] - fs[n]) / (xs[n + 1] - xs[n]))
