"""Next steps as plain values: at which cafés somebody asked, what for, and with which code."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look import say
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


def need(kind: str) -> str:
    """What somebody wants help with, in the words of the crew's app."""
    words = {
        "debt": _("Gæld og penge"),
        "legal": _("Råd om ret og breve"),
        "addiction": _("Alkohol og stoffer"),
        "health": _("Krop og sind"),
        "housing": _("Et sted at bo"),
        "company": _("Nogen at være med"),
        "family": _("Familie og børn"),
        "work": _("Job og uddannelse"),
        "other": _("Noget andet"),
    }
    return words.get(kind, kind)
