"""What stands in one of the crew's own calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max
from django.utils import timezone

from driveout.records.drive.crew.held import called_off, mark
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Plan
from driveout.records.team.models import Member
from driveout.records.trust.models import Trace

KEPT_DAYS = 30  # a shift stays in the calendar for so long after its date


@dataclass(frozen=True)
class Entry:
    """One shift as a calendar shows it. Times: minutes of the day. `changed`: when anything about it last changed.

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


def entries(member: Member, today: date) -> list[Entry]:
    """The person's shifts, by date: also those that were cancelled or that they left.

    Three queries, five with a whole trip among them.
    """
    own = Signup.objects.filter(member=member, shift__trip__date__gte=today - timedelta(days=KEPT_DAYS))
    own = own.annotate(off=ExpressionWrapper(called_off("shift__"), BooleanField()))
    own = own.select_related("shift__trip__season", "shift__occurrence")
    own = own.defer("shift__trip__season__drives", "shift__trip__season__reach")  # large, and the same on every row
    rows = list(own.order_by("shift__trip__date", "id"))
    last: dict[int, Signup] = {}
    for row in rows:
        last[row.shift_id] = row  # the newest sign-up on a shift is the one that counts
    first = {row.shift_id: row.made_at for row in reversed(rows)}
    planned, told = _planned_at(member.organisation_id), _told_on([row.shift.trip_id for row in rows if _is_trip(row)])
    mark([row.shift for row in last.values()])
    return list(_entries(member, last.values(), first, planned, told))


def _entries(
    member: Member, rows: Any, first: dict[int, datetime], planned: dict[int, datetime], on_trip: dict[int, datetime]
) -> Iterator[Entry]:
    for row in rows:
        trip, cafe = row.shift.trip, row.shift.occurrence
        told = cafe.told_at if cafe else on_trip.get(trip.pk)
        made, aside = first[row.shift_id], trip.season.set_aside_at
        gone = aside is not None and trip.date >= timezone.localdate(aside)  # another season took its place
        yield Entry(
            key=f"{row.shift_id}\n{member.pk}",
            day=trip.date,
            starts=cafe.starts if cafe else trip.leaves,
            ends=cafe.starts + cafe.minutes if cafe else trip.returns,
            place=cafe.place if cafe else trip.hub,
            venue=cafe.venue if cafe else "",
            is_trip=cafe is None,
            is_cancelled=row.state != SignupState.SIGNED or not row.shift.held or gone,
            made=made,
            changed=max(at for at in (made, row.made_at, row.ended_at, told, planned.get(trip.season_id), aside) if at),
            is_left=row.state != SignupState.SIGNED and not row.off and not gone,
        )


def _is_trip(row: Signup) -> bool:
    return row.shift.occurrence_id is None


def _told_on(trips: list[int]) -> dict[int, datetime]:
    """Trip → when somebody last told of one of its cafés. One query, none without a trip."""
    if not trips:
        return {}
    rows = Occurrence.objects.filter(trip__in=trips, told_at__isnull=False).order_by()
    return dict(rows.values_list("trip_id").annotate(at=Max("told_at")))


def _planned_at(organisation_id: int) -> dict[int, datetime]:
    """Season → when its plan was last put on dates: then hours may have moved that nobody told of. Two queries."""
    own = Plan.objects.filter(season__organisation_id=organisation_id).values_list("id", "season_id")
    plans = {f"plan {number}": season for number, season in own}
    made = Trace.objects.filter(what="made the days", about__in=list(plans)).values_list("about", "at")
    return {plans[about]: at for about, at in made.order_by("at")}


def sequence_of(entry: Entry) -> int:
    """How many seconds it was changed after it was made: grows with each change, and never shrinks."""
    return max(0, int((entry.changed.astimezone(UTC) - entry.made.astimezone(UTC)).total_seconds()))
