"""What stands around every page of days: the season's name, silent phones, and what to do while there is nothing."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.records.drive.days import queries
from driveout.records.meet.of_day import unheard
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_plan


def heading(season: Season) -> dict[str, Any]:
    """The season's name and weeks, and the way back to it."""
    return {"id": season.pk, "name": season.name, "weeks": say.weeks(season.first_day, season.weeks)}


def phones(member: Member, now: datetime) -> dict[str, str] | None:
    """How many phones were silent for a day, in a sentence; a hub leader's are those of the own hub. One query."""
    hub = member.hub_key if member.role == Role.HUB_LEADER else ""
    found = unheard(member.organisation_id, now, hub=hub)
    if not found.phones:
        return None
    said = {"n": say.number(found.silent), "all": say.number(found.phones), "waiting": say.number(found.waiting)}
    if not found.silent and not found.waiting:
        text = ngettext("%(all)s telefon er hørt.", "Alle %(all)s telefoner er hørt.", found.phones) % said
        return {"kind": "ok", "icon": "check", "text": text}
    text = ngettext(
        "%(n)s telefon af %(all)s er ikke hørt i et døgn.", "%(n)s telefoner af %(all)s er ikke hørt i et døgn.",
        found.silent,
    )  # fmt: skip
    held = ngettext("%(waiting)s ting venter på dem.", "%(waiting)s ting venter på dem.", found.waiting)
    return {"kind": "warn", "icon": "circle-alert", "text": f"{text} {held}" % said}


def empty(season: Season, member: Member) -> dict[str, Any]:
    """Why there is nothing here, and the next thing to do. At most three queries."""
    way_on = {"href": reverse("office:season", args=(season.pk,)), "word": _("Gå til sæsonen")}
    if season.is_scenario or season.set_aside_at:
        text = _("Det her er en prøve eller en gammel sæson. Den har ingen dage.")
        return {"title": _("Ingen dage her"), "text": text, "way_on": way_on}
    if queries.first_and_last(season.pk):
        text = _("Der kører ingen vogn den dag. Se en anden dag.")
        week = {"href": reverse("office:days", args=(season.pk,)), "word": _("Se ugen")}
        return {"title": _("Ingen ture"), "text": text, "way_on": week}
    return {"title": _("Ingen dage endnu"), **_before_the_first(season, member)}


def _before_the_first(season: Season, member: Member) -> dict[str, Any]:
    plans = {"href": reverse("office:plans", args=(season.pk,)), "word": _("Gå til planerne")}
    frame = reverse("office:row", args=(season.pk, "season", season.pk))
    if season.first_day is None:
        text = _("Sæsonen har ingen første dag. Skriv den i registret, så kan planen sættes på datoer.")
        return {"text": text, "way_on": {"href": frame, "word": _("Skriv første dag")}}
    plan = queries.approved_plan(season.pk)
    if plan is None:
        return {"text": _("Når en plan er godkendt, kan den sættes på datoer."), "way_on": plans}
    if not may_plan(member):
        return {"text": _("Planen er godkendt. Koordinatoren sætter den på datoer."), "way_on": plans}
    return {
        "text": _("Planen er godkendt. Sæt den på datoer, så får alle deres vagter."),
        "make": reverse("office:hold_plan", args=(season.pk, plan.pk)),
        "way_on": plans,
    }
