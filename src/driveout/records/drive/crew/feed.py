"""What stands in one of the crew's own calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max
from django.utils import timezone

from driveout.core.tell import stamps
from driveout.core.words import found_at
from driveout.records.drive.crew.held import called_off, mark
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Plan
from driveout.records.team.models import Member
from driveout.records.tell.stamping import Feed, remembered, say
from driveout.records.trust.models import Trace

KEPT_DAYS = 30  # a shift stays in the calendar for so long after its date


@dataclass(frozen=True)
class Entry:
    """One shift as a calendar shows it. Times: minutes of the day. `changed`: when anything of it was last seen to be
    another than before; it only goes forward.

    `key` is the same for the same person on the same shift, whatever happens to it. Nobody's name is in it.
    `is_left`: it is cancelled for them alone, and held without them.
    """

    key: str
    day: date
    starts: int
    ends: int
    place: str
    venue: str
    is_trip: bool
    is_cancelled: bool
    made: datetime
    changed: datetime
    is_left: bool = False


def entries(member: Member, today: date, *, now: datetime | None = None) -> list[Entry]:
    """The person's shifts, by date: also those that were cancelled or that they left. `now`: when they are told so.

    Four queries, six with a whole trip among them, and one that writes down what is another than it was.
    """
    own = Signup.objects.filter(member=member, shift__trip__date__gte=today - timedelta(days=KEPT_DAYS))
    own = own.annotate(off=ExpressionWrapper(called_off("shift__"), BooleanField()))
    own = own.select_related("shift__trip__season", "shift__occurrence__stop")
    own = own.defer("shift__trip__season__drives", "shift__trip__season__reach")  # large, and the same on every row
    rows = list(own.order_by("shift__trip__date", "id"))
    last: dict[int, Signup] = {}
    for row in rows:
        last[row.shift_id] = row  # the newest sign-up on a shift is the one that counts
    first = {row.shift_id: row.made_at for row in reversed(rows)}
    planned, told = _planned_at(member.organisation_id), _told_on([row.shift.trip_id for row in rows if _is_trip(row)])
    mark([row.shift for row in last.values()])
    return _stamped(member, list(_entries(member, last.values(), first, planned, told)), now or timezone.now())


def _stamped(member: Member, found: list[Entry], now: datetime) -> list[Entry]:
    """Whatever is another than when the calendar was read last, changed then: who changed it need not have said so."""
    own = Feed(member.organisation_id, f"member {member.pk}")
    says = {entry.key: sha256(repr(entry).encode()).hexdigest() for entry in found}
    since = say(own, before=remembered(own), says=says, now=now)
    return [replace(entry, changed=since[entry.key]) for entry in found]


def _entries(
    member: Member, rows: Any, first: dict[int, datetime], planned: dict[int, datetime], on_trip: dict[int, datetime]
) -> Iterator[Entry]:
    for row in rows:
        trip, cafe = row.shift.trip, row.shift.occurrence
        told = cafe.changed_at if cafe else on_trip.get(trip.pk)
        made, aside = first[row.shift_id], trip.season.set_aside_at
        gone = aside is not None and trip.date >= timezone.localdate(aside)  # another season took its place
        yield Entry(
            key=f"{row.shift_id}\n{member.pk}",
            day=trip.date,
            starts=cafe.starts if cafe else trip.leaves,
            ends=cafe.starts + cafe.minutes if cafe else trip.returns,
            place=cafe.place if cafe else trip.hub,
            venue=found_at(cafe.venue, cafe.stop.address if cafe.stop else "") if cafe else "",
            is_trip=cafe is None,
            is_cancelled=row.state != SignupState.SIGNED or not row.shift.held or gone,
            made=made,
            changed=max(at for at in (made, row.made_at, row.ended_at, told, planned.get(trip.season_id), aside) if at),
            is_left=row.state != SignupState.SIGNED and not row.off and not gone,
        )


def _is_trip(row: Signup) -> bool:
    return row.shift.occurrence_id is None


def _told_on(trips: list[int]) -> dict[int, datetime]:
    """Trip → when somebody last changed one of its cafés. One query, none without a trip."""
    if not trips:
        return {}
    rows = Occurrence.objects.filter(trip__in=trips, changed_at__isnull=False).order_by()
    return dict(rows.values_list("trip_id").annotate(at=Max("changed_at")))


def _planned_at(organisation_id: int) -> dict[int, datetime]:
    """Season → when its plan was last put on dates: then hours may have moved that nobody told of. Two queries."""
    own = Plan.objects.filter(season__organisation_id=organisation_id).values_list("id", "season_id")
    plans = {f"plan {number}": season for number, season in own}
    made = Trace.objects.filter(what="made the days", about__in=list(plans)).values_list("about", "at")
    return {plans[about]: at for about, at in made.order_by("at")}


def sequence_of(entry: Entry) -> int:
    """The number that the entry has in a calendar: grows with each change, and never shrinks."""
    return stamps.sequence_of(entry.changed)
