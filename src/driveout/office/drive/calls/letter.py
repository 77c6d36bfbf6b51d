"""Writing to a crew: whom it reaches how is shown before it is sent; then it is sent once."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from driveout.office import say
from driveout.office.doors import of_own_season
from driveout.office.me import me
from driveout.records.drive.calls.letters import (
    LONGEST,
    NothingToSay,
    OtherCrew,
    To,
    crew_of_day,
    crew_of_hub,
    mark_of,
    write_letter,
)
from driveout.records.drive.crew.rules import leads, leads_somewhere
from driveout.records.drive.models import Trip
from driveout.records.plan.models import Season
from driveout.records.plan.queries import hubs_of
from driveout.records.team.models import Member

FEW = 12  # more than these are counted, and named when one asks


@dataclass(frozen=True)
class Whom:
    """To whom: the crew, the day it is about, what both are called, and the form's own values for asking again."""

    crew: list[To]
    day: date
    about: str
    asked: dict[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_season
def letter(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The form with whom it reaches; posted: sent, and on to the list."""
    if not leads_somewhere(member):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    whom = _whom(season, member, asked)
    if request.method != "POST" or not whom.crew:  # to nobody: the page says so
        return _show(request, member, season, whom)
    once, text = request.POST.get("once", "")[:40], request.POST.get("text", "").replace("\r\n", "\n")
    try:
        row = write_letter(
            season=season, crew=whom.crew, shown=request.POST.get("shown", ""), day=whom.day, about=whom.about,
            text=text, once=f"{member.pk} {once}", by=member, now=timezone.now(),
        )  # fmt: skip
    except NothingToSay:
        return _show(request, member, season, whom, trouble=_("Skriv, hvad holdet skal vide. Intet er sendt."))
    except OtherCrew:
        return _show(
            request, member, season, whom, trouble=_("Holdet er ændret imens. Se listen igen. Intet er sendt.")
        )
    left = sum(not one.channel for one in whom.crew)
    if left == len(whom.crew):
        messages.warning(request, _("Ringelisten er klar.") + " " + _calls(left))
    elif left:
        messages.warning(request, _("Sendt.") + " " + _calls(left))
    else:
        messages.success(request, _("Sendt til alle."))
    return redirect("office:call_list", season.pk, row.pk)


def _gets(many: int) -> str:
    if not many:
        return _("Ingen får den som besked.")
    return ngettext("%(n)s får den som besked.", "%(n)s får den som besked.", many) % {"n": say.number(many)}


def _calls(left: int) -> str:
    return ngettext(
        "%(n)s får ingen besked herfra og skal ringes op.", "%(n)s får ingen besked herfra og skal ringes op.", left
    ) % {"n": say.number(left)}  # fmt: skip


def _whom(season: Season, member: Member, asked: QueryDict) -> Whom:
    """A trip (`tur`), a day (`dag`, of one hub or all that one leads), or a hub. Not here: 404; not led: 403."""
    trip_id, hub, day = asked.get("tur", ""), asked.get("hub", ""), _day(asked.get("dag", ""))
    if trip_id:
        number = int(trip_id) if trip_id.isdecimal() and len(trip_id) < 12 else 0
        trip = Trip.objects.filter(season=season, pk=number).first()
        if trip is None:
            raise Http404
        _check(member, trip.hub_key)
        crew = crew_of_day(season, trip.date, member, trip=trip.pk)
        return Whom(crew, trip.date, f"{trip.name} ({say.date_year_free(trip.date)})", {"tur": trip_id})
    names = {str(one.where_id): one.name for one in hubs_of(season.pk)}
    if (hub and hub not in names) or not (hub or day):
        raise Http404
    if hub:
        _check(member, hub)
    if day:
        crew = crew_of_day(season, day, member, hub=hub)
        about = ", ".join([*([names[hub]] if hub else []), say.date_year_free(day)])
        return Whom(crew, day, about, {"dag": day.isoformat(), "hub": hub})
    return Whom(crew_of_hub(season, hub, member), timezone.localdate(), names[hub], {"hub": hub})


def _check(member: Member, hub: str) -> None:
    if not leads(member, hub):
        raise PermissionDenied


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _show(
    request: HttpRequest, member: Member, season: Season, whom: Whom, *, trouble: str = ""
) -> HttpResponse:  # fmt: skip
    text = request.POST.get("text", "")
    left = sum(not one.channel for one in whom.crew)
    many = len(whom.crew) - left
    send = ngettext("Send til %(n)s", "Send til %(n)s", many) % {"n": say.number(many)}
    values: dict[str, Any] = {
        "season": season, "me": {**me(member), "leads": True}, "page": "letter", "about": whom.about,
        "asked": whom.asked, "most": LONGEST,
        "title": _("Skriv til holdet"), "text": text, "trouble": trouble,
        "once": request.POST.get("once", "")[:40] or uuid4().hex, "shown": mark_of(whom.crew),
        "to": [{"name": one.name, "how": _how(one)} for one in sorted(whom.crew, key=lambda one: bool(one.channel))],
        "gets": _gets(many), "gets_any": many > 0, "calls": _calls(left) if left else "", "few": FEW,
        "send": (_("%(send)s, og lav en ringeliste") % {"send": send} if left else send) if many
                else _("Lav en ringeliste"),
    }  # fmt: skip
    return render(request, "office/calls/letter.html", values, status=422 if trouble else 200)


def _how(one: To) -> dict[str, str]:
    if one.channel:
        word = _("Får en sms") if one.channel == "sms" else _("Får en mail")
        return {"text": word, "icon": "check", "kind": "ok"}
    text = _("Logger ikke ind") if one.member is None else _("Får ingen beskeder")
    return {"text": text, "icon": "phone", "kind": "warn"}
