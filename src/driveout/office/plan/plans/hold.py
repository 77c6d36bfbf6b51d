"""A plan holds for everybody from a date: what that does to whom, before it is done, and one button for all of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from driveout.office.doors import for_planners
from driveout.office.me import me
from driveout.office.plan.plans.dates import said, say_done
from driveout.office.plan.plans.effect import what_it_does
from driveout.office.plan.plans.shelf import Shelf, gather, heading
from driveout.records.drive.days import making, together
from driveout.records.plan.agree import differs
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.rules import BindsNobody
from driveout.records.team.models import Member

REFUSED = (making.NoDates, making.NotApproved, BindsNobody)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def hold_plan(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """What it would do; posted: do it, if it still does what was shown."""
    shelf = gather(season)
    plan = shelf.find(plan_id)
    if plan is None:
        raise Http404
    typed = (request.POST.get("fra", "") or request.GET.get("fra", "")).strip()[:40]
    first = _date(typed)
    if typed and first is None:
        what = {"what": f"«{typed}»"}
        messages.error(request, _("%(what)s er ingen dato. Skriv dag, måned og år, eller vælg i kalenderen.") % what)
    if request.method == "POST" and first and (done := _done(request, member, season, plan, first)):
        return done
    return _show(request, member, shelf, plan, first)


def _done(request: HttpRequest, member: Member, season: Season, plan: Plan, first: date) -> HttpResponse | None:
    """The way on when it is done; None when it was not, with why as a message."""
    shown = request.POST.get("vist", "") or "nothing"
    try:
        made = together.hold_plan(
            plan_id=plan.pk, first=first, by=member.user, now=timezone.now(), today=timezone.localdate(),
            yes=request.POST.get("ja") == "1", shown=shown,
        )  # fmt: skip
    except together.NotAsShown:
        messages.error(request, _("Imens er noget ændret. Her ser du, hvad der sker nu. Intet er gjort."))
    except together.TooLate:
        messages.error(request, _("Den dag er sæsonen slut. Vælg en dag i sæsonen. Intet er gjort."))
    except together.TooSoon:
        messages.error(request, _("Så tæt på ændrer en plan intet. Intet er gjort."))
    except together.NeedsYes:
        messages.error(request, _("Sæt et kryds ved, at det må være før om 14 dage. Intet er gjort."))
    except REFUSED as refused:
        messages.error(request, _why_not(refused))
    else:
        done = _("Planen gælder nu for gæster, hold og telefoner. %(made)s") % {"made": said(made)}
        if to_ring := say_done(request, season, member, plan.pk, done):
            return redirect("office:call_list", season.pk, to_ring.pk)
        return redirect("office:plan", season.pk, plan.pk)
    return None


def _show(request: HttpRequest, member: Member, shelf: Shelf, plan: Plan, first: date | None) -> HttpResponse:
    page: dict[str, Any] = {
        "season": heading(shelf.season),
        "plan": {"id": plan.pk, "name": shelf.name(plan)},
        "me": me(member),
    }
    try:
        found = together.preview(
            plan_id=plan.pk, first=first, by=member.user, now=timezone.now(), today=timezone.localdate()
        )
    except REFUSED as refused:
        page |= {"why_not": _why_not(refused), "way_on": _way_on(refused, shelf.season, plan)}
        return render(request, "office/plans/hold.html", page, status=409)
    today = timezone.localdate()
    does = what_it_does(found, today, agree=differs(shelf.season, today) is None)
    return render(request, "office/plans/hold.html", {**page, **does})


def _why_not(refused: Exception) -> str:
    if isinstance(refused, making.NoDates):
        return _("Sæsonen har ingen første dag. Skriv den under Registre. Intet er ændret.")
    if isinstance(refused, making.NotApproved):
        return _("Kun en godkendt plan kan sættes på datoer. Godkend den først. Intet er ændret.")
    return _("Her bliver intet bestemt: det er et scenarie, eller det er lagt til side.")


def _way_on(refused: Exception, season: Season, plan: Plan) -> dict[str, str]:
    if isinstance(refused, making.NoDates):
        href = reverse("office:row", args=(season.pk, "season", season.pk))
        return {"href": href, "word": _("Skriv første dag")}
    return {"href": reverse("office:plan", args=(season.pk, plan.pk)), "word": _("Gå til planen")}


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
