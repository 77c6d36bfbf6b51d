"""Reasons and prices on screen: each part fetches itself until its answer is there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from driveout.office.doors import of_own_season
from driveout.office.season.page import season_page
from driveout.records.plan.models import Season
from driveout.records.team.models import Member


@require_GET
@of_own_season
def why(request: HttpRequest, member: Member, season: Season, stop_id: int) -> HttpResponse:
    """Why this stop got what it got; asked when nobody has."""
    return _part(request, member, season, "why", sted=stop_id)


@require_GET
@of_own_season
def help_for(request: HttpRequest, member: Member, season: Season, hub_id: int) -> HttpResponse:
    """What one more of each would bring this hub; asked when nobody has."""
    return _part(request, member, season, "help", hub=hub_id, hjaelp=1)


def _part(request: HttpRequest, member: Member, season: Season, part: str, **asked: int) -> HttpResponse:
    query = request.GET.copy()
    for name, value in asked.items():
        query[name] = str(value)
    if not request.htmx:
        return redirect(f"/office/seasons/{season.id}/?{query.urlencode()}")
    page = season_page(season, member, query, timezone.localtime())
    if not page[part]:
        raise Http404
    return render(request, f"office/season/_{part}.html", page)
