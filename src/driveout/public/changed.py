"""What is cancelled, or later, on a date: said at the top of the page and at the opening itself, with when next."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from driveout.core.tell.occasions import Occasion
from driveout.look import say
from driveout.public.everything import next_held
from driveout.records.publish.models import PublicChange, PublicOpening


class Changed:
    """The changes of a season's public times, in words. No query."""

    def __init__(
        self, changes: Sequence[PublicChange], today: date, coming: Callable[[str, date], list[Occasion]]
    ) -> None:
        """`coming`: a place's occasions from a day on, soonest first, as far as the next one is looked for."""
        self.today, self.changes, self.coming = today, changes, coming

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
        one = next_held(self.coming(change.place_key, change.date + timedelta(days=1)))
        if one is None:
            return _("Vi kommer ikke mere her i denne sæson. Se de andre steder herunder.")
        told = {"day": say.day(one.date.weekday()), "date": say.date_year_free(one.date)}
        return _("Vi kommer igen %(day)s den %(date)s kl.\u00a0%(time)s.") % {**told, "time": say.time(one.starts)}
