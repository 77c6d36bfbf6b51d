"""Telling of days that were made again: hosts whose café is gone or moved, and guests who read the public times."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from driveout.records.drive.days.telling import tell_guests
from driveout.records.drive.messages.telling import Told, tell
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState

# So far ahead people have planned their days. What lies further off is seen on their pages, and nobody gets thirteen
# messages because a café moves from Tuesdays to Thursdays.
TOLD_AHEAD = timedelta(days=28)


def tell_of_new_days(
    gone: Sequence[Occurrence], moved: Sequence[tuple[Occurrence, int]], *, season_id: int, today: date, now: datetime
) -> int:
    """Write the messages, in the deed's transaction; returns how many hosts were told. `moved`: with the old start.

    One query where nobody is touched.
    """
    until = today + TOLD_AHEAD
    off = {row.pk: row for row in gone if row.date <= until}
    later = {row.pk: (row, was) for row, was in moved if row.date <= until}
    if off:
        tell_guests(off.values(), season_id=season_id, now=now)
    hosts = Signup.objects.filter(shift__occurrence__in=[*off, *later], state=SignupState.SIGNED, member__isnull=False)
    told = 0
    for signup in hosts.select_related("member__user", "shift"):
        cafe = signup.shift.occurrence_id
        row, was = (off[cafe], None) if cafe in off else later[cafe]
        kind = Told.CANCELLED if cafe in off else Told.CHANGED
        once = f"cafe {row.pk} {kind.value} {row.starts} {now.timestamp():.0f} {signup.pk}"
        tell(member=signup.member, kind=kind, once=once, place=row.place, day=row.date, starts=row.starts, was=was,
             now=now)  # fmt: skip
        told += 1
    return told
