"""The whole season as one whole-number program: which pattern each stop gets, who drives which tour, who hosts."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import lcm

from driveout.core.words import MINUTES_A_DAY, Employee, Fairness, Season, Volunteer, Weekday
from tests.core.exact.days import Days, DayTour, exactly
from tests.core.exact.guests import Guests, demand_of, pieces
from tests.core.exact.whole import Whole

FINEST = 100_000  # parts of a krone in which costs are still whole numbers
NO_MONEY = Fraction(1, 10**6)  # kroner; a budget that is the sum of floating numbers is not missed by their last digit


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a stop may get (rules 1 to 4, 15, 16): a hub, weekdays, a length."""

    stop: int
    hub: str
    days: tuple[Weekday, ...]
    minutes: int


@dataclass
class Program:
    """Columns by what they mean. `impossible`: some stop must be visited and cannot."""

    season: Season
    guests: Guests
    slack: float
    whole: Whole = field(default_factory=Whole)
    impossible: bool = False

    def __post_init__(self) -> None:
        self.days, self.terms = Days(self.season), self.season.terms
        self.price = self.terms.change_price_guests / max(1, self.season.weeks)
        known = {stop.key for stop in self.season.stops}
        self.impossible = any(pin.stop not in known for pin in self.season.pins)
        self.patterns = self._patterns()
        self.tours = self._tours()
        self._visits_are_driven()
        self._people_and_vans()
        self._hosts()
        self._money()
        self._floors()

    # ── rules 1 to 4, 15, 16 ────────────────────────────────────────────────────────────────────────────────────

    def _patterns(self) -> dict[Pattern, int]:
        found: dict[Pattern, int] = {}
        for i, stop in enumerate(self.season.stops):
            pinned = {pin.weekday for pin in self.season.pins if pin.stop == stop.key}
            ways = [way for visits in (1, 2) for way in self._ways(i, visits) if pinned <= set(way.days)]
            mine = {way: self.whole.column(self._worth(way)) for way in ways}
            may_stay_away = stop.visits_min == 0 and not pinned
            self.whole.row(dict.fromkeys(mine.values(), 1.0), 0.0 if may_stay_away else 1.0, 1.0)
            self.impossible |= not (may_stay_away or mine)
            found.update(mine)
        return found

    def _ways(self, i: int, visits: int) -> list[Pattern]:
        stop, spacing = self.season.stops[i], self.terms.spacing_days
        if not stop.visits_min <= visits <= stop.visits_max:
            return []
        return [
            Pattern(i, hub, days, minutes)
            for days in combinations(Weekday, visits)
            if all(min(b - a, 7 + a - b) >= spacing for a, b in combinations(days, 2))
            for minutes in sorted(set(stop.lengths))
            if all((stop.key, day, visits, minutes) in self.guests for day in days)
            if all(self.days.starts(i, day, minutes) for day in days)
            for hub in dict.fromkeys(stop.hubs)
        ]

    def met(self, way: Pattern) -> float:
        """Guests a week."""
        name = self.season.stops[way.stop].key
        return sum(self.guests[name, day, len(way.days), way.minutes] for day in way.days)

    def _worth(self, way: Pattern) -> float:
        apart = self.terms.fairness is Fairness.PROPORTIONAL  # then counted by municipality
        return 0.0 if apart else self.season.stops[way.stop].weight * self.met(way)

    # ── rules 6 to 11 ───────────────────────────────────────────────────────────────────────────────────────────

    def _tours(self) -> dict[tuple[DayTour, Employee], int]:
        found = {}
        for hub in self.season.hubs:
            for day in Weekday:
                crew = [e for e in self.season.employees if e.hub == hub.key and day in e.weekdays]
                for tour in self.days.tours(hub.key, day) if crew else ():
                    worth = self.price * tour.kept - self.terms.guests_per_1000_kr * float(tour.cost) / 1000
                    for one in crew:
                        if tour.times.minutes <= min(one.minutes_a_day, one.minutes_a_week):
                            found[tour, one] = self.whole.column(worth)
        return found

    def _visits_are_driven(self) -> None:
        rows: dict[tuple[int, int, str, Weekday], dict[int, float]] = defaultdict(dict)
        for way, column in self.patterns.items():
            for day in way.days:
                rows[way.stop, way.minutes, way.hub, day][column] = -1.0
        for (tour, _), column in self.tours.items():
            for stop, minutes in tour.visits:
                rows[stop, minutes, tour.hub, tour.day][column] = 1.0
        for row in rows.values():
            self.whole.row(row, 0.0, 0.0)

    def _people_and_vans(self) -> None:
        limits: dict[object, tuple[dict[int, float], float]] = {}

        def limit(key: object, most: float, column: int, entry: float = 1.0) -> None:
            limits.setdefault(key, ({}, most))[0][column] = entry

        for (tour, one), column in self.tours.items():
            vans = sum(van.hub == tour.hub and tour.day in van.weekdays for van in self.season.vehicles)
            limit(("vans", tour.hub, tour.day), vans, column)
            limit(("one a day", one.key, tour.day), 1, column)
            limit(("week", one.key), one.minutes_a_week, column, tour.times.minutes)
        for row, most in limits.values():
            self.whole.row(row, high=float(most))
        for one in self.season.employees:
            for day in Weekday:
                self._nights(one, day)

    def _nights(self, one: Employee, day: Weekday) -> None:
        """Rule 11: who returns at or after an hour does not leave too early the next day."""
        evening = [(t, c) for (t, e), c in self.tours.items() if e == one and t.day == day]
        morning = [(t, c) for (t, e), c in self.tours.items() if e == one and t.day == (day + 1) % 7]
        for home in {tour.times.returns for tour, _ in evening}:
            early = [c for tour, c in morning if tour.times.leaves + MINUTES_A_DAY - home < self.terms.rest_minutes]
            if early:
                late = [column for tour, column in evening if tour.times.returns >= home]
                self.whole.row(dict.fromkeys(late + early, 1.0), high=1.0)

    # ── rule 12 ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _hosts(self) -> None:
        self.hosts: dict[tuple[Volunteer, int, Weekday], int] = {}
        asked: dict[tuple[int, str, Weekday], dict[int, float]] = defaultdict(dict)
        for way, column in self.patterns.items():
            for day in way.days:
                asked[way.stop, way.hub, day][column] = -float(self.season.stops[way.stop].volunteers)
        for (stop, hub, day), row in asked.items():
            if not self.season.stops[stop].volunteers:
                continue
            for person in self.season.volunteers:
                if person.hub == hub and day in person.weekdays:
                    row[self.hosts.setdefault((person, stop, day), self.whole.column())] = 1.0
            self.whole.row(row, 0.0, 0.0)
        for person in self.season.volunteers:
            self._load(person)

    def _load(self, person: Volunteer) -> None:
        mine = {(stop, day): column for (who, stop, day), column in self.hosts.items() if who == person}
        self.whole.row(dict.fromkeys(mine.values(), 1.0), high=float(person.openings_a_week))
        for today in {day for _, day in mine}:
            these = {stop: column for (stop, day), column in mine.items() if day == today}
            self.whole.row(dict.fromkeys(these.values(), 1.0), high=float(person.openings_a_day))
            for a, b in combinations(these, 2):
                together = self.together.get((person.hub, today, frozenset((a, b))), [])
                self.whole.row({these[a]: 1.0, these[b]: 1.0, **dict.fromkeys(together, -1.0)}, high=1.0)

    @cached_property
    def together(self) -> dict[tuple[str, Weekday, frozenset[int]], list[int]]:
        """Columns of tours that visit both stops."""
        found: dict[tuple[str, Weekday, frozenset[int]], list[int]] = defaultdict(list)
        for (tour, _), column in self.tours.items():
            for (a, _), (b, _) in combinations(tour.visits, 2):
                found[tour.hub, tour.day, frozenset((a, b))].append(column)
        return found

    # ── rules 14, 17, 19 ────────────────────────────────────────────────────────────────────────────────────────

    def _money(self) -> None:
        """In whole parts of a krone where there are such, so that no tolerance can buy anything."""
        if self.terms.budget_kr_a_week is None:
            return
        budget = exactly(self.terms.budget_kr_a_week) + NO_MONEY
        parts = lcm(*(tour.cost.denominator for tour, _ in self.tours), 1)
        if parts <= FINEST:
            high = float(budget * parts // 1) + 0.5
        else:
            parts, high = 1, float(budget)
        self.whole.row({column: float(tour.cost * parts) for (tour, _), column in self.tours.items()}, high=high)

    def _floors(self) -> None:
        demand = demand_of(self.season)
        of: dict[str, list[tuple[Pattern, int]]] = defaultdict(list)
        for way, column in self.patterns.items():
            of[self.season.stops[way.stop].place.municipality].append((way, column))
        if self.terms.fairness is Fairness.FLOOR and sum(demand.values(), 0.0):
            every = {column: self.met(way) for way, column in self.patterns.items()}
            for name, part in demand.items():
                share = self.terms.floor_share * part / sum(demand.values())
                own = {column for _, column in of[name]}
                row = {column: guests * ((column in own) - share) for column, guests in every.items()}
                self.whole.row(row, low=-self.slack)
        if self.terms.fairness is Fairness.PROPORTIONAL:
            for name, part in demand.items():
                row = {c: -self.season.stops[way.stop].weight * self.met(way) for way, c in of[name]}
                row.update({self.whole.column(each, wide, False): 1.0 for wide, each in pieces(part)})
                self.whole.row(row, 0.0, 0.0)
