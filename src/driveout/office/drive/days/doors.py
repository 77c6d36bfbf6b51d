"""“I dag”, the home of everybody who is signed in: one address that knows where today is theirs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from driveout.records.drive.crew.rules import leads_somewhere
from driveout.records.drive.days.queries import first_and_last
from driveout.records.plan import queries
from driveout.records.team.models import Role
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_manage_people, may_see_office


@require_GET
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What waits for those who lead, and the day's trips and cafés for the rest of the office, while the plan stands on
    dates, else the season; a volunteer's own shifts; for those who only take people in, the people; for everybody else
    their own access."""
    member, day = member_of(request.user), timezone.localdate()
    if member is not None and member.role == Role.VOLUNTEER:
        return redirect("field:shifts")
    if not may_see_office(member):
        return redirect("office:people" if may_manage_people(member) else "office:own_access")
    assert member is not None
    season = queries.season_now(member.organisation_id, day)
    if season is None or first_and_last(season.pk) is None:
        return redirect("office:start")
    return redirect("office:leading") if leads_somewhere(member) else redirect("office:day", season.pk, day)
