"""One domain call a view; presenters do the rest."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from driveout.look.land import has_land, land_svg
from driveout.office.doors import for_office, for_planners, of_own_season
from driveout.office.guide.first_steps import first_steps
from driveout.office.people.refused import way_on, why_refused
from driveout.office.scenarios.gone import gone
from driveout.office.season.how import how_page
from driveout.office.season.page import me, season_page
from driveout.office.season.points import map_points
from driveout.office.wish_views import typed
from driveout.records.plan import actions, queries
from driveout.records.plan.models import PlanRun, Season
from driveout.records.plan.registers.missing import missing
from driveout.records.publish.known import plan_people_know
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_manage_people, may_plan, may_see_office


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The newest season; for those who only take people in, the people."""
    member = member_of(request.user)
    if may_manage_people(member) and not may_see_office(member):
        return redirect("office:people")
    return _newest(request)


@for_office
def _newest(request: HttpRequest, member: Member) -> HttpResponse:
    """The newest season that counts, or how to get one."""
    newest = queries.newest_season(member.organisation_id)
    if newest:
        return redirect("office:season", season_id=newest.id)
    page = {"me": me(member), "here": "plan", "may_plan": may_plan(member), "guide": first_steps(member, None)}
    return render(request, "office/no_season.html", page)


@require_GET
@of_own_season
def season(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The page, or the part of it that a filter changes."""
    page = _page(request, member, season)
    part = request.htmx and request.htmx.target == "view"
    return render(request, "office/season/_view.html" if part else "office/season/page.html", page)


@require_GET
@of_own_season
def live(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """What a search has found so far. When it has moved on or ended, the page's other parts come along."""
    page = _page(request, member, season)
    if page["live"] and page["live"].get("key") == request.GET.get("was", ""):
        return render(request, "office/season/_progress.html", page)
    answer = render(request, "office/season/live.html", page)
    # “global”: a poll may be answered after its own element was replaced, and must still find the page.
    return reswap(retarget(answer, "global #live"), "outerHTML")


@require_GET
@of_own_season
def points(request: HttpRequest, member: Member, season: Season) -> JsonResponse:
    """Hubs, stops and the day's tours for the map that can be moved."""
    return JsonResponse(map_points(season, member, request.GET, timezone.localtime()))


@require_GET
@of_own_season
def how(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """How the numbers were made."""
    page = how_page(season, timezone.localtime())
    return render(request, "office/season/how.html", {**page, "me": me(member), "here": "plan"})


@require_POST
@for_planners
def plan_again(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Put a search in line; a season that lacks something is told what."""
    if missing(season.id):
        messages.error(request, _("Sæsonen kan ikke planlægges endnu. Se, hvad der mangler."))
        to = reverse("office:registers", args=(season.id,))
        return HttpResponseClientRedirect(to) if request.htmx else redirect(to)
    known = None if request.POST.get("free") else plan_people_know(season.id)
    actions.ask_for_plan(season_id=season.id, by=member.user, now=timezone.now(), follows=known)
    return _after(request, member, season, first=True)


@require_POST
@for_planners
def stop_run(request: HttpRequest, member: Member, season: Season, run_id: int) -> HttpResponse:
    """Ask a search to stop and keep the best."""
    if not PlanRun.objects.filter(pk=run_id, season=season).exists():
        raise Http404
    actions.stop_run(run_id=run_id, by=member.user, now=timezone.now())
    return _after(request, member, season, first=False)


def _page(request: HttpRequest, member: Member, season: Season) -> dict[str, Any]:
    page = season_page(season, member, request.GET, timezone.localtime())
    return {**page, "me": me(member), "here": "plan", "typed": typed(request)}


def _after(request: HttpRequest, member: Member, season: Season, *, first: bool) -> HttpResponse:
    """With script the part that follows the search (`first`: and what it changes around it); else the page again."""
    if request.htmx:
        return render(request, "office/season/live.html", {**_page(request, member, season), "first": first})
    return redirect("office:season", season_id=season.id)


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
    member = member_of(request.user)
    page = {
        "title": _("Du har ikke adgang til det her"),
        "sentences": why_refused(member, changes=request.method != "GET"),
        "way_on": way_on(member),
        "me": me(member) if member else None,
    }
    return render(request, "look/say.html", page, status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: something of ours broke."""
    sentences = [_("Fejlen er vores, ikke din. Det, der var gemt, er stadig gemt."), _("Prøv igen om lidt.")]
    return _say(request, 500, _("Noget gik galt hos os"), sentences)


def _say(request: HttpRequest, status: int, title: str, sentences: list[str]) -> HttpResponse:
    way_on = {"href": "/", "word": _("Til forsiden")}
    page = {"title": title, "sentences": sentences, "way_on": way_on, "me": None}
    return render(request, "look/say.html", page, status=status)
