"""What is cancelled, or later, on a date: said at the top of the page and at the opening itself, with when next."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from driveout.look import say
from driveout.public.moved import Moved
from driveout.records.publish.models import PublicChange, PublicOpening, PublicTimes


class Changed:
    """The changes of a season's public times, in words. No query."""

    def __init__(
        self,
        times: PublicTimes,
        openings: Sequence[PublicOpening],
        changes: Sequence[PublicChange],
        today: date,
        moved: Moved,
    ) -> None:
        self.times, self.today, self.changes, self.moved = times, today, changes, moved
        self.open_on: dict[str, dict[int, int]] = {}
        for opening in openings:
            self.open_on.setdefault(opening.place_key, {})[opening.weekday] = opening.starts
        self.off = {(change.place_key, change.date): change for change in changes}

    def cards(self) -> list[dict[str, Any]]:
        """All of them, soonest first: a block with the date, the place, what happened and when next."""
        return [self._card(change) for change in self.changes]

    def at(self, opening: PublicOpening) -> list[dict[str, Any]]:
        """Those of one opening of the week."""
        same = (c for c in self.changes if c.place_key == opening.place_key and c.date.weekday() == opening.weekday)
        return [self._card(change) for change in same]

    def _card(self, change: PublicChange) -> dict[str, Any]:
        now, was = say.span(change.starts, change.minutes), say.span(change.promised, change.minutes)
        return {
            "place": change.place,
            "day": say.day(change.date.weekday()),
            "number": change.date.day,
            "month": say.month_short(change.date),
            "date": say.date_short(change.date),
            "cancelled": change.cancelled,
            "word": self._word(change),
            "time": was if change.cancelled else now,
            "was": "" if change.cancelled else was,
            "why": _(change.why),
            "next": self._next(change) if change.cancelled else "",
        }

    def _word(self, change: PublicChange) -> str:
        today = change.date == self.today
        if change.cancelled:
            return _("Aflyst i dag") if today else _("Aflyst")
        return _("Senere i dag") if today else _("Senere den dag")

    def _next(self, change: PublicChange) -> str:
        """“Vi kommer igen tirsdag 1. december kl. 14.45.”"""
        for ahead in range(1, 22):
            day = change.date + timedelta(days=ahead)
            week = self.moved.week(change.place_key, day)
            starts = (self.open_on.get(change.place_key, {}) if week is None else week).get(day.weekday())
            other = self.off.get((change.place_key, day))
            if starts is None or not self._is_in_season(day) or (other and other.cancelled):
                continue
            told = {"day": say.day(day.weekday()), "date": say.date_year_free(day)}
            return _("Vi kommer igen %(day)s den %(date)s kl.\u00a0%(time)s.") % {
                **told, "time": say.time(other.starts if other else starts),
            }  # fmt: skip
        return _("Vi kommer ikke mere her i denne sæson. Se de andre steder herunder.")

    def _is_in_season(self, day: date) -> bool:
        first = self.times.first_day
        if first is None or day.isoformat() in self.times.closed_dates:
            return False
        return first <= day < first + timedelta(weeks=self.times.weeks)
