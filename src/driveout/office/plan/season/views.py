"""A season's page, and planning it. One domain call a view; presenters do the rest."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from driveout.look.request import Request
from driveout.office.doors import for_planners, of_own_season
from driveout.office.me import me
from driveout.office.plan.season.changes.wish_views import typed
from driveout.office.plan.season.overview.points import map_points
from driveout.office.plan.season.page import season_page
from driveout.office.plan.season.proof.explained import how_page
from driveout.records.plan.models import PlanRun, Season
from driveout.records.plan.publishing.plan_people_know import plan_people_know
from driveout.records.plan.registers.missing import missing
from driveout.records.plan.search import asking
from driveout.records.team.models import Member


@require_GET
@of_own_season
def season(request: Request, member: Member, season: Season) -> HttpResponse:
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
    page = how_page(season, member, request.GET, timezone.localtime())
    return render(request, "office/season/how.html", {**page, "me": me(member)})


@require_POST
@for_planners
def plan_again(request: Request, member: Member, season: Season) -> HttpResponse:
    """Put a search in line; a season that lacks something is told what."""
    if missing(season.id):
        messages.error(request, _("Sæsonen kan ikke planlægges endnu. Se, hvad der mangler."))
        to = reverse("office:registers", args=(season.id,))
        return HttpResponseClientRedirect(to) if request.htmx else redirect(to)
    known = None if request.POST.get("free") else plan_people_know(season.id)
    asking.ask_for_plan(season_id=season.id, by=member.user, now=timezone.now(), follows=known)
    return _after(request, member, season, first=True)


@require_POST
@for_planners
def stop_run(request: Request, member: Member, season: Season, run_id: int) -> HttpResponse:
    """Ask a search to stop and keep the best."""
    if not PlanRun.objects.filter(pk=run_id, season=season).exists():
        raise Http404
    asking.stop_run(run_id=run_id, by=member.user, now=timezone.now())
    return _after(request, member, season, first=False)


def _page(request: HttpRequest, member: Member, season: Season) -> dict[str, Any]:
    page = season_page(season, member, request.GET, timezone.localtime())
    return {**page, "me": me(member), "typed": typed(request)}


def _after(request: Request, member: Member, season: Season, *, first: bool) -> HttpResponse:
    """With script the part that follows the search (`first`: and what it changes around it); else the page again."""
    if request.htmx:
        return render(request, "office/season/live.html", {**_page(request, member, season), "first": first})
    return redirect("office:season", season_id=season.id)
