"""Telling of days that were made again: how far ahead, and guests who read the public times."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from driveout.records.drive.days.telling import tell_guests
from driveout.records.drive.models import Occurrence

# So far ahead people have planned their days. What lies further off is seen on their pages, and nobody gets thirteen
# messages because a café moves from Tuesdays to Thursdays.
TOLD_AHEAD = timedelta(days=28)


def tell_of_cancelled(gone: Sequence[Occurrence], *, season_id: int, today: date, now: datetime) -> None:
    """Say in the open that these cafés are not held. No query where there are none."""
    off = [row for row in gone if row.date <= today + TOLD_AHEAD]
    if off:
        tell_guests(off, season_id=season_id, now=now)
