"""What a place has seen over all seasons: its cafés, who came, who hosted, and what was changed. One query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from driveout.records.drive.crew.held import begun
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.crew import SignupState

GUESTS = ("first", "before", "friend", "child")


@dataclass(frozen=True)
class Stood:
    """A café on a date. `guests`: counted, None where nobody opened it; `hosts`: how many were on its shift.

    `called`: what the place was called then. `late`: minutes after what was promised. `why`: what guests were told.
    """

    cafe: int
    season: str
    date: date
    called: str
    expected: float
    guests: int | None
    hosts: int
    cancelled: bool
    late: int
    why: str


def history_of(place_id: int) -> list[Stood]:
    """Newest first, of every season that counts or counted."""
    rows = Occurrence.objects.filter(where=place_id, season__is_scenario=False).annotate(
        opened=begun(),
        came=sum((F(f"tally__{part}") for part in GUESTS[1:]), F(f"tally__{GUESTS[0]}")),
        on_it=Count("shifts__signups", filter=Q(shifts__signups__state=SignupState.SIGNED)),
    )
    values = rows.order_by("-date", "-id").values_list(
        "id", "season__name", "date", "place", "guests", "came", "on_it", "state", "starts", "promised", "why", "opened"
    )
    return [
        Stood(pk, season, day, called, expected, came if opened else None, hosts, state == "cancelled",
              starts - promised, why)
        for pk, season, day, called, expected, came, hosts, state, starts, promised, why, opened in values
    ]  # fmt: skip
