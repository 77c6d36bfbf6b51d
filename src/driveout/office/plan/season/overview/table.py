"""All stops as a list: the map's and the timetable's equal in words, and the places that get no visit."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Known
from driveout.look.say import danish_order
from driveout.look.say import municipality as municipality_name
from driveout.office import say
from driveout.office.plan.season.asked.choice import MAP_AND_WEEK, Choice
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.models import Opening, Stop


def table(facts: Facts, choice: Choice) -> dict[str, Any]:
    """Visited stops first, by hub and name; then those that are not."""
    order = {hub.id: at for at, hub in enumerate(facts.hubs)}
    kept = [stop for stop in facts.stops if choice.keeps(stop, facts) and _on_day(stop, facts, choice)]
    kept.sort(key=lambda stop: (stop.id not in facts.visits, order[facts.home[stop.id]], danish_order(stop.name)))
    rows = [_row(stop, facts, choice) for stop in kept]
    left_out = sum(not row["visits"] for row in rows)
    n = len(rows)
    text = ngettext("%(n)s sted", "%(n)s steder", n) % {"n": say.number(n)}
    if facts.plan and left_out:
        text += ", " + _("%(n)s uden besøg") % {"n": say.number(left_out)}
    return {"rows": rows, "text": text}


def _on_day(stop: Stop, facts: Facts, choice: Choice) -> bool:
    if choice.weekday is None:
        return True
    return any(opening.weekday == choice.weekday for opening in facts.visits.get(stop.id, []))


def _row(stop: Stop, facts: Facts, choice: Choice) -> dict[str, Any]:
    visits = facts.visits.get(stop.id, [])
    return {
        "id": stop.id,
        "address": choice.address(vis=MAP_AND_WEEK, hub=facts.home[stop.id], dag=None, sted=stop.id) + "#sted",
        "name": stop.name,
        "venue": stop.venue,
        "municipality": municipality_name(stop.municipality),
        "hub": facts.hub[facts.home[stop.id]].name,
        "times": [f"{say.capital(say.day(o.weekday))} {say.span(o.starts, o.minutes)}" for o in visits],
        "guests": _guests(visits),
        "visits": len(visits),
        "inhabitants": "" if stop.inhabitants is None else say.number(stop.inhabitants),
        "belief": _("lært") if stop.known == Known.LEARNED.value else _("antaget"),
        "believed": say.number(stop.mean_guests, 1),
    }


def _guests(visits: list[Opening]) -> str:
    """A week's guests; with two visits the interval is each visit's own."""
    if not visits:
        return ""
    if len(visits) == 1:
        return say.guests(visits[0].guests, visits[0].guests_low, visits[0].guests_high)
    n = round(sum(opening.guests for opening in visits))
    text = ngettext("%(n)s gæst", "%(n)s gæster", n) % {"n": say.number(n)}
    low, high = visits[0].guests_low, visits[0].guests_high
    if low is None or high is None:
        return text
    return _("%(text)s, hver gang %(low)s–%(high)s") % {"text": text, "low": low, "high": high}
