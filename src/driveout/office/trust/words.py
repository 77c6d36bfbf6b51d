"""Own words as plain values: where something was said, what was said, and who read it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from driveout.look import say
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import OwnWords
from driveout.records.meet.own_words import Read, Said


def cafe(row: Occurrence) -> dict[str, Any]:
    """“Karby, tirsdag 24. november 2026”."""
    when = f"{say.day(row.date.weekday())} {say.date_long(row.date)}"
    return {"id": row.pk, "place": row.place, "when": when, "hub": row.hub, "time": say.time(row.starts)}


def said_rows(rows: Sequence[Said]) -> list[dict[str, Any]]:
    """Cafés, with how many words are kept."""
    return [
        {
            **cafe(row.occurrence),
            "kept": row.kept,
            "text": _("%(n)s sagde noget") % {"n": say.number(row.said)},
            "wiped": _("%(n)s slettet") % {"n": say.number(row.said - row.kept)} if row.said > row.kept else "",
        }
        for row in rows
    ]


def read_page(read: Read) -> dict[str, Any]:
    """The words of one café."""
    return {"cafe": cafe(read.occurrence), "words": [_words(row) for row in read.words], "wiped": read.wiped}


def _words(row: OwnWords) -> dict[str, Any]:
    return {"id": row.pk, "text": row.text, "read_back": row.read_back, "until": say.date_long(row.keep_until)}
