"""The guests' front page: what is changed, and where a café is open today, this week, the next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.core.tell.occasions import Occasion
from driveout.look import say
from driveout.public.cards import closed_days, row, tel, when
from driveout.public.changed import Changed
from driveout.public.everything import Everything
from driveout.public.moved import Moved

CLOSED_WEEKS = 4
LOOKS_AHEAD_WEEKS = 2
TODAY, WEEK, NEXT = "today", "week", "next"
SPANS = (TODAY, WEEK, NEXT)


def front_page(everything: Everything, span: str, keep: str) -> dict[str, Any]:
    """Plain values. `span`: which days. `keep`: what stays in every address, such as a chosen language."""
    days = _days(everything, span, keep)
    numbers = everything.numbers()
    return {
        "keep": keep,
        "span": span,
        "spans": [{"href": _address(one) + keep, "name": _name(one), "now": one == span} for one in SPANS],
        "title": _name(span),
        "days": [{"name": say.capital(when(day, everything.now.day)), "rows": rows} for day, rows in days],
        "nothing": _nothing(everything, span) if not days else "",
        "not_today": span == TODAY and bool(days) and days[0][0] != everything.now.day,
        "changes": changes(everything),
        "closed": _closed(everything),
        "phone": numbers[0] if len(numbers) == 1 else "",
        "tel": tel(numbers[0]) if len(numbers) == 1 else "",
        "any": bool(everything.seasons),
    }


def _closed(everything: Everything) -> list[dict[str, Any]]:
    """`who`: which seasons' cafés are closed, where others are open on that day."""
    closed = everything.closed(CLOSED_WEEKS)
    told = closed_days(list(closed), everything.now.day)
    names = [", ".join([season.times.name for season in seasons]) for seasons in closed.values()]
    return [{**line, "who": who} for line, who in zip(told, names, strict=True)]


def _address(span: str) -> str:
    return "/" if span == TODAY else reverse("public:week" if span == WEEK else "public:next_week")


def _name(span: str) -> str:
    return {TODAY: _("I dag"), WEEK: _("Denne uge"), NEXT: _("Næste uge")}[span]


def _days(everything: Everything, span: str, keep: str) -> list[tuple[date, list[dict[str, Any]]]]:
    """Day → its cafés. Where nothing is held today, today's page has the next day on which something is."""
    today = everything.now.day
    monday = today - timedelta(days=today.weekday())
    first = monday + timedelta(weeks=1) if span == NEXT else today
    found: defaultdict[date, list[Occasion]] = defaultdict(list)
    for one in everything.dates(first, LOOKS_AHEAD_WEEKS if span == TODAY else 1):
        found[one.date].append(one)
    if span == TODAY:
        held = [day for day in sorted(found) if any(not one.cancelled for one in found[day])]
        kept = sorted({day for day in found if day == today} | set(held[:1]))
    else:
        last = monday + timedelta(days=6 if span == WEEK else 13)
        kept = [day for day in sorted(found) if day <= last]
    return [(day, [row(one, everything, keep) for one in found[day]]) for day in kept]


def _nothing(everything: Everything, span: str) -> str:
    if not everything.seasons:
        return _("Her er ingen tider lige nu. Se igen om nogle dage.")
    return {
        TODAY: _("Ingen café har åbent de næste 14 dage."),
        WEEK: _("Ingen café har åbent resten af ugen."),
        NEXT: _("Ingen café har åbent næste uge."),
    }[span]


def changes(everything: Everything, only: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """What is cancelled or otherwise, one line a café, soonest first; of some places only, where they are given."""
    wanted = None if only is None else set(only)
    lines: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    for season in everything.seasons:
        moved = Moved(season.moves, everything.now.day)
        changed = Changed(season.changes, everything.now.day, everything.next_of)
        by_place: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for change, told in zip(season.changes, changed.cards(), strict=True):
            if wanted is None or change.place_key in wanted:
                by_place[change.place_key].append({**told, "on": change.date})
        lines += [((dates[0]["on"], dates[0]["place"]), _line(dates)) for dates in by_place.values()]
        for move, line in zip(moved.in_order(), moved.lines(), strict=True):
            if wanted is None or move.place_key in wanted:
                lines.append(((move.from_date, move.place), {"moved": line}))
    return [line for _order, line in sorted(lines, key=lambda pair: pair[0])]


def _line(dates: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A café's changed dates as one line: the first in full, the others by their date."""
    first, *others = dates
    return {**first, "also": [{"date": one["date"], "word": one["word"], "time": one["time"]} for one in others]}
