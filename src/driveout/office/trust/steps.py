"""Next steps as plain values: at which cafés somebody asked, what for, and with which code."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext

from driveout.look import say
from driveout.look.threads import need
from driveout.office.trust.words import cafe
from driveout.records.meet.models import Card
from driveout.records.meet.next_steps import Asked


def asked_rows(rows: Sequence[Asked]) -> list[dict[str, Any]]:
    """Cafés, with how many asked there."""
    return [{**cafe(row.occurrence), "text": many(row.steps)} for row in rows]


def many(n: int) -> str:
    """“2 næste skridt”."""
    return ngettext("%(n)s næste skridt", "%(n)s næste skridt", n) % {"n": say.number(n)}


def cards(rows: Sequence[Card]) -> list[dict[str, Any]]:
    """Kind of need, code, and where and when it was given."""
    return [{"need": need(row.need), "code": row.code, "cafe": cafe(row.occurrence)} for row in rows]
