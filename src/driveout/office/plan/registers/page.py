"""What the pages of the registers show: the overview, a list, a form. A fixed number of queries each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look.say import danish_order
from driveout.look.templatetags.look import danish
from driveout.office import say
from driveout.office.forms.kinds import said_spans
from driveout.office.plan.registers import edits
from driveout.office.plan.registers.names import PEOPLE, SLUG_OF, name_of
from driveout.office.plan.registers.rights import may_add, may_edit, reach_of
from driveout.records.place.joining import open_questions
from driveout.records.plan import queries
from driveout.records.plan.models import Hub, Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers import editing
from driveout.records.plan.registers.missing import WHERE, Missing, missing
from driveout.records.plan.registers.values import AT_A_HUB, Values, read
from driveout.records.team.models import Member
from driveout.records.team.rules import may_see_crew


def overview(season: Season, member: Member, now: datetime) -> dict[str, Any]:
    """All registers with how much stands in each, what is missing, and what was edited last. At most 25 queries."""
    hubs = queries.hubs_of(season.pk)
    counts = {register: len(read(season.pk, register)) for register in SLUG_OF if register != Register.SEASON}
    cards = [
        {
            "slug": slug, "name": name_of(register).all, "what": name_of(register).what,
            "icon": name_of(register).icon, "n": say.number(counts[register]) if register in counts else "",
        }
        for register, slug in SLUG_OF.items()
    ]  # fmt: skip
    return {
        "season": season,
        "cards": cards,
        "missing": lacks(season.pk),
        "asked": len(open_questions(season.organisation_id)),
        "history": edits.shown(editing.newest_edits(season.pk), member, hubs, now),
        "planned": queries.newest_plan(season.pk) is not None,
    }


def lacks(season_id: int) -> list[dict[str, str]]:
    """What must be there before the season can be planned, each with where to put it right."""
    words = {
        Missing.HUB: _("Mindst én hub, som vognene kører fra."),
        Missing.WORKDAYS: _("Arbejdsdage på mindst én hub."),
        Missing.STOP: _("Mindst ét sted, der må få besøg."),
        Missing.WINDOWS: _("Tidspunkter, hvor mindst ét sted kan være åbent."),
        Missing.VEHICLE: _("Mindst én vogn med mindst én dag."),
        Missing.EMPLOYEE: _("Mindst én medarbejder med mindst én dag."),
        Missing.VOLUNTEER: _("Mindst én frivillig med mindst én dag. Eller sæt frivillige til 0 ved stederne."),
    }
    found = []
    for what in missing(season_id):
        new = what not in (Missing.WORKDAYS, Missing.WINDOWS)
        address = reverse("office:new_row" if new else "office:register", args=(season_id, SLUG_OF[WHERE[what]]))
        found.append({"text": words[what], "href": address})
    return found


def listing(season: Season, member: Member, register: Register, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """One register's rows, those that the search finds. At most fourteen queries."""
    hubs = queries.hubs_of(season.pk)
    of = reach_of(member, hubs)
    rows = read(season.pk, register)
    q, hub = asked.get("q", "").strip()[:80], asked.get("hub", "")
    kept = {pk: row for pk, row in rows.items() if keeps(register, row, q, hub)}
    plan = queries.newest_plan(season.pk)
    name = name_of(register)
    mine = [pk for pk, row in kept.items() if may_edit(member, register, [(pk, row)], of)]
    return {
        "season": season, "slug": SLUG_OF[register], "title": name.all, "what": name.what, "new": name.new,
        "q": q, "query": "?" + urlencode({"q": q, "hub": hub}),
        "hubs": [{"value": str(h.pk), "word": h.name, "chosen": str(h.pk) == hub} for h in hubs],
        "by_hub": register != Register.HUB and len(hubs) > 1,
        "heads": heads(register),
        "rows": _rows(season, register, kept, hubs, mine, sees_crew=may_see_crew(member)),
        "shown": _shown(len(kept), len(rows)),
        "some": bool(mine) and register != Register.HUB, "many": len(mine),
        "may_add": may_add(member, register, of.own), "any": bool(rows),
        "edits": edits.waiting(season.pk, plan, plan.made_at if plan else None, member, hubs, now),
    }  # fmt: skip


def _shown(kept: int, rows: int) -> str:
    if kept == rows:
        return ngettext("%(n)s række", "%(n)s rækker", rows) % {"n": say.number(rows)}
    return _("%(kept)s af %(rows)s") % {"kept": say.number(kept), "rows": say.number(rows)}


def keeps(register: Register, row: Values, q: str, hub: str) -> bool:
    """Is this row among those that the search and the filter ask for?"""
    words = " ".join(str(row.get(name, "")) for name in ("name", "venue", "address", "place_name"))
    own = row["hubs"] if register == Register.STOP else [row["hub"]] if register in AT_A_HUB else []
    return q.lower() in words.lower() and (not hub or register == Register.HUB or hub in map(str, own))


def heads(register: Register) -> list[str]:
    """The columns' names, after the row's own."""
    return {
        Register.HUB: [_("Arbejdsdage"), _("Steder"), _("Vogne")],
        Register.STOP: [_("Hub"), _("Kan være åbent"), _("Besøg"), _("Ventede gæster"), _("Pladser")],
        Register.VEHICLE: [_("Hub"), _("Dage")],
        Register.EMPLOYEE: [_("Hub"), _("Dage"), _("Om ugen")],
        Register.VOLUNTEER: [_("Hub"), _("Dage"), _("Åbninger om ugen")],
    }[register]


def _rows(
    season: Season, register: Register, kept: Mapping[int, Values], hubs: Sequence[Hub], mine: Sequence[int],
    *, sees_crew: bool,
) -> list[dict[str, Any]]:  # fmt: skip
    names = {hub.pk: hub.name for hub in hubs}
    at = _at_hubs(season.pk) if register == Register.HUB else (Counter(), Counter())
    hidden = register in PEOPLE and not sees_crew
    own = set(mine)
    order = sorted(kept, key=lambda pk: (danish_order(kept[pk]["name"]), pk))
    found = []
    for number, pk in enumerate(order, start=1):
        name = f"{say.capital(name_of(register).one)} {number}" if hidden else kept[pk]["name"]
        cells = zip(heads(register), _cells(register, pk, kept[pk], names, at), strict=True)
        found.append({"id": pk, "name": name, "cells": list(cells), "may_edit": pk in own})
    return found


def _at_hubs(season_id: int) -> tuple[Counter[int], Counter[int]]:
    stops = Counter(hub for row in read(season_id, Register.STOP).values() for hub in row["hubs"][:1])
    return stops, Counter(row["hub"] for row in read(season_id, Register.VEHICLE).values())


def _cells(
    register: Register, pk: int, row: Values, hubs: Mapping[int, str], at: tuple[Counter[int], Counter[int]]
) -> list[object]:
    if register == Register.HUB:
        return [said_spans(row["workdays"]), say.number(at[0][pk]), say.number(at[1][pk])]
    if register == Register.STOP:
        known = _("lært") if row["known"] == "learned" else _("antaget")
        least, most = row["visits_min"], row["visits_max"]
        return [
            danish(", ".join(hubs[hub] for hub in row["hubs"])),
            said_spans(row["windows"]),
            str(most) if least == most else f"{least}–{most}",
            f"{say.number(row['mean_guests'], 1)} ({known})",
            say.number(row["seats"]),
        ]
    own = [danish(hubs[row["hub"]]), say.capital(say.days(row["weekdays"])) if row["weekdays"] else _("Ingen dage")]
    if register == Register.EMPLOYEE:
        own.append(say.hours(row["minutes_a_week"]))
    if register == Register.VOLUNTEER:
        own.append(say.number(row["openings_a_week"]))
    return own
