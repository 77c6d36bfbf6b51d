"""That somebody read what is held on one of our people: written with the reading, and shown to whom it is about.

Whoever gives somebody's number, papers, hours or all that is held calls `note_readings` inside the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from driveout.records.trust.actions import By
from driveout.records.trust.models import Reading, Seeing

SAME_CLICK = timedelta(seconds=10)  # a page opened twice is one reading
A_LIST = {Seeing.PAPERS, Seeing.HOURS}  # looked at over and over by those who lead: once a day says who reads it
LONGEST_WHY = 200


@dataclass(frozen=True)
class Whose:
    """One of our people: `member`, or of those who do not sign in the register's key (`person`) at a hub (the number
    of its place)."""

    member: int | None = None
    base: int | None = None
    person: str = ""


@transaction.atomic
def note_readings(
    *, by: By, organisation_id: int, what: Seeing, of: Iterable[Whose], now: datetime, why: str = ""
) -> int:
    """Note that `by` read this of them; returns how many are new. What is one's own is noted only as a file.

    The same again at once is one reading; of lists the same reader is noted once a day for each. Three statements.
    """
    told = " ".join(why.split())[:LONGEST_WHY]
    since = timezone.make_aware(datetime.combine(timezone.localdate(now), time())) if what in A_LIST else None
    known = Reading.objects.filter(
        organisation_id=organisation_id, who=by, what=what, at__gt=since or now - SAME_CLICK, at__lte=now
    )
    here = set(known.values_list("member_id", "base_id", "person", "why"))
    own = getattr(getattr(by, "member", None), "pk", None) if what != Seeing.FILE else None
    new = []
    for one in dict.fromkeys(of):
        if (one.member, one.base, one.person, told) in here or (own is not None and one.member == own):
            continue
        whose = {"member_id": one.member, "base_id": one.base, "person": one.person}
        new.append(Reading(organisation_id=organisation_id, who=by, what=what, why=told, at=now, **whose))
    Reading.objects.bulk_create(new)
    return len(new)
