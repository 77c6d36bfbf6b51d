"""Is a shift called off, for everybody? Else somebody who is not on it any more is off it, and guests are served."""

from django.db.models import Exists, OuterRef, Q

from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState


def called_off(via: str = "") -> Q:
    """The café is cancelled, or every café of the trip. For a query of shifts, or of rows that lead to one by `via`.

    A trip without cafés is neither held nor called off: another trip drives to them.
    """
    cafes = Occurrence.objects.filter(trip=OuterRef(f"{via}trip"))
    at_cafe = Q(**{f"{via}occurrence__isnull": False, f"{via}occurrence__state": OccurrenceState.CANCELLED})
    none_left = Exists(cafes) & ~Exists(cafes.filter(state=OccurrenceState.PLANNED))
    return at_cafe | (Q(**{f"{via}occurrence": None}) & none_left)
