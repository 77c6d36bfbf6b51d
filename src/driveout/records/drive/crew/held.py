"""Is a shift to be held, did it take place, is it called off? A host's with its café, a whole trip's with its cafés.

It is said here alone.
"""

from collections.abc import Callable, Sequence

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from driveout.records.drive.models import Occurrence, Shift
from driveout.records.drive.models.days import OccurrenceState


def held(via: str = "") -> Q:
    """For a query of shifts, or of rows that lead to one by `via`, such as "shift__"."""
    return _with_cafe(_planned, via)


def took_place(via: str = "") -> Q:
    """As `held`, and those of a café that was cancelled after it had begun: who was there has worked.

    Of what is over: one that is cancelled is nobody's shift ahead.
    """
    return _with_cafe(lambda cafe: _planned(cafe) | begun(cafe), via)


def begun(via: str = "") -> Q:
    """For a query of cafés, or of rows that lead to one by `via`, such as "shift__occurrence__".

    Somebody opened it or counted a guest there, and nobody took that back: as breaking.has_begun says of a row.
    """
    first, *others = (F(f"{via}tally__{guest}") for guest in ("first", "before", "friend", "child"))
    guests = Coalesce(sum(others, first), 0)  # no sum yet: false, not unknown
    return Q(**{f"{via}tally__opened_at__isnull": False}) | Q(GreaterThan(guests, 0))


def called_off(via: str = "") -> Q:
    """The café is cancelled, or every café of the trip. For a query of shifts, or of rows that lead to one by `via`.

    A trip without cafés is neither held nor called off: another trip drives to them.
    """
    cafes = Occurrence.objects.filter(trip=OuterRef(f"{via}trip"))
    at_cafe = Q(**{f"{via}occurrence__isnull": False, f"{via}occurrence__state": OccurrenceState.CANCELLED})
    none_left = Exists(cafes) & ~Exists(cafes.filter(state=OccurrenceState.PLANNED))
    return at_cafe | (Q(**{f"{via}occurrence": None}) & none_left)


def mark(shifts: Sequence[Shift]) -> None:
    """Set `held` on shifts that were read with their café. One query, none without a whole trip among them."""
    trips = [row.pk for row in shifts if row.occurrence is None]
    driven = set(Shift.objects.filter(held(), pk__in=trips).values_list("pk", flat=True)) if trips else set()
    for row in shifts:
        cafe = row.occurrence
        row.held = cafe.state == OccurrenceState.PLANNED if cafe else row.pk in driven


def _planned(via: str) -> Q:
    return Q(**{f"{via}state": OccurrenceState.PLANNED})


def _with_cafe(is_so: Callable[[str], Q], via: str) -> Q:
    """Shifts whose café is so; a whole trip's when one of its cafés is."""
    cafes = Occurrence.objects.filter(is_so(""), trip=OuterRef(f"{via}trip"))
    at_cafe = Q(**{f"{via}occurrence__isnull": False}) & is_so(f"{via}occurrence__")
    return at_cafe | (Q(**{f"{via}occurrence": None}) & Q(Exists(cafes)))
