"""What if: two curves and every hub. One domain call a view; presenters do the rest."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget

from driveout.look.request import Request
from driveout.office.doors import for_planners, of_own_season
from driveout.office.forms.table import as_csv
from driveout.office.me import me
from driveout.office.plan.what_if import own
from driveout.office.plan.what_if.page import KINDS, what_if_page
from driveout.records.plan.models import Frontier, Season
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.questions import frontiers
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.team.models import Member


@require_GET
@of_own_season
def what_if(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """All of it, as far as it is."""
    return _page(request, member, season)


@require_GET
@of_own_season
def live(request: Request, member: Member, season: Season, of: str) -> HttpResponse:
    """What one curve has found so far: nothing when nothing is new, all of its section when it has moved on."""
    page, curve = _one(request, member, season, of)
    if not request.htmx:
        return redirect(_address(season, curve["id"]))
    was, told = request.GET.get("was", ""), curve["progress"]
    if told and told["key"] == was:
        return HttpResponse(status=204)
    values = {**page, "curve": curve}
    if told and told["key"].rpartition("-")[0] == was.rpartition("-")[0]:
        return render(request, "office/what_if/_now.html", values)
    answer = render(request, "office/what_if/_curve.html", {**values, "news": True})
    # “global”: a poll may be answered after its own element was replaced, and must still find the page.
    return reswap(retarget(answer, f"global #{curve['id']}"), "outerHTML")


@require_GET
@of_own_season
def numbers(request: HttpRequest, member: Member, season: Season, of: str) -> HttpResponse:
    """The table as a file."""
    _values, curve = _one(request, member, season, of)
    if curve["table"] is None:
        raise Http404
    file = HttpResponse(as_csv(curve["table"]["raw"]).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    file["Content-Disposition"] = f'attachment; filename="what-if-{curve["id"]}-{season.id}.csv"'
    return file


@require_POST
@for_planners
def ask(request: HttpRequest, member: Member, season: Season, of: str) -> HttpResponse:
    """Put a curve in line."""
    kind = _kind(of)
    try:
        frontiers.ask_for_frontier(season=season, of=kind, by=member.user, now=timezone.now())
    except frontiers.NoBudget:
        messages.error(request, _("Sæsonen har intet budget, så der er intet at regne på. Intet er ændret."))
    except frontiers.NoPlan:
        messages.error(request, _("Sæsonen har ingen plan endnu. Planlæg den først. Intet er ændret."))
    return redirect(_address(season, kind))


@require_POST
@for_planners
def ask_own(request: HttpRequest, member: Member, season: Season, of: str) -> HttpResponse:
    """Put a point of the person's own on a curve."""
    kind = _kind(of)
    if kind not in frontiers.AXIS:
        raise Http404
    asked = own.read(kind, request.POST.get("limit", ""), terms_from_json(season.terms).budget_kr_a_week)
    if asked.limit is None:
        return _page(request, member, season, asked={kind: asked}, status=422)
    refusals: dict[type[Exception], str] = {
        frontiers.NoCurve: _("Sæsonen er ændret, siden kurven blev regnet. Regn den igen først."),
        frontiers.Busy: _("Der bliver regnet på kurven lige nu. Vent, til den er færdig, og prøv igen."),
    }
    try:
        frontiers.ask_for_point(season=season, of=kind, limit=asked.limit, by=member.user, now=timezone.now())
    except tuple(refusals) as refused:
        messages.error(request, refusals[type(refused)])
    return redirect(_address(season, kind))


@require_POST
@for_planners
def stop(request: HttpRequest, member: Member, season: Season, frontier_id: int) -> HttpResponse:
    """Ask a curve to stop and keep its points."""
    frontier = Frontier.objects.filter(pk=frontier_id, season=season).first()
    if frontier is None:
        raise Http404
    frontiers.stop_frontier(frontier_id=frontier.id, by=member.user, now=timezone.now())
    return redirect(_address(season, frontier.of))


def _kind(of: str) -> Of:
    if of not in KINDS:
        raise Http404
    return Of(of)


def _one(request: HttpRequest, member: Member, season: Season, of: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """One of them, and only that one is drawn."""
    page = what_if_page(season, member, timezone.now(), only=(_kind(of),), sort=request.GET.get("sorter", ""))
    return page, page["curves"][0]


def _page(
    request: HttpRequest, member: Member, season: Season, *, asked: dict[Of, own.Asked] | None = None, status: int = 200
) -> HttpResponse:
    page = what_if_page(season, member, timezone.now(), sort=request.GET.get("sorter", ""), asked=asked)
    return render(request, "office/what_if/page.html", {**page, "me": me(member)}, status=status)


def _address(season: Season, part: str) -> str:
    return f"{reverse('office:what_if', args=(season.id,))}#{part}"
