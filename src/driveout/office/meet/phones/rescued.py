"""What became of everything in a file from a phone."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import EventKind, FieldEvent
from driveout.office import say
from driveout.office.drive.days import words
from driveout.office.meet.phones.page import why
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import Phone
from driveout.records.meet.rescuing import LARGEST_FILE, Rescued

LARGEST_MB = LARGEST_FILE // 1_000_000


def rescued_page(phone: Phone, rescued: Iterable[Rescued]) -> dict[str, Any]:
    """Plain values. One query: the cafés' names."""
    rows = list(rescued)
    asked = {one.event.occurrence for one in rows if one.event}
    own = Occurrence.objects.filter(pk__in=asked, season__organisation_id=phone.member.organisation_id)
    cafes = {row.pk: f"{row.place}, {words.date_line(row.date)}" for row in own}
    new = sum(one.fate.status == 201 for one in rows)
    there = sum(one.fate.status == 200 for one in rows)
    return {
        "phone": phone.name,
        "who": phone.member.user.first_name or phone.member.user.username,
        "new": ngettext("%(n)s er landet nu.", "%(n)s er landet nu.", new) % {"n": say.number(new)},
        "there": ngettext("%(n)s var her i forvejen.", "%(n)s var her i forvejen.", there) % {"n": say.number(there)},
        "refused": len(rows) - new - there,
        "rows": [_row(at, one, cafes) for at, one in enumerate(rows, start=1)],
    }


def _row(at: int, one: Rescued, cafes: dict[int, str]) -> dict[str, Any]:
    ok = one.fate.status in (200, 201)
    landed = _("Landet") if one.fate.status == 201 else _("Var her i forvejen")
    return {
        "n": say.number(at),
        "what": _what(one.event),
        "cafe": cafes.get(one.event.occurrence, "–") if one.event else "–",
        "when": say.moment(one.event.at) if one.event else "–",
        "ok": ok,
        "fate": landed if ok else why(one.fate.code),
    }


def _what(event: FieldEvent | None) -> str:
    """The kind of thing it is. What somebody said stays unread."""
    if event is None:
        return _("Kan ikke læses")
    said = {
        EventKind.OPEN: _("Åbnet"),
        EventKind.COUNT: _("Talt"),
        EventKind.UNDO: _("Fortrudt"),
        EventKind.WORDS: _("Egne ord"),
        EventKind.NEXT_STEP: _("Et næste skridt"),
        EventKind.MISHAP: _("Et uheld"),
        EventKind.SHADOW: _("Arbejde ved siden af"),
        EventKind.SET: _("Et svar"),
        EventKind.CLOSE: _("Lukket"),
    }
    return said[event.kind]


def why_not(reason: str) -> str:
    """Why the file as a whole was not read in, what holds, and what to do."""
    said = {
        "no_file": _("Du har ikke valgt en fil. Vælg den, og prøv igen."),
        "too_large": _("Filen er for stor. Den må højst fylde %(most)s MB. Intet er læst ind.") % {"most": LARGEST_MB},
        "not_a_file": _(
            "Det er ikke en fil fra appen, eller den er beskadiget. Intet er læst ind. Hent den igen på telefonen."
        ),
        "unknown_phone": _("Filen er fra en telefon, som du ikke ser her. Intet er læst ind. Spørg din koordinator."),
        "another_key": _(
            "Filen er låst med en anden nøgle end jeres. Intet er læst ind. Spørg den, der passer driften."
        ),
    }
    return said[reason]
