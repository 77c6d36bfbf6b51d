"""All plans of a season: read, compare, name, approve, take down. One domain call a view; presenters do the rest."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.office.doors import for_planners, of_own_season
from driveout.office.me import me
from driveout.office.plan.plans.all import all_plans
from driveout.office.plan.plans.beside import chosen, of_any
from driveout.office.plan.plans.one import Words, binds_nobody, one_plan
from driveout.office.plan.plans.pair import pair
from driveout.office.plan.plans.shelf import Shelf, gather
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.plans import history
from driveout.records.plan.publishing import actions as publish
from driveout.records.plan.publishing.rules import StillPublic
from driveout.records.plan.rules import BindsNobody
from driveout.records.team.models import Member

LONGEST_WHY = 2000


@require_GET
@of_own_season
def plans(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """All of them; or, when two are chosen, on to their comparison."""
    shelf = gather(season)
    if two := chosen(shelf, request.GET.get("fra"), request.GET.get("til")):
        return redirect("office:compare", season.id, two[0][1].id, two[1][1].id)
    return _show(request, member, "all", all_plans(shelf, request.GET))


@require_GET
@of_own_season
def plan(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """One of them."""
    shelf = gather(season)
    return _one(request, member, shelf, _own(shelf, plan_id))


@require_GET
@of_own_season
def compare(request: HttpRequest, member: Member, season: Season, before: int, after: int) -> HttpResponse:
    """Two of them, side by side; or one of them and another season's."""
    shelf = gather(season)
    found = of_any(shelf, before), of_any(shelf, after)
    if found[0] is None or found[1] is None or shelf not in (found[0][0], found[1][0]):
        raise Http404
    return _show(request, member, "pair", pair(season, found[0], found[1], member))


@require_POST
@for_planners
def name(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """Keep a name and a note."""
    _own(gather(season), plan_id)
    typed = {"name": request.POST.get("name", "")[: history.NAME_LENGTH], "why": _why(request)}
    opened_with = request.POST.get("mark", "")
    try:
        history.name_plan(plan_id=plan_id, **typed, opened_with=opened_with, by=member.user, now=timezone.now())
    except history.ChangedMeanwhile:
        trouble = _(
            "Imens har en anden skrevet noget nyt om planen. Det står øverst. "
            "Dine egne ord er stadig i felterne. Gem igen, hvis de skal gælde."
        )
        return _refused(request, member, season, plan_id, trouble, typed)
    return redirect("office:plan", season.id, plan_id)


@require_POST
@for_planners
def approve(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """Say yes to a plan."""
    typed = request.POST.get("instead_of", "")
    decide = partial(history.decide_on, instead_of=int(typed) if typed.isdecimal() and len(typed) < 16 else None)
    meanwhile = _(
        "Imens er en anden plan blevet godkendt eller taget tilbage. Intet er ændret. Se efter, og vælg igen."
    )
    refusals = {history.ChangedMeanwhile: meanwhile, BindsNobody: binds_nobody(season)}
    return _decide(request, member, season, plan_id, decide, refusals)


@require_POST
@for_planners
def take_back(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """Take the yes back."""
    still = _("Alle kan læse tiderne fra planen. Tag dem ned først.")
    return _decide(request, member, season, plan_id, publish.take_approval_back, {StillPublic: still})


@require_POST
@for_planners
def take_down(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """Take the times out of the open."""
    return _decide(request, member, season, plan_id, publish.take_times_down, {})


def _decide(
    request: HttpRequest, member: Member, season: Season, plan_id: int, act: Callable[..., object],
    refusals: dict[type[Exception], str],
) -> HttpResponse:  # fmt: skip
    """Do it with the reason that was typed; a refusal shows the page as it stands, with its sentence on top."""
    _own(gather(season), plan_id)
    try:
        act(plan_id=plan_id, why=_why(request), by=member.user, now=timezone.now())
    except tuple(refusals) as refused:
        return _refused(request, member, season, plan_id, refusals[type(refused)], {"decision": _why(request)})
    return redirect("office:plan", season.id, plan_id)


def _own(shelf: Shelf, plan_id: int) -> Plan:
    """The season's own plan. Another's, or one that is gone, does not exist."""
    found = shelf.find(plan_id)
    if found is None:
        raise Http404
    return found


def _why(request: HttpRequest) -> str:
    """A browser counts a new line as one character and sends two: they are one before the text is cut."""
    return request.POST.get("why", "").replace("\r\n", "\n").strip()[:LONGEST_WHY]


def _refused(
    request: HttpRequest, member: Member, season: Season, plan_id: int, trouble: str, typed: Words | None = None
) -> HttpResponse:
    """The page as it stands now, with what went wrong on top."""
    shelf = gather(season)
    return _one(request, member, shelf, _own(shelf, plan_id), typed=typed, trouble=trouble, status=409)


def _one(
    request: HttpRequest,
    member: Member,
    shelf: Shelf,
    plan: Plan,
    *,
    typed: Words | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    return _show(request, member, "one", one_plan(shelf, plan, member, typed=typed, trouble=trouble), status=status)


def _show(
    request: HttpRequest, member: Member, page: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"office/plans/{page}.html", {**values, "me": me(member)}, status=status)
