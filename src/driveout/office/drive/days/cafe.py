"""One café of a day as a row: its state, what was counted beside what was expected, and what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import day_and_minute
from driveout.look.crew import why_otherwise
from driveout.office import hidden, say
from driveout.office.drive.days import words
from driveout.records.drive.days.board import Board
from driveout.records.drive.days.breaking import has_begun
from driveout.records.drive.days.elsewhere import CafesAhead, at
from driveout.records.drive.days.queries import Interval
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import Tally
from driveout.records.meet.of_day import Told


@dataclass(frozen=True)
class Around:
    """What a café's row is told with: intervals, mishaps, cafés ahead, the time. Read once for a page."""

    board: Board
    now: datetime
    intervals: dict[tuple[int, int], Interval] = field(default_factory=dict)
    mishaps: dict[int, list[Told]] = field(default_factory=dict)
    ahead: CafesAhead = field(default_factory=CafesAhead)


def tally_of(cafe: Occurrence) -> Tally | None:
    """What its events add up to; None while nobody has written anything. No query when it was read along."""
    try:
        return cafe.tally
    except ObjectDoesNotExist:
        return None


def is_held(cafe: Occurrence) -> bool:
    """Somebody opened it, or counted at it."""
    return has_begun(cafe)


def row(cafe: Occurrence, around: Around) -> dict[str, Any]:
    """Plain values, without a query."""
    tally, today = tally_of(cafe), timezone.localtime(around.now).date()
    counted = None if hidden.are_hidden() else tally
    off = cafe.state == "cancelled"
    return {
        "id": str(cafe.pk),  # as text: a number is looked up in the language's formats each time it is written
        "place": cafe.place,
        "venue": cafe.venue,
        "time": say.span(cafe.starts, cafe.minutes),
        "was": say.span(cafe.promised, cafe.minutes) if cafe.starts != cafe.promised and not off else "",
        "off": off,
        "why": why_otherwise(cafe.why),
        "told": _told(cafe),
        "state": state(cafe, around.now),
        "guests": _guests(counted),
        "expected": expected(cafe, around.intervals),
        "hosts": _hosts(cafe, around.board),
        "counts": _counts(counted),
        "steps": counted is not None and counted.next_steps > 0,
        "given": [words.given(what, n) for what, n in sorted(counted.given.items()) if n] if counted else [],
        "looks": _looks(cafe, tally, around),
        "elsewhere": _elsewhere(cafe, around) if cafe.date >= today and not off else [],
        "begun": has_begun(cafe),
        "ended": at(cafe.date, cafe.starts + cafe.minutes) <= around.now,
        "starts_field": say.time(cafe.starts),
    }


def state(cafe: Occurrence, now: datetime) -> dict[str, str]:
    """Icon, word and colour."""
    tally = tally_of(cafe)
    if cafe.state == "cancelled":
        return {"kind": "bad", "icon": "calendar-x", "word": _("Aflyst")}
    if tally and tally.closed_at:
        return {"kind": "ok", "icon": "check", "word": _("Holdt")}
    if tally and tally.opened_at:
        return {"kind": "warm", "icon": "door-open", "word": _("Åben")}
    if at(cafe.date, cafe.starts + cafe.minutes) < now:
        return {"kind": "warn", "icon": "circle-alert", "word": _("Intet meldt")}
    if cafe.starts != cafe.promised:
        return {"kind": "warn", "icon": "clock", "word": _("Senere")}
    return {"kind": "", "icon": "clock", "word": _("Planlagt")}


def expected(cafe: Occurrence, intervals: dict[tuple[int, int], Interval]) -> str:
    """“ventet 6–8 · 7 pladser”."""
    low, high = intervals.get((cafe.where_id, cafe.date.weekday()), (None, None))
    told = f"{say.number(low)}–{say.number(high)}" if low is not None and high is not None else say.number(cafe.guests)
    seats = ngettext("%(n)s plads", "%(n)s pladser", cafe.seats) % {"n": say.number(cafe.seats)}
    return _("ventet %(n)s · %(seats)s") % {"n": told, "seats": seats}


def _guests(tally: Tally | None) -> str:
    if tally is None:
        return ""
    return ngettext("%(n)s gæst", "%(n)s gæster", tally.guests) % {"n": say.number(tally.guests)}


def _counts(tally: Tally | None) -> list[str]:
    if tally is None:
        return []
    said = (
        (tally.first, _("%(n)s første gang")),
        (tally.child, ngettext("%(n)s barn", "%(n)s børn", tally.child)),
        (tally.early, _("%(n)s før tid")),
        (tally.words, _("%(n)s egne ord")),
        (tally.next_steps, ngettext("%(n)s næste skridt", "%(n)s næste skridt", tally.next_steps)),
    )
    return [text % {"n": say.number(n)} for n, text in said if n]


def _hosts(cafe: Occurrence, board: Board) -> dict[str, Any]:
    """Who hosts, and how many are missing."""
    names = list(board.hosts(cafe))
    missing = max(0, board.needed_at.get(cafe.pk, 0) - len(names))
    lacks = ngettext("mangler %(n)s", "mangler %(n)s", missing) % {"n": say.number(missing)} if missing else ""
    nobody = bool(missing) and not names
    return {"names": hidden.hosts(names), "missing": _("ingen vært") if nobody else lacks, "nobody": nobody}


def _told(cafe: Occurrence) -> str:
    """“Carla, 24. november 2026 kl. 9.05”: who said that it is changed."""
    if cafe.told_at is None:
        return ""
    who = hidden.person(cafe.told_by)
    return say.capital(", ".join(part for part in (who, say.moment(cafe.told_at)) if part))


def _looks(cafe: Occurrence, tally: Tally | None, around: Around) -> list[dict[str, str]]:
    """What somebody should look at: turned away, mishaps, two answers to one question, flags."""
    found: list[dict[str, str]] = []
    if hidden.are_hidden():
        return found  # each of them tells of one café's guests
    if tally and tally.turned_away > 0:
        text = ngettext("%(n)s gik, fordi der var fuldt", "%(n)s gik, fordi der var fuldt", tally.turned_away)
        found.append({"kind": "warn", "icon": "users", "text": text % {"n": say.number(tally.turned_away)}})
    for told in around.mishaps.get(cafe.pk, []):
        text = words.trouble(told.what) + (f": {told.text}" if told.text else "")
        found.append({"kind": "warn", "icon": "triangle-alert", "text": text})
    if tally is None:
        return found
    for name in tally.in_doubt:
        both = _in_doubt(name, tally.fields.get(name, []))
        found.append({"kind": "info", "icon": "info", "text": both, "choose": "1"})
    for name in tally.flags:
        found.append({"kind": "info", "icon": "info", "text": words.flag(name)})
    return found


def _in_doubt(name: str, values: Sequence[dict[str, Any]]) -> str:
    both = " / ".join(words.weather(str(value["value"])) for value in values)
    return _("To svar om %(what)s: %(values)s") % {"what": words.field(name), "values": both}


def _elsewhere(cafe: Occurrence, around: Around) -> list[str]:
    """“Vils, i dag kl. 14, 10 km”."""
    today = timezone.localtime(around.now).date()
    found = []
    for one in around.ahead.next_nearest(cafe, around.now):
        here = timezone.localtime(one.starts)
        when = words.ahead(here.date(), today)
        told = {"place": one.place.name, "when": when, "time": say.time(day_and_minute(here)[1])}
        far = say.number(one.km)
        found.append(_("%(place)s, %(when)s kl.\u00a0%(time)s, %(km)s km") % {**told, "km": far})
    return found
