"""All that the page of today is told with, read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone

from driveout.office import numbers
from driveout.office.drive.crew.week import spots
from driveout.office.drive.reads import note
from driveout.office.today.rows import Ring
from driveout.records.drive.crew.mates import Mate, mates_of
from driveout.records.drive.crew.reading import Crew, crew_between
from driveout.records.drive.crew.rules import leads
from driveout.records.drive.days.board import Board, board
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.trust.models import Seeing


@dataclass
class Today:
    """Today and tomorrow as who leads them sees them: the coordinator every hub, a hub leader the own one."""

    season: Season
    member: Member
    now: datetime
    board: Board
    crew: Crew
    mates: dict[str, Mate]

    @property
    def day(self) -> date:
        return timezone.localtime(self.now).date()

    @property
    def tomorrow(self) -> date:
        return self.day + timedelta(days=1)

    @property
    def hub(self) -> str:
        """The key of the hub it is about; empty for all."""
        return self.member.hub_key if self.member.role == Role.HUB_LEADER else ""

    def trips(self, day: date) -> list[Trip]:
        return [trip for trip in self.board.trips if trip.date == day and self.hub in ("", trip.hub_key)]

    def cafes(self, day: date) -> list[Occurrence]:
        return [cafe for trip in self.trips(day) for cafe in self.board.cafes_of.get(trip.pk, [])]

    @cached_property
    def hubs(self) -> dict[str, str]:
        """Key → name of the hubs that drive today or tomorrow."""
        return {trip.hub_key: trip.hub for day in (self.day, self.tomorrow) for trip in self.trips(day)}

    def ring(self, who: str) -> Ring | None:
        """Their number, if this member leads them and somebody wrote it. What is shown: see `note_read`."""
        mate = self.mates.get(who)
        if mate is None or not mate.phone or not leads(self.member, mate.hub) or mate.who == f"m{self.member.pk}":
            return None
        return Ring(mate.who, mate.name, numbers.shown(mate.phone), mate.phone)

    def leader_of(self, hub: str) -> Mate | None:
        """Who leads the hub, where it is somebody else."""
        found = (one for one in self.mates.values() if one.role == Role.HUB_LEADER and one.hub == hub)
        return next((one for one in found if one.who != f"m{self.member.pk}"), None)

    def led(self) -> Iterable[Mate]:
        """Those whose papers this member looks after."""
        own = f"m{self.member.pk}"
        return [one for one in self.mates.values() if one.who != own and leads(self.member, one.hub)]

    def note_read(self, shown: Iterable[Ring | None]) -> None:
        """Whose numbers stand on the page. Four statements, none where nobody is to be rung."""
        if found := {one.who: self.mates[one.who] for one in shown if one}:
            note(self.member, Seeing.PHONE, found.values())


def today_of(season: Season, member: Member, now: datetime) -> Today:
    """Twenty-six queries at most, however many cafés and people."""
    today = timezone.localtime(now).date()
    tomorrow = today + timedelta(days=1)
    crew = crew_between(season, today, tomorrow, near=spots())
    mates = {one.who: one for one in mates_of(season)}
    return Today(season, member, now, board(season.pk, today, tomorrow), crew, mates)
