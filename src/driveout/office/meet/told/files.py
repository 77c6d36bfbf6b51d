"""What cafés told as a table for a spreadsheet: a row a café; for readers a row a month and place, as it is safe."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import hidden, say
from driveout.office.drive.days import words
from driveout.office.drive.days.cafe import tally_of
from driveout.office.meet.told import asked as choosing
from driveout.office.meet.told.cafes import clock, early_minutes, mishaps, shadows, values
from driveout.office.meet.told.numbers import COUNTED, EVER, Totals, month_of, numbers_of
from driveout.office.meet.told.safe import Safe
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import Tally
from driveout.records.meet.told import InWords, cafes_that_told, in_words
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role

Row = list[Any]
GIVEN = ("meal", "bag", "clothes", "pack")
FROM_TALLY = ("first", "before", "friend", "child", "early", "left", "stayed", "turned_away")


def told_rows(season: Season, member: Member, query: Mapping[str, str], today: date) -> list[Row]:
    """A head and the rows that were asked for, numbers as numbers. At most two queries."""
    cafes = cafes_that_told(season.pk)
    if hidden.are_hidden():
        return _safe_rows(Safe(cafes, today), query)
    months = sorted({month_of(cafe.date) for cafe in cafes}, reverse=True)
    own = (member.base_id,) if member.base_id and member.role != Role.COORDINATOR else ()
    chosen = choosing.read(query, months, Totals(cafes).names, own=own)
    held = [cafe for cafe in cafes if chosen.holds(cafe)]
    wrote = in_words([cafe.pk for cafe in held])
    return [_head(), *(_row(cafe, tally, wrote.get(cafe.pk, InWords())) for cafe in held if (tally := tally_of(cafe)))]


def _head() -> Row:
    return [
        *(_("Dato"), _("Hub"), _("Sted"), _("Planlagt"), _("Åbnede"), _("Lukkede"), _("Minutter før tid")),
        *(_("Gæster"), _("Første gang"), _("Været her før"), _("Ven, en gæst tog med"), _("Børn")),
        *(_("Kom før åbning"), _("En gik"), _("Blev til slut"), _("Gik, fordi der var fuldt")),
        *(_("Måltider"), _("Poser"), _("Tøj"), _("Pakker"), _("Næste skridt"), _("Egne ord")),
        *(_("Vejr"), _("Pladser"), _("Andet arbejde, minutter"), _("Andet arbejde")),
        *(_("Uheld"), _("Besked til de næste"), _("Se efter")),
    ]


def _row(cafe: Occurrence, tally: Tally, wrote: InWords) -> Row:
    return [
        *(cafe.date, cafe.hub, cafe.place, say.span(cafe.starts, cafe.minutes)),
        *(clock(tally.opened_at), clock(tally.closed_at), early_minutes(cafe, tally)),
        *(numbers_of(tally)["guests"], *(max(0, getattr(tally, name)) for name in FROM_TALLY)),
        *(max(0, tally.given.get(what, 0)) for what in GIVEN),
        *(tally.next_steps, tally.words, values(tally, "weather"), values(tally, "seats")),
        *(tally.shadow_minutes, shadows(tally, wrote), mishaps(wrote), values(tally, "note")),
        "; ".join(words.flag(name) for name in tally.flags),
    ]


def _safe_rows(safe: Safe, query: Mapping[str, str]) -> list[Row]:
    """“skjult” where a count is not shown."""
    chosen = choosing.read(query, safe.months, safe.names, free=False)
    months = (chosen.month,) if chosen.month != EVER else (*safe.months, EVER)
    inner = [row for row in safe.names if row[: len(chosen.row)] == chosen.row and row != chosen.row]
    found: list[Row] = [[_("Måned"), _("Hub"), _("Sted"), _("Caféer"), *(str(word) for word in COUNTED.values())]]
    for month in months:
        for row in (chosen.row, *sorted(inner)):
            if safe.cafes(row, month):
                hub = safe.names.get(row[:1], _("alle"))
                stop = safe.names[row] if len(row) == 2 else _("alle")
                cells = (safe.n(row, what, month) for what in COUNTED)
                told = [_("skjult") if n is None else n for n in cells]
                found.append([choosing.month_name(month), hub, stop, safe.cafes(row, month), *told])
    return found
