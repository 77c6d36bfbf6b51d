"""What a plan does to whom, in words: places, people, guests, and what is asked of whoever decides."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.drive.from_when import is_too_soon, needs_yes
from driveout.office import hidden, say
from driveout.records.drive.crew.both import Both, On
from driveout.records.drive.days.made_of import Effect, Hour, OnePerson, OnePlace
from driveout.records.drive.days.together import Preview

MOST = 400  # places or people shown


def what_it_does(found: Preview, today: date, *, agree: bool) -> dict[str, Any]:
    """Plain values of a preview, without a query. `agree`: guests and crew read the same now."""
    effect, too_soon = found.effect, not found.is_new and is_too_soon(found.first, today)
    names = not hidden.are_hidden()
    return {
        "first": found.first.isoformat(),
        "first_said": say.date_long(found.first),
        "usual": say.date_long(found.usual),
        "is_new": found.is_new,
        "too_soon": too_soon and found.ended is None,
        "too_late": _too_late(found.ended),
        "asks": not found.is_new and not too_soon and needs_yes(found.first, today),
        "mark": effect.mark,
        "parts": _parts(effect.places),
        "people": [_person(one) for one in effect.people[:MOST]] if names else [],
        "people_said": _people(len(effect.people)),
        "told": _told(effect),
        "both": [_both(one) for one in effect.both[:MOST]] if names else [],
        "public": effect.public,
        "nothing": agree and not effect.places and not effect.people and not effect.public,
    }


def _too_late(ended: date | None) -> str:
    if ended is None:
        return ""
    return _("Sæsonen slutter den %(date)s. Vælg en dag, før den slutter.") % {"date": say.date_long(ended)}


def _parts(places: Sequence[OnePlace]) -> list[dict[str, Any]]:
    """Those that are new, another, or no more; each part that has any."""
    new = [one for one in places if not one.was]
    gone = [one for one in places if not one.now]
    other = [one for one in places if one.was and one.now]
    titles = (
        ("map-pin", ngettext("%(n)s nyt sted", "%(n)s nye steder", len(new)), new),
        ("clock", ngettext("%(n)s sted får en anden uge", "%(n)s steder får en anden uge", len(other)), other),
        ("calendar-x", ngettext("%(n)s sted har ingen café mere", "%(n)s steder har ingen café mere", len(gone)), gone),
    )
    return [
        {"title": title % {"n": say.number(len(part))}, "icon": icon, "rows": [_place(one) for one in part[:MOST]]}
        for icon, title, part in titles
        if part
    ]


def _place(one: OnePlace) -> dict[str, Any]:
    return {"name": one.name, "was": _week(one.was), "now": _week(one.now), "first": say.date_short(one.first)}


def _week(hours: Sequence[tuple[Hour, int]]) -> list[str]:
    """“tirsdag kl. 10–11.30 (12 datoer)”."""
    return [
        ngettext("%(day)s kl.\u00a0%(time)s (%(n)s dato)", "%(day)s kl.\u00a0%(time)s (%(n)s datoer)", n)
        % {"day": say.day(day), "time": say.span(starts, minutes), "n": say.number(n)}
        for (day, starts, minutes, _venue), n in hours
    ]


def _people(n: int) -> str:
    said = ngettext("%(n)s på holdet får andre vagter", "%(n)s på holdet får andre vagter", n)
    return said % {"n": say.number(n)}


def _person(one: OnePerson) -> dict[str, Any]:
    said = (
        (one.on, ngettext("%(n)s ny vagt", "%(n)s nye vagter", one.on)),
        (one.moved, ngettext("%(n)s på et andet klokkeslæt", "%(n)s på et andet klokkeslæt", one.moved)),
        (one.off, ngettext("%(n)s vagt mindre", "%(n)s vagter mindre", one.off)),
    )
    what = [text % {"n": say.number(n)} for n, text in said if n]
    return {"name": one.name, "hub": one.hub, "what": what, "first": say.date_short(one.first)}


def _told(effect: Effect) -> str:
    """Who hears of it by itself; the others are never said to have been told."""
    ring = ngettext(
        "%(n)s får ingen besked herfra og kommer på en ringeliste.",
        "%(n)s får ingen besked herfra og kommer på en ringeliste.",
        effect.to_ring,
    ) % {"n": say.number(effect.to_ring)}
    if not effect.told:
        nobody = _("Ingen får besked nu: de ser det på deres egen side, eller skal have det at vide.")
        return ring if effect.to_ring else nobody
    said = ngettext("%(n)s får besked nu.", "%(n)s får besked nu.", effect.told) % {"n": say.number(effect.told)}
    return f"{said} {ring}" if effect.to_ring else said + " " + _("Resten ser det på deres egen side.")


def _both(one: Both) -> str:
    told = {"name": one.name, "day": say.date_short(one.first.shift.date)}
    at = {"a": _where(one.first), "b": _where(one.second)}
    return _("%(name)s står to steder på samme tid %(day)s: %(a)s og %(b)s.") % {**told, **at}


def _where(on: On) -> str:
    return on.shift.place or on.shift.hub_name
