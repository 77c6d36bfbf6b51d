"""What one of the crew, or whoever waits for them, is to hear of a changed day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from driveout.core.words import Told
from driveout.records.drive.models import Message, Trip
from driveout.records.plan.models import Stop
from driveout.records.team.models import Member

Target = tuple[str, int | str]  # which kind of one, and who


@dataclass(frozen=True)
class News:
    """One thing to hear. `base`: the number of the hub's place. `who`: the register's key, of who does not sign in.

    `starts`, `was`: minutes of the day. `cafe`: the number of the café that it is about or comes from, None where a
    whole day was planned again. `is_trip`: it is said of the whole trip from the hub `place`.
    `message`: what was written to them, where they sign in. `more`: how many others like it they have with it.
    """

    base: int
    kind: Told
    place: str
    day: date
    starts: int
    was: int | None = None
    cafe: int | None = None
    is_trip: bool = False
    member: Member | None = None
    who: str = ""
    stop: Stop | None = None
    pick_up: str = ""
    message: Message | None = field(default=None, compare=False)
    more: int = 0

    @property
    def target(self) -> Target:
        """Whose it is; one call goes to each. Two of one name at a hub have two keys."""
        if self.member is not None:
            return "member", self.member.pk
        if self.stop is not None:
            return "stop", self.stop.pk
        return ("pick-up", self.pick_up) if self.pick_up else ("person", f"{self.base}\n{self.who}")

    def as_plain(self) -> dict[str, object]:
        """Values for JSON: a time and a place, and nobody's name."""
        when = {"day": self.day.isoformat(), "starts": self.starts, "was": self.was, "more": self.more}
        return {"kind": self.kind.value, "place": self.place, **when, "cafe": self.cafe, "trip": self.is_trip}


def pick_ups_of(trips: Iterable[Trip], kind: Told) -> list[News]:
    """Who waits with goods for a van that does not come, or comes after all. No query."""
    return [
        News(trip.base_id, kind, one["name"], trip.date, one["at"], pick_up=one["name"])
        for trip in trips
        for one in trip.pick_ups
    ]
