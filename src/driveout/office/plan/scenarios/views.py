"""All seasons, scenarios and the next season. One domain call a view; presenters do the rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.office import say
from driveout.office.doors import for_office, for_planners, of_own_season
from driveout.office.me import me
from driveout.office.plan.scenarios.all import all_seasons, weeks
from driveout.office.plan.scenarios.form import LONGEST_WHY, Typed, read_next, read_scenario, suggested
from driveout.office.plan.scenarios.one import one_season
from driveout.records.plan.models import Season
from driveout.records.plan.publishing.actions import take_season_back
from driveout.records.plan.publishing.rules import StillPublic
from driveout.records.plan.seasons import copies
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.team.models import Member


@require_GET
@for_office
def seasons(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them."""
    return _show(request, member, "all", all_seasons(member, timezone.localdate()))


@require_GET
@of_own_season
def scenario(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """One season and its scenarios, or one scenario."""
    return _show(request, member, "one", one_season(season, member))


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def new_scenario(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """A copy to try something in."""
    if request.method != "POST":
        return _form(request, member, season, "new", Typed())
    typed = read_scenario(request.POST)
    if typed.faults:
        return _form(request, member, season, "new", typed)
    now = timezone.now()
    try:
        made = copies.make_scenario(season=season, name=typed.name, why=typed.why, by=member.user, now=now)
    except copies.NameTaken:
        return _form(request, member, season, "new", typed.with_name_taken())
    messages.success(request, _("Scenariet er klar. Lav om på det, og planlæg det. Sæsonen bliver ikke ændret."))
    return redirect("office:season", made.id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def next_season(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The next season from this one."""
    if request.method != "POST":
        return _form(request, member, season, "next", suggested(season, timezone.localdate()))
    typed = read_next(request.POST)
    if typed.faults:
        return _form(request, member, season, "next", typed)
    try:
        made = copies.make_next_season(
            season=season, name=typed.name, first_day=typed.day, weeks=int(typed.weeks), keep_wishes=typed.wishes,
            by=member.user, now=timezone.now(),
        )  # fmt: skip
    except copies.NameTaken:
        return _form(request, member, season, "next", typed.with_name_taken())
    messages.success(request, _("Den nye sæson er klar. Se den igennem, og planlæg den."))
    return redirect("office:season", made.id)


@require_POST
@for_planners
def become(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The scenario takes the season's place."""
    was_scenario = season.is_scenario
    copies.make_it_the_season(season_id=season.id, why=_why(request), by=member.user, now=timezone.now())
    done = _("%(name)s er nu sæsonen. Godkend en plan, når du er klar.") % {"name": season.name}
    messages.success(request, done if was_scenario else _("Sådan var det allerede. Intet er ændret."))
    return redirect("office:season", season.id)


@require_POST
@for_planners
def go_back(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The season is a scenario again."""
    refusals: dict[type[Exception], str] = {
        StillPublic: _("Alle kan læse tiderne fra %(name)s. Tag dem ned først."),
        copies.StillDecided: _("En plan i %(name)s er godkendt. Tag godkendelsen tilbage først."),
        copies.NotTheSeason: _("%(name)s er ikke trådt i en anden sæsons sted, eller en anden er trådt i dens."),
    }
    try:
        take_season_back(season_id=season.id, why=_why(request), by=member.user, now=timezone.now())
    except tuple(refusals) as refused:
        trouble = refusals[type(refused)] % {"name": season.name}
        page = one_season(season, member, trouble=trouble, why=_why(request))
        return _show(request, member, "one", page, status=409)
    messages.success(request, _("Taget tilbage. %(name)s er et scenarie igen.") % {"name": season.name})
    return redirect("office:scenario", season.id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def delete(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Ask once, then delete the scenario."""
    trouble, status = "", 200
    if request.method == "POST":
        try:
            copies.delete_scenario(season_id=season.id, by=member.user, now=timezone.now())
        except copies.NotAScenario:
            trouble = _("%(name)s er en sæson, og sæsoner kan ikke slettes her. Intet er slettet.")
        except copies.UnderWay:
            trouble = _("Der bliver regnet på %(name)s lige nu. Stop det først. Intet er slettet.")
        else:
            messages.success(request, _("Scenariet %(name)s er slettet.") % {"name": season.name})
            return redirect("office:seasons")
        trouble, status = trouble % {"name": season.name}, 409
    page = one_season(season, member, trouble=trouble)
    return _show(request, member, "delete", page, status=status)


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").replace("\r\n", "\n").strip()[:LONGEST_WHY]


def _form(request: HttpRequest, member: Member, season: Season, page: str, typed: Typed) -> HttpResponse:
    plan = copies.plan_people_know(season.id)
    price = terms_from_json(season.terms).change_price_guests
    values = {
        **typed.page(),
        "season": {"id": season.id, "name": season.name, "weeks": weeks(season)},
        "has_plan": plan is not None,
        "approved": bool(plan and plan.approved_at),
        "price": say.about(price, 0 if float(price).is_integer() else 1) if price else "",
    }
    return _show(request, member, page, values, status=422 if typed.faults else 200)


def _show(
    request: HttpRequest, member: Member, page: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"office/scenarios/{page}.html", {**values, "me": me(member)}, status=status)
