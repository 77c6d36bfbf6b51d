"""The front door, and what is said when something cannot be shown."""

import sys

from django.contrib.auth.decorators import login_required
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from driveout.look.land import has_land, land_svg
from driveout.office.doors import for_office
from driveout.office.guide.first_steps import first_steps
from driveout.office.me import me
from driveout.office.people.refused import way_on, why_refused
from driveout.office.plan.scenarios.gone import gone
from driveout.records.drive.crew.rules import leads_somewhere
from driveout.records.drive.days.queries import first_and_last
from driveout.records.plan import queries
from driveout.records.team.models import Member, Role
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_manage_people, may_plan, may_see_office


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Today for those who lead, the season for the rest of the office; for those who only take people in, the people;
    volunteers' and partners' own page."""
    member = member_of(request.user)
    if may_manage_people(member) and not may_see_office(member):
        return redirect("office:people")
    if member is not None and member.role == Role.VOLUNTEER:
        return redirect("field:shifts")
    if member is not None and member.role == Role.PARTNER:
        return redirect("office:own_access")  # until partners get pages: no door that only refuses
    return _season(request)


@for_office
def _season(request: HttpRequest, member: Member) -> HttpResponse:
    """Today for those who lead, while the season stands on dates; the season that is running, else the newest that
    counts, or how to get one."""
    season = queries.season_now(member.organisation_id, timezone.localdate())
    if season and leads_somewhere(member) and first_and_last(season.pk):
        return redirect("office:leading")
    if season:
        return redirect("office:season", season_id=season.id)
    page = {"me": me(member), "may_plan": may_plan(member), "guide": first_steps(member, None)}
    return render(request, "office/no_season.html", page)


@require_GET
def land(request: HttpRequest) -> HttpResponse:
    """The coastline that maps point into. The same for everybody."""
    if not has_land():
        raise Http404
    drawing = HttpResponse(land_svg(), content_type="image/svg+xml")
    drawing["Cache-Control"] = "public, max-age=86400"
    return drawing


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also what another organisation's rows look like."""
    told = gone(request)
    sentences = [
        told or _("Siden er flyttet eller slettet, eller den hører til en anden organisation."),
        _("Ingenting er ændret."),
    ]
    return _say(request, 404, _("Den side er her ikke"), sentences)


def not_yours(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: says who can give access."""
    member = getattr(request, "member", None) or member_of(request.user)
    request.member = member  # type: ignore[attr-defined]  # the navigation need not ask again
    page = {
        "title": _("Du har ikke adgang til det her"),
        "sentences": why_refused(member, changes=request.method != "GET"),
        "way_on": way_on(member),
        "me": me(member) if member else None,
    }
    return render(request, "look/say.html", page, status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: something of ours broke. 503: the database is away, and comes back."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        sentences = [
            _("Databasen svarer ikke lige nu. Det, der var gemt, er stadig gemt. Det, du trykkede på, er ikke gjort."),
            _("Prøv igen om et minut."),
        ]
        answer = _say(request, 503, _("Vi er her om lidt"), sentences)
        answer.headers["Retry-After"] = "60"
        return answer
    sentences = [_("Fejlen er vores, ikke din. Det, der var gemt, er stadig gemt."), _("Prøv igen om lidt.")]
    return _say(request, 500, _("Noget gik galt hos os"), sentences)


def _say(request: HttpRequest, status: int, title: str, sentences: list[str]) -> HttpResponse:
    way_on = {"href": "/", "word": _("Til forsiden")}
    page = {"title": title, "sentences": sentences, "way_on": way_on, "me": None}
    return render(request, "look/say.html", page, status=status)
