"""A proposal becomes the day: trips, cafés and people in one transaction, and everybody is told from that one fact."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from driveout.core.words import Broken, Told, day_and_minute
from driveout.records.drive.crew.both import tell_of_both
from driveout.records.drive.crew.plan_people import clear, connected
from driveout.records.drive.crew.reading import key_of
from driveout.records.drive.crew.signing import name_for
from driveout.records.drive.days import way_out_and_home
from driveout.records.drive.days.board import Board, board
from driveout.records.drive.days.breaking import LONGEST_WHY, Over, SaysNothing, cancel, is_over
from driveout.records.drive.days.coming import tell_of_difference, who_comes
from driveout.records.drive.days.people import is_known
from driveout.records.drive.days.repairing import Held, Proposal, Ride
from driveout.records.drive.days.telling import tell_guests, waiting_at
from driveout.records.drive.models import Occurrence, Shift, Signup, Trip
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.models.crew import ShiftRole, SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.drive.news.lists import About, make_list
from driveout.records.drive.news.one import News, pick_ups_of
from driveout.records.plan.models import Season
from driveout.records.plan.rules import Refused
from driveout.records.team.models import Member
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.models import Trace

REPAIRED = "repaired the day"
PEOPLE = (Broken.EMPLOYEE.value, Broken.VOLUNTEER.value)


class DayChanged(Refused):
    """The day is another than the proposal was made from: make a new one."""


@transaction.atomic
def settle_repair(*, proposal: Proposal, why: str, by: By, now: datetime, close: Collection[int] = frozenset()) -> bool:
    """Make the day what the proposal says, and tell crew and guests. `why` is read by guests: no name in it.

    `close`: of the cafés that have fewer hosts than they need (`short`) those that somebody said are to be cancelled.

    False when this very proposal was settled before. Raises Over, SaysNothing, DayChanged.
    """
    season = Season.objects.select_for_update(no_key=True).defer("drives", "reach").get(pk=proposal.season)
    day, why = date.fromisoformat(proposal.date), why.strip()[:LONGEST_WHY]
    before = board(season.pk, day)
    if before.mark() != proposal.mark:
        if _was_settled(season, proposal):
            return False
        raise DayChanged("The day has been changed meanwhile.")
    members = connected(season.organisation_id)
    if not all(is_known(season, hub, who) for hub, who in proposal.put_on - before.who_comes(members)):
        raise DayChanged("Somebody in the proposal is not here any more.")
    if is_over(day, now):
        raise Over("The day is over.")
    close = {one.cafe for one in proposal.short} & set(close)
    if (proposal.lost or proposal.late or close) and not why:
        raise SaysNothing("Say why, so that guests and crew know.")
    news = _Settling(season, before, proposal, why, members, by, now).do()
    for cafe in sorted(close):
        cancel(occurrence_id=cafe, why=why, by=by, now=now, into=news)
    about = About(CallKind.REPAIR, day, f"repair {proposal.mark}", broken=tuple(kind.value for kind in proposal.kinds))
    make_list(season=season, about=about, news=news, by=by, now=now)
    leave_trace(
        by=by, what=REPAIRED, about=season, now=now, date=proposal.date, mark=proposal.mark, why=why,
        broken=[kind.value for kind in proposal.kinds], lost=len(proposal.lost) + len(close), late=len(proposal.late),
    )  # fmt: skip
    return True


def _was_settled(season: Season, proposal: Proposal) -> bool:
    about = f"{season._meta.model_name} {season.pk}"
    return Trace.objects.filter(what=REPAIRED, about=about, details__mark=proposal.mark).exists()


@dataclass(frozen=True)
class _Settling:
    """One settling, step by step. `members`: (hub, name) → who signs in here by it; `who`: whom the proposal means."""

    season: Season
    before: Board
    proposal: Proposal
    why: str
    members: dict[tuple[str, str], Member]
    by: By
    now: datetime

    @cached_property
    def who(self) -> dict[tuple[str, str], str]:
        return {(hub, name): who for hub, name, who in self.proposal.people}

    def do(self) -> list[News]:
        """Who is out goes first, so that nobody stands in two places; the telling is last. What each is to hear."""
        day, everybody = date.fromisoformat(self.proposal.date), self.season.organisation_id
        before = who_comes(self.season.pk, day, day, everybody=everybody)
        drove = self._driving()
        was = {row.pk: row.starts for row in self.before.cafes}
        self._out()
        trips = {ride.key: self._ride(ride) for ride in self.proposal.rides}
        rows = {cafe.pk: cafe for cafe in self.before.cafes}
        lost = [self._lose(rows[one.cafe]) for one in self.proposal.lost]
        late = [row for one in self.proposal.held if (row := self._hold(rows[one.cafe], trips[one.ride], one))]
        for one in self.proposal.held:
            self._hosts(rows[one.cafe], one)
        way_out_and_home.follow(
            {row.trip_id for row in (*lost, *late)} - {trip.pk for trip in trips.values()}, now=self.now
        )
        for trip in trips.values():
            way_out_and_home.keep_as_made(trip)
        tell_guests([*lost, *late], season_id=self.season.pk, now=self.now)
        self._tidy()
        after = who_comes(self.season.pk, day, day, everybody=everybody)
        news = [one for one in tell_of_difference(before, after, now=self.now) if not self._is_out(one)]
        tell_of_both(self.season.organisation_id, day, day, now=self.now)
        news += [one for row in lost for one in waiting_at(row, Told.CANCELLED)]
        news += [one for row in late for one in waiting_at(row, Told.CHANGED, was=was[row.pk])]
        stays = self._driving()
        return news + pick_ups_of([trip for pk, trip in drove.items() if pk not in stays], Told.CANCELLED)

    def _driving(self) -> dict[int, Trip]:
        """Trips of the day that drive to a café."""
        day = date.fromisoformat(self.proposal.date)
        rows = Trip.objects.filter(season=self.season, date=day, occurrences__state=OccurrenceState.PLANNED)
        return {trip.pk: trip for trip in rows.distinct()}

    def _is_out(self, one: News) -> bool:
        """Is it told to who is ill? They said so themselves, and are rung by nobody for it."""
        hub = str(one.base)
        who = f"m{one.member.pk}" if one.member else key_of(None, hub, one.who, self.members)
        ill = {self._key(at, name) for kind, name, at, _ in self.proposal.mishaps if kind in PEOPLE}
        return one.kind in (Told.OFF_CREW, Told.CANCELLED) and who in ill

    def _out(self) -> None:
        """Who cannot come is absent today, but not from what is over. No reason is kept."""
        here = timezone.localtime(self.now)
        moment = day_and_minute(here)
        for kind, name, hub, _ in self.proposal.mishaps:
            if kind in PEOPLE:
                rows = self._signed().filter(shift__trip__base=hub).select_related("shift__trip", "shift__occurrence")
                out = [row for row in rows if self._is(row, hub, name) and _ends(row.shift) > moment]
                self._end(out, SignupState.ABSENT)

    def _ride(self, ride: Ride) -> Trip:
        """The row a ride takes over, or a new one, with its driver on its shift."""
        day = date.fromisoformat(self.proposal.date)
        trip = next((row for row in self.before.trips if row.pk == ride.trip), None)
        trip = trip or self._trip(ride, day)
        trip.driver_key = self._key(ride.hub, ride.driver).partition("\n")[2]
        trip.van, trip.van_key = ride.van_name or ride.van, ride.van
        for name in ("driver", "leaves", "returns", "break_starts", "driving_minutes", "km"):
            setattr(trip, name, getattr(ride, name))
        trip.save()
        shift = Shift.objects.get_or_create(trip=trip, role=ShiftRole.EMPLOYEE, occurrence=None, defaults={"needed": 1})
        self._sign(shift[0], ride.hub, (ride.driver,))
        return trip

    def _trip(self, ride: Ride, day: date) -> Trip:
        where = {"base_id": int(ride.hub), "hub": ride.hub_name}
        return Trip(season=self.season, date=day, **where, name=self._fresh(ride.key))

    def _fresh(self, name: str) -> str:
        """A name no trip of the day has, also none that is kept for who was on it."""
        day = date.fromisoformat(self.proposal.date)
        taken = set(Trip.objects.filter(season=self.season, date=day).values_list("name", flat=True))
        while name in taken:
            name += " b"
        return name

    def _lose(self, row: Occurrence) -> Occurrence:
        row.state, row.starts = OccurrenceState.CANCELLED, row.promised
        return self._told(row, self.why)

    def _hold(self, row: Occurrence, trip: Trip, one: Held) -> Occurrence | None:
        """The café on its ride; given back when it is held at another time than before."""
        moved = one.starts != row.starts
        row.trip, row.base_id, row.hub, row.starts = trip, trip.base_id, trip.hub, one.starts
        if moved:
            return self._told(row, self.why)
        row.save(update_fields=["trip", "base", "hub", "starts"])
        return None

    def _told(self, row: Occurrence, why: str) -> Occurrence:
        row.why, row.told_at, row.told_by, row.changed_at = why, self.now, self.by, self.now
        row.save(update_fields=["trip", "base", "hub", "starts", "state", "why", "told_at", "told_by", "changed_at"])
        return row

    def _hosts(self, row: Occurrence, one: Held) -> None:
        """The café's shift follows it. Those who were there stay, unless the proposal has them elsewhere."""
        key, many = {"occurrence": row, "role": ShiftRole.HOST}, dict.fromkeys(("needed", "asked"), len(one.hosts))
        shift, _ = Shift.objects.get_or_create(**key, defaults={"trip": row.trip, **many})
        if shift.trip_id != row.trip_id:
            shift.trip = row.trip
            shift.save(update_fields=["trip"])
        self._sign(shift, row.hub_key, one.hosts)

    def _sign(self, shift: Shift, hub: str, names: tuple[str, ...]) -> None:
        """Exactly these on the shift."""
        rows = list(self._signed().filter(shift=shift))
        stay = {row.pk for row in rows if any(self._is(row, hub, name) for name in names)}
        self._end([row for row in rows if row.pk not in stay], SignupState.SWAPPED)
        for name in names:
            if not any(self._is(row, hub, name) for row in rows):
                member = self.member_of(self._key(hub, name))
                called = name_for(shift, member) if member else name
                person = "" if member else self._key(hub, name).partition("\n")[2]
                own = {"name": called, "person": person, "member": member}
                Signup.objects.create(shift=shift, **own, from_plan=True, made_at=self.now)

    def _key(self, hub: str, name: str) -> str:
        return self.who.get((hub, name)) or key_of(None, hub, name, self.members)

    def _is(self, row: Signup, hub: str, name: str) -> bool:
        """Is the sign-up that person's?"""
        return key_of(row.member_id, hub, row.who, self.members) == self._key(hub, name)

    def member_of(self, key: str) -> Member | None:
        """Of those who sign in here. One query for somebody whom two of one name hide."""
        known = {f"m{member.pk}": member for member in self.members.values()}
        if key in known or not key.startswith("m") or not key[1:].isdecimal():
            return known.get(key)
        return Member.objects.filter(organisation=self.season.organisation_id, pk=int(key[1:])).first()

    def _signed(self) -> Any:
        day = date.fromisoformat(self.proposal.date)
        return Signup.objects.filter(shift__trip__season=self.season, shift__trip__date=day, state=SignupState.SIGNED)

    def _end(self, signed: Iterable[Signup], state: SignupState) -> None:
        for row in signed:
            row.state, row.ended_at, row.said_by = state, self.now, self.by
            row.save(update_fields=["state", "ended_at", "said_by"])

    def _tidy(self) -> None:
        """A trip that lost all its cafés to another is cleared; one whose cafés are cancelled stays to be seen."""
        day = date.fromisoformat(self.proposal.date)
        clear(Trip.objects.filter(season=self.season, date=day, occurrences=None), by=self.by, now=self.now)


def _ends(shift: Shift) -> tuple[date, int]:
    cafe = shift.occurrence
    return shift.trip.date, cafe.starts + cafe.minutes if cafe else shift.trip.returns
