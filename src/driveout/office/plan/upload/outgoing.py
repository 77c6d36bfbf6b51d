"""A plan as files: which there are, which are on their way, and which are ready."""

from datetime import datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.look.say import moment
from driveout.office import hidden
from driveout.office.plan.plans.shelf import Shelf
from driveout.office.plan.upload.incoming import size
from driveout.records.plan.files import uploads
from driveout.records.plan.models import Plan, PlanFile

Kind = PlanFile.Kind
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".ics": "text/calendar; charset=utf-8",
    ".geojson": "application/geo+json",
    ".pdf": "application/pdf",
}


WITH_NAMES = {Kind.EXCEL, Kind.CSV, Kind.RUN_SHEETS}  # of crew


def files_page(shelf: Shelf, plan: Plan, now: datetime) -> dict[str, Any]:
    """Plain values for the page. One query."""
    here = uploads.files_of(plan.id, language(), now)
    rows = [
        _row(kind, name, what, here.get(kind.value), now)
        for kind, name, what in _offered()
        if not (hidden.are_hidden() and kind in WITH_NAMES)
    ]
    return {
        "plan": {"id": plan.id, "name": shelf.name(plan), "made": moment(plan.made_at)},
        "rows": rows,
        "without_names": hidden.are_hidden(),
        "waits": any(row["state"] == "waits" for row in rows),
    }


def language() -> str:
    """What the files are written in: the page's own language."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def file_name(file: PlanFile, plan: str, season: str) -> str:
    """“akut-2020-plan-7-koeresedler.pdf”: letters that every disk takes."""
    words = {
        Kind.EXCEL: _("regneark"),
        Kind.CSV: _("tabeller"),
        Kind.CALENDAR: _("kalender"),
        Kind.MAP: _("kort"),
        Kind.CARDS: _("ugekort"),
        Kind.RUN_SHEETS: _("køresedler"),
    }
    plain = f"{season} {plan} {words[Kind(file.kind)]}".lower()
    for letter, ascii_ in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        plain = plain.replace(letter, ascii_)
    return slugify(plain) + uploads.ENDINGS[Kind(file.kind)]


def file_type(file: PlanFile) -> str:
    """As browsers name it."""
    return TYPES[uploads.ENDINGS[Kind(file.kind)]]


def _offered() -> tuple[tuple[Kind, str, str], ...]:
    return (
        (Kind.EXCEL, _("Excel-regneark"), _("Tidsplan, ture, frivillige, steder og bevis. Har navne på holdet.")),
        (Kind.CSV, _("CSV-filer i en zip"), _("De samme tabeller til andre programmer. Har navne på holdet.")),
        (Kind.CALENDAR, _("Kalender"), _("Hver åbning på sin dag, uden helligdage. Uden navne.")),
        (Kind.MAP, _("Kortdata (GeoJSON)"), _("Steder, hubs og ture på kort. Uden navne.")),
        (Kind.CARDS, _("Ugekort til print (PDF)"), _("Et A5-kort til hvert sted, på dansk. Uden navne.")),
        (Kind.RUN_SHEETS, _("Køresedler til print (PDF)"), _("Hver hub og dag, på dansk. Har navne på holdet.")),
    )


def _row(kind: Kind, name: str, what: str, file: PlanFile | None, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": kind.value, "name": name, "what": what, "state": "none"}
    if file is None:
        return row
    if file.made_at:
        text = _("Lavet %(when)s, %(size)s") % {"when": moment(file.made_at), "size": size(file.size)}
        notes = [note[language()] for note in file.troubles]
        return {**row, "state": "ready", "text": text, "notes": " ".join(notes)}
    if uploads.is_under_way(file, now):
        return {**row, "state": "waits"}
    troubles = [trouble[language()] for trouble in file.troubles]
    return {**row, "state": "failed", "troubles": troubles or [_("Fejlen er vores. Planen er ikke ændret. Prøv igen.")]}
