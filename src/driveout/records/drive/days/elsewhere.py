"""Where to send somebody on to when a café is full or cancelled, from the rows of the coming days."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from driveout.core import words
from driveout.core.drive.elsewhere import Ahead
from driveout.records.drive.models import Occurrence


class CafesAhead:
    """The cafés of the coming days (see queries.cafes_ahead), made ready once for a page. No query."""

    def __init__(self, rows: Sequence[Occurrence] = ()) -> None:
        named = sorted(rows, key=lambda row: row.place)
        self._at = {row.pk: at for at, row in enumerate(named)}
        self._ahead = Ahead([(_place(row), at(row.date, row.starts), row.minutes) for row in named])

    def next_nearest(self, cafe: Occurrence, now: datetime) -> tuple[words.Elsewhere, ...]:
        """From when this café starts, or from now when it has."""
        after = max(now, at(cafe.date, cafe.starts))
        return self._ahead.next_nearest(_place(cafe), after, but=self._at.get(cafe.pk))


def at(day: date, minute: int) -> datetime:
    """A minute of a day where we live. Wall-clock: 10.00 is 10.00 also when summer time begins."""
    zone = timezone.get_default_timezone()
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)


def _place(cafe: Occurrence) -> words.Place:
    return words.Place(cafe.place, cafe.lat, cafe.lon)
