"""Places and their history as plain values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.records.drive.days.of_place import Stood
from driveout.records.place.models import Doubt, Place, PlaceQuestion


def places_page(places: Sequence[Place], questions: Sequence[PlaceQuestion], *, may_answer: bool) -> dict[str, Any]:
    """No query."""
    return {
        "questions": [_question(row) for row in questions],
        "may_answer": may_answer,
        "places": [
            {"id": row.pk, "name": row.name, "before": say.listing(row.names) if row.names else ""}
            for row in sorted(places, key=lambda row: say.danish_order(row.name))
        ],
    }


def _question(row: PlaceQuestion) -> dict[str, Any]:
    told = {"one": row.one.name, "other": row.other.name}
    why = {
        Doubt.FAR: _("De hedder det samme, men ligger langt fra hinanden."),
        Doubt.SEVERAL: _("Der er flere steder af det navn, eller en fil kender stedet under et andet nummer."),
        Doubt.RENAMED: _("De hedder noget forskelligt, men ligger på samme sted."),
    }
    title = _("Er %(one)s og %(other)s det samme sted?") % told
    spots = [{"name": one.name, "at": _spot(one), "id": one.pk} for one in (row.one, row.other)]
    return {"id": row.pk, "title": title, "why": why[Doubt(row.why)], "spots": spots}


def _spot(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return _("ingen har sagt, hvor det ligger")
    return f"{say.number(place.lat, 4)} / {say.number(place.lon, 4)}"


def place_page(place: Place, history: Sequence[Stood], today: date) -> dict[str, Any]:
    """No query."""
    return {
        "name": place.name,
        "before": say.listing(place.names) if place.names else "",
        "total": _total([one.guests for one in history if one.guests is not None]),
        "withheld": hidden.are_hidden(),
        "rows": [_stood(one, today) for one in history],
    }


def _total(came: Sequence[int]) -> str:
    """“2 caféer er holdt her, 9 gæster i alt.”"""
    if not came:
        return _("Her er ingen café holdt endnu.")
    held = ngettext("%(n)s café er holdt her", "%(n)s caféer er holdt her", len(came)) % {"n": say.number(len(came))}
    if hidden.are_hidden():
        return f"{held}."
    guests = ngettext("%(n)s gæst i alt", "%(n)s gæster i alt", sum(came)) % {"n": say.number(sum(came))}
    return f"{held}, {guests}."


def _state(one: Stood, today: date) -> dict[str, str]:
    """Icon, word and colour, as on the day's own page."""
    if one.cancelled:
        return {"kind": "bad", "icon": "calendar-x", "word": _("Aflyst")}
    late = _("%(time)s senere") % {"time": say.hours(one.late)} if one.late else ""
    if one.guests is not None:
        return {"kind": "ok", "icon": "check", "word": f"{_('Holdt')}, {late}" if late else _("Holdt")}
    if one.date < today:
        return {"kind": "warn", "icon": "circle-alert", "word": _("Intet meldt")}
    return {"kind": "warn" if late else "", "icon": "clock", "word": late or _("Planlagt")}


def _stood(one: Stood, today: date) -> dict[str, Any]:
    return {
        "date": say.capital(
            _("%(day)s den %(date)s") % {"day": say.day(one.date.weekday()), "date": say.date_long(one.date)}
        ),
        "season": one.season,
        "called": one.called,
        "expected": say.about(one.expected, 0),
        "guests": "–" if one.guests is None or hidden.are_hidden() else say.number(one.guests),
        "hosts": say.number(one.hosts),
        "state": _state(one, today),
        "why": _(one.why) if one.why else "",
    }
