"""Where to send somebody on to when a café is full or cancelled, from the rows of the coming days."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from driveout.core import words
from driveout.core.drive.elsewhere import next_nearest
from driveout.records.drive.models import Occurrence


def elsewhere(cafe: Occurrence, ahead: Sequence[Occurrence], now: datetime) -> tuple[words.Elsewhere, ...]:
    """The next nearest of `ahead` (see queries.cafes_ahead), from when this café ends or would have. No query."""
    after = max(now, at(cafe.date, cafe.starts))
    others = [(_place(one), at(one.date, one.starts), one.minutes) for one in ahead if one.pk != cafe.pk]
    return next_nearest(_place(cafe), others, after)


def at(day: date, minute: int) -> datetime:
    """A minute of a day where we live. Wall-clock: 10.00 is 10.00 also when summer time begins."""
    zone = timezone.get_default_timezone()
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)


def _place(cafe: Occurrence) -> words.Place:
    return words.Place(cafe.place, cafe.lat, cafe.lon)
