"""Reasons and prices on screen: each part fetches itself until its answer is there, and builds nothing around it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from driveout.look.request import Request
from driveout.office.doors import of_own_season
from driveout.office.plan.season.asked.choice import move_in
from driveout.office.plan.season.asked.chosen_stop import alone, query_of
from driveout.office.plan.season.asked.which_plan import shown
from driveout.office.plan.season.changes.wish_views import typed
from driveout.office.plan.season.stop import panels
from driveout.records.plan.models import Hub, Season
from driveout.records.team.models import Member


@require_GET
@of_own_season
def why(request: Request, member: Member, season: Season, stop_id: int) -> HttpResponse:
    """Why this stop got what it got; asked when nobody has."""
    if not request.htmx:
        return _to_page(request, season, sted=stop_id)
    place = alone(season, member, stop_id, request.GET)
    if place is None:
        raise Http404
    part = panels.of_stop(place, None, now=timezone.localtime(), again=request.GET.get("igen") == "1")
    return _part(request, "why", season, {**part, "query": place.query, "typed": typed(request, stop_id)})


@require_GET
@of_own_season
def price(request: Request, member: Member, season: Season, stop_id: int) -> HttpResponse:
    """What moving an opening of this stop would cost; asked when nobody has."""
    if not request.htmx:
        return _to_page(request, season, sted=stop_id)
    place = alone(season, member, stop_id, request.GET)
    part = panels.of_move(place, move_in(request.GET), now=timezone.localtime(), again=request.GET.get("igen") == "1")
    if place is None or part["price"] is None:
        raise Http404
    return _part(request, "price", season, {**part, "query": place.query, "typed": typed(request, stop_id)})


@require_GET
@of_own_season
def help_for(request: Request, member: Member, season: Season, hub_id: int) -> HttpResponse:
    """What one more of each would bring this hub; asked when nobody has."""
    hub = Hub.objects.filter(pk=hub_id, season=season).first()
    if hub is None:
        raise Http404
    if not request.htmx:
        return _to_page(request, season, hub=hub_id, hjaelp=1)
    query = query_of(request.GET, hub=hub_id, hjaelp=1)
    again = request.GET.get("igen") == "1"
    part = panels.of_hub(
        shown(season.id, member, request.GET).plan, hub, query, asks=True, now=timezone.localtime(), again=again
    )
    if part["help"] is None:
        raise Http404
    return _part(request, "help", season, {**part, "query": query})


def _part(request: HttpRequest, name: str, season: Season, part: dict[str, Any]) -> HttpResponse:
    return render(request, f"office/season/_{name}.html", {"season": {"id": season.id}, **part})


def _to_page(request: HttpRequest, season: Season, **asked: int) -> HttpResponse:
    """Without script the page shows the same."""
    query = request.GET.copy()
    for name, value in asked.items():
        query[name] = str(value)
    return redirect(f"/office/seasons/{season.id}/?{query.urlencode()}")
