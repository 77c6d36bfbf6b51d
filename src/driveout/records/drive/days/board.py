"""A day's rows as they stand now: trips, cafés, and who is signed up. A fixed number of queries, whatever the day."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256

from django.db.models import Exists, OuterRef

from driveout.records.drive.crew.plan_people import connected, days_away
from driveout.records.drive.crew.reading import key_of
from driveout.records.drive.days.people import Known, People
from driveout.records.drive.models import Occurrence, Shift, Signup, Trip
from driveout.records.drive.models.crew import ShiftRole, SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Season


@dataclass(frozen=True)
class Board:
    """The rows of some dates of a season. `signed`: who is on each shift, in the order they came."""

    season_id: int
    trips: list[Trip]
    cafes: list[Occurrence]
    shifts: list[Shift]
    signed: dict[int, list[Signup]]

    @cached_property
    def cafes_of(self) -> dict[int, list[Occurrence]]:
        """Trip → its cafés in their order."""
        found: dict[int, list[Occurrence]] = defaultdict(list)
        for cafe in self.cafes:
            found[cafe.trip_id].append(cafe)
        return found

    @cached_property
    def hosts_of(self) -> dict[int, list[Signup]]:
        """Café → its hosts."""
        return {
            s.occurrence_id: self.signed.get(s.pk, [])
            for s in self.shifts
            if s.role == ShiftRole.HOST and s.occurrence_id is not None
        }

    @cached_property
    def people(self) -> People:
        """Who is on these shifts, each under a name of their own at the hub; who signed up first has the plain one."""
        return self.people_by(
            lambda: connected(Season.objects.values_list("organisation", flat=True).get(pk=self.season_id))
        )

    def people_by(self, known: Callable[[], Known]) -> People:
        """The same, where somebody has read who is connected."""
        people = People(known)
        rows = [
            (row.pk, self.hub_of[shift.trip_id], row) for shift in self.shifts for row in self.signed.get(shift.pk, [])
        ]
        for _pk, hub, row in sorted(rows, key=lambda one: one[0]):
            people.signed(hub, row)
        return people

    @cached_property
    def needed_at(self) -> dict[int, int]:
        """Café → how many hosts it needs."""
        return {s.occurrence_id: s.needed for s in self.shifts if s.role == ShiftRole.HOST and s.occurrence_id}

    @cached_property
    def drivers_of(self) -> dict[int, list[Signup]]:
        """Trip → its employees."""
        return {s.trip_id: self.signed.get(s.pk, []) for s in self.shifts if s.role == ShiftRole.EMPLOYEE}

    def driver(self, trip: Trip, people: People | None = None) -> str:
        """Who drives: whoever is on the shift, else whom the plan named."""
        signed, people = self.drivers_of.get(trip.pk, []), people or self.people
        return (
            people.signed(trip.hub_key, signed[0])
            if signed
            else people.named(trip.hub_key, trip.driver_key or trip.driver, trip.driver)
        )

    def hosts(self, cafe: Occurrence, people: People | None = None) -> tuple[str, ...]:
        """Names of those signed up at a café."""
        people = people or self.people
        return tuple(people.signed(self.hub_of[cafe.trip_id], row) for row in self.hosts_of.get(cafe.pk, []))

    @cached_property
    def hub_of(self) -> dict[int, str]:
        """Trip → the key of its hub."""
        return {trip.pk: trip.hub_key for trip in self.trips}

    def on(self, day: date) -> "Board":
        """One of its dates alone."""
        trips = [trip for trip in self.trips if trip.date == day]
        here = {trip.pk for trip in trips}
        shifts = [shift for shift in self.shifts if shift.trip_id in here]
        cafes = [cafe for cafe in self.cafes if cafe.date == day]
        return Board(self.season_id, trips, cafes, shifts, self.signed)

    def who_comes(self, known: Known) -> set[tuple[str, str]]:
        """(hub, who) of everybody who is on it, or whom the plan has drive. No query."""
        signed = {
            (hub, key_of(row.member_id, hub, row.who, known))
            for shift in self.shifts
            for row in self.signed.get(shift.pk, [])
            for hub in (self.hub_of[shift.trip_id],)
        }
        return signed | {(t.hub_key, key_of(None, t.hub_key, t.driver_key or t.driver, known)) for t in self.trips}

    def mark(self) -> str:
        """Changes when somebody changes a trip, a café or who comes."""
        rows = [
            *((t.pk, t.van, t.driver, t.leaves, t.returns) for t in self.trips),
            *((c.pk, c.trip_id, c.starts, c.state) for c in self.cafes),
            *(
                (s.pk, *sorted((one.pk, one.member_id, one.name, one.person) for one in self.signed.get(s.pk, [])))
                for s in self.shifts
            ),
        ]
        return sha256(repr(sorted(rows, key=repr)).encode()).hexdigest()[:16]


def board(season_id: int, first: date, last: date | None = None) -> Board:
    """The dates from `first` to `last`, both included. Four queries.

    A trip without a café is nobody's day: it is kept only for who was on it.
    """
    span = {"date__gte": first, "date__lte": last or first}
    cafe = Occurrence.objects.filter(trip=OuterRef("pk"))
    trips = list(Trip.objects.filter(Exists(cafe), season_id=season_id, **span))
    cafes = list(Occurrence.objects.filter(season_id=season_id, **span).select_related("tally", "told_by"))
    shifts = list(Shift.objects.filter(trip__in=trips))
    signed: dict[int, list[Signup]] = defaultdict(list)
    rows = Signup.objects.filter(
        shift__trip__season_id=season_id, shift__trip__date__gte=first, state=SignupState.SIGNED
    )
    for row in rows.filter(shift__trip__date__lte=last or first).select_related("member__user"):
        signed[row.shift_id].append(row)
    return Board(season_id, trips, cafes, shifts, dict(signed))


def week_of(day: date) -> tuple[date, date]:
    """Its Monday and its Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def away_on(organisation_id: int, day: date, known: Known) -> set[str]:
    """Who (see people.People) cannot come that day, whether they sign in here or not. One query."""
    return set(days_away(organisation_id, known, on=day))


def is_planned(cafe: Occurrence) -> bool:
    """Is it to be held?"""
    return cafe.state == OccurrenceState.PLANNED
