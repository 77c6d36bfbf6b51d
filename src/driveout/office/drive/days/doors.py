"""Driving and meeting, two stops of the line: the office goes to its days from there, the crew to shifts and app."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from driveout.records.plan import queries
from driveout.records.team.models import Role
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_see_office


@require_GET
@login_required
def drive(request: HttpRequest) -> HttpResponse:
    """The week of the season that is running; a volunteer's own shifts; for everybody else the front page."""
    return _way(request, "office:days", "field:shifts")


@require_GET
@login_required
def meet(request: HttpRequest) -> HttpResponse:
    """Today's cafés; for who stands in them, the crew's app."""
    return _way(request, "office:day", "field:app")


def _way(request: HttpRequest, office: str, crew: str) -> HttpResponse:
    member = member_of(request.user)
    if member is not None and member.role == Role.VOLUNTEER:
        return redirect(crew)
    season = (
        queries.season_now(member.organisation_id, timezone.localdate()) if member and may_see_office(member) else None
    )
    if season is None:
        return redirect("office:start" if member and may_see_office(member) else "office:own_access")
    if office == "office:day":
        return redirect(office, season.pk, timezone.localdate())
    return redirect(office, season.pk)
