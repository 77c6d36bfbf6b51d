"""A season that was a mistake: what goes with it, the second yes, and why one stays."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from driveout.office import say
from driveout.office.doors import for_planners
from driveout.office.me import me
from driveout.office.plan.scenarios.all import weeks
from driveout.records.drive.days.removing import HasDays, TookAPlace, check_removable, remove_season
from driveout.records.plan.models import Season
from driveout.records.plan.publishing.rules import StillPublic
from driveout.records.plan.rules import BindsNobody, Refused
from driveout.records.plan.seasons import copies
from driveout.records.team.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def delete_season(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Ask once, then remove the season."""
    if season.is_scenario:
        return redirect("office:delete_scenario", season.id)
    trouble = ""
    try:
        if request.method == "POST":
            remove_season(season_id=season.id, by=member.user, now=timezone.now())
            messages.success(request, _("Sæsonen %(name)s er slettet.") % {"name": season.name})
            return redirect("office:seasons")
        check_removable(season)
    except Refused as refused:
        trouble = _why_not(refused) % {"name": season.name}
    status = 409 if trouble and request.method == "POST" else 200
    page = {"me": me(member), "trouble": trouble, **_page(season)}
    return render(request, "office/scenarios/remove.html", page, status=status)


def _why_not(refused: Refused) -> str:
    """What stands in the way, and what to do."""
    found: dict[type[Refused], str] = {
        BindsNobody: _("%(name)s er lagt til side. Den bliver gemt, så alle kan læse den."),
        copies.StillDecided: _("En plan i %(name)s er godkendt. Tag godkendelsen tilbage først."),
        StillPublic: _("Alle kan læse tiderne fra %(name)s. Tag dem ned først."),
        HasDays: _("%(name)s står på datoer, og holdet kan have vagter der. Derfor bliver den gemt."),
        TookAPlace: _("%(name)s er trådt i en anden sæsons sted. Tag det tilbage først, under Scenarier."),
        copies.UnderWay: _("Der bliver regnet på %(name)s lige nu. Stop det først. Intet er slettet."),
    }
    return found[type(refused)]


def _page(season: Season) -> dict[str, Any]:
    """What goes, and what stays. Two queries."""
    plans, scenarios = season.plans.count(), season.copies.filter(is_scenario=True).count()
    gone = ngettext("%(n)s plan bliver slettet med.", "%(n)s planer bliver slettet med.", plans)
    stays = ngettext("%(n)s scenarie af den bliver stående.", "%(n)s scenarier af den bliver stående.", scenarios)
    return {
        "season": {"id": season.id, "name": season.name, "weeks": weeks(season)},
        "plans": gone % {"n": say.number(plans)} if plans else "",
        "scenarios": stays % {"n": say.number(scenarios)} if scenarios else "",
    }
