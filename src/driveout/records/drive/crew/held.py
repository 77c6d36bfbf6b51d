"""Is a shift to be held? A host's when its café is, a whole trip's when one of its cafés is. It is said here alone."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from driveout.records.drive.models import Occurrence, Shift
from driveout.records.drive.models.days import OccurrenceState


def held(via: str = "") -> Q:
    """For a query of shifts, or of rows that lead to one by `via`, such as "shift__"."""
    cafes = Occurrence.objects.filter(trip=OuterRef(f"{via}trip"), state=OccurrenceState.PLANNED)
    at_cafe = Q(**{f"{via}occurrence__isnull": False, f"{via}occurrence__state": OccurrenceState.PLANNED})
    return at_cafe | (Q(**{f"{via}occurrence": None}) & Exists(cafes))


def mark(shifts: Sequence[Shift]) -> None:
    """Set `held` on shifts that were read with their café. One query, none without a whole trip among them."""
    trips = [row.pk for row in shifts if row.occurrence is None]
    driven = set(Shift.objects.filter(held(), pk__in=trips).values_list("pk", flat=True)) if trips else set()
    for row in shifts:
        cafe = row.occurrence
        row.held = cafe.state == OccurrenceState.PLANNED if cafe else row.pk in driven
