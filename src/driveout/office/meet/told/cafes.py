"""One café and all that it told, in words and numbers: for those who work with it."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import day_and_minute
from driveout.look.language import holding
from driveout.office import say
from driveout.office.drive.days import words
from driveout.office.drive.days.cafe import tally_of
from driveout.office.meet.told.numbers import COUNTED, numbers_of
from driveout.records.drive.models import Occurrence
from driveout.records.meet.actions import end_of
from driveout.records.meet.models import Tally
from driveout.records.meet.told import InWords

SOON_ENOUGH = 5  # minutes before its end that are no early closing


def told(cafe: Occurrence, wrote: InWords) -> dict[str, Any]:
    """Plain values. `parts`: label and text, of what there is."""
    tally = tally_of(cafe)
    if tally is None:
        return {}
    numbers = numbers_of(tally)
    return {
        "place": cafe.place,
        "hub": cafe.hub,
        "day": say.capital(words.date_line(cafe.date)),
        "iso": cafe.date.isoformat(),
        "time": say.span(cafe.starts, cafe.minutes),
        "guests": ngettext("%(n)s gæst", "%(n)s gæster", numbers["guests"]) % {"n": say.number(numbers["guests"])},
        "counted": [
            {"word": str(word), "n": say.number(numbers[key])}
            for key, word in COUNTED.items()
            if key not in ("guests", "given") and numbers[key]
        ],
        "given": [words.given(what, n) for what, n in sorted(tally.given.items()) if n],
        "early": closed_early(cafe, tally),
        "parts": [(label, text) for label, text in _parts(tally, wrote) if text],
        "flags": [words.flag(name) for name in tally.flags],
    }


def _parts(tally: Tally, wrote: InWords) -> list[tuple[str, str]]:
    return [
        (_("Vejr"), values(tally, "weather")),
        (_("Pladser"), values(tally, "seats")),
        (_("Andet arbejde"), shadows(tally, wrote)),
        (_("Uheld"), mishaps(wrote)),
        (_("Besked til de næste"), values(tally, "note")),
    ]


def values(tally: Tally, name: str) -> str:
    """What stands in a field; two that differ stand beside each other."""
    own = [one for one in dict.fromkeys(str(value["value"]) for value in tally.fields.get(name, [])) if one]
    if name == "weather":
        return " / ".join(words.weather(one) for one in own)
    return holding(" / ".join(own), *(own if name == "note" else ()))


def shadows(tally: Tally, wrote: InWords) -> str:
    """“35 min.: Kørte en gæst hjem (20 min.), Ringede til kommunen (15 min.)”."""
    if not tally.shadow_minutes:
        return ""
    each = [f"{one.what} ({say.hours(one.minutes)})" for one in wrote.shadows]
    total = say.hours(tally.shadow_minutes)
    return holding(f"{total}: {', '.join(each)}" if each else total, *(one.what for one in wrote.shadows))


def mishaps(wrote: InWords) -> str:
    """“Der var koldt: Ovnen er i stykker”."""
    told = "; ".join(words.trouble(one.what) + (f": {one.text}" if one.text else "") for one in wrote.mishaps)
    return holding(told, *(one.text for one in wrote.mishaps))


def early_minutes(cafe: Occurrence, tally: Tally) -> int:
    """How many minutes before its end it closed; 0 where it did not."""
    if tally.closed_at is None:
        return 0
    before = int((end_of(cafe) - tally.closed_at).total_seconds() // 60)
    return before if before > SOON_ENOUGH and timezone.localdate(tally.closed_at) == cafe.date else 0


def closed_early(cafe: Occurrence, tally: Tally) -> str:
    """“Lukkede kl. 11.35, 25 min. før tid”; empty where it did not."""
    before = early_minutes(cafe, tally)
    if not before or tally.closed_at is None:
        return ""
    return _("Lukkede kl.\u00a0%(time)s, %(before)s før tid") % {
        "time": clock(tally.closed_at),
        "before": say.hours(before),
    }


def clock(at: datetime | None) -> str:
    """“11.35”, where we live; empty for no moment."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    return say.time(day_and_minute(here)[1])
