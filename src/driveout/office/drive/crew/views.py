"""The week with its gaps, and how fairly shifts are shared. One domain call a view."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from driveout.office.doors import of_own_season
from driveout.office.drive.crew.week import load_page, week_page
from driveout.office.me import me
from driveout.records.drive.crew.rules import leads_somewhere
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.rules import may_see_crew


@require_GET
@of_own_season
def week(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """One week, gaps first."""
    return show(request, member, "week", week_page(season, member, request.GET, timezone.now()))


@require_GET
@of_own_season
def load(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Who has how many."""
    return show(request, member, "load", load_page(season, member, request.GET))


def show(request: HttpRequest, member: Member, page: str, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the room."""
    known = {**me(member), "leads": leads_somewhere(member), "sees_names": may_see_crew(member)}
    values = {**values, "me": known, "page": page}
    return render(request, f"office/crew/{page}.html", values, status=status)
