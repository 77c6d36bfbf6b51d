"""What the crew has ahead in a season: cafés on dates, and people on shifts. For whoever is about to change it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState


@dataclass(frozen=True)
class Ahead:
    """Cafés from today that are not cancelled, and how many people are signed up for one of them or its trip."""

    cafes: int
    people: int


def ahead_of(season_id: int, today: date) -> Ahead:
    """Each café and each person once. Two queries."""
    cafes = Occurrence.objects.filter(season_id=season_id, state=OccurrenceState.PLANNED, date__gte=today)
    trips = dict(cafes.values_list("pk", "trip_id"))
    signed = Signup.objects.filter(state=SignupState.SIGNED, shift__trip__season_id=season_id)
    signed = signed.filter(
        Q(shift__occurrence__in=cafes) | Q(shift__occurrence=None, shift__trip__in=cafes.values("trip"))
    )
    columns = ("member_id", "shift__trip__base", "person", "name")
    who = {member or (hub, person or name) for member, hub, person, name in signed.values_list(*columns)}
    return Ahead(len(trips), len(who))
